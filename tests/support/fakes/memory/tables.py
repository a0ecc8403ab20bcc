"""The tables as dicts of frozen values, and the rules a database would enforce."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from itertools import islice
from typing import Any, Self

from bot.engine.errors import NaiveTime, StorageError
from bot.engine.model.coverage import ReadAnswer
from bot.engine.model.deliveries import Delivery
from bot.engine.model.group_quizzes import GroupAnswer, GroupQuiz
from bot.engine.model.interviews import Interview
from bot.engine.model.moderation import Correction, Proposal, Reviewers, Settlement
from bot.engine.model.pairs import Pair, Waiting
from bot.engine.model.people import Identity, Leave, ManagerGrant, Member, Team, Workspace
from bot.engine.model.practice import Attempt, Drill, ReviewState
from bot.engine.model.question_form import Draft, WaitingImport
from bot.engine.model.questions import Question
from bot.engine.model.review_fits import ReviewFit
from bot.engine.model.rounds import Response, Round
from bot.engine.model.schedules import MessageRef, Schedule, WaitingPlan
from bot.engine.model.scores import Outage, PointEntry, TeamDay
from bot.engine.model.settings import Setting


@dataclass
class Tables:
    """Every table: its rows by key, in the order they were added."""

    teams: dict[int, Team] = field(default_factory=dict[int, Team])
    workspaces: dict[tuple[str, str], Workspace] = field(
        default_factory=dict[tuple[str, str], Workspace]
    )
    holidays: dict[tuple[int, date], str] = field(default_factory=dict[tuple[int, date], str])
    managers: dict[tuple[str, str, str, str], ManagerGrant] = field(
        default_factory=dict[tuple[str, str, str, str], ManagerGrant]
    )
    members: dict[int, Member] = field(default_factory=dict[int, Member])
    identities: dict[tuple[str, str, str, int], Identity] = field(
        default_factory=dict[tuple[str, str, str, int], Identity]
    )
    leaves: dict[Leave, Leave] = field(default_factory=dict[Leave, Leave])
    schedules: dict[int, Schedule] = field(default_factory=dict[int, Schedule])
    look_at: dict[int, datetime] = field(default_factory=dict[int, datetime])
    rounds: dict[int, Round] = field(default_factory=dict[int, Round])
    responses: dict[tuple[int, int], Response] = field(
        default_factory=dict[tuple[int, int], Response]
    )
    round_posts: dict[tuple[int, str], MessageRef] = field(
        default_factory=dict[tuple[int, str], MessageRef]
    )
    applause: dict[tuple[int, int, int], bool] = field(
        default_factory=dict[tuple[int, int, int], bool]
    )
    entries: dict[int, PointEntry] = field(default_factory=dict[int, PointEntry])
    days: dict[tuple[int, date], TeamDay] = field(default_factory=dict[tuple[int, date], TeamDay])
    beats: dict[str, datetime] = field(default_factory=dict[str, datetime])
    outages: dict[int, Outage] = field(default_factory=dict[int, Outage])
    revisions: dict[tuple[str, str], Question] = field(
        default_factory=dict[tuple[str, str], Question]
    )
    team_questions: dict[tuple[int, str], Question] = field(
        default_factory=dict[tuple[int, str], Question]
    )
    retired: dict[tuple[int, str], str] = field(default_factory=dict[tuple[int, str], str])
    corrections: dict[tuple[int, str, str], Correction] = field(
        default_factory=dict[tuple[int, str, str], Correction]
    )
    proposals: dict[int, Proposal] = field(default_factory=dict[int, Proposal])
    drafts: dict[int, Draft] = field(default_factory=dict[int, Draft])
    imports: dict[int, WaitingImport] = field(default_factory=dict[int, WaitingImport])
    settlements: dict[int, Settlement] = field(default_factory=dict[int, Settlement])
    seen: dict[tuple[int, str], datetime] = field(default_factory=dict[tuple[int, str], datetime])
    reviewers: dict[int, Reviewers] = field(default_factory=dict[int, Reviewers])
    next_questions: dict[tuple[int, str], datetime] = field(
        default_factory=dict[tuple[int, str], datetime]
    )
    drills: dict[int, Drill] = field(default_factory=dict[int, Drill])
    reviews: dict[tuple[int, str], ReviewState] = field(
        default_factory=dict[tuple[int, str], ReviewState]
    )
    group_quizzes: dict[int, GroupQuiz] = field(default_factory=dict[int, GroupQuiz])
    group_answers: dict[tuple[int, int, int], GroupAnswer] = field(
        default_factory=dict[tuple[int, int, int], GroupAnswer]
    )
    interviews: dict[int, Interview] = field(default_factory=dict[int, Interview])
    pairs: dict[int, Pair] = field(default_factory=dict[int, Pair])
    waits: dict[int, Waiting] = field(default_factory=dict[int, Waiting])
    attempts: dict[int, Attempt] = field(default_factory=dict[int, Attempt])
    read_answers: dict[tuple[int, str], ReadAnswer] = field(
        default_factory=dict[tuple[int, str], ReadAnswer]
    )
    grader_uses: dict[tuple[int, date], int] = field(default_factory=dict[tuple[int, date], int])
    review_fits: dict[int, ReviewFit] = field(default_factory=dict[int, ReviewFit])
    homes: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    anonymous: dict[tuple[int, int | None], int] = field(
        default_factory=dict[tuple[int, int | None], int]
    )
    waiting_plans: dict[str, WaitingPlan] = field(default_factory=dict[str, WaitingPlan])
    settings: dict[Setting, str] = field(default_factory=dict[Setting, str])
    events: dict[str, datetime] = field(default_factory=dict[str, datetime])
    deliveries: dict[int, Delivery] = field(default_factory=dict[int, Delivery])
    ids: dict[str, int] = field(default_factory=dict[str, int])

    def copy(self) -> Self:
        """Return the same rows in dicts of their own; the rows can't change."""
        return type(self)(**{table.name: dict(getattr(self, table.name)) for table in fields(self)})

    def new_id(self, table: str) -> int:
        """Return the next id of ``table``."""
        self.ids[table] = self.ids.get(table, 0) + 1
        return self.ids[table]


class Repository:
    """What the repositories share: the tables."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables


def need(table: Mapping[Any, Any], key: object, what: str) -> None:
    """Refuse what names a missing row, as a foreign key does."""
    if key not in table:
        raise StorageError(f"there is no {what} {key}")


def drop_some(table: dict[Any, Any], keys: Iterable[Any], limit: int) -> int:
    """Delete at most ``limit`` rows, and tell how many."""
    gone = list(islice(keys, limit))
    for key in gone:
        del table[key]
    return len(gone)


def aware(value: Any) -> None:
    """Refuse a naive time, or a dataclass that holds one, as the database's columns do."""
    times = (
        [value]
        if isinstance(value, datetime)
        else [getattr(value, each.name) for each in fields(value)]
    )
    for time in times:
        if isinstance(time, datetime) and time.tzinfo is None:
            raise NaiveTime(f"{time.isoformat()} has no zone")
