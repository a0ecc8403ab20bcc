"""How fast the store is, compared with raw sqlite3 doing the least that could be called the same.

Each pair of figures is measured right after each other, so that the ratios mean something
when the machine is busy. Every write changes its row: SQLite writes nothing, and so waits for
no disk, when a row becomes what it is.
"""

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.engine.model.people import Member
from bot.engine.model.rounds import Response, Round
from bot.engine.model.scores import Period
from bot.engine.ports.repositories import Transaction
from bot.engine.rules.calendar import period_key
from storage.migrations import upgrade
from storage.store import SqlStore
from tests.benchmarks.report import Line
from tests.support.stored_world import a_member, a_round, a_schedule, a_team

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
IN_FLIGHT = (1, 16, 256)
WRITES = {1: 2_000, 16: 10_000, 256: 20_000}
MEMBERS = 10_000
HISTORIES = (100_000, 1_000_000)
LOOKS = 50
TURNS = 3
UPSERT = (
    "INSERT INTO responses (round_id, member_id, choice, text, first_at, at, covered) "
    "VALUES (?, ?, ?, NULL, ?, ?, NULL) "
    "ON CONFLICT (round_id, member_id) DO UPDATE SET choice = excluded.choice, at = excluded.at"
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Durable writes a second, and how long one of them took, in milliseconds."""

    per_second: float
    p50: float
    p99: float

    def __str__(self) -> str:
        return f"{self.per_second:,.0f}/s; p50 {self.p50:.2f} ms, p99 {self.p99:.2f} ms"


@dataclass(frozen=True, slots=True)
class BoardTimes:
    """Median milliseconds of a board's first page, its middle page, its size, a standing."""

    entries: int
    first: float
    middle: float
    size: float
    standing: float

    def __str__(self) -> str:
        return (
            f"first page {self.first:.2f} ms, middle page {self.middle:.2f} ms, "
            f"size {self.size:.2f} ms, own row {self.standing:.2f} ms"
        )


def speed_of(seconds: float, latencies: Sequence[float]) -> Speed:
    """Sum up: ``seconds`` for all, ``latencies`` in seconds for each."""
    order = sorted(latencies)
    return Speed(
        len(order) / seconds,
        order[len(order) // 2] * 1_000,
        order[len(order) * 99 // 100] * 1_000,
    )


async def writes_through_the_store(
    store: SqlStore, asked: Round, members: Sequence[Member], in_flight: int, count: int
) -> Speed:
    """Write ``count`` responses, ``in_flight`` at a time."""
    latencies: list[float] = []
    numbers = iter(range(count))
    since = datetime.now(UTC)

    async def work() -> None:
        for n in numbers:
            began = time.perf_counter()
            await store.write(respond(asked, members[n % len(members)], n, since))
            latencies.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(in_flight)))
    return speed_of(time.perf_counter() - began, latencies)


def respond(asked: Round, member: Member, n: int, since: datetime) -> Callable[[Transaction], None]:
    """What a response takes of the database at least: two lookups and an upsert."""
    at = since + timedelta(microseconds=n)

    def command(tx: Transaction) -> None:
        tx.rounds.get(asked.id)
        tx.members.get(member.id)
        tx.responses.save(Response(asked.id, member.id, n % 4, None, at, at))

    return command


def raw_writes(path: Path, asked: Round, members: Sequence[Member], count: int) -> Speed:
    """Write the same rows by sqlite3 alone, each in its own commit, with the same pragmas."""
    latencies: list[float] = []
    times = [f"2026-11-16 12:00:{n // 1_000_000:02}.{n % 1_000_000:06}" for n in range(count)]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
        all_began = time.perf_counter()
        for n in range(count):
            began = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            row = (asked.id, members[n % len(members)].id, n % 4, times[n], times[n])
            connection.execute(UPSERT, row)
            connection.execute("COMMIT")
            latencies.append(time.perf_counter() - began)
        return speed_of(time.perf_counter() - all_began, latencies)


def bench_writes(folder: Path) -> dict[int, tuple[Speed, Speed]]:
    """Return, for each number in flight, the store's speed and raw sqlite3's."""
    path = folder / "writes.db"
    upgrade.upgrade(f"sqlite:///{path}")
    with SqlStore(f"sqlite:///{path}") as store:
        asked, members = store.write_now(_a_round_and_members)
        asyncio.run(writes_through_the_store(store, asked, members, 16, 1_000))  # warm up
        return {
            n: (
                asyncio.run(writes_through_the_store(store, asked, members, n, WRITES[n])),
                raw_writes(path, asked, members, WRITES[n] // 2),
            )
            for n in IN_FLIGHT
        }


def bench_boards(folder: Path) -> list[BoardTimes]:
    """Return how long boards over 10,000 members take, for each length of history.

    The histories are looked at in turns; of three medians the best counts.
    """
    with ExitStack() as stack:
        filled = [_filled(stack, folder / f"{entries}.db", entries) for entries in HISTORIES]
        turns = [[look() for look in filled] for _ in range(TURNS)]
    return [_best(times) for times in zip(*turns, strict=True)]


def _filled(stack: ExitStack, path: Path, entries: int) -> Callable[[], BoardTimes]:
    upgrade.upgrade(f"sqlite:///{path}")
    store = stack.enter_context(SqlStore(f"sqlite:///{path}"))
    team_id, members = store.write_now(_a_crowd)
    _fill(path, team_id, members, entries)
    return lambda: _look(store, team_id, members, entries)


def _best(times: Sequence[BoardTimes]) -> BoardTimes:
    return BoardTimes(
        times[0].entries,
        first=min(each.first for each in times),
        middle=min(each.middle for each in times),
        size=min(each.size for each in times),
        standing=min(each.standing for each in times),
    )


def _look(store: SqlStore, team_id: int, members: Sequence[int], entries: int) -> BoardTimes:
    period = period_key(Period.ALL, NOON.date())

    def median(query: Callable[[Transaction], object]) -> float:
        taken: list[float] = []
        for _ in range(LOOKS):
            began = time.perf_counter()
            store.read_now(query)
            taken.append(time.perf_counter() - began)
        return statistics.median(taken) * 1_000

    middle = len(members) // 2
    return BoardTimes(
        entries,
        first=median(lambda tx: tx.points.board(team_id, period, "", 0, 10)),
        middle=median(lambda tx: tx.points.board(team_id, period, "", middle, 10)),
        size=median(lambda tx: tx.points.size(team_id, period, "")),
        standing=median(lambda tx: tx.points.standing(members[middle], period, "")),
    )


def _a_round_and_members(tx: Transaction) -> tuple[Round, list[Member]]:
    team = a_team(tx)
    return a_round(tx, a_schedule(tx, team)), [a_member(tx, team) for _ in range(1_000)]


def _a_crowd(tx: Transaction) -> tuple[int, list[int]]:
    team = a_team(tx)
    a_schedule(tx, team)
    return team.id, [a_member(tx, team, f"Member {n}").id for n in range(MEMBERS)]


def _fill(path: Path, team_id: int, members: Sequence[int], entries: int) -> None:
    """Write responses, log entries and their sums fast, past the repositories.

    Each round is answered by everybody and lies a day after the one before. The sums follow
    from the log as ``points.differences`` would have them.
    """
    at = "2024-01-01 12:00:00.000000"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        for number in range(1, entries // len(members) + 1):
            day = date(2024, 1, 1) + timedelta(days=number)
            connection.execute(ROUND, (number, team_id, day, number, at, at, number))
            connection.executemany(
                UPSERT, [(number, member, member % 4, at, at) for member in members]
            )
            points = [(member, _points(member, number)) for member in members]
            connection.executemany(
                ENTRY, [(team_id, member, number, got, day, at) for member, got in points]
            )
            for period in Period:
                key = period_key(period, day)
                for track in ("", "pytorch"):
                    rows = [(member, team_id, key, track, got) for member, got in points]
                    connection.executemany(TOTAL, rows)


def _points(member: int, number: int) -> int:
    return (10, 2, 5)[(member * 7 + number * 3 + member // 97) % 3]


ROUND = (
    "INSERT INTO rounds (id, schedule_id, team_id, platform, workspace, channel, slot, "
    "by_hand_number, due_at, reveal_at, format, state, number, track, shown_order, note, late, "
    "worker, attempts) "
    "VALUES (?, 1, ?, 'console', 'local', 'prep', ?, ?, ?, ?, 'choice', 'revealed', "
    "?, 'pytorch', '[]', '', 0, '', 0)"
)
ENTRY = (
    "INSERT INTO point_entries (team_id, member_id, round_id, track, points, reason, day, at) "
    "VALUES (?, ?, ?, 'pytorch', ?, 'right', ?, ?)"
)
TOTAL = (
    "INSERT INTO point_totals (member_id, team_id, period, track, points) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT DO UPDATE SET points = points + excluded.points"
)


def run() -> list[Line]:
    """Measure everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines: list[Line] = []
        for in_flight, (ours, raw) in bench_writes(folder).items():
            ratio = ours.per_second / raw.per_second
            lines.append(Line(f"store, {in_flight} in flight", f"{ours}, {ratio:.2f} of raw"))
            lines.append(Line("  raw sqlite3, a commit a row", str(raw)))
        lines.extend(
            Line(f"board of {MEMBERS:,} members, {times.entries:,} responses", str(times))
            for times in bench_boards(folder)
        )
        return lines
