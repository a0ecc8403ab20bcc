"""What people type after ``/team``: the same where words are typed."""

from collections.abc import Callable, Mapping, Sequence

from bot.adapters.shared.dates import parse_date
from bot.adapters.shared.typed import AskedBy
from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine import team_commands as tc
from bot.engine.errors import Refused
from bot.engine.rules.suggestions import suggest
from bot.engine.rules.text import shorten


def team(verb: str, words: Sequence[str], by: AskedBy) -> c.Command:
    """Return what ``/team VERB words`` asks for; raises Refused with the fix."""
    return _VERBS[verb](words, by)


def _zone(words: Sequence[str], by: AskedBy) -> c.Command:
    return c.SetZone(by.actor, by.at, " ".join(words))


def _recap(words: Sequence[str], by: AskedBy) -> c.Command:
    return c.SetRecap(by.actor, by.at, " ".join(words))


def _report(words: Sequence[str], by: AskedBy) -> c.Command:
    if words:
        raise Refused("/team report takes no options.", "Write just /team report.")
    return tc.ShowReport(by.actor, by.at)


def _holidays(words: Sequence[str], by: AskedBy) -> c.Command:
    if not words:
        return c.ListHolidays(by.actor, by.at)
    what = words[0].lower()
    if what not in ("add", "remove"):
        raise Refused(f'Unknown word "{shorten(words[0])}".', suggest(what, ("add", "remove")))
    if len(words) < 2:
        raise Refused("Which date?", f"Write /team holidays {what} 2026-12-24.")
    day = parse_date(words[1])
    if what == "add":
        return c.AddHoliday(by.actor, by.at, day, " ".join(words[2:]))
    return c.RemoveHoliday(by.actor, by.at, day)


def _weekends(words: Sequence[str], by: AskedBy) -> c.Command:
    word = " ".join(words).lower()
    if word not in ("on", "off"):
        raise Refused("Should missed weekends count?", "Write /team weekends on, or off.")
    return c.SetWeekends(by.actor, by.at, word == "on")


def _shown_words(words: Sequence[str], by: AskedBy) -> c.Command:
    word = " ".join(words).lower()
    if word not in ("on", "off"):
        raise Refused("Should own words be shown at the reveal?", "Write /team words on, or off.")
    return c.SetWords(by.actor, by.at, word == "on")


def _reviewers(words: Sequence[str], by: AskedBy) -> c.Command:
    if not words:
        return qc.ShowReviewers(by.actor, by.at)
    word = words[0].lower()
    if word == "managers":
        return qc.SetReviewers(by.actor, by.at, None)
    if word == "here":
        return qc.SetReviewers(by.actor, by.at, by.channel)
    fix = "Write /team reviewers here (this channel) or /team reviewers managers."
    raise Refused("Who should review?", fix)


_VERBS: Mapping[str, Callable[[Sequence[str], AskedBy], c.Command]] = {
    "reviewers": _reviewers,
    "zone": _zone,
    "holidays": _holidays,
    "recap": _recap,
    "report": _report,
    "words": _shown_words,
    "weekends": _weekends,
}
