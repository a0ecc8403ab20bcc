"""The runnable code blocks of a bank file, with their lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from content.format import front_matter
from content.format.problems import Problem
from content.markdown import blocks

LANGUAGES = {"python": "python", "py": "python", "python3": "python", "sql": "sql", "sqlite": "sql"}


@dataclass(frozen=True, slots=True)
class Block:
    """A ``python`` or ``sql`` block; ``line`` is that of its first line of code, from 1."""

    line: int
    language: str
    code: str
    runs: bool


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the runnable blocks of a bank file, in order; none if it has no front matter."""
    parts = front_matter.split(text.replace("\r\n", "\n"), "")
    if isinstance(parts, Problem):
        return ()
    return tuple(_blocks(blocks.tokens(parts.body), parts.body_line))


def _blocks(stream: list[Token], first_line: int) -> Iterator[Block]:
    for token in stream:
        if token.type != "fence" or not token.map:
            continue
        block = blocks.code_block(token)
        language = LANGUAGES.get(block.language.casefold())
        if language:
            yield Block(first_line + token.map[0] + 1, language, block.code, block.runs)
