"""Files that people upload in a form: looked up, read, and handed to the engine."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp

from bot.adapters.shared.uploads import TOO_LARGE, UPLOAD_BYTES, questions_in
from bot.adapters.slack.errors import translating
from bot.adapters.slack.limits import Json
from bot.adapters.slack.serving.handler import Handler
from bot.engine import question_commands as qc
from bot.engine.cards import Card, ProblemCard
from bot.engine.errors import GatewayError
from bot.engine.model.people import Actor

NO_FILE = "Slack didn't give the file."
AGAIN = "Send it again, or paste its text."
HOST = "files.slack.com"


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """Read an uploaded file, and preview its import; ``file`` is Slack's id of it."""

    actor: Actor
    at: datetime
    file: str


async def read_notes(handler: Handler, asked: ReadNotes) -> Card:
    """Return the preview of what an uploaded file holds."""
    try:
        with translating():
            told = await handler.api.call("files.info", file=asked.file)
    except GatewayError as error:
        return ProblemCard(NO_FILE, f"{error}.")
    file: Json = told.get("file") or {}
    if int(file.get("size") or 0) > UPLOAD_BYTES:
        return TOO_LARGE
    content = await _download(handler, str(file.get("url_private_download") or ""))
    if content is None:
        return ProblemCard(NO_FILE, AGAIN)
    actor, name = await handler.with_rights(asked.actor), str(file.get("name") or "This file")
    read = await questions_in(handler.engine, actor, name, content)
    if isinstance(read, ProblemCard):
        return read
    preview = qc.PreviewImport(asked.actor, asked.at, read=read)
    return await handler.answer(preview) or ProblemCard(NO_FILE, AGAIN)


async def _download(handler: Handler, url: str) -> bytes | None:
    """Return the file's bytes, one more than allowed at most; None if it isn't given.

    Only Slack's own address is asked: the request carries the bot's token.
    """
    client = handler.api.client
    if urlsplit(url).netloc not in (HOST, urlsplit(client.base_url).netloc):
        return None
    session = client.session
    if session is None:
        return None
    headers = {"Authorization": f"Bearer {client.token}"}
    try:
        async with session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status != 200:
                return None
            read = bytearray()
            async for chunk in answer.content.iter_chunked(64 * 1024):
                read += chunk
                if len(read) > UPLOAD_BYTES:
                    break
            return bytes(read)
    except (TimeoutError, aiohttp.ClientError, OSError):
        return None
