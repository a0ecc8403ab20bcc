"""A server that speaks the OpenAI chat completions API: what is asked of it, how it may fail.

The library that speaks to it is optional and slow to import, so it's imported in a thread when the
first answer is read.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

from bot.engine.rules.install_line import install_line

if TYPE_CHECKING:
    from bot.grader.openai_compatible import ChatClient


class Mode(StrEnum):
    """How a reply's shape is asked for, from the surest way to the one every server knows."""

    SCHEMA = "schema"
    JSON = "json"
    TEXT = "text"


class Failure(StrEnum):
    """Sorts of failures: what is done next depends on them, and they are counted."""

    BUSY = "busy"
    """The server has too much to do, or a quota is used up."""

    REFUSED = "refused"
    """The key, the model's name or the address is wrong."""

    FORMAT = "format"
    """The server doesn't take the request as it is: it may not know the mode."""

    UNREACHABLE = "unreachable"

    BROKEN = "broken"
    """The server failed, or what it sent isn't a chat completion."""


class ServerFails(Exception):
    """The server gave no reply; ``retry_after`` is in seconds, if it says so.

    The text never has anything of the request or of the server's words: they may hold an answer.
    """

    def __init__(self, failure: Failure, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.failure = failure
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked, and the reply's shape as JSON Schema."""

    instructions: str
    asked: str
    schema: Mapping[str, Any]


class Server(Protocol):
    """One model of one server."""

    async def reply(self, prompt: Prompt, mode: Mode) -> str:
        """Return the text of the model's reply; raises ServerFails. The caller limits the time."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...


def missing_extra() -> str:
    """Return what is missing here to ask a server, with the line that installs it, or nothing."""
    if find_spec("pydantic_ai") and find_spec("openai"):
        return ""
    return f"GRADER_MODEL needs a package that isn't installed: {install_line('grader')}"


class LazyServer:
    """Implements ``Server``; ``url`` ends before ``/chat/completions``, ``key`` may be empty."""

    def __init__(self, url: str, model: str, key: str) -> None:
        self._url, self._model, self._key = url, model, key
        self._client: ChatClient | None = None
        self._connecting = asyncio.Lock()

    async def reply(self, prompt: Prompt, mode: Mode) -> str:
        """Return the text of the model's reply."""
        async with self._connecting:
            if self._client is None:
                self._client = await asyncio.to_thread(self._connect)
        return await self._client.reply(prompt, mode)

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    def _connect(self) -> "ChatClient":
        if problem := missing_extra():
            raise ServerFails(Failure.REFUSED, problem)
        from bot.grader.openai_compatible import ChatClient  # noqa: PLC0415

        return ChatClient(self._url, self._model, self._key)
