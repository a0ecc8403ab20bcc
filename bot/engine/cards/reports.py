"""The card of a team's report."""

from dataclasses import dataclass
from datetime import date

from bot.engine.model.reports import PersonResult, QuestionResult, TrackResult, WeekResult


@dataclass(frozen=True, slots=True)
class ReportCard:
    """How a team did in the last weeks, for its managers: totals, and those who agreed by name.

    ``first`` and ``last`` are the local dates covered, ``weeks`` oldest first, ``tracks`` and
    ``questions`` hardest first: more of them than a message should show, since they also go into
    a file. ``people`` are by name; ``unnamed`` others answered. ``file_note`` says where the file
    is, where a platform can't put it below the card; the adapter fills it in.
    """

    first: date
    last: date
    weeks: tuple[WeekResult, ...]
    tracks: tuple[TrackResult, ...]
    questions: tuple[QuestionResult, ...]
    people: tuple[PersonResult, ...]
    unnamed: int
    file_note: str = ""
