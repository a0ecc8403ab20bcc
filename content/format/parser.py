"""Turns one file of the bank into a question, or into every problem that prevents it.

The format is described in ``content/README.md``. A draft (no choices, no key points, no
answer yet) is a question too; ``content.checks`` says what it lacks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from bot.engine.model.questions import Choice, FollowUp, Level, Question
from bot.engine.model.rich_text import Document, Inlines
from bot.engine.rules.did_you_mean import suggest
from content.format import front_matter
from content.format.choices import read_choices
from content.format.follow_ups import read_follow_ups
from content.format.lists import Wrong, list_items
from content.format.parsed import (
    ANSWER,
    CHOICES,
    FOLLOW_UPS,
    KEY_POINTS,
    PROMPT,
    SECTIONS,
    Parsed,
)
from content.format.problems import Problem
from content.format.revision import with_revision
from content.markdown import blocks


def parse_question(text: str, *, file: str, track: str, slug: str) -> Parsed:
    """Read the text of the bank file ``file`` as the question ``track/slug``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    parts = front_matter.split(text, file)
    if isinstance(parts, Problem):
        return Parsed(file, None, (parts,))
    head, problems = front_matter.read(parts.yaml, file)
    body = _Body(file, parts.body_line)
    sections = body.cut(blocks.tokens(parts.body))
    choices = body.choices(sections.get(CHOICES))
    key_points = body.key_points(sections.get(KEY_POINTS))
    follow_ups = body.follow_ups(sections.get(FOLLOW_UPS))
    prompt = body.prompt(sections.get(""))
    answer = body.document(ANSWER, sections.get(ANSWER))
    found = (*problems, *body.problems)
    lines = {**head.lines, **body.lines}
    if found:
        return Parsed(file, None, found, lines)
    question = Question(
        id=f"{track}/{slug}",
        title=head.title,
        track=track,
        level=head.level or Level.INTERMEDIATE,
        prompt=prompt,
        choices=choices,
        key_points=key_points,
        answer=answer,
        revision="",
        tags=head.tags,
        source=head.source,
        references=head.references,
        follow_ups=follow_ups,
        form=head.form,
    )
    return Parsed(file, with_revision(question), (), lines)


@dataclass(frozen=True, slots=True)
class _Section:
    line: int
    content: Sequence[Token]


@dataclass(slots=True)
class _Body:
    """Reads the body of a file; collects problems and the lines of the parts."""

    file: str
    first_line: int
    problems: list[Problem] = field(default_factory=list[Problem])
    lines: dict[str, int] = field(default_factory=dict[str, int])

    def cut(self, stream: Sequence[Token]) -> dict[str, _Section]:
        """Cut the body at its section headings; the part before them is named ''."""
        sections: dict[str, list[Token]] = {"": []}
        current: list[Token] = sections[""]
        for group in blocks.groups(stream):
            title = _section_title(group)
            # An answer may have headings of its own, but not the other sections' names.
            if title is None or (ANSWER in sections and title not in SECTIONS):
                current.extend(group)
            elif self._refused(title, group[0], sections):
                current = []  # one problem is enough: what follows is not read
            else:
                self.lines[title] = self._line(group[0])
                current = sections[title] = []
        return {
            name: _Section(self.lines.get(name, self.first_line), content)
            for name, content in sections.items()
        }

    def _refused(self, title: str, heading: Token, sections: dict[str, list[Token]]) -> bool:
        """Report a section that is unknown, repeated or out of order."""
        if title not in SECTIONS:
            message = f"Unknown section {title!r}."
            self._add(heading, "section", message, suggest(title, SECTIONS))
        elif title in sections:
            message = f"The section {title!r} appears twice."
            self._add(heading, "section-twice", message, "Keep one of them.")
        elif any(later in sections for later in SECTIONS[SECTIONS.index(title) :]):
            message = f"The section {title!r} is out of order."
            fix = f"Order: prompt, {', '.join(SECTIONS)}."
            self._add(heading, "section-order", message, fix)
        else:
            return False
        return True

    def prompt(self, section: _Section | None) -> Document:
        if section is None or not section.content:
            self._add(
                None,
                "prompt-missing",
                "The prompt is missing.",
                "Write the question below the front matter.",
            )
            return ()
        self.lines[PROMPT] = self._line(section.content[0])
        return self.document(PROMPT, section)

    def document(self, part: str, section: _Section | None) -> Document:
        if section is None:
            return ()
        self._number(part, blocks.groups(section.content))
        return blocks.document(section.content)

    def choices(self, section: _Section | None) -> tuple[Choice, ...]:
        if section is None:
            return ()
        self._number_items(CHOICES, section)
        choices, wrongs = read_choices(section.content)
        self._add_wrongs(wrongs, section)
        return choices

    def follow_ups(self, section: _Section | None) -> tuple[FollowUp, ...]:
        if section is None:
            return ()
        self._number_items(FOLLOW_UPS, section)
        follow_ups, wrongs = read_follow_ups(section.content)
        self._add_wrongs(wrongs, section)
        return follow_ups

    def key_points(self, section: _Section | None) -> tuple[Inlines, ...]:
        if section is None:
            return ()
        fix = "Write one '- ' line for each point, and nothing else."
        items = list_items(section.content, "key-points", "key points", fix)
        if isinstance(items, Wrong):
            self._add_wrongs([items], section)
            return ()
        self._number(KEY_POINTS, items)
        return tuple(filter(None, map(self._point, items)))

    def _point(self, item: Sequence[Token]) -> Inlines:
        parts = blocks.groups(item[1:-1])
        if len(parts) != 1 or parts[0][0].type != "paragraph_open":
            self._add(
                item[0],
                "key-point",
                "A key point is empty or more than one paragraph.",
                "Make each point one short sentence.",
            )
            return ()
        return blocks.inlines(parts[0][1].children or [])

    def _number_items(self, part: str, section: _Section) -> None:
        for group in blocks.groups(section.content):
            self._number(part, blocks.groups(group[1:-1]))

    def _number(self, part: str, groups: Iterable[Sequence[Token]]) -> None:
        for number, group in enumerate(groups, 1):
            self.lines[f"{part} {number}"] = self._line(group[0])

    def _line(self, token: Token | None, otherwise: int | None = None) -> int:
        if token is not None and token.map:
            return self.first_line + token.map[0]
        return otherwise or self.first_line

    def _add_wrongs(self, wrongs: Sequence[Wrong], section: _Section) -> None:
        for token, code, message, fix in wrongs:
            self._add(token, code, message, fix, section.line)

    def _add(
        self, token: Token | None, code: str, message: str, fix: str, line: int | None = None
    ) -> None:
        self.problems.append(Problem(self.file, self._line(token, line), code, message, fix))


def _section_title(group: Sequence[Token]) -> str | None:
    """Return the title of a ``## `` heading, or None for any other block."""
    first = group[0]
    if first.type != "heading_open" or first.markup != "##":
        return None
    return group[1].content.strip()
