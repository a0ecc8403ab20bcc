from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.questions import Level, Question
from bot.engine.model.rich_text import Heading, LineBreak, code_blocks, plain_text
from content.importers.notes import ImportResult, import_notes
from tests.support.notes_sample import NOTES

RESULT = import_notes(NOTES)


def _line(text: str, nth: int = 1) -> int:
    """Return the number of the nth line of the notes that begins with ``text``."""
    found = [n for n, line in enumerate(NOTES.split("\n"), 1) if line.startswith(text)]
    return found[nth - 1]


def _asked(text: str, nth: int = 1) -> Question:
    return next(q for q in RESULT.questions if q.source == _line(text, nth))


def _warned(result: ImportResult, code: str) -> list[int]:
    return [warning.line for warning in result.warnings if warning.code == code]


def test_every_heading_is_a_question_in_the_order_of_the_notes() -> None:
    assert RESULT.headings == len(RESULT.questions) == 7
    sources = [question.source or 0 for question in RESULT.questions]
    assert sources == sorted(sources)


def test_only_an_answer_with_words_is_an_answer() -> None:
    assert (RESULT.with_answer, RESULT.without_answer) == (2, 5)
    assert _asked("### Question:  Optimizers").answer == ()


def test_code_is_kept_byte_for_byte_and_holds_no_headings() -> None:
    (block,) = code_blocks(_asked("### Question: Tensors").answer)
    assert block.code == "# Not a heading\nx = tensor(3)\t\n### Question: nor is this\n"
    assert block.language == "python"


def test_headings_as_deep_as_the_question_stay_in_the_answer() -> None:
    tensors, eager = _asked("### Question: Tensors"), _asked("### Question:", 7)
    assert [b.level for b in tensors.answer if isinstance(b, Heading)] == [4]
    # "## Model selection" has no question, so it may be a part of the answer: kept, and reported.
    assert [b.level for b in eager.answer if isinstance(b, Heading)] == [3, 2]
    assert plain_text(tensors.answer).endswith("Still the answer.")


def test_a_title_that_is_the_whole_question_is_its_prompt() -> None:
    asked = _asked("### Question: What is a scheduler?")
    assert asked.title == plain_text(asked.prompt) == "What is a scheduler? When do you use one?"


def test_colons_around_a_title_are_not_part_of_it() -> None:
    assert _asked("### Question:Graphs").title == "Graphs and sessions"


def test_an_untitled_question_is_called_by_its_first_sentence() -> None:
    line = _line("### Question:", 7)
    asked = next(q for q in RESULT.questions if q.source == line)
    assert asked.title == "Explain eager execution"
    assert _warned(RESULT, "untitled") == [line]


def test_questions_of_one_title_get_ids_of_their_own() -> None:
    assert _asked("### Question:  Optimizers").id == "pytorch/optimizers"
    assert _asked("### Question: Optimizers").id == "pytorch/optimizers-advanced-level"
    assert len({question.id for question in RESULT.questions}) == 7


def test_sections_become_tracks_tags_and_levels() -> None:
    first, advanced = _asked("### Question: Tensors"), _asked("### Question: Optimizers")
    graphs, last = _asked("### Question:Graphs"), _asked("### Question: Hypothesis")
    assert (first.track, first.level, first.tags) == ("pytorch", Level.BASIC, ("pytorch",))
    assert advanced.level is Level.ADVANCED
    assert (graphs.track, graphs.tags) == ("tensorflow", ("tensorflow-basics",))
    assert (last.track, last.level) == ("data-science", Level.INTERMEDIATE)


def test_mojibake_is_fixed_and_what_was_right_is_not_touched() -> None:
    repairs = {repair.line: repair.after for repair in RESULT.repairs}
    assert repairs[_line("Hereâ€™s")] == "Here’s the short form."
    assert repairs[_line("Compare")] == "Compare Adam and SGD (H₀ stays, naïve “quotes” stay)."
    assert repairs[_line("Alternative")].startswith("Alternative (H₁ or Ha)")
    assert len(repairs) == 3
    assert _warned(RESULT, "guessed-character") == [_line("Alternative")]
    assert "Here’s" in plain_text(_asked("### Question: Tensors").answer)


def test_what_looks_wrong_is_reported_with_its_line_and_left() -> None:
    assert _warned(RESULT, "stray-section-name") == [_line("Learning rate schedules")]
    assert _warned(RESULT, "chat-residue") == [_line("Would you like")]
    assert _warned(RESULT, "closing-remark") == [_line("These questions")]
    assert _warned(RESULT, "long-body") == [_line("What is a test?")]
    assert "Learning rate schedules" in plain_text(_asked("### Question: Optimizers").prompt)
    assert "CopyRetry" in plain_text(_asked("### Question:", 7).answer)


def test_a_section_with_text_and_no_question_is_reported() -> None:
    assert _warned(RESULT, "section-without-question") == [_line("## Model selection")]


def test_garbled_characters_in_code_stay_as_they_are() -> None:
    notes = "### Question: A\n\nHereâ€™s `â€™`:\n\n```python\nx = 'â€™'\n```\n"
    result = import_notes(notes)
    assert [block.code for block in code_blocks(result.questions[0].prompt)] == ["x = 'â€™'\n"]
    assert [repair.after for repair in result.repairs] == ["Here’s `â€™`:"]


