"""What a slash command or a mention asks for, from its words.

A word that is wrong is refused with the nearest right one named. What follows from the
words alone is a ``Request``; who asks, and when, is added by ``inbound``.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from bot.adapters.shared.action_ids import Setup
from bot.adapters.slack.commands.help import ALL, COMMANDS, help_for
from bot.engine import commands as c
from bot.engine.cards import HelpCard
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.questions import Level
from bot.engine.model.scores import Period
from bot.engine.rules.text import nearest

LEVELS = tuple(level.value for level in Level)
PERIODS = tuple(period.value for period in Period)


@dataclass(frozen=True, slots=True)
class Ask:
    """A command of the engine, once it is known who asks and when.

    ``rights`` is true where it matters whether they manage the workspace.
    """

    make: Callable[[Actor, datetime], c.Command]
    rights: bool = False


@dataclass(frozen=True, slots=True)
class OfSchedule:
    """Something for one schedule: by number, or the channel's only one."""

    verb: str
    schedule_id: int | None


@dataclass(frozen=True, slots=True)
class ListDaily:
    """The channel's schedules, or the team's."""

    everywhere: bool


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form to be opened: the setup of a schedule, or (None) a suggestion."""

    form: Setup | None


@dataclass(frozen=True, slots=True)
class Export:
    """A copy of everything kept about whoever asks."""


@dataclass(frozen=True, slots=True)
class Help:
    """A list of commands."""

    card: HelpCard


Request = Ask | OfSchedule | ListDaily | OpenForm | Export | Help
Words = Sequence[str]


def understand(command: str, text: str, tracks: Collection[str]) -> Request:
    """Return what ``/command text`` asks for; raises Refused naming the nearest right word."""
    name = command.strip().removeprefix("/").lower()
    words = text.split()
    if name in ("warmup", ""):
        if not words:
            return Help(ALL)
        return understand(words[0], " ".join(words[1:]), tracks)
    if name == "help":
        return Help(ALL)
    handler = _HANDLERS.get(name)
    if handler is None:
        raise Refused(
            f'There is no command "{_short(name)}".', f"Did you mean /{nearest(name, COMMANDS)}?"
        )
    if words and words[0].lower() == "help":
        return Help(help_for(name))
    return handler(words, tracks)


def _quiz(words: Words, tracks: Collection[str]) -> Request:
    track: list[str] = []
    level: Level | None = None
    count = 5
    for word in words:
        low = word.lower()
        if low in LEVELS:
            level = Level(low)
        elif low.isascii() and low.isdecimal() and len(low) < 6:
            count = int(low)
        elif low not in tracks and get_close_matches(low, LEVELS, n=1, cutoff=0.75):
            raise Refused(
                f'"{_short(word)}" is not a level.', f"Did you mean {nearest(low, LEVELS)}?"
            )
        else:
            track.append(low)
    wanted = "-".join(track)
    return Ask(lambda actor, at: c.StartQuiz(actor, at, wanted, level, count))


def _leaderboard(words: Words, tracks: Collection[str]) -> Request:
    period = Period.WEEK
    track: list[str] = []
    for word in words:
        low = word.lower()
        if low in PERIODS:
            period = Period(low)
        elif low not in tracks and get_close_matches(low, PERIODS, n=1, cutoff=0.6):
            raise Refused(
                f'"{_short(word)}" is not a period.', f"Did you mean {nearest(low, PERIODS)}?"
            )
        elif low != "time":  # "all time"
            track.append(low)
    wanted = "-".join(track)
    return Ask(lambda actor, at: c.ShowLeaderboard(actor, at, period, wanted))


def _alone(name: str, make: Callable[[Actor, datetime], c.Command]) -> Callable[..., Request]:
    def handler(words: Words, _: Collection[str]) -> Request:
        if words:
            raise Refused(f"/{name} takes no words.", f"Write just /{name}.")
        return Ask(make)

    return handler


def _daily(words: Words, _: Collection[str]) -> Request:
    verb, rest = _verb("daily", words)
    if verb == "list":
        return ListDaily(everywhere=bool(rest) and rest[0].lower() == "all")
    if verb == "setup":
        return OpenForm(Setup(0))
    number = _number(rest[0], "schedule", "/daily list shows them.") if rest else None
    return OfSchedule(verb, number)


def _question(words: Words, _: Collection[str]) -> Request:
    verb, rest = _verb("question", words)
    text = " ".join(rest)
    if verb == "suggest":
        if not text:
            return OpenForm(None)
        return Ask(lambda actor, at: c.SuggestQuestion(actor, at, text))
    if verb == "review":
        return _managed(c.ReviewQueue)
    if verb in ("accept", "decline"):
        number = _number(_first(verb, rest), "entry", "/question review lists them.")
        return _managed(lambda actor, at: c.SettleProposal(actor, at, number, verb == "accept"))
    question_id = _first(verb, rest)
    if verb == "correct":
        if len(rest) < 2:
            raise Refused("Which choice is right?", "/question correct ID NUMBER REASON")
        number = _number(rest[1], "choice", "Choices count from 1, as they are in the file.")
        reason = " ".join(rest[2:])
        return _managed(lambda actor, at: c.CorrectKey(actor, at, question_id, number, reason))
    words_of = " ".join(rest[1:])
    if verb == "flag":
        return Ask(lambda actor, at: c.FlagQuestion(actor, at, question_id, words_of))
    return _managed(lambda actor, at: c.RetireQuestion(actor, at, question_id, words_of))


def _team(words: Words, _: Collection[str]) -> Request:
    verb, rest = _verb("team", words)
    if verb == "zone":
        zone = " ".join(rest)
        return _managed(lambda actor, at: c.SetZone(actor, at, zone))
    if not rest:
        return Ask(c.ListHolidays)
    what = _nearest_of(rest[0], ("add", "remove"))
    if len(rest) < 2:
        raise Refused("Which date?", f"/team holidays {what} 2026-12-24")
    day, name = _date(rest[1]), " ".join(rest[2:])
    if what == "add":
        return _managed(lambda actor, at: c.AddHoliday(actor, at, day, name))
    return _managed(lambda actor, at: c.RemoveHoliday(actor, at, day))


def _me(words: Words, _: Collection[str]) -> Request:
    verb, rest = _verb("me", words)
    match verb:
        case "leave":
            if not rest:
                raise Refused("From when?", "/me leave 2026-12-24 2026-12-31, or /me back.")
            first = _date(rest[0])
            last = _date(rest[-1])
            return Ask(lambda actor, at: c.TakeLeave(actor, at, first, last))
        case "back":
            return Ask(c.EndLeave)
        case "hide" | "show":
            return Ask(lambda actor, at: c.HideMe(actor, at, verb == "hide"))
        case "export":
            return Export()
        case _:
            return Ask(c.ForgetMe)


_HANDLERS: dict[str, Callable[..., Request]] = {
    "quiz": _quiz,
    "practice": _alone("practice", c.StartPractice),
    "leaderboard": _leaderboard,
    "streak": _alone("streak", c.ShowStreak),
    "stats": _alone("stats", c.ShowStats),
    "daily": _daily,
    "question": _question,
    "team": _team,
    "me": _me,
}
VERBS: dict[str, tuple[str, ...]] = {
    "daily": ("setup", "list", "edit", "pause", "resume", "skip", "now", "remove"),
    "question": ("suggest", "flag", "review", "accept", "decline", "correct", "retire"),
    "team": ("zone", "holidays"),
    "me": ("leave", "back", "hide", "show", "export", "forget"),
}


def _managed(make: Callable[[Actor, datetime], c.Command]) -> Ask:
    return Ask(make, rights=True)


def _verb(name: str, words: Words) -> tuple[str, Words]:
    verbs = VERBS[name]
    if not words:
        raise Refused(f"/{name} needs a word.", f"One of: {', '.join(verbs)}.")
    if words[0].lower() not in verbs:
        near = nearest(words[0], verbs)
        raise Refused(f'/{name} has no "{_short(words[0])}".', f"Did you mean /{name} {near}?")
    return words[0].lower(), words[1:]


def _nearest_of(word: str, known: Sequence[str]) -> str:
    if word.lower() in known:
        return word.lower()
    raise Refused(f'"{_short(word)}" is not known here.', f"Did you mean {nearest(word, known)}?")


def _first(verb: str, rest: Words) -> str:
    if not rest:
        raise Refused(f"/question {verb} needs to know which.", "/question help shows how.")
    return rest[0]


def _number(word: str, what: str, fix: str) -> int:
    digits = word.lstrip("#")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        raise Refused(f'"{_short(word)}" is not the number of a {what}.', fix)
    return int(digits)


def _date(word: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        try:
            return date.fromisoformat(word)
        except ValueError:
            pass
    raise Refused(f'"{_short(word)}" is not a date.', "Write it as 2026-12-24.")


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
