"""Whole screens: what matters fits, whatever the size, and says what happens now."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.adapters.console.screen.draw.farewell import farewell
from bot.adapters.console.screen.draw.week import passed
from bot.adapters.console.screen.pages import screen
from bot.adapters.console.screen.state import State, View
from bot.engine import cards as k
from bot.engine.cards import HistoryMark
from bot.engine.model.rich_text import Text
from tests.support.screens import (
    asked,
    board,
    day,
    earlier,
    open_day,
    plain,
    revealed_day,
    streak,
)

SIZES = [(80, 24), (120, 40), (40, 24), (40, 10), (20, 8), (200, 60)]
WIDE = "問題です。深層学習とは何ですか。" * 3 + "👩‍🚀🔥 ماذا"
THURSDAY = date(2026, 11, 26)


def told(state: State, columns: int = 80, rows: int = 24) -> str:
    return "\n".join(plain(screen(state, columns, rows), columns))


def test_the_reveal_fits_80_by_24_with_all_that_matters() -> None:
    shown = screen(State(revealed_day(standings=(earlier(THURSDAY, 5, 20, 10),))), 80, 24)
    lines = plain(shown, 80)
    assert shown.most == 0
    text = "\n".join(lines)
    assert "✓ Right!  B   +10 points" in text
    assert "🔥 3-day streak   2 to a freeze" in text
    assert "✓ B ████████████ 2 16" in text
    assert "you, Robin" in text
    assert f"Why B  {'1,000 / 64 = 15.6, and the last, short batch is kept.'}" in text
    assert "This week  1 Robin 20   2 you 15 ▲   3 Sam 12" in text


def test_in_a_tie_one_is_named_first_though_the_board_names_two_others() -> None:
    tied = board(10, 10, 10)
    line = k.BoardLine(1, (2, 3), ("Robin (simulated)", "Sam (simulated)"), 1, 10)
    mine = replace(tied.mine, rank=1) if tied.mine else None
    now = revealed_day(board=replace(tied, lines=(line,), mine=mine))
    assert "This week  1 you, Robin +1 10" in told(State(now))


def test_a_wrong_choice_is_marked_and_the_right_one_is_named() -> None:
    text = told(State(revealed_day(chose="C")))
    assert "✗ Not this time: it's B   +2 points" in text
    assert "✗ C ████████████ 2 63" in text
    assert "you │" in text


def test_own_words_and_no_answer_have_a_verdict_of_their_own() -> None:
    assert "~ In your own words: it's B   +5 points" in told(
        State(revealed_day(chose="", words="all of it"))
    )
    assert "· You didn't answer this one: it's B" in told(State(revealed_day(chose="")))


def test_whoever_hides_and_was_right_is_named_to_oneself_and_not_counted_again() -> None:
    now = revealed_day()
    assert now.reveal is not None
    card = replace(now.reveal.card, right_names=("Robin (simulated)",), right_more=1)
    shown = told(State(replace(now, reveal=replace(now.reveal, card=card))))
    assert "you, Robin │" in shown


def test_nobody_is_named_for_a_wrong_choice_but_oneself() -> None:
    shown = told(State(revealed_day()))
    assert "Sam" not in shown.partition("This week")[0]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize(
    "now",
    [
        open_day(),
        open_day(saved="B"),
        revealed_day(),
        revealed_day(chose="", words=WIDE),
        revealed_day(why=WIDE * 20),
        day(),
    ],
    ids=["open", "answered", "revealed", "words", "long", "empty"],
)
def test_every_screen_keeps_to_its_terminal(
    columns: int, rows: int, view: View, now: object
) -> None:
    state = State(now, view, board(15, 20, 12))  # type: ignore[arg-type]
    shown = screen(state, columns, rows)
    lines = plain(shown, columns)
    assert len(lines) + 2 <= max(rows, 8), "the first rule and the input are two more"
    assert lines[-1].strip(), "the footer always says what works"


def test_what_is_longer_than_the_screen_says_so_and_pages() -> None:
    state = State(revealed_day(), View.ANSWER)
    first = screen(state, 80, 24)
    assert first.most > 0
    assert "1 to 19 of" in first.rule
    last = screen(replace(state, scroll=10_000), 80, 24)
    assert last.scroll == last.most
    assert first.body != last.body


def test_the_status_line_drops_the_least_important_first() -> None:
    narrow = plain(screen(State(open_day()), 40, 24), 40)[0]
    assert "Fri 27 Nov · day 3" in narrow
    assert "🔥 3" in narrow
    assert "interview-prep" not in narrow
    wide = plain(screen(State(open_day()), 80, 24), 80)[0]
    assert wide.endswith("🔥 3   ❄ 0   15 pts this week   #interview-prep")


def test_the_choice_that_was_saved_is_marked_and_can_be_changed() -> None:
    text = told(State(open_day(saved="B")))
    assert "● B  16" in text
    assert "✓ Answer saved: B, 16" in text
    assert "You can change it until 16:00." in text


def test_own_words_stand_next_to_the_key_points() -> None:
    words = revealed_day(chose="", words="The rest is kept", covered=(1, 4))
    lines = plain(screen(State(words, View.POINTS), 80, 24), 80)
    assert any("Your words" in line and "Key points   2 of 5 covered" in line for line in lines)
    assert any("The rest is kept" in line and "1 [x] point 1" in line for line in lines)
    stacked = plain(screen(State(words, View.POINTS), 40, 24), 40)
    assert not any("The rest is kept" in line and "1 [x]" in line for line in stacked)


def test_colors_are_the_terminals_own_and_can_be_left_out() -> None:
    shown = screen(State(revealed_day()), 80, 24)
    codes = "".join((*shown.body, shown.footer))
    assert "\x1b[1;32m" in codes
    assert "38;2;" not in codes
    assert "38;5;" not in codes
    bare = screen(State(revealed_day()), 80, 24, color=False)
    assert not any(f"\x1b[{code}" in "".join(bare.body) for code in ("32m", "1;32m", "36m"))


def test_the_week_tells_its_story() -> None:
    week = revealed_day(
        streak=streak(5, 1, earned=True),
        history=asked(
            ("PyTorch", HistoryMark.RIGHT),
            ("SQL", HistoryMark.WRONG),
            ("SQL", HistoryMark.RIGHT),
            ("PyTorch", HistoryMark.RIGHT),
            ("PyTorch", HistoryMark.NONE),
        ),
        standings=(earlier(date(2026, 11, 25), 5, 10, 8), earlier(THURSDAY, 15, 20, 10)),
        due=2,
    )
    text = told(State(week, View.WEEK))
    assert "right 3 of 4, 1 not answered, 15 points" in text
    assert "🔥 5 days: freeze earned ❄" in text
    assert "PyTorch 2 of 2" in text
    assert "SQL 1 of 2   → /quiz sql" in text
    assert "you passed Sam on Thursday; 5 points behind Robin" in text
    assert "2 due" in text


def test_whom_one_passed_is_told_only_of_people_who_were_ahead() -> None:
    assert passed(revealed_day(standings=(earlier(THURSDAY, 12, 20, 10),))) == ""
    leading = revealed_day(board=board(30, 20, 12), standings=(earlier(THURSDAY, 12, 20, 15),))
    assert passed(leading) == "you passed Robin and Sam on Friday"
    level = revealed_day(board=board(20, 20, 12), standings=(earlier(THURSDAY, 12, 20, 10),))
    assert passed(level) == ""


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (open_day(), "See you. Streak 3. Today's question is still waiting for you."),
        (open_day(saved="B"), "See you. Streak 3. The answer is waiting for you."),
        (
            revealed_day(streak=streak(5, 1), due_next=2),
            "See you. Streak 5, one freeze. Monday: question 4 and 2 reviews due.",
        ),
        (
            revealed_day(streak=None, next_at=datetime(2026, 11, 28, 9, tzinfo=UTC)),
            "See you. Your answers are saved. Tomorrow: question 4.",
        ),
    ],
)
def test_leaving_says_what_stays_and_what_waits(now: object, said: str) -> None:
    assert farewell(now) == said  # type: ignore[arg-type]


def test_a_members_text_is_literal() -> None:
    hostile = revealed_day(chose="", words="[red]x[/red] :fire:")
    assert "[red]x[/red] :fire:" in told(State(hostile, View.POINTS))


def test_a_long_note_never_takes_more_than_half_of_the_screen() -> None:
    note = k.NoticeCard("Well", tuple(f"line {number}" for number in range(50)))
    shown = screen(State(open_day(), note=note), 80, 24)
    assert len(shown.note) <= 10
    assert len(shown.body) >= 9


def test_a_quiz_shows_one_thing_at_a_time() -> None:
    choices = (k.ShownChoice("A", (Text("one"),)), k.ShownChoice("B", (Text("two"),)))
    subject = k.Subject("sql", "SQL", revealed_day().reveal.card.subject.level, "Joins")  # type: ignore[union-attr]
    feedback = k.DrillFeedback(subject, "A", False, "B", (Text("two"),), (Text("because"),), ())
    quiz = k.DrillCard(1, 1, 5, subject, (), choices, feedback)
    before = told(State(open_day(), quiz=quiz, feedback=True))
    assert "Not quite: it's B" in before
    assert "Quiz 1 of 5" in before
    assert "one" not in before
    after = told(State(open_day(), quiz=quiz))
    assert "Quiz 2 of 5" in after
    assert "Not quite" not in after
