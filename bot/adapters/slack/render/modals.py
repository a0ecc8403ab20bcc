"""Private answers that open where someone pressed: cards as modals."""

from collections.abc import Mapping
from typing import Any

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import MarkPoints, encode
from bot.adapters.slack.limits import MODAL_BLOCKS, Json
from bot.adapters.slack.render.cards import render
from bot.adapters.slack.render.forms import modal, said
from bot.adapters.slack.render.results import mine_blocks
from bot.engine.cards import Card, ChangeCard, MineCard, ProblemCard, ReasonsCard


def modal_of(card: Card, private: Mapping[str, Any]) -> Json:
    """Return ``card`` as a modal; ``private`` comes back with every press in it."""
    if isinstance(card, MineCard):
        callback = encode(MarkPoints(card.round_id)) if card.can_mark else "w1:said"
        submit = "Save" if card.can_mark else ""
        blocks = mine_blocks(card)[:MODAL_BLOCKS]
        return modal(labels.MY_RESULT, callback, blocks, submit=submit, private=private)
    if isinstance(card, ProblemCard):
        return said(labels.MY_ANSWER, card.message, card.fix)
    blocks = [block for message in render(card) for block in message.blocks]
    return modal(_title(card), "w1:said", blocks[:MODAL_BLOCKS], private=private)


def _title(card: Card) -> str:
    if isinstance(card, ReasonsCard):
        return labels.WHY_NOT
    return labels.CHANGE_ANSWER if isinstance(card, ChangeCard) else labels.MY_ANSWER
