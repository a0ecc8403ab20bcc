"""A track as a whole, judged by the figures of its questions."""

from dataclasses import replace

import pytest

from bot.engine.model.questions import Choice, FollowUp, Form, Level, Question
from bot.engine.model.rich_text import Text, paragraph
from content.checks.tracks import TrackReport, out_of_bounds, report_track
from tests.support.question_samples import FOLLOWED, question

FORMS = (Form.DIAGNOSE, Form.PREDICT, Form.ESTIMATE, Form.CHOOSE, Form.READ)
LEVELS = (Level.BASIC, Level.INTERMEDIATE, Level.ADVANCED)


def _choices(right: int, *wrong: int) -> tuple[Choice, ...]:
    """Return choices of so many characters."""
    why = (Text("Because."),)
    rest = (Choice((Text("x" * length),), right=False, why=why) for length in wrong)
    return (Choice((Text("x" * right),), right=True, why=why), *rest)


def _track(count: int) -> list[Question]:
    """Return questions that are well spread."""
    sound = replace(
        question(FOLLOWED),
        prompt=paragraph("Eight servers share the keys. What moves when a ninth is added?"),
        choices=_choices(40, 40, 41, 42),
    )
    return [
        replace(sound, id=f"hashing/q{n}", form=FORMS[n % 5], level=LEVELS[n % 3])
        for n in range(count)
    ]


def _report(questions: list[Question]) -> TrackReport:
    return report_track("hashing", questions, (), ())


def _codes(questions: list[Question]) -> list[str]:
    return [code for code, _, _ in out_of_bounds(_report(questions))]


def test_a_track_that_is_well_spread_is_not_off() -> None:
    assert _codes(_track(10)) == []


OFF = {
    "right-longest": {"choices": _choices(60, 40, 41, 42)},
    "right-shortest": {"choices": _choices(20, 40, 41, 42)},
    "two-part": {"prompt": paragraph("What moves when a ninth server is added, and why?")},
    "form-share": {"form": Form.EXPLAIN},
    "form-missing": {"form": None},
    "follow-ups-missing": {"follow_ups": ()},
    "asked-median": {"prompt": paragraph("word " * 80)},
    "choices-median": {"choices": _choices(70, 70, 71, 72)},
}


@pytest.mark.parametrize("code", OFF)
def test_a_figure_that_is_clearly_off_is_found_from_ten_questions_on(code: str) -> None:
    track = [replace(each, **OFF[code]) for each in _track(10)]
    assert code in _codes(track)
    assert _codes(track[:9]) == []


@pytest.mark.parametrize("code", ["right-longest", "right-shortest", "two-part", "form-share"])
def test_four_of_ten_pass_and_five_do_not(code: str) -> None:
    track = _track(10)
    four = [*(replace(each, **OFF[code]) for each in track[:4]), *track[4:]]
    five = [*(replace(each, **OFF[code]) for each in track[:5]), *track[5:]]
    assert (_codes(four), _codes(five)) == ([], [code])


def test_twenty_questions_need_six_forms_and_ten_need_four() -> None:
    track = _track(20)
    assert _codes(track) == ["forms-few"]
    assert _codes([replace(track[0], form=Form.SPOT), *track[1:]]) == []
    three = [replace(each, form=FORMS[n % 3]) for n, each in enumerate(track[:10])]
    assert _codes(three) == ["forms-few"]


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_that_is_missing_or_everywhere_is_found(level: Level) -> None:
    others = [each for each in LEVELS if each is not level]
    without = [replace(each, level=others[n % 2]) for n, each in enumerate(_track(10))]
    assert f"levels-{level}" in _codes(without)
    assert f"levels-{level}" in _codes([replace(each, level=level) for each in _track(10)])


def test_every_finding_says_what_to_do() -> None:
    for changes in OFF.values():
        for _, message, fix in out_of_bounds(_report([replace(q, **changes) for q in _track(20)])):
            assert message.endswith(".")
            assert fix.endswith("."), fix


def test_what_is_missing_is_counted_and_named() -> None:
    track = _track(10)
    (one,) = out_of_bounds(_report([replace(track[0], follow_ups=()), *track[1:]]))
    assert one[1] == "Without follow-ups: 1 question (hashing/q0)."
    nothing: tuple[FollowUp, ...] = ()
    (some,) = out_of_bounds(_report([replace(each, follow_ups=nothing) for each in track]))
    assert some[1] == "Without follow-ups: 10 questions (hashing/q0 and 9 more)."


def test_the_figures_are_those_of_the_questions() -> None:
    track = _report(_track(10))
    assert track.levels == {"basic": 4, "intermediate": 3, "advanced": 3}
    assert (track.forms["diagnose"], track.forms["explain"]) == (2, 0)
    assert (track.prompt_words, track.choice_length, track.short_choices) == (12, 40.5, 1.0)
    assert track.asked_length == 63 + 163
    assert (track.spread, track.widest) == (1.05, "hashing/q0")
    assert (track.two_part, track.right_longest, track.right_shortest) == (0, 0, 0)


@pytest.mark.parametrize(
    ("prompt", "two"),
    [
        ("What moves? Why?", 1),
        ("What moves, and how do you fix it?", 1),
        ("Servers, and what they share, change. What moves?", 1),
        ("What moves when one is added and another is removed?", 0),
        ("Nothing works. What is the cause?", 0),
    ],
)
def test_a_prompt_that_asks_two_things_is_counted(prompt: str, two: int) -> None:
    assert _report([replace(question(), prompt=paragraph(prompt))]).two_part == two
