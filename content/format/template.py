"""The file of a question that is still to be written."""

from bot.engine.model.questions import Form, Level
from content.format.tracks import open_tracks

_CHOICES = """## Choices

- [ ] TODO: a mistake that people really make.
  > TODO: why it is wrong.
- [x] TODO: the right choice, as long as the others.
  > TODO: why it is right.
- [ ] TODO: another mistake.
  > TODO: why it is wrong.
- [ ] TODO: and another.
  > TODO: why it is wrong.

"""


def template(track: str, name: str) -> str:
    """Return the text of the file ``track/name.md``, with TODO where its author writes.

    A track whose questions people answer in their own words has no choices.
    """
    title = name.replace("-", " ").capitalize()
    return f"""---
title: "{title}"
level: basic  # {_either(Level)}
form: explain  # {_either(Form)}
tags: []
references:
  - "TODO: a page, paper or book that you are certain of"
---

TODO: the question, which can be answered without seeing the choices.

{"" if track in open_tracks() else _CHOICES}## Key points

- TODO: one thing that a strong answer says.
- TODO: another.
- TODO: a third.

## Follow-ups

- TODO: what an interviewer would ask next.
  > TODO: a short answer.

## Answer

TODO: what you would say aloud in three minutes.
"""


def _either(words: type[Level] | type[Form]) -> str:
    *first, last = [word.value for word in words]
    return f"{', '.join(first)} or {last}"
