"""What a team's report says, the same on every platform."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from bot.adapters.shared.dates import written_day
from bot.engine.cards import ReportCard
from bot.engine.model.reports import QuestionResult, Tally, TrackResult, WeekResult
from bot.engine.rules.text import count_of, cut

WHO_TOOK_PART = "Who took part"
WEAKEST_TRACKS = "Weakest tracks"
HARDEST_QUESTIONS = "Hardest questions"
BY_NAME = "By name, for those who agreed"
NOT_ENOUGH = "Not enough answers yet to say what was hard."
TRACKS_SHOWN, QUESTIONS_SHOWN, PEOPLE_SHOWN = 3, 3, 10
"""So many are in a message; the file has them all."""
NAME_LENGTH = 80
FILE_ABOUT = "The whole report as a table, for a spreadsheet."


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. A line is about what people may have named, and says how it went.

    ``end`` is a line below them, or empty.
    """

    heading: str
    lines: tuple[tuple[str, str], ...]
    end: str = ""


def report_sections(card: ReportCard) -> tuple[Section, ...]:
    """Return the parts of a report that have something to say."""
    more = len(card.people) - PEOPLE_SHOWN
    sections = (
        Section(
            WHO_TOOK_PART,
            tuple((week_name(each), week_words(each)) for each in card.weeks),
            "" if card.questions else NOT_ENOUGH,
        ),
        Section(WEAKEST_TRACKS, _missed(card.tracks, TRACKS_SHOWN)),
        Section(HARDEST_QUESTIONS, _missed(card.questions, QUESTIONS_SHOWN)),
        Section(
            BY_NAME,
            tuple((each.name, person_words(each.tally)) for each in card.people[:PEOPLE_SHOWN]),
            f"and {more:,} more" if more > 0 else "",
        ),
    )
    return tuple(
        replace(
            section, lines=tuple((cut(name, NAME_LENGTH), said) for name, said in section.lines)
        )
        for section in sections
        if section.lines
    )


def report_title(card: ReportCard) -> str:
    """Return which days a report covers: ``Team report, 5 Oct to 27 Nov``."""
    last = f" to {written_day(card.last)}" if card.last != card.first else ""
    return f"Team report, {written_day(card.first)}{last}"


def week_name(week: WeekResult) -> str:
    """Return what a week is called."""
    return f"Week of {written_day(week.first)}"


def week_words(week: WeekResult) -> str:
    """Return who took part in a week, and how it went."""
    if not week.questions:
        return "nothing was asked"
    people = count_of(week.people, "person", "people")
    asked = count_of(week.questions, "question")
    answered = f"{people}, {count_of(week.tally.answers, 'answer')} to {asked}"
    return f"{answered}, {right_words(week.tally)}" if week.tally.chosen else answered


def right_words(tally: Tally) -> str:
    """Return how many of those who chose were right."""
    return f"{tally.right:,} of {tally.chosen:,} right"


def person_words(tally: Tally) -> str:
    """Return how someone answered."""
    answers = count_of(tally.answers, "answer")
    return f"{answers}, {right_words(tally)}" if tally.chosen else answers


def totals_note(card: ReportCard, spelled: Callable[[str], str]) -> str:
    """Return who is counted without a name, and how people choose to be named."""
    who = (
        f"{count_of(card.unnamed, 'person is', 'people are')} in the totals only. "
        if card.unnamed
        else ""
    )
    return f"{who}{spelled('me privacy')} lets people choose to be named here."


def _missed(
    results: Iterable[TrackResult | QuestionResult], count: int
) -> tuple[tuple[str, str], ...]:
    """Return the first results that not everybody got right."""
    missed = (each for each in results if each.tally.right < each.tally.chosen)
    return tuple((each.title, right_words(each.tally)) for each in islice(missed, count))
