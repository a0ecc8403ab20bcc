from pathlib import Path

import pytest

from bot.engine.model.questions import Question
from content.checks.bank import CheckReport, check_bank
from content.format.loader import load_bank
from tests.support.question_samples import ANSWER, FOLLOWED, WHOLE


def _check(folder: Path, *texts: str, drafts: bool = False, track: str = "a") -> CheckReport:
    (folder / track).mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / track / f"q{number}.md").write_text(text)
    return check_bank(load_bank(folder), drafts=drafts, enforced=True)


def _codes(report: CheckReport) -> set[str]:
    return {problem.code for problem in report.problems}


def test_a_question_that_keeps_the_rules_has_no_problem(tmp_path: Path) -> None:
    assert _check(tmp_path, WHOLE).problems == ()
    sixty = FOLLOWED.replace("With a fixed", "Yes. " * 56 + "With a fixed")
    assert _check(tmp_path, sixty).problems == ()


BROKEN = {
    "too-long": [
        WHOLE.replace("Consistent hashing\n", "Consistent " * 10 + "\n"),
        WHOLE.replace("About one", "About " * 40 + "one"),
        WHOLE.replace("Uniform", "Uniform " * 40),
        WHOLE.replace("Virtual", "Virtual " * 30),
    ],
    "choices-missing": [WHOLE.split("## Choices")[0]],
    "key-points-count": [
        WHOLE.replace("- Virtual nodes even out the load.\n", ""),
        WHOLE.replace("- Virtual", "- a\n- b\n- c\n- d\n- Virtual"),
    ],
    "answer-missing": [WHOLE.split("## Answer")[0]],
    "answer-words": [WHOLE.replace(ANSWER, "Short."), WHOLE.replace(ANSWER, "word " * 351)],
    "answer-long": [WHOLE + "\n```text\n" + "x" * 3000 + "\n```\n"],
    "references-count": [WHOLE.replace("references:\n  - Karger et al., Consistent Hashing "
                                       "and Random Trees, STOC 1997\n", "")],
    "choices-many": [WHOLE.replace("- [ ] Half", "- [ ] Fifth\n  > No.\n- [ ] Half")],
    "choices-same": [WHOLE.replace("None move until a server fails; the ring matters for "
                                   "replication.", "Half move with the modulus, because hashes "
                                   "are uniform; none with the ring.")],
    "follow-ups-many": [FOLLOWED.replace("## Answer", "- Three?\n  > Yes.\n\n## Answer")],
    "follow-up-words": [FOLLOWED.replace("With a fixed", "With " * 58 + "a fixed")],
    "of-the-above": [WHOLE.replace("None move until a server fails", "All of the above")],
}  # fmt: skip


@pytest.mark.parametrize("code", BROKEN)
def test_reports(code: str, tmp_path: Path) -> None:
    for text in BROKEN[code]:
        assert text != WHOLE
        assert code in _codes(_check(tmp_path, text))


def test_a_problem_names_its_line(tmp_path: Path) -> None:
    report = _check(tmp_path, WHOLE.replace(ANSWER, "Short."))
    (problem,) = report.problems
    assert problem.file.endswith("a/q0.md")
    assert WHOLE.split("\n")[problem.line - 1] == "## Answer"


def test_code_is_not_counted_as_prose(tmp_path: Path) -> None:
    code = "\n```text\n" + "word " * 300 + "\n```\n"
    assert "answer-words" not in _codes(_check(tmp_path, WHOLE + code))


def test_a_draft_is_accepted_where_drafts_are(tmp_path: Path) -> None:
    draft = "---\ntitle: A\nlevel: basic\n---\nWhy?\n"
    assert _check(tmp_path, draft, draft, drafts=True).problems == ()
    assert {"choices-missing", "key-points-count", "answer-missing"} <= _codes(
        _check(tmp_path, draft)
    )


def test_a_question_of_an_open_track_needs_no_choices(tmp_path: Path) -> None:
    choices, rest = WHOLE.split("## Choices")[0], WHOLE[WHOLE.index("## Key points") :]
    assert "choices-missing" in _codes(_check(tmp_path, choices + rest))
    open_one = tmp_path / "open"
    open_one.mkdir()
    report = _check(open_one, choices + rest, track="behavioral")
    assert report.problems == ()
    assert [track.with_choices for track in report.tracks] == [0]


def test_plurals_are_right(tmp_path: Path) -> None:
    messages = {
        problem.message
        for problem in _check(tmp_path, "---\ntitle: A\nlevel: basic\n---\nWhy?\n").problems
    }
    assert {
        "There are no key points.",
        "There are no references.",
        "The prompt has 1 word.",
    } <= messages


def test_two_questions_that_are_one_are_reported(tmp_path: Path) -> None:
    codes = _codes(_check(tmp_path, WHOLE, WHOLE))
    assert {"title-twice", "paragraph-twice", "copied"} <= codes


def test_near_duplicates_inside_and_across_tracks_are_in_the_report(tmp_path: Path) -> None:
    _check(tmp_path, WHOLE)
    changed = WHOLE.replace("A ninth is added", "One more joins them")
    report = _check(tmp_path, changed, track="b")
    pairs = [pair for track in report.tracks for pair in track.alike if pair.part == "prompt"]
    assert {(pair.one, pair.other) for pair in pairs} == {("a/q0", "b/q0")}
    assert all(0.5 <= pair.share < 1 for pair in pairs)


def test_only_a_draft_may_have_a_choice_without_a_reason(tmp_path: Path) -> None:
    text = WHOLE.replace("  > Uniform hashes say nothing of staying put.\n", "")
    (problem,) = _check(tmp_path, text).problems
    assert (problem.code, problem.line) == ("choice-why", 20)
    assert problem.message == "Choice 3 has no reason."
    assert check_bank(load_bank(tmp_path), drafts=True).problems == ()


@pytest.mark.parametrize("line", [0, 1, 996, 10_000_000])
def test_a_file_may_name_any_line_as_its_source(tmp_path: Path, line: int) -> None:
    # Also in a track of the shipped bank: the file may come from a list of its author's own.
    text = WHOLE.replace("source: 0", f"source: {line}")
    assert _check(tmp_path, text, track="transformers").problems == ()


def test_what_breaks_the_editorial_rules_is_a_note_until_they_are_enforced(tmp_path: Path) -> None:
    text = WHOLE.replace("Virtual nodes even", "Virtual nodes readily even")
    (problem,) = _check(tmp_path, text).problems
    report = check_bank(load_bank(tmp_path), enforced=False)
    assert (report.problems, report.notes) == ((), (problem,))
    assert check_bank(load_bank(tmp_path), drafts=True, enforced=True).problems == ()


def test_what_a_platform_cant_show_is_a_problem(tmp_path: Path) -> None:
    def too_long(question: Question) -> list[str]:
        return [f"{question.title} does not fit."]

    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "q.md").write_text(WHOLE)
    (problem,) = check_bank(load_bank(tmp_path), platforms=[too_long]).problems
    assert (problem.code, problem.message) == ("platform", "Consistent hashing does not fit.")
