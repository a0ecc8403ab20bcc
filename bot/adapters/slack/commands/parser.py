"""What a slash command or a mention asks for, from its words.

The answer is a command or query of the engine, a card to show, or a form to open. A wrong word
is refused; the refusal suggests a similar one.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from bot.adapters.shared import pair_typed, question_words, team_words, typed
from bot.adapters.shared.command_table import COMMANDS, verbs
from bot.adapters.shared.question_words import OpenForm, OpenImport
from bot.adapters.shared.typed import AskedBy
from bot.adapters.slack.commands.help import ALL, HelpWanted, help_for, spelled
from bot.engine import commands as c
from bot.engine import interview_commands as ic
from bot.engine import queries as q
from bot.engine.cards import HelpCard
from bot.engine.errors import Refused
from bot.engine.file_queries import MissedDeck
from bot.engine.home_commands import ShowHome
from bot.engine.rules.did_you_mean import closest, suggest
from bot.engine.rules.schedule_text import parse_track
from bot.engine.rules.text import shorten


@dataclass(frozen=True, slots=True)
class SetupForm:
    """The form for a new schedule, to be opened."""


@dataclass(frozen=True, slots=True)
class EditForm:
    """The form for a schedule that exists: by its number, or (None) the channel's only one."""

    number: int | None


Form = SetupForm | EditForm | OpenForm | OpenImport
Asked = c.Command | q.ExportMe | MissedDeck | HelpCard | HelpWanted | Form
Words = Sequence[str]
Tracks = Collection[str]


def parse(command: str, text: str, by: AskedBy, tracks: Tracks) -> Asked:
    """Return what ``/command text`` asks for; raises Refused with the fix."""
    name = command.strip().removeprefix("/").lower()
    words = text.split()
    if name in ("warmup", ""):
        if not words:
            return HelpWanted(by.actor)
        return parse(words[0], " ".join(words[1:]), by, tracks)
    if name == "help" and words[:1] != ["help"]:
        return ALL if words else HelpWanted(by.actor)
    if name in COMMANDS and words and words[0].lower() == "help":
        return help_for(name)
    parse_words = _COMMANDS.get(name)
    if parse_words is None:
        near = closest(name, COMMANDS)
        hint = f"Did you mean {spelled(near)}?" if near else "/warmup help all lists them."
        raise Refused(f'There is no command "{shorten(name)}".', hint)
    return parse_words(words, by, tracks)


def is_command(text: str, by: AskedBy, tracks: Tracks) -> bool:
    """Tell whether a message is a command and nothing else, where an answer is expected, too.

    An answer may well begin with a command's name; then what follows makes no command. ``tracks``
    are all that the team knows.
    """
    words = text.split()
    if not words or "\n" in text.strip():
        return False
    name, *rest = (word.removeprefix("/").lower() for word in words)
    if name == "help":
        return len(rest) < 2 and {*rest} <= {"all", *COMMANDS}
    try:
        asked = parse(name, " ".join(words[1:]), by, tracks)
        if isinstance(asked, c.StartQuiz | ic.StartInterview | c.ShowLeaderboard):
            parse_track(asked.track, tracks)
    except Refused:
        return False
    return True


Alone = c.StartPractice | c.ShowStreak | c.ShowStats | ShowHome


def _alone(kind: type[Alone], name: str) -> "_Parse":
    def parse_words(words: Words, by: AskedBy, _: Tracks) -> Asked:
        if words:
            raise Refused(f"/{name} takes no options.", f"Write just /{name}.")
        return kind(by.actor, by.at)

    return parse_words


_ON_A_SCHEDULE: dict[str, type[c.OnSchedule]] = {
    "pause": c.PauseSchedule,
    "resume": c.ResumeSchedule,
    "skip": c.SkipNext,
    "now": c.PostNow,
    "remove": c.RemoveSchedule,
}


def _daily(words: Words, by: AskedBy, _: Tracks) -> Asked:
    verb, rest = _verb("daily", words)
    if verb == "setup":
        return SetupForm()
    if verb == "list":
        everywhere = bool(rest) and rest[0].lower() == "all"
        return c.ListSchedules(by.actor, by.at, None if everywhere else by.channel)
    number = _number(rest[0], "schedule", "/daily list shows them.") if rest else None
    if verb == "edit":
        return EditForm(number)
    return _ON_A_SCHEDULE[verb](by.actor, by.at, number, by.channel)


def _question(words: Words, by: AskedBy, _: Tracks) -> Asked:
    verb, rest = _verb("question", words)
    return question_words.question(verb, rest, by)


def _team(words: Words, by: AskedBy, _: Tracks) -> Asked:
    verb, rest = _verb("team", words)
    return team_words.team(verb, rest, by)


LEAVE_USAGE = "/warmup me leave 2026-12-31, or /warmup me leave 2026-12-24 2026-12-31"

EXPORT_USAGE = "/warmup me export, or /warmup me export missed"
PRIVACY_USAGE = "/warmup me privacy named, or /warmup me privacy private"
REVIEWS_USAGE = "/warmup me reviews own, or /warmup me reviews usual"
REMIND_USAGE = "/warmup me remind every, /warmup me remind streak 14:30, or /warmup me remind off"


def _me(words: Words, by: AskedBy, _: Tracks) -> Asked:
    verb, rest = _verb("me", words)
    match verb:
        case "leave":
            return typed.leave(rest, by, LEAVE_USAGE)
        case "remind":
            return typed.remind(rest, by, REMIND_USAGE)
        case "privacy":
            return typed.privacy(rest, by, PRIVACY_USAGE)
        case "reviews":
            return typed.reviews(rest, by, REVIEWS_USAGE)
        case "back":
            return c.EndLeave(by.actor, by.at)
        case "hide" | "show":
            return c.HideMe(by.actor, by.at, verb == "hide")
        case "export":
            return typed.export(rest, by, EXPORT_USAGE)
        case _:
            return c.ForgetMe(by.actor, by.at)


_Parse = Callable[[Words, AskedBy, Tracks], Asked]
_COMMANDS: dict[str, _Parse] = {
    "quiz": typed.quiz,
    "interview": pair_typed.interview,
    "practice": _alone(c.StartPractice, "practice"),
    "leaderboard": typed.leaderboard,
    "home": _alone(ShowHome, "home"),
    "streak": _alone(c.ShowStreak, "streak"),
    "stats": _alone(c.ShowStats, "stats"),
    "daily": _daily,
    "question": _question,
    "team": _team,
    "me": _me,
}


def _verb(name: str, words: Words) -> tuple[str, Words]:
    known, command = verbs(name), spelled(name)
    if not words:
        raise Refused("Which one?", f"{command} {', '.join(known)}.")
    if words[0].lower() not in known:
        hint = suggest(words[0], known, f"{command} ") or f"{command} help lists them."
        raise Refused(f'{command} has no "{shorten(words[0])}".', hint)
    return words[0].lower(), words[1:]


def _number(word: str, what: str, fix: str) -> int:
    digits = word.lstrip("#")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        raise Refused(f'"{shorten(word)}" isn\'t the number of a {what}.', fix)
    return int(digits)
