"""What changes in a part of a question, in words for people."""

from collections.abc import Iterable, Iterator, Sequence

from bot.engine.model.questions import Choice, Question
from bot.engine.model.rich_text import plain_inlines, plain_text


def told(part: str, before: Question, after: Question) -> Iterator[tuple[str, str, str]]:
    """Yield the name of what changes in a part, and its text before and after."""
    match part:
        case "choices":
            yield from _told_choices(before.choices, after.choices)
        case "prompt":
            yield "question", plain_text(before.prompt), plain_text(after.prompt)
        case "answer":
            yield "answer", plain_text(before.answer), plain_text(after.answer)
        case _:
            yield part.replace("_", " "), _words(before, part), _words(after, part)


def _told_choices(
    before: Sequence[Choice], after: Sequence[Choice]
) -> Iterator[tuple[str, str, str]]:
    texts = [[plain_inlines(choice.text) for choice in each] for each in (before, after)]
    rights = [_right(each) for each in (before, after)]
    if texts[0] != texts[1]:
        yield "choices", _lines(texts[0]), _lines(texts[1])
    if rights[0] != rights[1] and before and after:
        yield "right choice", rights[0], rights[1]
    whys = [[plain_inlines(choice.why) for choice in each] for each in (before, after)]
    if whys[0] != whys[1] and texts[0] == texts[1]:
        yield "reasons", _lines(whys[0]), _lines(whys[1])


def _right(choices: Sequence[Choice]) -> str:
    return next((plain_inlines(choice.text) for choice in choices if choice.right), "")


def _words(question: Question, part: str) -> str:
    match part:
        case "key_points":
            return _lines(map(plain_inlines, question.key_points))
        case "follow_ups":
            return _lines(plain_inlines(each.question) for each in question.follow_ups)
        case "references":
            return _lines(question.references)
        case "level":
            return question.level.value
        case "form":
            return question.form.value if question.form else ""
        case _:
            return question.title


def _lines(texts: Iterable[str]) -> str:
    return " | ".join(texts)
