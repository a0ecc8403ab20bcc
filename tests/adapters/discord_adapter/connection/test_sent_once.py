"""A request that makes a forum's post is never repeated by the library."""

import aiohttp
import pytest
from aiohttp import web

from bot.adapters.discord.connection.contact_trace import contact_trace
from bot.adapters.discord.sent_once import SentOnce
from bot.adapters.shared.contact import Contact
from tests.e2e.fortnight import MONDAY, at
from tests.support.fakes.clock import FakeClock


async def test_a_second_try_of_the_same_request_never_leaves_the_process() -> None:
    arrived = list[str]()

    async def fail(request: web.Request) -> web.Response:
        arrived.append(request.path)
        return web.Response(status=502)

    app = web.Application()
    app.router.add_post("/posts", fail)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/posts"
    trace = contact_trace(Contact(FakeClock(at(MONDAY, 9, 0))))
    async with aiohttp.ClientSession(trace_configs=[trace]) as session:
        once = SentOnce()
        async with session.post(address, trace_request_ctx=once) as answer:
            assert answer.status == 502
        with pytest.raises(TimeoutError):
            await session.post(address, trace_request_ctx=once)
        async with session.post(address) as answer:
            assert answer.status == 502
    await runner.cleanup()
    assert len(arrived) == 2
