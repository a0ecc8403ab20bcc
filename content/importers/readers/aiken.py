"""Aiken: a question, lettered choices, ``ANSWER: B``."""

import re

from content.importers.found import FoundQuestion, FoundQuestions, LeftOut
from content.importers.readers.interface import UNLIKE, Likeness
from content.importers.source import Source
from content.importers.tabular import made, written

_ANSWER = re.compile(r"ANSWER:[ \t]*([A-Z])[ \t]*")
_CHOICE = re.compile(r"([A-Z])[.)][ \t]+(.*)")


class Aiken:
    """Moodle's plainest format."""

    name = "aiken"
    about = "Aiken (A. … ANSWER: B)"

    def looks_like(self, source: Source) -> Likeness:
        """Lines ANSWER: with a letter, choices above them, no Markdown."""
        if not source.is_text or source.suffix in (".md", ".markdown"):
            return UNLIKE
        lines = source.text.splitlines()
        answers = sum(_ANSWER.fullmatch(line) is not None for line in lines)
        marked = sum(line.startswith(("#", "**", "- ", "* ")) for line in lines)
        if answers and answers >= marked and any(_CHOICE.fullmatch(line) for line in lines):
            return Likeness(0.85, "lines ANSWER: with a letter")
        return UNLIKE

    def read(self, source: Source) -> FoundQuestions:
        """Return the questions; one whose answer names no choice is left out."""
        questions: list[FoundQuestion] = []
        left: list[LeftOut] = []
        asked: list[str] = []
        choices: list[str] = []
        begin = 0
        for number, line in enumerate(source.text.splitlines(), 1):
            text = line.strip()
            answer, choice = _ANSWER.fullmatch(text), _CHOICE.fullmatch(text)
            if answer and asked and len(choices) >= 2 and ord(answer[1]) - 65 < len(choices):
                questions.append(
                    made(
                        begin,
                        written("\n".join(asked)),
                        [written(each) for each in choices],
                        frozenset({ord(answer[1]) - 65}),
                        [],
                    )
                )
            elif answer:
                what = " ".join(asked)[:60] or text
                left.append(LeftOut(begin or number, what, "its answer names none of its choices"))
            elif choice and asked and ord(choice[1]) - 65 == len(choices):
                choices.append(choice[2])
                continue
            elif text and not choices:
                begin = begin if asked else number
                asked.append(text)
                continue
            elif text:
                left.append(LeftOut(begin, " ".join(asked)[:60], "it has no line ANSWER:"))
                asked, choices, begin = [text], [], number
                continue
            else:
                continue
            asked, choices, begin = [], [], 0
        if asked:
            left.append(LeftOut(begin, " ".join(asked)[:60], "it has no line ANSWER:"))
        return FoundQuestions(tuple(questions), tuple(left), saw="no line such as `ANSWER: B`")
