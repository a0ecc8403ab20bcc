"""The morning rush: thousands of channels due in one minute, with a year behind them.

One team of 50,000 members has 10,000 channels. Their questions are due at once, while people
answer one that is open already; later their answers are. ``bound`` is what Discord's limit of
50 calls a second would take by itself.
"""

import asyncio
import resource
import time
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, create_engine, insert, select, text

from bot.engine.cards import Card
from bot.engine.commands import SubmitChoice
from bot.engine.dispatcher import Engine
from bot.engine.model.people import Actor
from bot.engine.model.question_json import to_plain
from bot.engine.model.questions import Format, Question
from bot.engine.model.rounds import RoundState
from bot.engine.model.schedules import ChannelRef, MessageRef, ScheduleState
from bot.engine.rounds.worker import RoundWorker
from storage import database_url, tables
from storage.maintenance.sequences import copy_last_id
from storage.migrations import upgrade
from storage.store import SqlStore, TurnStore
from tests.benchmarks.report import Line
from tests.benchmarks.rows import schedule_row
from tests.e2e.bank import FixtureBank
from tests.support.fakes.gateway import FakeGateway
from tests.support.postgresql import serving

MEMBERS = 50_000
CHANNELS = 10_000
DAYS = 250
ANSWERS = 5
CALLS_PER_SECOND = 50
AS_INSTALLED = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "1GB",
}
"""A server that keeps what it was told, unlike that of the tests, with a quarter of 4 GB."""
DUE = datetime(2026, 11, 23, 9, tzinfo=UTC)
REVEALED = DUE + timedelta(hours=7)
BANK = FixtureBank(475)


@dataclass
class RushClock:
    """A clock that starts at ``at`` and runs with the machine's."""

    at: datetime
    began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        """Return the time, aware UTC."""
        return self.at + timedelta(seconds=time.monotonic() - self.began)

    def put(self, at: datetime) -> None:
        """Start again at ``at``."""
        self.at, self.began = at, time.monotonic()


class BusyGateway(FakeGateway):
    """A platform that takes ``per_second`` calls; 0 is as many as come."""

    def __init__(self, per_second: int) -> None:
        super().__init__()
        self.per_second = per_second
        self.times: list[float] = []
        self._next = 0.0

    async def post(
        self, channel: ChannelRef, card: Card, key: str, thread: MessageRef | None = None
    ) -> MessageRef:
        """Post when it's the call's turn, and note when."""
        del card, key, thread
        await self._turn()
        self.times.append(time.monotonic())
        return MessageRef(channel, f"m{len(self.times)}")

    async def announce(self, question: MessageRef, card: Card, key: str) -> MessageRef:
        """Post it as any other message."""
        return await self.post(question.channel, card, key)

    async def update(self, message: MessageRef, card: Card) -> None:
        """Edit when it's the call's turn, and note when."""
        del message, card
        await self._turn()
        self.times.append(time.monotonic())

    async def _turn(self) -> None:
        if self.per_second:
            self._next = max(self._next, time.monotonic()) + 1 / self.per_second
            await asyncio.sleep(max(0.0, self._next - time.monotonic()))


def run() -> list[Line]:
    """Measure on SQLite without and with Discord's limit, and on PostgreSQL with one worker."""
    lines: list[Line] = []
    with TemporaryDirectory() as folder:
        for name, per_second in (("SQLite", 0), ("SQLite, 50 calls a second", CALLS_PER_SECOND)):
            url = f"sqlite:///{folder}/{per_second}.db"
            upgrade.upgrade(url)
            lines += asyncio.run(_rush(name, url, per_second))
    with serving(**AS_INSTALLED) as server:
        for workers in (1, 3):
            url = server.empty()
            upgrade.upgrade(url)
            lines += asyncio.run(_rush(f"PostgreSQL, {workers} workers", url, 0, workers))
    return lines


