"""A server that speaks the OpenAI chat completions API over real sockets, as a script tells it."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Asked = Mapping[str, Any]
Answer = Callable[[Asked], "Scripted"]


@dataclass(frozen=True, slots=True)
class Scripted:
    """What the server answers: a status, a body, headers; or nothing at all (``hangs``)."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    hangs: bool = False
    drops: bool = False


def completion(content: str, **more: Any) -> Scripted:
    """Return a chat completion with ``content``, as servers send it."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop", **more}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [choice],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }
    return Scripted(body=json.dumps(body).encode())


def points(*said: tuple[bool, str]) -> Scripted:
    """Return a completion that says of each key point whether it's covered, with its quote."""
    listed = [
        {"number": number, "covered": covered, "quote": quote}
        for number, (covered, quote) in enumerate(said, start=1)
    ]
    return completion(json.dumps({"points": listed}))


def refusal(status: int, message: str = "no", **headers: str) -> Scripted:
    """Return an error as servers send it."""
    body = json.dumps({"error": {"message": message, "type": "invalid_request_error"}}).encode()
    return Scripted(status, body, headers)


class ChatServer:
    """Answers with ``script``, one after another, the last for ever; ``asked`` is what it got."""

    def __init__(self) -> None:
        self.script: list[Scripted | Answer] = []
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""
        self.was_asked = asyncio.Event()
        self._over = asyncio.Event()

    @property
    def host(self) -> str:
        """Its host with its port."""
        return self.url.removeprefix("http://").removesuffix("/v1")

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a request as the script says."""
        asked = await request.json()
        self.asked.append(asked)
        self.headers.append(dict(request.headers))
        self.was_asked.set()
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        said = step if isinstance(step, Scripted) else step(asked)
        if said.hangs:
            await self._over.wait()
        if said.drops and request.transport is not None:
            request.transport.close()
        headers = {"Content-Type": "application/json", **said.headers}
        return web.Response(status=said.status, body=said.body, headers=headers)

    def stop_hanging(self) -> None:
        """Let go of whoever still waits."""
        self._over.set()


@asynccontextmanager
async def chat_server(*script: Scripted | Answer) -> AsyncGenerator[ChatServer]:
    """Serve on a free port of the loopback."""
    chat = ChatServer()
    chat.script = list(script)
    app = web.Application(client_max_size=10_000_000)
    app.router.add_post("/v1/chat/completions", chat.answer)
    server = TestServer(app)
    await server.start_server()
    chat.url = str(server.make_url("/v1"))
    try:
        yield chat
    finally:
        chat.stop_hanging()
        await server.close()
