"""The drawings: well-formed, with nothing from outside, and what they show."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.shared.card_pictures import Drawing, drawing_of
from bot.engine import cards as k
from bot.pictures.accuracy import TrackBar, accuracy
from bot.pictures.interview import QuestionRow, interview
from bot.pictures.svg import WIDTH
from bot.pictures.theme import DARK, LIGHT, Theme
from tests.support.interviews import INTERVIEWS
from tests.support.pictures import (
    HOSTILE_NAMES,
    TODAY,
    WEEKS,
    hostile_recaps,
    recap_card,
    stats_card,
    streak_card,
)

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {f"{SVG}{name}" for name in ("svg", "rect", "text", "tspan", "path")}
THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT])


def drawn(card: k.Card, theme: Theme = DARK) -> Drawing:
    drawing = drawing_of(card, theme)
    assert drawing is not None
    return drawing


def parsed(svg: str) -> ET.Element:
    """Return the XML of a drawing of our own; fails for what isn't XML."""
    return ET.fromstring(svg)  # noqa: S314 - what we wrote ourselves


def words_of(drawing: Drawing) -> list[str]:
    root = parsed(drawing.svg)
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def check(svg: str) -> None:
    """Fail unless ``svg`` is XML of shapes and text, without a reference or a script."""
    root = parsed(svg)
    for part in root.iter():
        assert part.tag in ALLOWED
        for name, value in part.attrib.items():
            assert not re.match(r"on|href|.*\}href|style|src", name), name
            assert "url(" not in value or name == "aria-label"


@THEMES
def test_a_report_has_a_box_for_each_key_point_and_says_so_in_words(theme: Theme) -> None:
    report = INTERVIEWS["interview-report"]
    drawing = drawn(report, theme)
    check(drawing.svg)
    assert words_of(drawing)[0] == "11 of 15 key points, in 19 minutes"
    assert "1. Counting emails" in words_of(drawing)
    assert "3 of 4 points · 6 of 5 min" in words_of(drawing)
    assert drawing.svg.count(f'fill="{theme.green}"') == 8
    told = drawing.alt.replace("\u00a0", " ")
    assert told.startswith("11 of 15 key points, in 19 minutes. Counting emails: 3 of 3 points")


@pytest.mark.parametrize("title", HOSTILE_NAMES)
@pytest.mark.parametrize("points", [0, 1, 12, 13, 500])
def test_no_title_and_no_number_of_points_breaks_a_report(title: str, points: int) -> None:
    rows = [QuestionRow(title, "1 of 4 points", covered, points) for covered in (0, points)]
    svg = interview(title, rows, title, DARK)
    check(svg)
    for part in parsed(svg).iter(f"{SVG}rect"):
        assert float(part.get("x", 0)) + float(part.get("width", 0)) <= WIDTH


def test_a_small_drawing_in_full() -> None:
    assert accuracy("Right", [TrackBar("A & B", 1, 2)], None, 'Right: "A & B" 1 of 2', DARK) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="688" height="144" viewBox="0 0 688 144" '
        'role="img" aria-label=\'Right: "A &amp; B" 1 of 2\'>\n'
        '<rect width="688" height="144" fill="#2b2d31"/>\n'
        '<text x="20" y="40" font-size="25" fill="#b5bac1">'
        '<tspan font-family="Noto Sans">Right</tspan></text>\n'
        '<text x="20" y="84" font-size="25" fill="#f2f3f5">'
        '<tspan font-family="Noto Sans">A &amp; B</tspan></text>\n'
        '<text x="668" y="84" font-size="25" fill="#f2f3f5" text-anchor="end">'
        '<tspan font-family="Noto Sans">1 of 2 · 50%</tspan></text>\n'
        '<rect x="20" y="96" width="648" height="22" rx="8" fill="#1e1f22"/>\n'
        '<rect x="20" y="96" width="324" height="22" rx="8" fill="#5865f2"/>\n'
        "</svg>\n"
    )


@THEMES
@pytest.mark.parametrize("card", [streak_card(), stats_card(), recap_card("Ada", "Ben", "Cleo")])
def test_every_drawing_is_xml_of_shapes_and_text(card: k.Card, theme: Theme) -> None:
    check(drawn(card, theme).svg)


@pytest.mark.parametrize("card", hostile_recaps())
def test_hostile_names_stay_words(card: k.RecapCard) -> None:
    drawing = drawn(card)
    check(drawing.svg)
    assert "Ada" in words_of(drawing)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6), st.text(max_size=80))
def test_no_name_or_title_breaks_a_drawing(names: list[str], title: str) -> None:
    hard = k.HardestQuestion(title, None, 1, 3)
    check(drawn(replace(recap_card(*names), hardest=hard)).svg)
    check(drawn(stats_card(*names)).svg)


@given(
    st.dictionaries(
        st.integers(0, 53),
        st.tuples(st.sampled_from(k.DayMark), st.booleans()),
        min_size=1,
        max_size=54,
    )
)
def test_every_day_of_a_streak_is_in_its_place(marks: dict[int, tuple[k.DayMark, bool]]) -> None:
    days = tuple(
        k.StreakDay(TODAY - timedelta(days=back), mark, "", answered_open=answered)
        for back, (mark, answered) in sorted(marks.items(), reverse=True)
    )
    svg = drawn(replace(streak_card(), days=days)).svg
    root = parsed(svg)
    shown = {k.DayMark.KEPT if day.answered_open else day.mark for day in days}
    assert len(list(root.iter(f"{SVG}path"))) == len(days) + len(shown)
    for rect in root.iter(f"{SVG}rect"):
        right = float(rect.attrib.get("x", 0)) + float(rect.attrib["width"])
        assert right <= WIDTH
        assert float(rect.attrib.get("y", 0)) >= 0


