"""The preview's server: for this machine only, and it tells of changes."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot.engine.errors import StartRefused
from bot.preview.server import PreviewServer
from bot.preview.shelf import shelf_of
from tests.support.previews import bank_of_files


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return bank_of_files(tmp_path)


@pytest.fixture
async def served(bank: Path) -> AsyncIterator[str]:
    """The address of a server that looks at its file all the time."""
    shelf, first = shelf_of("hashing/ring", "", root=bank)
    server = PreviewServer(shelf, first, wait=lambda: asyncio.sleep(0))
    yield await server.start(0)
    await server.close()


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


def site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


async def test_the_page_is_served_with_its_policy(
    served: str, browser: aiohttp.ClientSession
) -> None:
    async with browser.get(served) as response:
        page = await response.text()
    assert response.status == 200
    assert "Consistent hashing (ring)" in page
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy


async def test_the_root_leads_to_the_first_question(
    served: str, browser: aiohttp.ClientSession
) -> None:
    async with browser.get(site(served)) as response:
        assert response.url.path == "/hashing/ring"


async def test_it_listens_on_loopback_only(served: str) -> None:
    port = urlsplit(served).port
    assert urlsplit(served).hostname == "127.0.0.1"
    with socket.socket() as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", port))  # also loopback, and not what it's bound to


async def test_a_foreign_name_is_refused(served: str, browser: aiohttp.ClientSession) -> None:
    async with browser.get(served, headers={"Host": "evil.example"}) as response:
        assert response.status == 403
        assert "Consistent hashing" not in await response.text()


async def test_an_unknown_question_is_a_clear_sentence(
    served: str, browser: aiohttp.ClientSession
) -> None:
    for path in ("/hashing/rink", "/changes/hashing/rink", "/hashing/..%2F..%2Fsecret"):
        async with browser.get(f"{site(served)}{path}") as response:
            assert response.status == 404
            assert "There is no question" in await response.text()


async def test_a_change_of_the_file_is_told_and_the_page_shows_it(
    served: str, browser: aiohttp.ClientSession, bank: Path
) -> None:
    async with browser.get(served) as response:
        told = (await response.text()).partition('data-changes="')[2].partition('"')[0]
    async with browser.get(f"{site(served)}{told}") as events:
        file = bank / "hashing" / "ring.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("(ring)", "(changed)"), encoding="utf-8")
        assert await events.content.readline() == b"event: changed\n"
    async with browser.get(served) as response:
        assert "Consistent hashing (changed)" in await response.text()


async def test_a_change_while_nobody_listened_is_told_at_once(
    served: str, browser: aiohttp.ClientSession
) -> None:
    address = f"{site(served)}/changes/hashing/ring?seen=1,2,3"
    async with browser.get(address) as events:
        assert await events.content.readline() == b"event: changed\n"


async def test_it_ends_although_a_page_waits_for_changes(
    bank: Path, browser: aiohttp.ClientSession
) -> None:
    shelf, first = shelf_of("hashing/ring", "", root=bank)
    never = asyncio.Event()

    async def wait() -> None:
        await never.wait()

    server = PreviewServer(shelf, first, wait=wait)
    address = await server.start(0)
    async with browser.get(f"{site(address)}/changes/hashing/ring") as events:
        assert await events.content.readline()  # the handler runs, and waits from here on
        async with asyncio.timeout(10):
            await server.close()


async def test_a_port_that_is_taken_is_a_clear_sentence(bank: Path) -> None:
    shelf, first = shelf_of("hashing/ring", "", root=bank)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StartRefused, match=f"Port {port} is in use: choose another"):
            await PreviewServer(shelf, first).start(port)