async def _rush(name: str, url: str, per_second: int, workers: int = 1) -> list[Line]:
    engine = create_engine(database_url.parse(url))
    with engine.begin() as connection:
        _fill(connection)
        for table in (tables.teams, tables.members, tables.schedules, tables.rounds):
            copy_last_id(connection, connection, table)
        connection.execute(text("ANALYZE"))  # as the server does by itself, in time
    engine.dispose()
    clock, gateway = RushClock(DUE), BusyGateway(per_second)
    with SqlStore(url) as store:
        crew = [
            RoundWorker(TurnStore(store), BANK, {"console": gateway}, f"w{number}", clock.now)
            for number in range(workers)
        ]
        posts = await _measure(crew, gateway, Engine(store, BANK), clock)
        clock.put(REVEALED)
        reveals = await _measure(crew, gateway, Engine(store, BANK), clock)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Line(f"{name}: {CHANNELS:,} posts", posts.told(per_second)),
        Line(f"{name}: {CHANNELS:,} reveals", reveals.told(per_second)),
        Line(f"{name}: most memory so far", f"{memory:.0f} MB"),
    ]


@dataclass(frozen=True)
class Rush:
    """Seconds to the first and the last of the calls, and an answer's worst wait meanwhile."""

    calls: int
    first: float
    last: float
    worst_answer: float

    def told(self, per_second: int) -> str:
        """Return the figures, the last call compared with what the limit alone would take."""
        bound = self.calls / per_second if per_second else 0.0
        ratio = f" ({self.last / bound:.2f} of the bound)" if bound else ""
        return (
            f"{self.calls:,} calls, first after {self.first:.2f} s, last after {self.last:.1f} s"
            f"{ratio}, worst answer {self.worst_answer:.2f} s"
        )


async def _measure(
    crew: list[RoundWorker], gateway: BusyGateway, engine: Engine, clock: RushClock
) -> Rush:
    gateway.times.clear()
    began = time.monotonic()
    async with _answering(engine, clock) as waits:
        for worker in crew:
            await worker.wake()
        for worker in crew:
            await worker.wait_until_idle()
    times = gateway.times
    return Rush(len(times), times[0] - began, times[-1] - began, max(waits))


@asynccontextmanager
async def _answering(engine: Engine, clock: RushClock) -> AsyncGenerator[list[float]]:
    """Let someone answer the question that is open already, ten times a second."""
    waits: list[float] = []

    async def answer() -> None:
        for person in range(1, 10**9):
            actor = Actor("console", "rush", f"u{person % MEMBERS}", "Someone")
            began = time.monotonic()
            await engine.handle(SubmitChoice(actor, clock.now(), OPEN_ROUND, "A"))
            waits.append(time.monotonic() - began)
            await asyncio.sleep(0.1)

    task = asyncio.create_task(answer())
    try:
        yield waits
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


# --- a year of it -----------------------------------------------------------------------

OPEN_ROUND = CHANNELS * DAYS + 1


def _fill(connection: Connection) -> None:
    """Write the team, its members and channels, and what was asked in a year."""
    made = DUE - timedelta(days=400)
    question = next(iter(BANK.questions.values()))
    connection.execute(
        insert(tables.teams), {"id": 1, "name": "rush", "zone": "UTC", "created_at": made}
    )
    connection.execute(
        insert(tables.workspaces), {"platform": "console", "workspace": "rush", "team_id": 1}
    )
    for page in _pages(_members(made)):
        connection.execute(insert(tables.members), [member for member, _ in page])
        connection.execute(insert(tables.identities), [account for _, account in page])
    connection.execute(insert(tables.schedules), [_schedule(n, made) for n in range(CHANNELS + 1)])
    for asked in BANK.questions.values():
        body = {"question_id": asked.id, "revision": asked.revision, "body": to_plain(asked)}
        connection.execute(insert(tables.question_revisions), body)
    connection.execute(insert(tables.rounds), list(_first_day()))
    for day in range(1, DAYS):
        connection.execute(
            _AS_ON_FIRST_DAY, {"shift": day * CHANNELS, "channels": CHANNELS, **_times(_slot(day))}
        )
    connection.execute(insert(tables.rounds), _open_round(question.id, question.revision))
    for page in _pages(_responses()):
        connection.execute(insert(tables.responses), page)
    connection.execute(
        insert(tables.follows),
        [
            {"schedule_id": n + 1, "member_id": 1 + (n * ANSWERS + k) % MEMBERS, "since": made}
            for n in range(CHANNELS)
            for k in range(ANSWERS)
        ],
    )
    connection.execute(
        insert(tables.asked_questions),
        [
            {"team_id": 1, "question_id": asked.id, "round_id": CHANNELS * DAYS - number}
            for number, asked in enumerate(BANK.questions.values())
        ],
    )


