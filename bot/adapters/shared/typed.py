"""What people type after a command: the words that mean the same on every platform.

Slack's slash commands and the terminal read them from text; Discord has options for them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.adapters.shared.dates import parse_date
from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine import interview_commands as ic
from bot.engine import queries as q
from bot.engine import review_commands as rc
from bot.engine import team_commands as tc
from bot.engine.errors import Refused
from bot.engine.file_queries import MissedDeck
from bot.engine.model.people import Actor, Remind
from bot.engine.model.practice import Focus
from bot.engine.model.questions import Level
from bot.engine.model.schedules import ChannelRef
from bot.engine.model.scores import Period
from bot.engine.rules.did_you_mean import closest
from bot.engine.rules.schedule_text import parse_time
from bot.engine.rules.text import shorten

TOGETHER = "together"
LEVELS = tuple(level.value for level in Level)
PERIODS = tuple(period.value for period in Period)
REMINDERS: Mapping[str, Remind] = {
    "off": Remind.OFF,
    "every": Remind.EVERY,
    "streak": Remind.STREAK,
}
"""How people, and buttons, name when they want to be reminded."""
PRIVACY: Mapping[str, bool] = {"named": True, "private": False}
"""How people say whether the managers' report may name them."""
REVIEW_RULES: Mapping[str, bool] = {"own": True, "usual": False}
"""How people say whether their reviews may follow their own memory."""


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Who types, when it arrived (aware UTC), and in which channel."""

    actor: Actor
    at: datetime
    channel: ChannelRef | None = None


def quiz(
    words: Sequence[str], by: AskedBy, tracks: Collection[str]
) -> c.StartQuiz | gc.StartGroupQuiz:
    """Return the quiz that ``[track] [level] [count] [harder|weak]``, in any order, asks for.

    With ``together`` among the words, it's for everyone in the channel. ``tracks`` are those that
    are shipped; the engine knows whether another word is one.
    """
    level: Level | None = None
    count, focus = 5, Focus.MIX
    track: list[str] = []
    together = TOGETHER in map(str.lower, words)
    for word in map(str.lower, words):
        if word in LEVELS:
            level = Level(word)
        elif word == TOGETHER:
            continue
        elif word in tuple(Focus):
            focus = Focus(word)
        elif (number := parse_number(word)) is not None:
            count = number
        else:
            _refuse_slip(word, LEVELS, "level", tracks)
            track.append(word)
    if together:
        return quiz_together(by, "-".join(track), level)
    return c.StartQuiz(by.actor, by.at, "-".join(track), level, count, focus)


def quiz_together(by: AskedBy, track: str, level: Level | None) -> gc.StartGroupQuiz:
    """Return a quiz for everyone in the channel; raises Refused where there is none."""
    if by.channel is None:
        raise Refused("A quiz for everyone needs a channel.", "Start it in one of your team's.")
    return gc.StartGroupQuiz(by.actor, by.at, by.channel, track, level)


def interview(words: Sequence[str], by: AskedBy, tracks: Collection[str]) -> ic.StartInterview:
    """Return the interview that ``[track] [level] [minutes]``, in any order, asks for."""
    level: Level | None = None
    minutes: int | None = None
    track: list[str] = []
    for word in map(str.lower, words):
        if word in LEVELS:
            level = Level(word)
        elif (number := parse_number(word.removesuffix("min"))) is not None:
            minutes = number
        elif word not in ("min", "minute", "minutes"):
            _refuse_slip(word, LEVELS, "level", tracks)
            track.append(word)
    return ic.StartInterview(by.actor, by.at, "-".join(track), level, minutes)


def leaderboard(words: Sequence[str], by: AskedBy, tracks: Collection[str]) -> c.ShowLeaderboard:
    """Return the page that ``[week|month|all] [track] [page]``, in any order, asks for."""
    period, page = Period.WEEK, 1
    track: list[str] = []
    for word in map(str.lower, words):
        if word in PERIODS:
            period = Period(word)
        elif (number := parse_number(word)) is not None:
            page = max(number, 1)
        elif word != "time":  # "all time"
            _refuse_slip(word, PERIODS, "period", tracks)
            track.append(word)
    return c.ShowLeaderboard(by.actor, by.at, period, "-".join(track), page)


def leave(words: Sequence[str], by: AskedBy, usage: str) -> c.TakeLeave:
    """Return the time off that ``[FIRST] LAST`` asks for; without FIRST it starts today."""
    if not 1 <= len(words) <= 2:
        raise Refused("When is your last day away?", f"Write {usage}.")
    *first, last = map(parse_date, words)
    return c.TakeLeave(by.actor, by.at, first[0] if first else None, last)


def remind(words: Sequence[str], by: AskedBy, usage: str) -> c.SetReminders:
    """Return the reminders that ``off``, ``every [TIME]`` or ``streak [TIME]`` asks for."""
    chosen = REMINDERS.get(words[0].lower()) if words else None
    if chosen is None or len(words) > 2:
        raise Refused("When do you want to be reminded?", f"Write {usage}.")
    return c.SetReminders(by.actor, by.at, chosen, parse_time(words[1]) if words[1:] else None)


def privacy(words: Sequence[str], by: AskedBy, usage: str) -> tc.SetPrivacy | tc.ShowPrivacy:
    """Return what ``[named | private]`` asks for; without a word, to look."""
    word = " ".join(words).lower()
    if not word:
        return tc.ShowPrivacy(by.actor, by.at)
    if word not in PRIVACY:
        raise Refused("Should the managers' report name you?", f"Write {usage}.")
    return tc.SetPrivacy(by.actor, by.at, PRIVACY[word])


def reviews(words: Sequence[str], by: AskedBy, usage: str) -> rc.SetOwnMemory | rc.ShowOwnMemory:
    """Return what ``[own | usual]`` asks for; without a word, to look."""
    word = " ".join(words).lower()
    if not word:
        return rc.ShowOwnMemory(by.actor, by.at)
    if word not in REVIEW_RULES:
        raise Refused("Which rules should your reviews follow?", f"Write {usage}.")
    return rc.SetOwnMemory(by.actor, by.at, REVIEW_RULES[word])


def export(words: Sequence[str], by: AskedBy, usage: str) -> q.ExportMe | MissedDeck:
    """Return the file that ``[missed]`` asks for; without a word, everything."""
    match [word.lower() for word in words]:
        case [] | ["everything"]:
            return q.ExportMe(by.actor)
        case ["missed"]:
            return MissedDeck(by.actor, by.at)
        case _:
            raise Refused("What do you want to export?", f"Write {usage}.")


def parse_number(word: str) -> int | None:
    """Return a number of up to 18 digits, None for anything else; the engine judges its size."""
    digits = word.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        return None
    return int(word)


def _refuse_slip(word: str, known: Sequence[str], what: str, tracks: Collection[str]) -> None:
    """Raise Refused if ``word`` isn't a track but a misspelled level or period."""
    if word not in tracks and (meant := closest(word, known)):
        raise Refused(f'"{shorten(word)}" isn\'t a {what}.', f"Did you mean {meant}?")
