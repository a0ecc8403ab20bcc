"""Answering an interaction: with its outcome, or acknowledged first and shown what follows."""

import io
import logging
from collections.abc import Awaitable, Sequence
from typing import Any

import discord

from bot.adapters.discord import limits
from bot.adapters.discord.errors import VENDOR_ERRORS, patiently
from bot.adapters.discord.pictured import files_of, show_pictured
from bot.adapters.discord.render.cards import render
from bot.adapters.discord.render.layout import Panel
from bot.adapters.discord.serving import first_answer
from bot.adapters.discord.serving.places import Press, is_elsewhere
from bot.adapters.shared.card_pictures import CardPictures, Picture
from bot.adapters.shared.problems import TOO_LONG_HERE
from bot.adapters.shared.report_csv import report_csv, report_file_name
from bot.adapters.shared.report_words import FILE_ABOUT
from bot.engine.cards import Card, PostedLeaderboardCard, ProblemCard, ReportCard
from bot.engine.file_queries import PersonalFile

log = logging.getLogger(__name__)

Shown = Card | Panel | PersonalFile
"""What an interaction is answered with."""


def rendered(press: Press, card: Card) -> tuple[Panel, ...]:
    """Return a card's layouts, with links to the commands that Discord knows of the bot."""
    return render(card, None, press.client.links)


async def acknowledge(press: Press, *, in_place: bool = False) -> bool:
    """Tell Discord within its 3 seconds that the press was heard; False when it is too late.

    ``in_place`` promises an edit of the message the press came from, else a private answer.
    """
    options = {} if in_place else {"ephemeral": True, "thinking": True}
    try:
        await first_answer.give(press, lambda: press.response.defer(**options))
    except VENDOR_ERRORS as error:
        _unanswered("a press couldn't be acknowledged, so it isn't served", error)
        return False
    return True


async def answer(press: Press, shown: Shown, *, in_place: bool = False) -> bool:
    """Acknowledge a press with its outcome, in one request; False when it is too late for it.

    See ``show`` for where it is shown.
    """
    if isinstance(shown, PersonalFile):
        if accepted := await acknowledge(press, in_place=in_place):
            await _send_file(press, shown)
        return accepted
    panels = [shown] if isinstance(shown, Panel) else rendered(press, shown)
    public = isinstance(shown, PostedLeaderboardCard)
    moves_on = in_place and not public and not isinstance(shown, ProblemCard)
    first, rest = (panels[-1], ()) if moves_on else (panels[0], panels[1:])
    try:
        if moves_on:
            await first_answer.give(press, lambda: press.response.edit_message(view=first))
        else:
            send = press.response.send_message
            await first_answer.give(press, lambda: send(view=first, ephemeral=not public))
    except VENDOR_ERRORS as error:
        _unanswered("a press couldn't be answered", error)
        return False
    await _follow_up(press, rest, ephemeral=not public)
    return True


async def show(press: Press, shown: Shown, *, in_place: bool = False) -> None:
    """Show the answer to the presser alone, a board that is posted to the channel.

    A problem never replaces what they were doing.
    """
    if isinstance(shown, PersonalFile):
        await _send_file(press, shown)
    elif isinstance(shown, Panel):
        await _show_panels(press, [shown], in_place=in_place)
    elif isinstance(shown, PostedLeaderboardCard):
        await _follow_up(press, rendered(press, shown), ephemeral=False)
    elif isinstance(shown, ReportCard):
        await _show_panels(press, rendered(press, shown), in_place=False)
        await _send_report(press, shown)
    elif in_place and isinstance(shown, ProblemCard):
        await _follow_up(press, rendered(press, shown))
    else:
        await _show_panels(press, rendered(press, shown), in_place=in_place)


async def show_with_picture(press: Press, card: Card, pictures: CardPictures | None) -> None:
    """Show a card of one message to the presser, with its picture."""

    async def edit(panels: Sequence[Panel], picture: Picture | None) -> None:
        await patiently(
            lambda: press.edit_original_response(view=panels[-1], attachments=files_of(picture))
        )

    try:
        await show_pictured(card, pictures, press.client.links, edit)
    except VENDOR_ERRORS as error:
        log.warning("an answer couldn't be shown: %s", error)


async def add(press: Press, card: Card) -> None:
    """Show one more private answer below the others."""
    await _follow_up(press, rendered(press, card))


async def _show_panels(press: Press, panels: Sequence[Panel], *, in_place: bool) -> None:
    """Show layouts: in the message that was pressed, or as private answers."""
    shown, rest = (panels[-1], ()) if in_place else (panels[0], panels[1:])
    try:
        await patiently(lambda: press.edit_original_response(view=shown))
    except VENDOR_ERRORS as error:
        log.warning("an answer couldn't be shown: %s", error)
        return
    await _follow_up(press, rest)


async def _follow_up(press: Press, panels: Sequence[Panel], *, ephemeral: bool = True) -> None:
    """Show layouts as further answers, private unless the channel is to see them.

    Where only the presser has installed the app, Discord takes no more than a few.
    """
    if is_elsewhere(press) and len(panels) > limits.FOLLOW_UPS:
        panels = [*panels[: limits.FOLLOW_UPS - 1], *rendered(press, TOO_LONG_HERE)]
    try:
        for panel in panels:
            await patiently(
                lambda shown=panel: press.followup.send(view=shown, ephemeral=ephemeral)
            )
    except VENDOR_ERRORS as error:
        log.warning("an answer couldn't be shown: %s", error)


async def _send_file(press: Press, shown: PersonalFile) -> None:
    file = discord.File(io.BytesIO(shown.content), filename=shown.name)
    try:
        await press.edit_original_response(content=shown.about, attachments=[file])
    except VENDOR_ERRORS as error:
        log.warning("a file couldn't be sent: %s", error)


async def _send_report(press: Press, card: ReportCard) -> None:
    """Send the report's file below its card, to the presser alone."""
    content = report_csv(card)

    def send() -> Awaitable[Any]:
        file = discord.File(io.BytesIO(content), filename=report_file_name(card))
        return press.followup.send(FILE_ABOUT, file=file, ephemeral=True)

    try:
        await patiently(send)
    except VENDOR_ERRORS as error:
        log.warning("a report's file couldn't be sent: %s", error)


async def refuse(press: Press, problem: ProblemCard) -> None:
    """Answer right away with a problem, without having acknowledged before."""
    try:
        layout = rendered(press, problem)[0]
        send = press.response.send_message
        await first_answer.give(press, lambda: send(view=layout, ephemeral=True))
    except VENDOR_ERRORS as error:
        _unanswered("a refusal couldn't be shown", error)


async def open_form(press: Press, form: discord.ui.Modal) -> None:
    """Answer right away with a form."""
    try:
        await first_answer.give(press, lambda: press.response.send_modal(form))
    except VENDOR_ERRORS as error:
        _unanswered("a form couldn't be opened", error)


def _unanswered(what: str, error: Exception) -> None:
    # Discord tells every worker of every press: all but the first to answer hear this.
    theirs = (
        isinstance(error, discord.HTTPException) and error.code == first_answer.ALREADY_ACKNOWLEDGED
    )
    log.log(logging.DEBUG if theirs else logging.WARNING, "%s: %s", what, error)
