"""A real Chromium without a window, told what to do over its DevTools protocol."""

import asyncio
import base64
import os
import re
import shutil
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from itertools import count
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

OPTIONS = (
    "--headless",
    "--no-sandbox",  # it only opens our own pages, and root and containers have no sandbox
    "--disable-gpu",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
LISTENS = re.compile(r"DevTools listening on (ws://\S+)")


def chromium() -> str:
    """Return the command of the Chromium to use: what ``CHROMIUM`` says, or ``chromium``."""
    named = os.environ.get("CHROMIUM") or "chromium"
    found = shutil.which(named)
    if found is None:
        raise SystemExit(f"There is no {named} here. Install Chromium, or set CHROMIUM to it.")
    return found


class Page:
    """A tab. ``call`` is a command of the protocol, and ``event`` waits for what it tells."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._session = ""
        self._numbers = count(1)
        self._events: deque[dict[str, Any]] = deque()

    async def begin(self) -> None:
        """Open the tab."""
        made = await self.call("Target.createTarget", url="about:blank")
        tab = await self.call("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        self._session = tab["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            await self.call(f"{domain}.enable")

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        session = {"sessionId": self._session} if self._session else {}
        await self._socket.send_json(
            {"id": number, "method": method, "params": parameters, **session}
        )
        while True:
            told = await self._socket.receive_json()
            if told.get("id") == number:
                assert "error" not in told, told
                return told["result"]
            self._events.append(told)

    async def event(self, method: str) -> dict[str, Any]:
        while True:
            told = self._events.popleft() if self._events else await self._socket.receive_json()
            if told.get("method") == method:
                return told["params"]

    async def open(self, address: str) -> None:
        """Go to an address and wait until the page is loaded."""
        self._events.clear()
        await self.call("Page.navigate", url=address)
        await self.event("Page.loadEventFired")

    async def evaluate(self, script: str) -> Any:
        """Return the value of a script in the page."""
        found = await self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def complaints(self) -> list[str]:
        """Return what the browser has logged since the page was opened, such as blocked parts."""
        logged = [each for each in self._events if each.get("method") == "Log.entryAdded"]
        return [each["params"]["entry"]["text"] for each in logged]

    async def picture(self, width: int, scale: float = 1) -> bytes:
        """Return a PNG of the whole page as it is when ``width`` pixels wide."""
        size = {"width": width, "deviceScaleFactor": scale, "mobile": False}
        await self.call("Emulation.setDeviceMetricsOverride", height=100, **size)
        height = await self.evaluate("document.documentElement.scrollHeight")
        await self.call("Emulation.setDeviceMetricsOverride", height=height, **size)
        shot = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(shot["data"])


@asynccontextmanager
async def browsing() -> AsyncGenerator[Page]:
    """Start a Chromium with one tab, and end it."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = await asyncio.create_subprocess_exec(
            chromium(), *OPTIONS, f"--user-data-dir={folder}",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr is not None
        try:
            address = await _listening(process.stderr)
            drained = asyncio.create_task(process.stderr.read())  # it logs on, and must not wait
            async with (
                aiohttp.ClientSession() as client,
                client.ws_connect(address, max_msg_size=0) as socket,
            ):
                page = Page(socket)
                await page.begin()
                yield page
                await page.call("Page.close")
            process.terminate()
            await drained
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _listening(stderr: asyncio.StreamReader) -> str:
    async for line in stderr:
        if found := LISTENS.search(line.decode(errors="replace")):
            return found[1]
    raise SystemExit("Chromium ended before it listened.")
