"""What looks wrong in notes. It is reported with its line, and kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PROMPT_WORDS = 150  # a long prompt has 70 words; far past that it is an answer
_CHAT = re.compile(
    r"would you like me to|copy\s?retry|regenerate response|as an ai (?:language )?model"
    r"|let me know if you|i hope this helps|is there anything else|feel free to ask"
    r"|to (?:directly )?(?:answer|address) your question|^(?:certainly|sure)[!,]",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"these (?:\w+ )?(?:questions|topics) (?:are|cover|delve|aim|assess|should|will)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\s*(?:[-+*>|]|\d+[.)])")


@dataclass(frozen=True, slots=True)
class NoteWarning:
    """Something that looks wrong on a line (from 1) of the notes."""

    line: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of the notes as (number, text), and which of them are code."""

    lines: tuple[tuple[int, str], ...]
    code: frozenset[int]

    @property
    def prose(self) -> tuple[tuple[int, str], ...]:
        """The lines that have text and are not code."""
        return tuple((n, t) for n, t in self.lines if t.strip() and n not in self.code)

    @property
    def text(self) -> str:
        """The passage without empty lines at its ends."""
        return "\n".join(text for _, text in self.lines).strip("\n")

    @property
    def blank(self) -> bool:
        """Whether there is nothing but white space."""
        return not any(text.strip() for _, text in self.lines)


def in_body(body: Passage) -> Iterator[NoteWarning]:
    """Yield what looks wrong in a question's body."""
    yield from _chat(body)
    yield from _remarks(body)
    words = sum(len(text.split()) for _, text in body.lines)
    if words > PROMPT_WORDS:
        yield NoteWarning(
            body.prose[0][0] if body.prose else body.lines[0][0],
            "long-body",
            f"This question is {words} words long. Is the answer missing its heading? "
            "Put a line '### Answer' where it begins.",
        )
    yield from _stray_name(body)


def in_answer(answer: Passage) -> Iterator[NoteWarning]:
    """Yield what looks wrong in an answer."""
    yield from _chat(answer)
    yield from _remarks(answer)


def _chat(passage: Passage) -> Iterator[NoteWarning]:
    for number, text in passage.prose:
        found = _CHAT.search(text)
        if found:
            message = f"{found[0].strip()!r} looks like leftover chatbot text. Remove it."
            yield NoteWarning(number, "chat-residue", message)


def _remarks(passage: Passage) -> Iterator[NoteWarning]:
    for number, text in passage.prose:
        if _REMARK.match(text.strip()):
            message = "This line is about the questions, not part of one. Remove it."
            yield NoteWarning(number, "closing-remark", message)


def _stray_name(body: Passage) -> Iterator[NoteWarning]:
    prose = body.prose
    remarks = {number for number, text in prose if _REMARK.match(text.strip())}
    kept = [line for line in prose if line[0] not in remarks]
    if len(kept) < 2:
        return
    (_, before), (number, last) = kept[-2:]
    if _ends_sentence(before) and _looks_like_name(last):
        message = (
            f"{last.strip()!r} looks like a section's name at the end of a question. "
            "Make it a heading, or remove it."
        )
        yield NoteWarning(number, "stray-section-name", message)


def _ends_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "?", "!", ":", ")"))


def _looks_like_name(text: str) -> bool:
    words = text.split()
    return (
        len(words) <= 10
        and not _MARKED.match(text)
        and (words[0][0].isupper() or words[0][0].isdigit())
        and not text.rstrip().endswith((".", "?", "!", ":", ";", ",", "`"))
    )
