"""Days as the terminal's screens show them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from rich.text import Text as RichText

from bot.adapters.console.screen.day import Day, Reveal, Standings
from bot.adapters.console.screen.pages import Screen
from bot.engine import cards as k
from bot.engine.model.questions import Format, Level
from bot.engine.model.rich_text import Text, paragraph
from bot.engine.model.scores import BoardRow, DayRule, Period

FRIDAY = date(2026, 11, 27)
SUBJECT = k.Subject("pytorch", "PyTorch", Level.INTERMEDIATE, "The last batch")
PROMPT = paragraph("How many batches does one epoch have?")
TEXTS = ("15", "16", "63", "64")
WHY = "1,000 / 64 = 15.6, and the last, short batch is kept."
YOU, ROBIN, SAM = 1, 2, 3


def board(you: int, robin: int, sam: int) -> k.LeaderboardCard:
    """Return this week's leaderboard."""
    points = {YOU: ("you", you), ROBIN: ("Robin (simulated)", robin), SAM: ("Sam (simulated)", sam)}
    ranked = sorted(points, key=lambda member: -points[member][1])
    rows = [BoardRow(rank, each, *points[each]) for rank, each in enumerate(ranked, 1)]
    mine = next(row for row in rows if row.member_id == YOU)
    return k.LeaderboardCard(
        Period.WEEK, "",
        tuple(k.BoardLine(row.rank, (row.member_id,), (row.name,), 0, row.points) for row in rows),
        mine, 1, 1, 3, FRIDAY - timedelta(days=4), FRIDAY,
        rows[mine.rank - 2] if mine.rank > 1 else None,
    )  # fmt: skip


def streak(current: int = 3, freezes: int = 0, *, earned: bool = False) -> k.StreakCard:
    """Return a streak of as many days, this week's as far as it goes."""
    days = tuple(
        k.StreakDay(
            FRIDAY - timedelta(days=back),
            k.DayMark.KEPT,
            "answered",
            DayRule.FREEZE_EARNED if earned and not back else DayRule.ANSWERED,
        )
        for back in reversed(range(min(current, 5)))
    )
    to_next = 0 if freezes == 2 else 5 - current % 5
    week = k.WeekSoFar(min(current, 5), 5)
    return k.StreakCard(current, current, freezes, to_next, week, days, (), FRIDAY, FRIDAY)


def asked(*marks: tuple[str, k.HistoryMark]) -> k.HistoryCard:
    """Return this week's questions, each with its track and what became of it."""
    return k.HistoryCard(
        tuple(
            k.AskedQuestion(FRIDAY - timedelta(days=back), "A title", track, mark, None)
            for back, (track, mark) in enumerate(marks)
        ),
        1,
        more=False,
    )


def day(**changes: object) -> Day:
    """Return a Friday morning before anything was asked."""
    before = Day(
        here=datetime(2026, 11, 27, 9, tzinfo=UTC),
        next_at=datetime(2026, 11, 30, 9, tzinfo=UTC),
        channel="interview-prep",
        board=board(15, 20, 12),
        history=asked(),
        streak=streak(),
        tracks={"pytorch": "PyTorch", "sql": "SQL"},
    )
    return replace(before, **changes)  # type: ignore[arg-type]


def open_day(*, saved: str = "", **changes: object) -> Day:
    """Return a day whose question is open; ``saved`` is the letter that was answered."""
    at = datetime(2026, 11, 27, 16, tzinfo=UTC)
    choices = tuple(
        k.ShownChoice(letter, (Text(text),)) for letter, text in zip("ABCD", TEXTS, strict=True)
    )
    question = k.QuestionCard(7, SUBJECT, 3, Format.CHOICE, PROMPT, choices, 2, at, "UTC")
    receipt = k.ReceiptCard(7, saved, "", False, at, "UTC", choice=(Text("16"),)) if saved else None
    return day(question=question, receipt=receipt, **changes)


def revealed_day(
    *,
    chose: str = "B",
    words: str = "",
    covered: tuple[int, ...] = (),
    why: str = WHY,
    **changes: object,
) -> Day:
    """Return a day whose answer, B, is out."""
    votes = {"B": 1, "C": 1}
    if chose:
        votes[chose] = votes.get(chose, 0) + 1
    names = (*(("you",) if chose == "B" else ()), "Robin (simulated)")
    choices = tuple(
        k.RevealedChoice(letter, (Text(text),), letter == "B", (Text(why),), votes.get(letter, 0))
        for letter, text in zip("ABCD", TEXTS, strict=True)
    )
    at = datetime(2026, 11, 27, 16, tzinfo=UTC)
    card = k.RevealCard(
        7, SUBJECT, 3, Format.CHOICE, PROMPT, choices, 3, 0, names, 0, (), at, "UTC"
    )
    reasons = {each.letter: k.ReasonedChoice(each.letter, each.text, each.why) for each in choices}
    points = tuple(
        k.KeyPointMark((Text(f"point {number}"),), number in covered) for number in range(1, 6)
    )
    right = chose == "B" if chose else None
    earned = {True: 10, False: 2, None: 5 if words else 0}[right]
    mine = k.MineCard(
        7, SUBJECT, chose, words, right, earned, points,
        can_mark=bool(words), answered=bool(chose or words), chosen=reasons.get(chose),
        answer=reasons["B"], can_practice=True,
    )  # fmt: skip
    answer = k.AnswerCard(7, SUBJECT, paragraph("The long model answer. " * 200), (), ())
    return day(reveal=Reveal(card, answer, (), None, mine), **changes)


def earlier(on: date, you: int, robin: int, sam: int) -> Standings:
    """Return the leaderboard as it was at an earlier reveal."""
    return Standings(on, board(you, robin, sam))


def plain(shown: Screen, columns: int) -> list[str]:
    """Return a screen's lines as people see them, without colors; each fits its terminal."""
    lines = [shown.status, *shown.body, *shown.note, shown.rule, shown.footer]
    told = [RichText.from_ansi(line) for line in lines]
    for line in told:
        assert line.cell_len <= columns, line.plain
    return [line.plain.rstrip() for line in told]
