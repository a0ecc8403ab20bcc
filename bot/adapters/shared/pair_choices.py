"""What can be done about an invitation or an agreed interview: its buttons on every platform."""

from dataclasses import dataclass

from bot.adapters.shared import pair_words
from bot.adapters.shared.pair_actions import (
    PairAccept,
    PairAction,
    PairBegin,
    PairDecline,
    PairOff,
    PairSwap,
)
from bot.engine.cards import PairCard
from bot.engine.cards.pairs import PairStage


@dataclass(frozen=True, slots=True)
class PairChoice:
    """A button; one that ``leads`` stands out."""

    label: str
    action: PairAction
    leads: bool = False


def choices(card: PairCard) -> tuple[PairChoice, ...]:
    """Return the card's buttons, in their order."""
    here = card.pair_id
    match card.stage:
        case PairStage.INVITED:
            return (
                PairChoice(pair_words.ACCEPT, PairAccept(here), leads=True),
                PairChoice(pair_words.DECLINE, PairDecline(here)),
            )
        case PairStage.SENT:
            return (PairChoice(pair_words.TAKE_BACK, PairOff(here)),)
        case PairStage.AGREED:
            last = (
                PairChoice(pair_words.SWAP, PairSwap(here, int(not card.you_ask))),
                PairChoice(pair_words.CALL_OFF, PairOff(here)),
            )
            if not card.you_ask:
                return last
            return (PairChoice(pair_words.START, PairBegin(here), leads=True), *last)
