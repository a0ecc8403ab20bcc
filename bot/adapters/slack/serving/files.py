"""Files for one person, in their direct messages with the app: ephemeral messages hold none."""

from dataclasses import replace
from typing import Any, cast

from bot.adapters.shared.personal_files import personal_file
from bot.adapters.shared.report_csv import report_csv, report_file_name
from bot.adapters.shared.report_words import FILE_ABOUT
from bot.adapters.slack.errors import translating
from bot.adapters.slack.serving.handler import Handler
from bot.engine import queries as q
from bot.engine import team_commands as tc
from bot.engine.cards import Card, NoticeCard, ProblemCard, ReportCard
from bot.engine.errors import GatewayError
from bot.engine.file_queries import MissedDeck

SENT = "The file is in your direct messages with this app."


async def export(handler: Handler, asked: q.ExportMe | MissedDeck) -> Card:
    """Send everything kept about someone, or their missed questions, as a file."""
    file = await personal_file(handler.engine, asked)
    try:
        await _send(handler, asked.actor.user, file.content, file.name, file.about)
    except GatewayError as error:
        return ProblemCard("The file couldn't be sent.", f"{error}.")
    return NoticeCard("Sent.", (file.about, SENT) if isinstance(asked, MissedDeck) else (SENT,))


async def report(handler: Handler, asked: tc.ShowReport) -> Card:
    """Return the team's report, after sending its table as a file."""
    card = await handler.engine.handle(asked)
    if not isinstance(card, ReportCard):
        return card
    try:
        content, name = report_csv(card), report_file_name(card)
        await _send(handler, asked.actor.user, content, name, FILE_ABOUT)
    except GatewayError as error:
        return replace(card, file_note=f"The file couldn't be sent: {error}.")
    return replace(card, file_note=SENT)


async def _send(handler: Handler, user: str, content: bytes, name: str, about: str) -> None:
    client = cast("Any", handler.api.client)
    with translating():
        opened = await handler.api.call("conversations.open", users=user)
        channel = opened["channel"]["id"]
        await client.files_upload_v2(channel=channel, content=content, filename=name, title=about)