def _pages(rows: Iterator[Any], size: int = 5_000) -> Iterator[list[Any]]:
    page: list[Any] = []
    for row in rows:
        page.append(row)
        if len(page) == size:
            yield page
            page = []
    if page:
        yield page


def _members(made: datetime) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    account = {"platform": "console", "workspace": "rush", "team_id": 1}
    for number in range(MEMBERS):
        name = f"Member {number}"
        member = {"id": number + 1, "team_id": 1, "name": name, "joined_at": made, "hidden": False}
        yield member, {**account, "user": f"u{number}", "member_id": number + 1}


def _schedule(channel: int, made: datetime) -> dict[str, Any]:
    return {
        **schedule_row(channel + 1, "console", "rush", made),
        "channel": f"c{channel}",
        "since": DUE - timedelta(seconds=1),
        "state": ScheduleState.ACTIVE if channel < CHANNELS else ScheduleState.PAUSED,
        "look_at": DUE,
    }


def _slot(day: int) -> date:
    return (DUE - timedelta(days=DAYS - day)).date()


def _first_day() -> Iterator[dict[str, Any]]:
    asked = list(BANK.questions.values())
    for channel in range(CHANNELS):
        question = asked[channel % len(asked)]
        yield _round(channel + 1, channel, _slot(0), question, RoundState.REVEALED)


def _times(slot: date) -> dict[str, Any]:
    due_at = datetime.combine(slot, wall(9), UTC)
    reveal_at = due_at + timedelta(hours=7)
    times = {"due_at": due_at, "reveal_at": reveal_at, "opened_at": due_at}
    return {"slot": slot, **times, "revealed_at": reveal_at}


_SHIFTED = ("id", "number")
_c = tables.rounds.c
_AS_ON_FIRST_DAY = insert(tables.rounds).from_select(
    [column.name for column in _c],
    select(
        *(
            column + bindparam("shift", type_=Integer)
            if column.name in _SHIFTED
            else bindparam(column.name, type_=column.type)
            if column.name in _times(DUE.date())
            else column
            for column in _c
        )
    ).where(_c.id <= bindparam("channels")),
)
"""What was asked on the first day, asked again on another: quicker than row by row."""


def _round(
    number: int, channel: int, slot: date, asked: Question, state: RoundState
) -> dict[str, Any]:
    times = _times(slot)
    return {
        "id": number,
        "schedule_id": channel + 1,
        "team_id": 1,
        "platform": "console",
        "workspace": "rush",
        "channel": f"c{channel}",
        **times,
        "by_hand_number": 0,
        "format": Format.CHOICE,
        "state": state,
        "number": number,
        "question_id": asked.id,
        "revision": asked.revision,
        "track": asked.track,
        "shown_order": tuple(range(len(asked.choices))),
        "right_choice": asked.key,
        "note": "",
        "late": False,
        "revealed_at": times["revealed_at"] if state is RoundState.REVEALED else None,
        "message_platform": "console",
        "message_workspace": "rush",
        "message_channel": f"c{channel}",
        "message": f"h{number}",
        "worker": "",
        "attempts": 0,
    }


def _open_round(question_id: str, revision: str) -> dict[str, Any]:
    """Return a round that stays open all day, in a channel of its own."""
    asked = BANK.questions[question_id]
    row = _round(OPEN_ROUND, CHANNELS, DUE.date(), asked, RoundState.OPEN)
    return {**row, "revision": revision, "reveal_at": DUE + timedelta(days=2)}


def _responses() -> Iterator[dict[str, Any]]:
    for day in range(DAYS - 10, DAYS):
        for channel in range(CHANNELS):
            at = datetime.combine((DUE - timedelta(days=DAYS - day)).date(), wall(10), UTC)
            for place in range(ANSWERS):
                yield {
                    "round_id": day * CHANNELS + channel + 1,
                    "member_id": 1 + (channel * ANSWERS + place) % MEMBERS,
                    "choice": place % 4,
                    "first_at": at,
                    "at": at,
                }
