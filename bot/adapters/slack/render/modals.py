"""Private answers that open where someone pressed: cards as modals."""

from collections.abc import Mapping
from typing import Any

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import MarkPoints, encode
from bot.adapters.slack.limits import MODAL_BLOCKS, Json
from bot.adapters.slack.render.cards import render
from bot.adapters.slack.render.forms import modal, said
from bot.adapters.slack.render.results import mine_blocks
from bot.engine.cards import (
    Card,
    ChangeCard,
    DrillCard,
    DrillSummaryCard,
    MineCard,
    ProblemCard,
    ReasonsCard,
    ReceiptCard,
)

_TITLES: Mapping[type, str] = {
    ReceiptCard: labels.MY_ANSWER,
    ReasonsCard: labels.WHY_NOT,
    ChangeCard: labels.CHANGE_ANSWER,
    DrillCard: labels.QUIZ,
    DrillSummaryCard: labels.QUIZ,
}
_ANY = "Warmup"
"""The title of what says itself what it is, such as a home or a problem."""


def modal_of(card: Card, private: Mapping[str, Any]) -> Json:
    """Return ``card`` as a modal; ``private`` comes back with every press in it."""
    if isinstance(card, MineCard):
        callback = encode(MarkPoints(card.round_id)) if card.can_mark else "w1:said"
        submit = "Save" if card.can_mark else ""
        blocks = mine_blocks(card)[:MODAL_BLOCKS]
        return modal(labels.MY_RESULT, callback, blocks, submit=submit, private=private)
    if isinstance(card, ProblemCard):
        return said(_ANY, card.message, card.fix)
    blocks = [block for message in render(card) for block in message.blocks]
    return modal(_TITLES.get(type(card), _ANY), "w1:said", blocks[:MODAL_BLOCKS], private=private)
