"""Discord's files: each attachment belongs to a file, each picture to an attachment."""

import json
from collections.abc import Iterator
from typing import Any

from aiohttp import web

from tests.support.fakes.discord_rules import Json, Refused, invalid, walk

LARGEST = 10 * 1024 * 1024


async def read_form(request: web.Request) -> Json:
    """Return a multipart request's JSON, each attachment with the bytes of its file."""
    form = await request.post()
    body: Json = json.loads(str(form["payload_json"]))
    listed: list[Json] = body.get("attachments") or []
    for attached in listed:
        sent: Any = form.get(f"files[{attached['id']}]")
        if sent is None:
            raise invalid(f"no file for attachment {attached['id']}")
        attached["bytes"] = sent.file.read()
    return body


def check_files(body: Json) -> None:
    """Raise Refused unless every picture is attached, described and shown."""
    listed: list[Json] = body.get("attachments") or []
    attached = {str(one["filename"]): one for one in listed}
    shown = set(pictures(body.get("components") or []))
    if shown - attached.keys():
        raise invalid(f"no attachment {sorted(shown - attached.keys())}")
    laid_out = bool(body.get("components"))  # a message of plain text shows its files by itself
    if laid_out and attached.keys() - shown:
        raise invalid(f"attached, but not shown: {sorted(attached.keys() - shown)}")
    for one in attached.values():
        if laid_out and not 1 <= len(one.get("description") or "") <= 1024:
            raise invalid("an attachment's description has 1 to 1024 characters")
        if len(one["bytes"]) > LARGEST:
            raise Refused(413, 40005, "Request entity too large")


def pictures(components: list[Json]) -> Iterator[str]:
    """Yield the file names of the pictures in a message's galleries."""
    for part in walk(components):
        if part["type"] == 12:
            if not 1 <= len(part["items"]) <= 10:
                raise invalid("a gallery has 1 to 10 items")
            for item in part["items"]:
                if not 1 <= len(item.get("description") or "") <= 1024:
                    raise invalid("a picture's description has 1 to 1024 characters")
                yield str(item["media"]["url"]).removeprefix("attachment://")


def stored(attached: Json, number: str) -> Json:
    """Return an attachment as Discord tells of it; ``bytes`` stays with us."""
    address = f"https://cdn.example/{number}/{attached['filename']}"
    return {
        "id": number, "filename": attached["filename"], "size": len(attached["bytes"]),
        "url": address, "proxy_url": address, "content_type": "image/png",
        "description": attached.get("description"),
    }  # fmt: skip
