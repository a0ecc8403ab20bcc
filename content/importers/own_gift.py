"""Questions that our own GIFT holds: GIFT's text, and our comment above it for the rest."""

import re
from collections.abc import Mapping
from typing import Any

from content.format.gift_text import unescaped
from content.importers.found import FoundQuestion
from content.importers.own import found_whole, own_question

_BLOCK = re.compile(
    r"::(?P<title>(?:\\.|[^\\:])*+)::\[markdown\](?P<prompt>(?:\\.|[^\\{])*+)"
    r"\{(?P<inside>(?:\\.|[^\\{}])*+)\}\s*",
    re.DOTALL,
)
_CHOICE = re.compile(
    r"(?P<sign>[=~])(?P<text>(?:\\.|[^\\=~#])*+)(?:#(?!###)(?P<why>(?:\\.|[^\\=~#])*+))?", re.DOTALL
)
_GENERAL = re.compile(r"####(?P<text>(?:\\.|[^\\])*+)", re.DOTALL)


def own_gift(line: int, text: str, track: str, values: Mapping[str, Any]) -> FoundQuestion | None:
    """Return the question of a block whose comment has ``values``; None if it isn't one of ours."""
    block = _BLOCK.fullmatch(text) if values else None
    if block is None:
        return None
    inside = block["inside"].strip()
    choices: list[re.Match[str]] = []
    end = 0
    while found := _CHOICE.match(inside, end):
        choices.append(found)
        end = found.end()
    general = _GENERAL.fullmatch(inside, end)
    if end < len(inside) and general is None:
        return None
    question = own_question(
        {
            **values,
            "title": unescaped(block["title"]),
            "track": str(values.get("id", "")).partition("/")[0] or track,
            "prompt": unescaped(block["prompt"].strip()),
            "choices": list(map(_choice, choices)),
            "answer": _text(general["text"]) if general else "",
        }
    )
    return None if question is None or not question.prompt else found_whole(line, question)


def _choice(found: re.Match[str]) -> Mapping[str, Any]:
    right = found["sign"] == "="
    return {"text": _text(found["text"]), "right": right, "why": _text(found["why"])}


def _text(part: str | None) -> str:
    return unescaped((part or "").strip().removeprefix("[markdown]"))
