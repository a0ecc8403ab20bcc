"""Answering an interaction: acknowledge at once, show the outcome when it is known."""

import io
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord

from bot.adapters.discord.errors import VENDOR_ERRORS, patiently
from bot.adapters.discord.render.cards import render
from bot.adapters.discord.render.layout import Panel
from bot.engine.cards import Card, ProblemCard

log = logging.getLogger(__name__)

Press = discord.Interaction[Any]

ALREADY_ACKNOWLEDGED = 40060
AT_ONCE = 1.0
"""Seconds a first answer may wait for a rate limit; Discord gives it 3 in all."""


async def acknowledge(press: Press, *, in_place: bool = False) -> bool:
    """Tell Discord within its 3 seconds that the press was heard; False when it is too late.

    ``in_place`` promises an edit of the message the press came from, else a private answer.
    """
    options = {} if in_place else {"ephemeral": True, "thinking": True}
    try:
        await _at_once(press, lambda: press.response.defer(**options))
    except VENDOR_ERRORS as error:
        _unanswered("a press could not be acknowledged, so it is not served", error)
        return False
    return True


async def show(press: Press, card: Card, *, in_place: bool = False) -> None:
    """Show ``card`` to the presser alone. A problem never replaces what they were doing."""
    await show_panels(press, render(card), in_place=in_place and not isinstance(card, ProblemCard))


async def show_panels(press: Press, panels: Sequence[Panel], *, in_place: bool = False) -> None:
    """Show layouts to the presser alone: in the message they pressed, or as private answers."""
    deferred_edit = press.response.type is discord.InteractionResponseType.deferred_message_update
    try:
        if in_place:
            await patiently(lambda: press.edit_original_response(view=panels[-1]))
            return
        first, *rest = panels
        if deferred_edit:
            rest = [first, *rest]
        else:
            await patiently(lambda: press.edit_original_response(view=first))
        for panel in rest:
            await patiently(lambda shown=panel: press.followup.send(view=shown, ephemeral=True))
    except VENDOR_ERRORS as error:
        log.warning("an answer could not be shown: %s", error)


async def refuse(press: Press, problem: ProblemCard) -> None:
    """Answer at once with a problem, without having acknowledged before."""
    try:
        layout = render(problem)[0]
        send = press.response.send_message
        await _at_once(press, lambda: send(view=layout, ephemeral=True))
    except VENDOR_ERRORS as error:
        _unanswered("a refusal could not be shown", error)


async def open_form(press: Press, form: discord.ui.Modal) -> None:
    """Answer at once with a form."""
    try:
        await _at_once(press, lambda: press.response.send_modal(form))
    except VENDOR_ERRORS as error:
        _unanswered("a form could not be opened", error)


async def send_file(press: Press, name: str, content: Mapping[str, Any], about: str) -> None:
    """Show JSON as a private file."""
    encoded = json.dumps(content, indent=2, ensure_ascii=False).encode()
    file = discord.File(io.BytesIO(encoded), filename=name)
    try:
        await press.edit_original_response(content=about, attachments=[file])
    except VENDOR_ERRORS as error:
        log.warning("a file could not be sent: %s", error)


def _unanswered(what: str, error: Exception) -> None:
    # Discord tells every worker of every press: all but the first to answer hear this.
    theirs = isinstance(error, discord.HTTPException) and error.code == ALREADY_ACKNOWLEDGED
    log.log(logging.DEBUG if theirs else logging.WARNING, "%s: %s", what, error)


async def _at_once(press: Press, answer: Callable[[], Awaitable[object]]) -> None:
    """Give the first answer. It counts as given even if the receipt for it has no body."""
    try:
        await patiently(answer, AT_ONCE)
    except (KeyError, TypeError):
        if not press.response.is_done():
            raise
