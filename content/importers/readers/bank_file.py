"""A question in Warmup's own form: a bank file, as authors write it and ``content export`` does."""

import re
from pathlib import PurePath

from bot.engine.errors import Refused
from content.format import front_matter
from content.format.parser import parse_question
from content.format.problems import Problem
from content.importers.found import FoundQuestions
from content.importers.outline import with_newlines
from content.importers.own import checked, found_whole
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.source import Source

_KEY = re.compile(r"^([\w-]+):", re.MULTILINE)


class BankFile:
    """``track/slug.md`` with a title and a level on top."""

    name = "bank-file"
    about = "bank files, one question each"

    def looks_like(self, source: Source) -> Likeness:
        """A front matter with a title, a level, and nothing that isn't ours."""
        if source.suffix not in (".md", ".markdown") or not source.is_text:
            return UNLIKE
        parts = front_matter.split(with_newlines(source.text), source.name)
        keys: set[str] = set() if isinstance(parts, Problem) else set(_KEY.findall(parts.yaml))
        ours = {"title", "level"} <= keys <= set(front_matter.KEYS)
        return Likeness(0.97, "a title and a level on top") if ours else UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return the question; raises Refused with the first problem of the file."""
        path = PurePath(source.name)
        parsed = parse_question(
            source.text, file=source.name, track=path.parent.name, slug=path.stem
        )
        if parsed.question is None:
            problem = parsed.problems[0]
            wrong = f"{source.name}, line {problem.line}: {problem.message}"
            raise Refused(wrong, problem.fix or "See docs/writing.md.")
        return FoundQuestions((found_whole(1, checked(parsed.question)),))
