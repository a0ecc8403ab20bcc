"""Answers that open as a modal: right away, as Slack allows for 3 seconds, and filled later."""

from bot.adapters.shared.problems import BROKEN
from bot.adapters.slack.render import forms
from bot.adapters.slack.render.modals import modal_of
from bot.adapters.slack.serving.handler import Handler
from bot.adapters.slack.serving.replies import Place


async def open_answer(handler: Handler, place: Place, asked: object, title: str) -> None:
    """Open a modal right away, where the person is, and fill it when the answer is found.

    Where none opens any more, that is told, and nothing is asked.
    """
    view_id = await handler.open(place, forms.waiting(title))
    if view_id:
        card = await handler.answer(asked) or BROKEN
        await handler.fill(view_id, modal_of(card, place.carried))
        await handler.learn_name(place)
