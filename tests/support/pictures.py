"""Cards with pictures, hostile names, and what is needed to look into a PNG."""

import zlib
from dataclasses import replace
from datetime import date, timedelta
from struct import unpack

from bot.engine import cards as k
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.model.scores import WeekScore

TODAY = date(2026, 11, 27)
HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    'x" onload="alert(1)',
    "A" + "\u0301" * 40 + "b",
    "محمد علي",
    "\u202eevil\u202c",
    "👩‍🚀🔥",
    "Maximilian Alexander von und zu Hohenlohe-Waldenburg-Schillingsfürst",
    "山田太郎",
    "김철수",
    "ไทย",
    "&amp;",
    "]]>",
    "\x00\x1b[31mred",
    "",
)
WEEKS = tuple(
    WeekScore(date(2026, 10, 5) + timedelta(weeks=week), right, total)
    for week, (right, total) in enumerate(
        [(11, 20), (8, 13), (0, 0), (0, 2), (7, 10), (0, 0), (4, 4), (7, 9)]
    )
)
MESSAGE = MessageRef(ChannelRef("discord", "1", "2"), "3")


def streak_card() -> k.StreakCard:
    """Return five weeks with a day of each kind."""
    special = {
        date(2026, 10, 29): k.DayMark.MISSED,
        date(2026, 10, 30): k.DayMark.EXCUSED,
        date(2026, 11, 9): k.DayMark.LEAVE,
        date(2026, 11, 25): k.DayMark.FREEZE,
        TODAY: k.DayMark.OPEN,
    }
    dates = [TODAY - timedelta(days=back) for back in reversed(range(33))]
    days = tuple(
        k.StreakDay(day, special.get(day, k.DayMark.KEPT), "why")
        for day in dates
        if day.weekday() < 5
    )
    lines = tuple(k.StreakLine(day.day, day.day, day.mark, day.reason) for day in days[-3:])
    return k.StreakCard(4, 9, 1, 1, k.WeekSoFar(3, 4), days, lines, TODAY, date(2026, 10, 5))


def stats_card(*titles: str) -> k.StatsCard:
    """Return four right answers of five in each track."""
    tracks = tuple(k.TrackScore(title.lower(), title, 4, 5) for title in titles or ("SQL", "Keras"))
    return k.StatsCard("Ada", tracks, 42, 1, WEEKS, rising=True)


def recap_card(*names: str) -> k.RecapCard:
    """Return a week in which ``names`` lead, two to a place."""
    pairs = [names[at : at + 2] for at in range(0, len(names), 2)][:3]
    lines = tuple(
        k.BoardLine(1 + 2 * number, tuple(range(len(pair))), pair, number, 42 - 8 * number)
        for number, pair in enumerate(pairs)
    )
    return k.RecapCard(
        first=date(2026, 11, 23),
        last=TODAY,
        people=14,
        answers=51,
        right=27,
        graded=True,
        lines=lines,
        streaks=(k.NamedCount(names[0], 23),) if names else (),
        hardest=k.HardestQuestion("Isolation levels", MESSAGE, 3, 12),
        favorite=None,
        next_at=None,
        next_tracks=(),
        zone="Europe/Berlin",
    )


def hostile_recaps() -> list[k.RecapCard]:
    """Return a recap for each hostile name, which leads it and titles the hardest question."""
    return [
        replace(
            recap_card(name, "Ada", name), hardest=k.HardestQuestion(name or "?", MESSAGE, 0, 3)
        )
        for name in HOSTILE_NAMES
    ]


def png_size(png: bytes) -> tuple[int, int]:
    """Return the width and height in pixels; fails for anything else."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png[12:16] == b"IHDR"
    return unpack(">II", png[16:24])


def png_bytes(png: bytes) -> bytes:
    """Return the picture's filtered pixels: all alike only where nothing is drawn."""
    at, packed = 8, b""
    while at < len(png):
        (length,) = unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(packed)