def test_the_calendar_says_its_weeks_and_what_the_marks_mean() -> None:
    words = words_of(drawn(streak_card()))
    assert words[:4] == ["12 Oct", "26 Oct", "9 Nov", "23 Nov"]
    assert words[4:9] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    assert words[9:] == [
        "answered", "saved by a freeze", "time off", "not counted", "missed", "open", "today",
    ]  # fmt: skip


def test_all_eight_weeks_of_the_calendar_are_drawn_however_few_days_there_were() -> None:
    card = streak_card()
    days = (k.StreakDay(TODAY, k.DayMark.KEPT, ""),)
    assert words_of(drawn(replace(card, days=days)))[:4] == ["12 Oct", "26 Oct", "9 Nov", "23 Nov"]


def test_the_weekend_has_rows_where_it_was_asked_on() -> None:
    card = streak_card()
    days = (*card.days, k.StreakDay(date(2026, 11, 29), k.DayMark.KEPT, ""))
    words = words_of(drawn(replace(card, days=days)))
    assert "Sat" in words
    assert "Sun" in words


def test_the_recap_shows_places_numbers_and_facts() -> None:
    words = words_of(drawn(recap_card("Ada", "Ben", "Cleo", "Dan", "Eve")))
    assert words == [
        "Points, 23 to 27 November",
        "Ada", "Ben", "1st", "42 points",
        "Cleo", "Dan", "and 1 more", "3rd", "34 points",
        "Eve", "and 2 more", "5th", "26 points",
        "14", "people", "51", "answers", "27", "right",
        "Longest streak", "Ada", "23 days", "Hardest", "Isolation levels", "3 of 12 right",
    ]  # fmt: skip


def test_the_alternative_text_says_what_a_picture_shows() -> None:
    assert drawn(streak_card()).alt == (
        "Calendar from 26 October to 27 November: 20 days answered, 1 day saved by a freeze, "
        "1 day time off, 1 day not counted, 1 day missed, 1 day open."
    )
    assert drawn(stats_card("SQL")).alt == (
        "Right answers by track: SQL 4 of 5 · 80%. Last 8 weeks, by the Monday they began: "
        "5 Oct 11 of 20 right, 12 Oct 8 of 13 right, 19 Oct no answers, 26 Oct 0 of 2 right, "
        "2 Nov 7 of 10 right, 9 Nov no answers, 16 Nov 4 of 4 right, 23 Nov 7 of 9 right."
    )
    assert drawn(recap_card("Ada", "Ben", "Cleo")).alt == (
        "Points, 23 to 27 November: 1st Ada, Ben with 42 points; 3rd Cleo and 1 more with "
        "34 points. 14 people gave 51 answers; 27 were right."
    )


def test_an_alternative_text_is_never_too_long() -> None:
    many = drawn(stats_card(*(f"{number} {'W' * 90}" for number in range(30)))).alt
    assert len(many) <= 1000
    assert many.endswith("23 Nov 7 of 9 right.")
    assert len(drawn(recap_card(*["W" * 400] * 6)).alt) <= 1000


def test_a_track_too_many_is_counted() -> None:
    card = replace(stats_card(*(f"Track {number}" for number in range(10))), weeks=())
    assert words_of(drawn(card))[-1] == "and 2 more tracks"


def test_the_trend_shows_each_week_those_without_an_answer_too() -> None:
    words = words_of(drawn(stats_card("SQL")))
    assert words[3:] == [
        "Last 8 weeks", "55%", "62%", "12 Oct", "none", "0%", "26 Oct", "70%", "none", "9 Nov",
        "100%", "78%", "23 Nov",
    ]  # fmt: skip


def test_the_line_of_the_trend_is_broken_where_a_week_has_no_answer() -> None:
    lines = [path.attrib["d"] for path in parsed(drawn(stats_card()).svg).iter(f"{SVG}path")]
    assert [line.count("L") for line in lines] == [1, 1, 1]
    whole = replace(stats_card(), weeks=tuple(replace(week, total=20) for week in WEEKS))
    (line,) = (path.attrib["d"] for path in parsed(drawn(whole).svg).iter(f"{SVG}path"))
    assert line.count("L") == 7


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=8, max_size=8))
def test_no_weeks_leave_the_picture(weeks: list[tuple[int, int]]) -> None:
    scores = tuple(
        replace(week, right=right, total=right + wrong)
        for week, (right, wrong) in zip(WEEKS, weeks, strict=True)
    )
    root = parsed(drawn(replace(stats_card(), weeks=scores)).svg)
    height = float(root.attrib["height"])
    for part in (*root.iter(f"{SVG}text"), *root.iter(f"{SVG}rect")):
        assert 0 <= float(part.attrib.get("y", 0)) <= height
        assert 0 <= float(part.attrib.get("x", 0)) <= WIDTH


def test_one_week_is_no_trend() -> None:
    weeks = (*(replace(week, right=0, total=0) for week in WEEKS[:-1]), WEEKS[-1])
    drawing = drawn(replace(stats_card(), weeks=weeks))
    assert "Last" not in drawing.alt
    assert "Last 8 weeks" not in words_of(drawing)


@pytest.mark.parametrize(
    "card",
    [
        k.NoticeCard("Hello"),
        replace(streak_card(), days=()),
        replace(stats_card(), tracks=()),
        recap_card(),
    ],
)
def test_what_has_nothing_to_draw_has_no_picture(card: k.Card) -> None:
    assert drawing_of(card, DARK) is None


def test_names_are_cut_to_the_width_of_their_step() -> None:
    words = words_of(drawn(recap_card(HOSTILE_NAMES[6])))
    assert words[1].endswith("…")
    assert words[1].startswith("Maximilian")
