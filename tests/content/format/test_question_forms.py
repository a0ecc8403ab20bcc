"""Questions typed into a form: read by the rules of a file, and written back the same."""

from dataclasses import replace

import pytest

from bot.engine.model.question_form import QuestionForm
from bot.engine.model.questions import Level
from bot.engine.model.rich_text import Code, Text, plain_inlines
from content.format.loader import load_bank
from content.format.question_forms import FormParser

FORM = QuestionForm(
    title="Two keys,  one value",
    prompt="What is `len({1: 'a', True: 'b'})`?",
    choices="2 | They are equal\n* 1 | `a | b` is one key\n0 | A dict\nIt fails | They hash",
    points="- Equal keys are one key\n2. The first key stays",
    answer="They are **equal**.",
    track="python-data",
    level="basic",
)
PARSER = FormParser()


def test_a_form_becomes_a_question_with_everything_in_it() -> None:
    read = PARSER.read(FORM, "python-data/two-keys")
    question = read.question
    assert question is not None, read.problems
    assert (question.id, question.track, question.level) == (
        "python-data/two-keys",
        "python-data",
        Level.BASIC,
    )
    assert question.title == "Two keys, one value"
    assert question.key == 1
    assert question.choices[1].why == (Code("a | b"), Text(" is one key"))
    assert [plain_inlines(point) for point in question.key_points] == [
        "Equal keys are one key",
        "The first key stays",
    ]
    assert read.notes == ()


@pytest.mark.slow
def test_every_shipped_question_comes_back_from_its_form_as_it_was() -> None:
    questions = load_bank().questions
    for question in questions.values():
        assert PARSER.read(PARSER.write(question), question.id, question).question == question
    assert len(questions) > 400


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "  ", "The title is missing."),
        ("title", "x" * 81, "at most 80 fit"),
        ("prompt", "", "The question is missing."),
        ("prompt", "Why?\n\nAnswer: 4", "shows an answer"),
        ("prompt", "x" * 1501, "at most 1,500 fit"),
        ("choices", "one", "There is only one choice."),
        ("choices", "one\ntwo", "Which choice is right?"),
        ("choices", "* one\n* two", "2 choices are marked as right."),
        ("choices", "* one\none", "Two choices are the same."),
        ("choices", "* a\nb\nc\nd\ne", "There are 5 choices."),
        ("choices", "* | why\nb", "A choice has no text."),
        ("choices", "* one\nall of the above", "choices are shuffled"),
        ("points", "x" * 201, "at most 200 fit"),
        ("answer", "x" * 3501, "at most 3,500 fit"),
    ],
)
def test_a_mistake_is_told_at_its_field(field: str, value: str, said: str) -> None:
    read = PARSER.read(replace(FORM, **{field: value}), "a/b")
    assert read.question is None
    assert said in read.problems[field]
    assert list(read.problems) == [field]


def test_pasted_boxes_and_bullets_are_understood() -> None:
    read = PARSER.read(replace(FORM, choices="- [ ] one\n- [x] two\n- three"), "a/b")
    assert read.question is not None
    assert [plain_inlines(c.text) for c in read.question.choices] == ["one", "two", "three"]
    assert read.question.key == 1


def test_what_a_form_may_lack_is_noted() -> None:
    bare = QuestionForm("Title", "Why?", "* a\nb", "", "")
    read = PARSER.read(bare, "a/b")
    assert read.question is not None
    assert [note.split(":")[0] for note in read.notes] == [
        "Some choices have no reason (after a |)",
        "No key points",
        "No model answer yet",
    ]
    assert "Without choices" in PARSER.read(replace(bare, choices=""), "a/b").notes[0]


@pytest.mark.parametrize(
    "text", ["> " * 3000, "[" * 1500, "*" * 1500, "$" * 1400, "\\" * 1500, "| a |\n| - |\n" * 90]
)
def test_hostile_text_is_read_or_refused_but_never_fails(text: str) -> None:
    for field in ("prompt", "choices", "points", "answer"):
        read = PARSER.read(replace(FORM, **{field: text}), "a/b")
        assert read.question or read.problems


def test_notes_are_read_with_a_report() -> None:
    read = PARSER.read_notes("### Question: Tensors\nWhat is one?\n### Answer\nAn array.\n")
    assert [question.title for question in read.questions] == ["Tensors"]
    assert read.with_answer == 1
