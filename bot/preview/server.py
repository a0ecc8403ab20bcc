"""Serves the preview to this machine, and to nothing else."""

import asyncio
import errno
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiohttp import web

from bot.engine.errors import NotFound, StartRefused
from bot.preview.page import address, policy, render_page
from bot.preview.shelf import Shelf
from bot.preview.view import View, view_of
from bot.preview.watch import changes, stamp

HOST = "127.0.0.1"
"""Loopback: a preview shows answers, and files of this machine."""
NAMES = frozenset({HOST, "localhost"})
"""What a browser on this machine calls it. Others mean that a foreign page leads here."""
LOOK_EVERY = 0.3
"""Seconds between two looks at the file."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PreviewServer:
    """Serves the questions of a shelf. ``wait`` passes the time between two looks at a file."""

    def __init__(
        self,
        shelf: Shelf,
        first: str,
        wait: Callable[[], Awaitable[None]] = lambda: asyncio.sleep(LOOK_EVERY),
    ) -> None:
        self._shelf = shelf
        self._first = first
        self._wait = wait
        self._runner: web.AppRunner | None = None

    async def start(self, port: int) -> str:
        """Listen on a port of this machine (0: a free one) and return the page's address.

        Raises StartRefused if the port can't be used.
        """
        app = web.Application(middlewares=[_only_this_machine])
        app.router.add_get("/", self._begin)
        app.router.add_get("/changes/{track}/{slug}", self._changes)
        app.router.add_get("/{track}/{slug}", self._page)
        self._runner = web.AppRunner(
            app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        try:
            await site.start()
        except OSError as error:
            await self.close()
            reason = "is in use" if error.errno == errno.EADDRINUSE else "can't be used"
            raise StartRefused(
                f"Port {port} {reason}: choose another, or leave --port out."
            ) from None
        given = self._runner.addresses[0][1]
        return f"http://{HOST}:{given}{address(self._first, View())}"

    async def close(self) -> None:
        """Stop listening; pages that wait for changes are let go."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _begin(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(address(self._first, view_of(request.query)))

    async def _page(self, request: web.Request) -> web.StreamResponse:
        question_id = _id(request)
        seen = stamp(self._shelf.file_of(question_id))
        shown = await asyncio.to_thread(self._shelf.read, question_id)
        told = f"/changes/{question_id}?seen={','.join(map(str, seen))}"
        html = render_page(shown, view_of(request.query), changes=told)
        safe = f"{policy(changes=True)}; frame-ancestors 'none'"
        headers = {"Content-Security-Policy": safe, "Cache-Control": "no-store"}
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def _changes(self, request: web.Request) -> web.StreamResponse:
        """Tell the page of every change since what it shows was read."""
        file = self._shelf.file_of(_id(request))
        seen = _seen(request.query.get("seen", ""))
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        with suppress(ConnectionResetError):  # the page was closed
            async for _ in changes(file, seen, self._wait):
                await response.write(b"event: changed\ndata:\n\n")
        return response


def _id(request: web.Request) -> str:
    return f"{request.match_info['track']}/{request.match_info['slug']}"


def _seen(text: str) -> tuple[int, int, int]:
    """Return the stamp that a page says it has seen; what isn't one counts as no file."""
    parts = text.split(",")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        modified, size, inode = map(int, parts)
        return (modified, size, inode)
    return (0, 0, 0)


@web.middleware
async def _only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests under a foreign name, and say what isn't found."""
    name = request.host.partition(":")[0]
    if name not in NAMES:
        return web.Response(status=403, text=f"The preview is only for http://{HOST}.\n")
    try:
        return await handler(request)
    except NotFound as problem:
        return web.Response(status=404, text=f"{problem.message} {problem.fix}\n")
