"""A question in Warmup's own form: a bank file, as authors write it and ``content export`` does."""

import re
from pathlib import PurePath

from bot.engine.errors import Refused
from content.format.parser import parse_question
from content.importers.found import FoundQuestions
from content.importers.own import checked, found_whole
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.source import Source

_FRONT = re.compile(
    r"---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*?level:[ \t]*(?:basic|intermediate|advanced)\b"
)


class BankFile:
    """``track/slug.md`` with a title and a level on top."""

    name = "bank-file"
    about = "bank files, one question each"

    def looks_like(self, source: Source) -> Likeness:
        """A front matter with a level of ours."""
        if source.suffix in (".md", ".markdown") and source.is_text and _FRONT.match(source.text):
            return Likeness(0.97, "a level on top")
        return UNLIKE

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
