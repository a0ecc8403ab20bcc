"""Answers of a proxy that names a character set."""

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.adapters.discord.connection.proxy_json import json_or_text


@pytest.mark.parametrize(
    ("kind", "body", "read"),
    [
        ("application/json", '{"id": "1"}', {"id": "1"}),
        ("application/json; charset=utf-8", '{"id": "1"}', {"id": "1"}),
        ("application/json; charset=utf-8", "", ""),
        ("text/html; charset=utf-8", "<b>", "<b>"),
    ],
)
async def test_json_is_read_whatever_character_set_it_names(
    kind: str, body: str, read: object
) -> None:
    async def answer(request: web.Request) -> web.Response:
        del request
        return web.Response(body=body.encode(), headers={"Content-Type": kind})

    app = web.Application()
    app.router.add_get("/", answer)
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession() as session,
        session.get(server.make_url("/")) as response,
    ):
        assert await json_or_text(response) == read
