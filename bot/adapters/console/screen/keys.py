"""The keys that work now: the footer, the help and what a press does are made of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.adapters.console.commands.help import NAMES
from bot.adapters.console.commands.interviewing import Step
from bot.adapters.console.screen.day import Day, Reveal
from bot.adapters.console.screen.state import Mode, State, View
from bot.adapters.shared import labels
from bot.engine.cards import (
    DrillSummaryCard,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    QuestionCard,
)

ENTER, ESCAPE = "enter", "escape"
SHOWN = {ENTER: "Enter", ESCAPE: "Esc"}
MOST_POINTS = 9
"""Key points with a key of their own."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and what it does: it types ``line``, opens a view, or begins own words.

    ``waits`` says that it acts only when no other key follows at once: what it does can't be
    undone, and words begin with it. ``hidden`` ones work and aren't named.
    """

    char: str
    label: str
    line: str = ""
    opens: View | None = None
    writes: bool = False
    waits: bool = False
    hidden: bool = False


QUIT = Key("q", "quit", "/quit", waits=True)
STREAK = Key("s", "streak", "/streak")
LEADERBOARD = Key("l", "leaderboard", "/leaderboard")
MORE = Key("?", "more", opens=View.HELP)
BACK = Key(ENTER, "back", opens=View.DAY)
NEXT_DAY = Key("n", "next day", "/next")
ALSO_BACK = (
    Key(ESCAPE, "back", opens=View.DAY, hidden=True),
    Key("q", "back", opens=View.DAY, waits=True, hidden=True),
)
IN_WORDS = (
    Key(ENTER, "save"),
    Key("Ctrl-J", "new line"),
    Key(ESCAPE, "cancel"),
)
IN_TALK = (
    Key(ENTER, "save the answer"),
    Key("done", "said aloud"),
    Key("skip", "this one"),
    Key("end", "the interview"),
    Key(ESCAPE, "come back later"),
)
IN_FORM = (Key(ENTER, "next"), Key(ESCAPE, "stop writing"))
IN_LINE = (Key(ENTER, "send"), Key("Tab", "complete"), Key(ESCAPE, "clear"))


def keys_of(state: State) -> tuple[Key, ...]:
    """Return the keys that work on a screen, the most useful first."""
    if state.busy or state.mode is not Mode.KEYS or state.day is None:
        return ()
    if state.shows_feedback:
        after = Key(ENTER, "next question", opens=View.DAY)
        return (after, Key(ESCAPE, "stop the quiz", "/stop"), QUIT)
    if state.asks_quiz and state.quiz is not None:
        letters = tuple(
            Key(each.letter.lower(), "answer", each.letter) for each in state.quiz.choices
        )
        skip = Key("?", labels.DONT_KNOW, "?")
        return (*letters, skip, Key(ESCAPE, "stop the quiz", "/stop"), QUIT)
    if state.step is not None and state.shows_step:
        return tuple(_on_step(state.step))
    return tuple(_on_day(state.day)) if state.view is View.DAY else _on_view(state, state.day)


def key_for(keys: tuple[Key, ...], char: str) -> Key | None:
    """Return the key that ``char`` is, if it works now."""
    return next((key for key in keys if key.char == char.lower()), None)


def word_of(key: Key) -> str:
    """Return the command that a key begins, such as ``reveal`` for ``r``; empty for most."""
    name = key.line.removeprefix("/")
    return name if len(key.char) == 1 and len(name) > 1 and name.startswith(key.char) else ""


def begins_word(text: str) -> bool:
    """Tell whether a command begins with ``text``."""
    return any(name.startswith(text.lower()) for name in NAMES)


def _on_day(day: Day) -> Iterator[Key]:
    if day.question is not None:
        yield from _on_question(day.question, answered=day.receipt is not None)
    elif day.reveal is not None:
        yield from _on_reveal(day.reveal, ends_week=day.ends_week)
    else:
        yield NEXT_DAY
    yield STREAK
    yield LEADERBOARD
    yield QUIT
    yield MORE


def _on_question(question: QuestionCard, *, answered: bool) -> Iterator[Key]:
    change = "change" if answered else "answer"
    letters = [Key(each.letter.lower(), change, each.letter) for each in question.choices]
    reveal = Key("r", "reveal now", "/reveal")
    words = Key("w", "own words", writes=True)
    if answered:
        yield reveal
        yield from letters
        yield words
    else:
        yield from letters
        yield words
        yield reveal


def _on_reveal(reveal: Reveal, *, ends_week: bool) -> Iterator[Key]:
    mine = reveal.mine
    if ends_week:
        yield Key("n", "your week", opens=View.WEEK)
    else:
        yield NEXT_DAY
    if mine.can_mark:
        yield Key("k", "key points", opens=View.POINTS)
    yield Key("e", "full answer", opens=View.ANSWER)
    if mine.answer is not None:
        wrong = [each.letter for each in reveal.card.choices if not each.right]
        yield Key("w", f"why not {', '.join(wrong)}", "/why")
    if mine.can_practice and not mine.in_reviews:
        yield Key("p", "practice later", "/later")


def _on_view(state: State, day: Day) -> tuple[Key, ...]:
    others = tuple(_on_day(day)) if day.question is None else (STREAK, LEADERBOARD, MORE)
    others = tuple(key for key in others if key is not QUIT)
    match state.view:
        case View.WEEK:
            first = (Key("n", "next week", "/next"), BACK)
            others = (QUIT, *(key for key in others if key.char != "n"))
            return (*first, ALSO_BACK[0], *others)
        case View.POINTS:
            first = (*_ticks(day), BACK)
        case View.CARD if isinstance(state.card, DrillSummaryCard):
            first = (*_after_quiz(state.card), BACK)
            others = tuple(key for key in others if key.char not in "mhk")
        case _:
            first = (BACK,)
    others = tuple(key for key in others if key.opens is not state.view)
    return (*first, *ALSO_BACK, *others)


def _on_step(step: Step) -> Iterator[Key]:
    """Yield the keys of an interview's step; what they type is what a script would."""
    leave = Key(ESCAPE, "come back later", "/stop")
    match step:
        case InterviewOfferCard():
            yield Key("s", "start", "start")
            if step.shorter:
                yield Key("h", "shorter", "shorter")
            yield Key("n", "no", "no")
        case InterviewPointsCard():
            for number in range(1, min(len(step.points), MOST_POINTS) + 1):
                yield Key(str(number), "tick", str(number))
            yield Key("s", "save and continue", "save")
            yield Key("m", "model answer", "model")
            yield leave
        case InterviewReportCard():
            yield Key("w", "what you said", "answers")
            yield BACK
            yield ALSO_BACK[0]
        case InterviewQuestionCard():
            yield leave


def _ticks(day: Day) -> Iterator[Key]:
    """Yield a key for each key point: it ticks the point, or unticks it."""
    points = day.reveal.mine.key_points if day.reveal else ()
    covered = {number for number, point in enumerate(points, 1) if point.covered}
    for number in range(1, min(len(points), MOST_POINTS) + 1):
        marked = " ".join(map(str, sorted(covered ^ {number})))
        yield Key(str(number), "tick", f"/mark {marked}".rstrip())


def _after_quiz(card: DrillSummaryCard) -> Iterator[Key]:
    track = f" {card.tracks[0].track}" if len(card.tracks) == 1 else ""
    yield Key("m", labels.FIVE_MORE, f"/quiz{track}")
    yield Key("h", labels.FIVE_HARDER, f"/quiz{track} harder")
    yield Key("k", labels.WEAK_SPOTS.lower(), "/quiz weak")
    if card.due_reviews:
        yield Key("v", labels.review_now(card.due_reviews).lower(), "/practice")