def test_line_ends_are_kept_where_the_author_does_not_wrap() -> None:
    (block,) = _asked("### Question:Graphs").prompt
    assert LineBreak() in block.children  # type: ignore[union-attr]
    wrapped = import_notes("### Question: A\n\nOne line\nand the next.\n").questions[0]
    assert plain_text(wrapped.prompt) == "One line and the next."


def test_importing_again_gives_the_same() -> None:
    assert import_notes(NOTES) == RESULT
    assert import_notes(NOTES.replace("\n", "\r\n")).questions == RESULT.questions


def test_there_are_no_other_warnings() -> None:
    assert Counter(warning.code for warning in RESULT.warnings) == Counter(
        ["untitled", "guessed-character", "stray-section-name", "chat-residue", "closing-remark",
         "long-body", "section-without-question"]
    )  # fmt: skip


def test_a_fence_that_is_never_closed_hides_no_question() -> None:
    notes = "### Question: A\n\na\n\n### Answer\n\n```python\nx = 1\n\n### Question: B\n\nb\n"
    for rest in (
        "",
        "\n### Answer\n\n```python\ny = 2\n```\n",
        "\n### Answer\n\n```\ny = 2\n```\n",
    ):
        result = import_notes(notes + rest)
        assert [question.title for question in result.questions] == ["A", "B"]
        assert _warned(result, "unclosed-fence") == [7]
        assert next(code_blocks(result.questions[0].answer)).code.startswith("x = 1\n")
        if rest:
            assert next(code_blocks(result.questions[1].answer)).code == "y = 2\n"


def test_an_example_of_notes_inside_code_is_not_a_question() -> None:
    result = import_notes("### Question: A\n\n```markdown\n### Question: B\n```\n")
    assert [question.title for question in result.questions] == ["A"]
    assert result.warnings == ()


def test_a_heading_above_an_answers_depth_without_a_question_stays_in_the_answer() -> None:
    result = import_notes("## Topic\n\n### Question: A\n\na\n\n### Answer\n\nb\n\n## More\n\nc\n")
    assert plain_text(result.questions[0].answer) == "b\n\nMore\n\nc"
    assert _warned(result, "section-without-question") == [11]


def test_text_of_a_section_with_questions_ends_the_answer_above() -> None:
    notes = "### Question: A\n\na\n\n### Answer\n\nb\n\n## More\n\nIntro.\n\n### Question: C\n\nc\n"
    result = import_notes(notes)
    assert plain_text(result.questions[0].answer) == "b"
    assert _warned(result, "text-outside-question") == [9]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("### Question: A", "A"),
        ("###Question:A", "A"),
        ("## question 12: A", "A"),
        ("#### **Question:** A", "A"),
        ("### Q: A", "A"),
        ("# Q3. A ##", "A"),
        ("  ### Question: A :", "A"),
    ],
)
def test_understands_the_heading(heading: str, title: str) -> None:
    (question,) = import_notes(f"{heading}\n\nWhy?\n").questions
    assert question.title == title


@pytest.mark.parametrize(
    "line", ["# Questions", "## PyTorch questions:", "#### Question", "Question: A", "#Question"]
)
def test_a_heading_that_mentions_questions_is_not_one(line: str) -> None:
    expected = 1 if line.lstrip("# ") == "Question" else 0
    assert import_notes(f"{line}\n\nWhy?\n").headings == expected


def test_odd_pieces_are_reported() -> None:
    lost = import_notes("### Answer\n\nb\n\n### Question: A\n\na\n")
    assert _warned(lost, "answer-without-question") == [1]
    twice = import_notes("### Question: A\n\na\n\n### Answer\n\nb\n\n### Answer\n\nc\n")
    assert _warned(twice, "second-answer") == [9]
    assert plain_text(twice.questions[0].answer) == "b\n\nAnswer\n\nc"
    empty = import_notes("### Question:\n\n### Question: A\n\na\n")
    assert _warned(empty, "empty-question") == [1]
    assert (empty.headings, len(empty.questions)) == (2, 1)
    assert _warned(import_notes("Hello.\n\n### Question: A\n"), "text-outside-question") == [1]


def test_an_answer_may_begin_on_its_headings_line() -> None:
    (question,) = import_notes("### Question: A\n\na\n\n### Answer: Yes.\n\nIndeed.\n").questions
    assert plain_text(question.answer) == "Yes.\n\nIndeed."


def test_a_title_in_another_script_gets_an_id() -> None:
    (question,) = import_notes("### Question: 张量\n\n什么是张量？\n").questions
    assert question.title == "张量"
    assert question.id == "notes/zhang-liang"


@given(st.text(max_size=300))
def test_any_text_is_read_and_no_id_appears_twice(text: str) -> None:
    ids = [question.id for question in import_notes(text).questions]
    assert len({*ids}) == len(ids)


_LINES = st.sampled_from(
    ["### Question: A", "### Question:", "### Answer", "## B", "# C", "#### D", "```", "```python",
     "~~~", "text", "", "> q", "- l", "â€™", "### Question: A\n\nb\n"]
)  # fmt: skip


@given(st.lists(_LINES, max_size=25))
def test_no_question_is_lost_or_invented(lines: list[str]) -> None:
    result = import_notes("\n".join(lines))
    empty = len(_warned(result, "empty-question"))
    assert len(result.questions) == result.headings - empty
    assert len({question.id for question in result.questions}) == len(result.questions)
