"""A question as an author writes it, and ways to break it."""

from bot.engine.model.questions import Question
from content.format.parsed import Parsed
from content.format.parser import parse_question

ANSWER = " ".join(["With the modulus nearly every key moves, and with the ring few do."] * 11)
WHOLE = f"""---
title: Consistent hashing
level: intermediate
tags: [distributed-systems, caching]
source: 0
references:
  - Karger et al., Consistent Hashing and Random Trees, STOC 1997
---

Eight cache servers share the keys by `hash(key) % 8`. A ninth is added. Roughly what share of keys
changes server, and what does consistent hashing change about that?

## Choices

- [ ] About one key in nine moves either way; only lookups become faster.
  > One in nine is what consistent hashing achieves.
- [x] About eight in nine move with the modulus; one in nine with the ring.
  > A key stays only if `h % 8 == h % 9`,
  > which holds for one key in nine.
- [ ] Half move with the modulus, because hashes are uniform; none with the ring.
  > Uniform hashes say nothing of staying put.
- [ ] None move until a server fails; the ring matters for replication.
  > The modulus changes for every key at once.

## Key points

- With `hash % n`, changing n remaps about $n/(n+1)$ of the keys.
- A key belongs to the next server clockwise.
- Virtual nodes even out the load.

## Answer

{ANSWER}
"""

FOLLOWED = WHOLE.replace("level: intermediate\n", "level: intermediate\nform: estimate\n").replace(
    "## Answer",
    """## Follow-ups

- One key gets half of all requests. Does `h % n` matter?
  > No. Copy that key, or cache it
  > closer to the client.
- When is a table of slots simpler?
  > With a fixed count.

## Answer""",
)
"""The same with a form and two follow-ups."""


def parse(text: str = WHOLE, name: str = "hashing/ring") -> Parsed:
    track, _, slug = name.partition("/")
    return parse_question(text, file=f"bank/{name}.md", track=track, slug=slug)


def question(text: str = WHOLE, name: str = "hashing/ring") -> Question:
    found = parse(text, name).question
    assert found is not None
    return found


def problems(text: str) -> list[tuple[int, str]]:
    """Return (line, code) of every problem of a file."""
    return [(problem.line, problem.code) for problem in parse(text).problems]
