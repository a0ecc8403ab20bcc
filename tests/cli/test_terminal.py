"""``warmup run`` in a real terminal, as a person uses it."""

import signal
from pathlib import Path

import pytest

from tests.support.in_terminal import Session, in_terminal
from tests.support.process import result_of, warmup

pytestmark = pytest.mark.slow

OPEN = "w own words"
ANSWERED = "a–d change"
REVEALED = "e full answer"
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"


def revealed(session: Session) -> str:
    """Answer and reveal; return the screen."""
    session.until(OPEN)
    session.press("b", ANSWERED)
    return session.press("r", REVEALED)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_a_day_takes_three_keys_and_the_reveal_fits(
    tmp_path: Path, columns: int, rows: int
) -> None:
    with in_terminal(tmp_path, columns=columns, rows=rows) as session:
        shown = session.until(OPEN)
        assert "Robin and Sam are simulated" in shown
        assert "day 1" in session.screen.lines[0]
        assert "a–d answer" in session.screen.lines[rows - 1]
        assert "● B" in session.press("b", "✓ Answer saved: B")
        shown = session.press("r", "╰──")
        for said in ("Answer 1", "Why", "1-day streak", "you", "This week"):
            assert said in shown
        assert "Question 2" in session.press("n", "Question 2")
        assert session.screen.unknown == []
        session.type("q")
        assert session.until_ended() == 0
    assert not session.screen.alternate
    assert "See you. Streak 1." in session.screen.text


def test_words_work_without_a_slash_and_are_not_done_twice(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as session:
        session.until(OPEN)
        session.type("help\r")
        session.until("Keys that work now")
        session.type("\r")
        session.until_gone("Keys that work now")
        session.type("quiz pytorch 1\r")
        session.until("Quiz 1 of 1")
        session.type("?")
        session.until("Quiz finished")
        session.type("\r")
        session.until(OPEN)
        session.type("next\r")
        session.until("Question 2")
        session.type("quit\r")
        assert session.until_ended() == 0
    assert "Question 3" not in session.written


def test_what_is_typed_while_a_command_is_done_comes_after_it(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as session:
        session.until(OPEN)
        session.type("help\r")
        session.until("Keys that work now")  # longer than the screen, so that Space pages
        session.type(f"help\rqx\x7fuiz {PASTE_BEGINS}pytorch{PASTE_ENDS} 1\r")
        assert "understand" not in session.until("Quiz 1 of 1")


def test_the_full_answer_pages_and_leads_back(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as session:
        revealed(session)
        session.press("e", "1 to ")
        first = session.screen.lines[2:20]
        session.type(" ")
        session.until_gone("── 1 to ")
        assert session.screen.lines[2:20] != first
        session.type("\x1b")
        session.until("This week")


def test_a_revealed_day_offers_the_next_one_after_a_restart(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as session:
        revealed(session)
        session.type("\x04")
        assert session.until_ended() == 0
    with in_terminal(tmp_path) as session:
        shown = session.until("n next day")
        assert "This week" in shown
        assert "✓" in shown
        assert "Question 2" in session.press("n", "Question 2")


def test_own_words_of_several_lines_are_pasted_saved_and_ticked(tmp_path: Path) -> None:
    words = "It keeps the rest: 残りを保つ 🔥\nso ceil, not floor\n- a\n- b"
    with in_terminal(tmp_path) as session:
        session.until(OPEN)
        session.type(f"{PASTE_BEGINS}{words}{PASTE_ENDS}")
        session.until("Enter save")
        assert "so ceil, not floor" in session.screen.text
        session.press("\r", "Answer saved, in your own words")
        session.press("r", "k key points")
        shown = session.press("k", "0 of")
        assert "残り" in shown
        assert "🔥" in shown
        assert "so ceil, not floor" in shown
        assert "1 [x]" in session.press("1", "1 of")
        session.press("1", "0 of")


def test_ctrl_c_clears_the_line_and_then_leaves(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as session:
        session.until(OPEN)
        session.type("/leader")
        session.until("Tab complete")
        session.type("\x03")
        session.until(OPEN)
        session.type("\x03")
        assert session.until_ended() == 0
    assert "Traceback" not in session.written
    assert not session.screen.alternate


def test_a_signal_to_stop_gives_the_terminal_back(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as session:
        session.until(OPEN)
        session.process.send_signal(signal.SIGTERM)
        assert session.until_ended() == 0
    assert not session.screen.alternate
    assert result_of(warmup(tmp_path, "db", "check", "--json")) == {"problems": []}


def test_a_terminal_that_grows_narrow_is_drawn_again(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as session:
        revealed(session)
        session.resize(40, 24)
        session.until("? more")
        session.until("╰──")
        assert "This week" in session.screen.text
        session.type("q")
        assert session.until_ended() == 0


def test_without_color_nothing_is_colored(tmp_path: Path) -> None:
    with in_terminal(tmp_path, NO_COLOR="1") as session:
        revealed(session)
        inks = {style.ink for row in session.screen.cells for _, style in row}
        assert inks == {""}
    with in_terminal(tmp_path) as session:
        session.until("n next day")
        assert any(style.ink == "cyan" for row in session.screen.cells for _, style in row)


def test_a_dumb_terminal_gets_plain_lines(tmp_path: Path) -> None:
    with in_terminal(tmp_path, TERM="dumb") as session:
        session.until("\n>")
        session.type("A\n")
        session.until("Answer saved: A")
        session.type("/quit\n")
        assert session.until_ended() == 0
    assert "\x1b[?1049h" not in session.written


def test_up_recalls_what_was_typed_and_tab_completes(tmp_path: Path) -> None:
    with in_terminal(tmp_path) as session:
        session.until(OPEN)
        session.type("/foo\r")
        session.until('There is no command "/foo"')
        session.type("\x1b[A")
        session.until("› /foo")
        session.type("\x1b")
        session.until(OPEN)
        session.type("/leaderb\t")
        assert "Tab complete" in session.until("› /leaderboard")
