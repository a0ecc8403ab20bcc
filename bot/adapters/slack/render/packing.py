"""Fitting rich text into messages: cut between elements, then within one, never in a fence.

A code block that has to be split continues as another code block; a list as another list.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.adapters.shared.labels import CONTINUED_IN_THREAD
from bot.adapters.slack.limits import (
    FALLBACK_TEXT,
    MESSAGE_CHARACTERS,
    RICH_TEXT_CHARACTERS,
    Json,
    shorten,
    size,
)
from bot.adapters.slack.render.rich_text import line


@dataclass(frozen=True, slots=True)
class Message:
    """What a Slack message shows: its blocks, and the text for notifications."""

    text: str
    blocks: tuple[Json, ...]


def message(text: str, blocks: Sequence[Json]) -> Message:
    """Return a message; ``text`` must be escaped already."""
    return Message(shorten(text, FALLBACK_TEXT), tuple(blocks))


def rich(elements: Sequence[Json]) -> list[Json]:
    """Return elements as rich_text blocks of a readable length."""
    return [
        {"type": "rich_text", "elements": part} for part in pack(elements, RICH_TEXT_CHARACTERS)
    ]


def fit(
    text: str,
    head: Sequence[Json],
    body: Sequence[Json],
    tail: Sequence[Json],
    continued: str = CONTINUED_IN_THREAD,
) -> tuple[Message, ...]:
    """Return a message of head, body and tail; what does not fit of the body follows it."""
    whole = [*head, *rich(body), *tail]
    if size(whole) <= MESSAGE_CHARACTERS:
        return (message(text, whole),)
    room = MESSAGE_CHARACTERS - size([*head, *tail]) - size([line(continued, italic=True)]) - 200
    first, *others = pack(body, max(room, 500), spread=RICH_TEXT_CHARACTERS)
    rest = [element for group in others for element in group]
    main = message(text, [*head, *rich(first), *rich([line(continued, italic=True)]), *tail])
    return (main, *parts(text, rest))


def parts(text: str, body: Sequence[Json], head: Sequence[Json] = ()) -> tuple[Message, ...]:
    """Return a body as one message or several; ``head`` opens the first."""
    room = MESSAGE_CHARACTERS - size(head) - 200
    packed = pack(body, room, spread=RICH_TEXT_CHARACTERS)
    return tuple(
        message(text, [*(head if number == 0 else ()), *rich(part)])
        for number, part in enumerate(packed)
    )


def pack(elements: Sequence[Json], limit: int, spread: int = 0) -> list[list[Json]]:
    """Group elements, in order, so that each group's JSON is at most ``limit`` characters.

    ``spread`` is the length at which a group will be cut into blocks again: each block's
    frame is counted too.
    """
    frame = 40
    limit = limit - (frame * (limit // spread + 2) if spread else 0)
    groups: list[list[Json]] = []
    used = 0
    for element in elements:
        for piece in split(element, min(limit, spread or limit) - frame):
            taken = size([piece])
            if not groups or used + taken > limit - frame:
                groups.append([])
                used = 0
            groups[-1].append(piece)
            used += taken
    return groups


def split(element: Json, limit: int) -> list[Json]:
    """Cut one element into elements of its kind, each of at most ``limit`` characters."""
    if size([element]) <= limit:
        return [element]
    if element["type"] == "rich_text_preformatted":
        lines = element["elements"][0]["text"].split("\n")
        runs = _runs([piece for row in lines for piece in _words(row, limit - 200)], limit, "\n")
        return [{**element, "elements": [{"type": "text", "text": run}]} for run in runs]
    children: list[Json] = [
        piece for child in element["elements"] for piece in _split_child(child, limit)
    ]
    made: list[list[Json]] = [[]]
    for child in children:
        if made[-1] and size([{**element, "elements": [*made[-1], child]}]) > limit:
            made.append([])
        made[-1].append(child)
    return [{**element, "elements": group} for group in made]


def _split_child(child: Json, limit: int) -> list[Json]:
    if "elements" in child:
        return split(child, limit - 120)
    if "text" not in child or size([child]) <= limit - 120:
        return [child]
    return [{**child, "text": piece} for piece in _words(child["text"], limit - 300)]


def _words(words: str, limit: int) -> list[str]:
    """Cut a text at spaces (or anywhere, where there are none) into pieces."""
    pieces: list[str] = []
    limit = max(limit, 50)
    while size([{"t": words}]) > limit:
        # escapes take two characters or more, so look for the cut in the safe half
        half = limit // 2
        cut = max(words.rfind(" ", 0, half), words.rfind("\n", 0, half)) + 1 or half
        pieces.append(words[:cut])
        words = words[cut:]
    return [*pieces, words]


def _runs(rows: Sequence[str], limit: int, joint: str) -> list[str]:
    runs: list[str] = []
    for row in rows:
        if runs and size([{"t": runs[-1] + joint + row}]) <= limit - 150:
            runs[-1] += joint + row
        else:
            runs.append(row)
    return runs
