"""What people type after ``/team``: the same where words are typed."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.adapters.shared.dates import parse_date
from bot.adapters.shared.typed import AskedBy
from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine import team_commands as tc
from bot.engine.errors import Refused
from bot.engine.rules.did_you_mean import suggest
from bot.engine.rules.text import shorten

ACCOUNT, GROUP = re.compile(r"[UW][A-Z0-9]{3,}"), re.compile(r"S[A-Z0-9]{3,}")
"""Ids of Slack's accounts and user groups."""
PICK = (
    "Write /team managers, type @ and pick names from Slack's list. If that doesn't help, "
    "update the app from its manifest."
)


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


def _ticks(words: Sequence[str], by: AskedBy) -> c.Command:
    word = " ".join(words).lower()
    if word not in ("on", "off"):
        raise Refused("May a model suggest ticks?", "Write /team ticks on, or off.")
    return tc.SetSuggestions(by.actor, by.at, word == "on")


def _reviewers(words: Sequence[str], by: AskedBy) -> c.Command:
    match [word.lower() for word in words]:
        case []:
            return qc.ShowReviewers(by.actor, by.at)
        case ["managers"]:
            return qc.SetReviewers(by.actor, by.at, None)
        case ["here"]:
            return qc.SetReviewers(by.actor, by.at, by.channel)
        case _:
            fix = "Write /team reviewers here (this channel) or /team reviewers managers."
            raise Refused("Who should review?", fix)


def _managers(words: Sequence[str], by: AskedBy) -> c.Command:
    if not words:
        return tc.ShowManagers(by.actor, by.at)
    if [word.lower() for word in words] == ["admins"]:
        return tc.SetManagers(by.actor, by.at)
    named = [word.strip(",").removeprefix("@") for word in words]
    if by.actor.platform == "console":  # a name is an account there
        return tc.SetManagers(by.actor, by.at, people=tuple(named))
    roles = tuple(each for each in named if GROUP.fullmatch(each))
    people = tuple(each for each in named if ACCOUNT.fullmatch(each))
    for word, each in zip(words, named, strict=True):
        if each not in (*roles, *people):
            raise Refused(f'"{shorten(word)}" isn\'t a person or a user group.', PICK)
    return tc.SetManagers(by.actor, by.at, roles, people)


_VERBS: Mapping[str, Callable[[Sequence[str], AskedBy], c.Command]] = {
    "reviewers": _reviewers,
    "managers": _managers,
    "zone": _zone,
    "holidays": _holidays,
    "recap": _recap,
    "report": _report,
    "words": _shown_words,
    "ticks": _ticks,
    "weekends": _weekends,
}
