"""What is asked, from the first lines of a question; all else on them goes to the body."""

import re

from content.importers.lists import words
from content.importers.lists.choices import find_choices
from content.importers.lists.clean import Line
from content.importers.lists.marks import Kind, Mark, peeled
from content.importers.lists.one_line import has_line_choices, line_choices, told_letter

_STOPS = (".", "?", "!", ":", "。", "？", "！", "：", ")", "`")
_LOOSE = (Kind.BULLET, Kind.NUMBERED_ITEM, Kind.PREFIXED, Kind.PLAIN, Kind.BOLD)
_STARTS_BLOCK = re.compile(r"\s*(?:[-*+•>|#<]|\d+[.)]\s|```|~~~|$)")
_WORD = re.compile(r"\w")
_INLINE_LETTER = re.compile(
    r"[?？.!。][\s*_]+A[*_]{0,2}\s*[:：][*_]{0,2}\s*(?P<rest>.+)", re.DOTALL
)
_INLINE_ANSWER = re.compile(
    r"(?:[\s(*_\[]|^)(?:(?:the\s+)?(?:correct|right|richtige|correcta|bonne)\s+)?(?:answer|ans|respuesta|antwort|réponse|resposta|答案|答)[*_]{0,2}\s*"
    r"(?:[:：]|[.=–-](?=\s*[(\[]?[A-H][)\]]?\W*$))[*_]{0,2}\s*(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)


def title_apart(mark: Mark, body: list[Line]) -> tuple[str, list[Line]]:
    """Return the title of a question, and its body: choices and a key have lines of their own."""
    title, body = _whole_title(mark, body)
    title, inline = _inline_answer(title, letter=mark.letter)
    if not inline:
        title, inline = told_letter(title)
    if inline:
        body = [Line(mark.at, f"Answer: {inline}"), *body]
    return _line_choices(title, body, mark.at)


def _whole_title(mark: Mark, body: list[Line]) -> tuple[str, list[Line]]:
    """Return the title with the lines that continue its sentence, and the body after them."""
    title = mark.text
    if mark.kind in _LOOSE and title and not mark.body_rest and not mark.verdict:
        taken = 0
        while (
            taken < len(body)
            and not title.rstrip("*_ ").endswith(_STOPS)
            and not body[taken].code
            and not _STARTS_BLOCK.match(body[taken].text)
            and not words.begins_answer(body[taken].text)
            and not find_choices(body[taken : taken + 3])
            and not words.DEFINITION.match(body[taken].text)
            and not (mark.letter and words.SHORT_ANSWER.match(body[taken].text))
        ):
            title = f"{title} {body[taken].text.strip()}"
            taken += 1
        body = body[taken:]
    if title and _stands_alone(title):
        return title, body
    return _borrowed(title, body)


def _stands_alone(title: str) -> bool:
    return _WORD.search(title) is not None


def _borrowed(title: str, body: list[Line]) -> tuple[str, list[Line]]:
    """Return the first paragraph of the body as the title of a question that has none."""
    start = 0
    while start < len(body) and body[start].blank:
        start += 1
    end = start
    while end < len(body) and not body[end].blank and not body[end].code:
        if end > start and (
            find_choices(body[end : end + 4]) or words.begins_answer(body[end].text)
        ):
            break
        end += 1
    said = " ".join(line.text.strip() for line in body[start:end])
    _, _, inner = peeled(said)
    return (inner or title), body[end:]


def _inline_answer(title: str, *, letter: bool) -> tuple[str, str]:
    """Return a title such as ``What is X? Answer: Y`` as its question and its answer.

    ``letter`` tells whether questions are ``Q: …``, and answers then may be ``A: …``.
    """
    found = _INLINE_ANSWER.search(title) or (_INLINE_LETTER.search(title) if letter else None)
    if found and found.start() > 8:
        end = found.start() + (found[0][0] in "?？.!。")
        return title[:end].rstrip(" *_(["), found["rest"].rstrip(")]")
    return title, ""


def _line_choices(title: str, body: list[Line], at: int) -> tuple[str, list[Line]]:
    """Return the title without the choices on its line, which begin the body then."""
    body = _key_apart(body)
    first = next((line.text for line in body if not line.blank), "")
    keyed = words.begins_answer(first) or words.begins_key(first)
    asked, said = line_choices(title, keyed=keyed)
    return asked, [*(Line(at, each) for each in said), *body]


def _key_apart(body: list[Line]) -> list[Line]:
    """Return the body with a key behind the choices of its first line on a line of its own."""
    place = next((index for index, line in enumerate(body) if not line.blank), None)
    if place is None or body[place].code:
        return body
    line = body[place]
    found = _INLINE_ANSWER.search(line.text, 1)
    if not found or not has_line_choices(f" {line.text}"):
        choices, letter = told_letter(line.text)
        told = [line.saying(f"Answer: {letter}")] if letter else []
        return [*body[:place], line.saying(choices), *told, *body[place + 1 :]]
    key = line.saying(f"Answer: {found['rest'].rstrip(')]')}")
    said = line.saying(line.text[: found.start()].rstrip(" *_(["))
    return [*body[:place], said, key, *body[place + 1 :]]
