"""What is typed in the terminal, as commands of the engine."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from bot.adapters.console.commands.help import Typed
from bot.adapters.shared import pair_words, question_words, team_words
from bot.adapters.shared import typed as words_of
from bot.adapters.shared.command_table import verbs
from bot.adapters.shared.typed import AskedBy, parse_number
from bot.engine import commands as c
from bot.engine import key_point_commands as kc
from bot.engine import queries as q
from bot.engine.cards import DrillCard
from bot.engine.errors import Refused
from bot.engine.file_queries import MissedDeck
from bot.engine.group_commands import StartGroupQuiz
from bot.engine.home_commands import ShowHome
from bot.engine.rules.did_you_mean import suggest


@dataclass(frozen=True, slots=True)
class Here:
    """Who types and when; the latest round, and the quiz question being asked, if any."""

    by: AskedBy
    round_id: int | None
    drill: DrillCard | None
    tracks: Collection[str]


Asked = c.Command | q.ExportMe | MissedDeck
"""A command of the engine, or a file that is asked for."""


def command_of(typed: Typed, here: Here) -> Asked:
    """Return what is asked; raises Refused for words that can't be understood."""
    parse = _COMMANDS.get(typed.name)
    if parse is None:
        raise Refused(f"/{typed.name} isn't available in the terminal.", "/help lists what is.")
    return parse(typed.words, here)


def _letter(words: str, here: Here) -> c.Command:
    by = here.by
    if here.drill is not None:
        return c.AnswerDrill(by.actor, by.at, here.drill.drill_id, here.drill.position, words)
    if not words:
        raise Refused('"?" only works in a quiz.', "Pick a letter.")
    return c.SubmitChoice(by.actor, by.at, _round(here), words)


def _answer(words: str, here: Here) -> c.Command:
    return c.SubmitWords(here.by.actor, here.by.at, _round(here), words)


def _mine(words: str, here: Here) -> c.Command:
    del words
    return c.ShowMine(here.by.actor, here.by.at, _round(here))


def _why(words: str, here: Here) -> c.Command:
    del words
    return c.ShowReasons(here.by.actor, here.by.at, _round(here))


def _later(words: str, here: Here) -> c.Command:
    del words
    return c.PracticeLater(here.by.actor, here.by.at, _round(here))


def _private(words: str, here: Here) -> c.Command:
    del words
    return c.TakeOutWords(here.by.actor, here.by.at, _round(here))


def numbers_in(words: str) -> list[int | None]:
    """Return the numbers in a line such as ``1 3`` or ``1, 3``; None for what isn't one."""
    return [parse_number(word) for word in words.replace(",", " ").split()]


def _mark(words: str, here: Here) -> c.Command:
    numbers = numbers_in(words)
    if None in numbers:
        raise Refused("Key points are ticked by number.", "Try /mark 1 3.")
    covered = tuple(number - 1 for number in numbers if number is not None)
    return kc.MarkKeyPoints(here.by.actor, here.by.at, _round(here), covered)


def _ticks(words: str, here: Here) -> c.Command:
    by, round_id = here.by, _round(here)
    match words.lower():
        case "" | "send":
            return kc.SuggestTicks(by.actor, by.at, round_id, agreed=bool(words))
        case "keep":
            return kc.KeepTicks(by.actor, by.at, round_id)
        case _:
            raise Refused("Which one?", "Write /ticks, /ticks send, or /ticks keep.")


def _quiz(words: str, here: Here) -> c.Command:
    asked = words_of.quiz(words.split(), here.by, here.tracks)
    if isinstance(asked, StartGroupQuiz):
        raise Refused("Nobody else is here to take a quiz together.", "Take one alone: /quiz.")
    return asked


def _interview(words: str, here: Here) -> c.Command:
    if words.lower().split()[:1] in (["with"], ["pair"]):
        raise Refused(pair_words.NOT_IN_TERMINAL, "Have one alone: /interview.")
    return words_of.interview(words.split(), here.by, here.tracks)


def _leaderboard(words: str, here: Here) -> c.Command:
    return words_of.leaderboard(words.split(), here.by, here.tracks)


def _daily(words: str, here: Here) -> c.Command:
    if words.lower() not in ("", "list"):
        raise Refused(
            "Only /daily list works here.", "Use `warmup schedule add` on the command line."
        )
    return c.ListSchedules(here.by.actor, here.by.at, here.by.channel)


def _team(words: str, here: Here) -> c.Command:
    verb, *rest = words.split() or [""]
    if verb not in verbs("team"):
        raise Refused("Which one?", suggest(verb, verbs("team"), "/team ") or "/help lists them.")
    return team_words.team(verb, rest, here.by)


def _me(words: str, here: Here) -> Asked:
    by = here.by
    match words.lower().split():
        case ["leave", *dates]:
            return words_of.leave(dates, by, LEAVE_USAGE)
        case ["remind", *words_]:
            return words_of.remind(words_, by, REMIND_USAGE)
        case ["privacy", *words_]:
            return words_of.privacy(words_, by, PRIVACY_USAGE)
        case ["reviews", *words_]:
            return words_of.reviews(words_, by, REVIEWS_USAGE)
        case ["back"]:
            return c.EndLeave(by.actor, by.at)
        case ["hide"]:
            return c.HideMe(by.actor, by.at, hidden=True)
        case ["show"]:
            return c.HideMe(by.actor, by.at, hidden=False)
        case ["export", *words_]:
            return words_of.export(words_, by, EXPORT_USAGE)
        case _:
            known = "/me leave 2026-12-31, /me remind every, /me privacy, /me hide or /me show"
            raise Refused("Which one?", f"Try {known}.")


EXPORT_USAGE = "/me export, or /me export missed"
PRIVACY_USAGE = "/me privacy named, or /me privacy private"
REVIEWS_USAGE = "/me reviews own, or /me reviews usual"
REMIND_USAGE = "/me remind every, /me remind streak 14:30, or /me remind off"
LEAVE_USAGE = "/me leave 2026-12-31, or /me leave 2026-12-24 2026-12-31"


def _round(here: Here) -> int:
    if here.round_id is None:
        raise Refused("There is no question yet.", "/next goes to the next working day.")
    return here.round_id


def _question(words: str, here: Here) -> c.Command:
    verb, *rest = words.split() or [""]
    if verb not in verbs("question"):
        raise Refused(
            "Which one?", suggest(verb, verbs("question"), "/question ") or "/help lists them."
        )
    asked = question_words.question(verb, rest, here.by)
    if isinstance(asked, c.Command):
        return asked
    raise Refused(
        "Importing works on the command line.", "Use `warmup content import FILE --team local`."
    )


_COMMANDS: Mapping[str, Callable[[str, Here], Asked]] = {
    "letter": _letter,
    "answer": _answer,
    "mine": _mine,
    "private": _private,
    "mark": _mark,
    "ticks": _ticks,
    "why": _why,
    "later": _later,
    "quiz": _quiz,
    "interview": _interview,
    "practice": lambda _, here: c.StartPractice(here.by.actor, here.by.at),
    "leaderboard": _leaderboard,
    "home": lambda _, here: ShowHome(here.by.actor, here.by.at),
    "streak": lambda _, here: c.ShowStreak(here.by.actor, here.by.at),
    "stats": lambda _, here: c.ShowStats(here.by.actor, here.by.at),
    "daily": _daily,
    "team": _team,
    "me": _me,
    "question": _question,
}
