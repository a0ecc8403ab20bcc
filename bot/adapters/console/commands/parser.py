"""What is typed -> commands of the engine."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from bot.adapters.console.commands.help import Typed
from bot.engine import commands as c
from bot.engine.cards import DrillCard
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.questions import Level
from bot.engine.model.schedules import ChannelRef
from bot.engine.model.scores import Period


@dataclass(frozen=True, slots=True)
class Here:
    """Who types, when and where; the latest round, and the drill being asked, if any."""

    actor: Actor
    at: datetime
    channel: ChannelRef
    round_id: int | None
    drill: DrillCard | None
    tracks: Collection[str]


def command_of(typed: Typed, here: Here) -> c.Command:
    """Return the engine's command; raises Refused for words that can't be understood."""
    maker = _MAKERS.get(typed.name)
    if maker is None:
        raise Refused(f"/{typed.name} does nothing here.", "/help lists the commands.")
    return maker(typed.words, here)


def _letter(words: str, here: Here) -> c.Command:
    if here.drill is not None:
        return c.AnswerDrill(here.actor, here.at, here.drill.drill_id, here.drill.position, words)
    if not words:
        raise Refused("A question of the day has no don't-know.", "Choose a letter.")
    return c.SubmitChoice(here.actor, here.at, _round(here), words)


def _answer(words: str, here: Here) -> c.Command:
    return c.SubmitWords(here.actor, here.at, _round(here), words)


def _mine(words: str, here: Here) -> c.Command:
    del words
    return c.ShowMine(here.actor, here.at, _round(here))


def _mark(words: str, here: Here) -> c.Command:
    numbers = [_number(word) for word in words.replace(",", " ").split()]
    if None in numbers:
        raise Refused("Key points are marked by number.", "Write it as /mark 1 3.")
    covered = tuple(number - 1 for number in numbers if number is not None)
    return c.MarkKeyPoints(here.actor, here.at, _round(here), covered)


def _quiz(words: str, here: Here) -> c.Command:
    track, level, count = "", None, 5
    for word in words.lower().split():
        if (number := _number(word)) is not None:
            count = number
        elif word in tuple(Level):
            level = Level(word)
        elif word in here.tracks:
            track = word
        else:
            raise Refused(
                f'"{word[:30]}" is no track, level or number.',
                _meant(word, {"Tracks": sorted(here.tracks), "Levels": [*Level]}),
            )
    return c.StartQuiz(here.actor, here.at, track, level, count)


def _leaderboard(words: str, here: Here) -> c.Command:
    period, track, page = Period.WEEK, "", 1
    for word in words.lower().split():
        if (number := _number(word)) is not None:
            page = number
        elif word in tuple(Period):
            period = Period(word)
        elif word in here.tracks:
            track = word
        else:
            raise Refused(
                f'"{word[:30]}" is no period or track.',
                _meant(word, {"Periods": [*Period], "Tracks": sorted(here.tracks)}),
            )
    return c.ShowLeaderboard(here.actor, here.at, period, track, page)


def _daily(words: str, here: Here) -> c.Command:
    if words.lower() not in ("", "list"):
        raise Refused(
            f'The console has no "/daily {words[:20]}".',
            "It has /daily list; in the shell there is warmup schedule add.",
        )
    return c.ListSchedules(here.actor, here.at, here.channel)


def _me(words: str, here: Here) -> c.Command:
    match words.lower().split():
        case ["leave", first, last]:
            return c.TakeLeave(here.actor, here.at, _date(first), _date(last))
        case ["leave", only]:
            return c.TakeLeave(here.actor, here.at, _date(only), _date(only))
        case ["back"]:
            return c.EndLeave(here.actor, here.at)
        case ["hide"]:
            return c.HideMe(here.actor, here.at, hidden=True)
        case ["show"]:
            return c.HideMe(here.actor, here.at, hidden=False)
        case _:
            raise Refused(
                "That is none of what /me does here.",
                "Write /me leave 2026-12-24 2026-12-31, /me back, /me hide or /me show.",
            )


def _date(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise Refused(f'"{word[:20]}" is not a date.', "Write it as 2026-12-24.") from None


def _number(word: str) -> int | None:
    """Return a number of up to 18 digits, None for anything else; the engine judges its size."""
    digits = word.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 19):
        return None
    return int(word)


def _meant(word: str, known: Mapping[str, Sequence[str]]) -> str:
    """Name the known word that ``word`` is a slip of; all of them when it is like none."""
    near = get_close_matches(word[:30], [each for words in known.values() for each in words], n=1)
    if near:
        return f"Did you mean {near[0]}?"
    return " ".join(f"{what}: {', '.join(words)}." for what, words in known.items())


def _round(here: Here) -> int:
    if here.round_id is None:
        raise Refused("There is no question yet.", "/next goes to the next working day.")
    return here.round_id


_MAKERS: Mapping[str, Callable[[str, Here], c.Command]] = {
    "letter": _letter,
    "answer": _answer,
    "mine": _mine,
    "mark": _mark,
    "quiz": _quiz,
    "practice": lambda _, here: c.StartPractice(here.actor, here.at),
    "leaderboard": _leaderboard,
    "streak": lambda _, here: c.ShowStreak(here.actor, here.at),
    "stats": lambda _, here: c.ShowStats(here.actor, here.at),
    "daily": _daily,
    "me": _me,
}
