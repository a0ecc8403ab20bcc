"""The bench: files with people's marks, and how far a model agrees with them."""

import json
from pathlib import Path

import pytest

from bot.engine.errors import GraderFails, Refused
from bot.engine.model.coverage import Claim
from bot.grader.bench import Agreement, CaseResult, agreement, read_cases, run_case
from tests.support.fakes.grader import FakeGrader

SAMPLE = Path(__file__).parents[2] / "docs" / "grader-sample.jsonl"
CASE = {
    "question": "Why?",
    "key_points": ["It adds up", "Clear it"],
    "answer": "Every pass piles onto the buffer. Nobody empties it, though.",
    "covered": [1],
}


def with_(**more: object) -> str:
    return json.dumps(CASE | more)


def test_the_sample_of_the_page_can_be_read() -> None:
    cases = read_cases(SAMPLE.read_text(encoding="utf-8"))
    assert len(cases) == 6
    assert any(not case.covered for case in cases)


def test_lines_are_cases_and_empty_lines_are_not() -> None:
    first, second = read_cases(f"\n{with_()}\n\n{with_(covered=[])}\n")
    assert (first.line, first.covered) == (2, {1})
    assert (second.line, second.covered) == (4, set())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no cases"),
        ("{", "Line 1 isn't a JSON object"),
        ("[" * 100_000, "Line 1 isn't a JSON object"),
        ("[1]", 'Line 1 needs a "question"'),
        (with_(answer=None), '"answer"'),
        (with_(key_points=[]), '"key_points"'),
        (with_(key_points=["a", 1]), '"key_points"'),
        (with_(key_points="a"), '"key_points"'),
        (with_(covered=[3]), "numbered from 1 to 2"),
        (with_(covered=[0]), "numbered from 1 to 2"),
        (with_(covered=[True]), '"covered"'),
        (with_(covered=1), '"covered"'),
        (with_() + "\n" + with_(covered="x"), "Line 2"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(text: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        read_cases(text)


async def test_agreement_counts_each_key_point() -> None:
    claims = {
        "right": [Claim(True, "Every pass piles onto the buffer"), Claim(False)],
        "wrong": [Claim(False), Claim(True, "Nobody empties it, though")],
        "made up": [Claim(True, "words that stand nowhere"), Claim(False)],
    }
    results: list[CaseResult] = []
    for said in claims.values():
        grader = FakeGrader(says=lambda _, said=said: said)
        results.append(await run_case(grader, read_cases(with_())[0]))
    failing = FakeGrader(fails=GraderFails("timeout", "no reply within 20 s"))
    results.append(await run_case(failing, read_cases(with_())[0]))
    assert agreement(results) == Agreement(
        points=6, agreed=3, ticked_wrongly=1, missed=2, unsupported=1, failed=1
    )
    assert results[-1].failure == "no reply within 20 s"
