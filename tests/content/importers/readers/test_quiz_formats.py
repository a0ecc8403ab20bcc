"""GIFT, Aiken, Moodle XML, JSON and YAML."""

import json
from typing import Any

import pytest

from bot.engine.errors import Refused
from bot.engine.model.question_json import to_plain
from bot.engine.model.rich_text import plain_inlines, plain_text
from content.exporters.listing import listing
from content.format.loader import load_bank
from content.importers.pipeline import ReadSource
from content.importers.reading import read_source
from content.importers.source import Source

GIFT = """// a comment
$CATEGORY: $course$/top/Cats

::Q1:: What is two?{=2#right ~3 ~4}

Which are even? {~%50%2 ~%50%4 ~%-100%5}

The sky is blue.{TRUE#so}

Who said it?{=Ann =Anna}

When was it? {#1969:1}

Match. {=a -> 1 =b -> 2}

Two plus {=two ~three} is four.

[html]<p>Is <b>1\\=1</b>?</p>{=yes ~no####Always.}
"""
AIKEN = """What is two?
A. one
B) two
ANSWER: B

Which one
is it?
A. x
B. y
ANSWER: A

Lost?
A. x
B. y
"""
MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/Shell</text></category></question>
<question type="multichoice"><name><text>n</text></name>
 <questiontext format="html"><text><![CDATA[<p>Which?</p><pre>ls -l
rm</pre>]]></text></questiontext><generalfeedback><text>All.</text></generalfeedback>
 <answer fraction="0"><text>no</text></answer>
 <answer fraction="100"><text>yes</text><feedback><text>Why.</text></feedback></answer></question>
<question type="truefalse"><questiontext><text>Is it?</text></questiontext>
 <answer fraction="0"><text>true</text></answer>
 <answer fraction="100"><text>false</text></answer></question>
<question type="cloze"><name><text>gaps</text></name><questiontext><text>{1:SA:=x}</text>
 </questiontext></question>
</quiz>
"""


def _read(text: str, name: str) -> ReadSource:
    return read_source(Source(name, text.encode()))


def _asked(read: ReadSource) -> list[tuple[str, list[str], str]]:
    return [
        (
            plain_text(each.question.prompt),
            [("*" if c.right else "") + plain_inlines(c.text) for c in each.question.choices],
            plain_text(each.question.answer),
        )
        for each in read.questions
    ]


def test_gift() -> None:
    read = _read(GIFT, "quiz.txt")
    assert read.reader == "gift"
    assert _asked(read) == [
        ("What is two?", ["*2", "3", "4"], "2: right"),
        ("Which are even?\n\n- 2\n- 4\n- 5", [], "- 2\n- 4"),
        ("The sky is blue.", ["*True", "False"], "so"),
        ("Who said it?", [], "Ann / Anna"),
        ("When was it?", [], "1969 ± 1"),
        ("Match.", [], "a -> 1\nb -> 2"),
        ("Two plus _____ is four.", ["*two", "three"], ""),
        ("Is 1=1?", ["*yes", "no"], "Always."),
    ]
    assert {each.question.track for each in read.questions} == {"cats"}
    assert read.questions[0].line == 4


def test_gift_with_formats_weights_and_numbers() -> None:
    text = """How many legs has a spider? {#
    =8:0   # Right.
    =%50%8:2 # Close.
}

What is half of five? {#2.5:0.1}.

Which lives in water? {
    ~%25%frog
    ~[plain]cat # [html]It <b>drinks</b> it.
    =[html]<i>fish</i>
}

Name a color. {=red =%50%pink =%0%* # No.}
"""
    assert _asked(_read(text, "quiz.txt")) == [
        ("How many legs has a spider?", [], "8 / 8 ± 2"),
        ("What is half of five?", [], "2.5 ± 0.1"),
        ("Which lives in water?", ["frog", "cat", "*fish"], "cat: It drinks it."),
        ("Name a color.", [], "red / pink"),
    ]


def test_a_mapping_gives_each_question_all_its_answers() -> None:
    text = """AUTHOR: Someone
What boils at 100 degrees?:
- water
- Water
- H2O
A fruit that keeps doctors away:
- apple
How many days has a week?:
- 7
- seven
"""
    assert _asked(_read(text, "trivia.yaml")) == [
        ("What boils at 100 degrees?", [], "water / Water / H2O"),
        ("A fruit that keeps doctors away", [], "apple"),
        ("How many days has a week?", [], "7 / seven"),
    ]


def test_a_text_below_a_title_that_asks_is_its_answer() -> None:
    items = [
        {
            "title": "What is a stack?",
            "text": "### What is a stack?\n\nThe last in leaves first.",
        },
        {"title": "Reverse a list", "text": "Reverse a list\nSwap its ends, then go on inside it."},
        {"title": "Warm-up", "text": "What is a queue, and where would you want to use one?"},
    ]
    assert _asked(_read(json.dumps(items), "list.json")) == [
        ("What is a stack?", [], "The last in leaves first."),
        ("Reverse a list", [], "Swap its ends, then go on inside it."),
        ("What is a queue, and where would you want to use one?", [], ""),
    ]


def test_a_question_that_goes_on_for_long_is_unchecked() -> None:
    told = "It is kept in memory by the program for as long as somebody needs it. " * 3
    read = _read(json.dumps([{"question": f"What is a cache?\n\n{told}"}]), "list.json")
    assert read.questions[0].unchecked == "text after the question"
    code = "```\n" + "value = other.value\n" * 40 + "```"
    shown = _read(json.dumps([{"question": f"What does this print?\n\n{code}"}]), "list.json")
    assert shown.questions[0].unchecked == ""


def test_aiken() -> None:
    read = _read(AIKEN, "quiz.txt")
    assert read.reader == "aiken"
    assert _asked(read) == [
        ("What is two?", ["one", "*two"], ""),
        ("Which one\nis it?", ["*x", "y"], ""),
    ]
    assert [(each.line, each.what) for each in read.left_out] == [(12, "Lost?")]


def test_moodle_xml() -> None:
    read = _read(MOODLE, "quiz.xml")
    assert _asked(read) == [
        ("Which?\n\nls -l\nrm", ["no", "*yes"], "Why.\n\nAll."),
        ("Is it?", ["True", "*False"], ""),
    ]
    assert [each.line for each in read.questions] == [4, 9]
    assert {each.question.track for each in read.questions} == {"shell"}
    assert [(each.what, each.line) for each in read.left_out] == [("gaps", 12)]


SHAPES: list[tuple[Any, tuple[str, list[str], str]]] = [
        (
            {"results": [{"type": "multiple", "difficulty": "easy", "category": "C",
                          "question": "What&#039;s it?", "correct_answer": "a &amp; b",
                          "incorrect_answers": ["c", "d"]}]},
            ("What's it?", ["*a & b", "c", "d"], ""),
        ),
        (
            [{"question": "Which?", "options": ["a", "b", "c"], "answer": 2},
             {"question": "Why?", "options": ["a", "b", "c"], "answer": 0}],
            ("Which?", ["a", "b", "*c"], ""),
        ),
        (
            [{"question": "Which?", "options": ["a", "b", "c"], "answer": 3},
             {"question": "Why?", "options": ["a", "b", "c"], "answer": 1}],
            ("Which?", ["a", "b", "*c"], ""),
        ),
        (
            {"quiz": {"questions": [{"q": "Which?", "explanation": "So.", "answers": [
                {"text": "a", "correct": False}, {"text": "b", "correct": True}]}]}},
            ("Which?", ["a", "*b"], "So."),
        ),
        (
            [{"question": "Which?", "choices": {"A": "one", "B": "two"}, "correctAnswer": "B"}],
            ("Which?", ["one", "*two"], ""),
        ),
        ({"What is it?": "A thing.", "And that?": "Another."}, ("What is it?", [], "A thing.")),
        (
            {"__type__": "Deck", "name": "D", "children": [], "note_models": [
                {"crowdanki_uuid": "u", "flds": [{"name": "Front"}, {"name": "Back"}]}],
             "notes": [{"fields": ["What?<br>", "<b>It</b>"], "note_model_uuid": "u", "tags": []}]},
            ("What?", [], "It"),
        ),
]  # fmt: skip


@pytest.mark.parametrize(("value", "asked"), SHAPES)
def test_json_of_many_shapes(value: Any, asked: tuple[str, list[str], str]) -> None:
    assert _asked(_read(json.dumps(value), "list.json"))[0] == asked


def test_json_with_questions_in_many_places_gives_all_of_them() -> None:
    def one(text: str, right: int) -> dict[str, Any]:
        answers = [{"text": name, "correct": right == at} for at, name in enumerate("xy")]
        return {"id": text, "text": text, "answers": answers}

    hills, lakes = one("Which hill?", 0), one("Which lake?", 1)
    tests = [{"title": "One", "questions": [hills]}, {"title": "Two", "questions": [lakes]}]
    nested = {"subjects": [{"name": "Maps", "units": [{"name": "All", "tests": tests}]}]}
    for value in (nested, {"Hills": [hills], "Lakes": [lakes]}, {"1": hills, "2": lakes}):
        read = _read(json.dumps(value), "list.json")
        assert _asked(read) == [("Which hill?", ["*x", "y"], ""), ("Which lake?", ["x", "*y"], "")]


def test_json_in_several_languages_is_read_in_english_or_the_first() -> None:
    for languages, at in ((("de", "en"), 1), (("zh", "ja"), 0)):
        question = {each: f"What is {each}?" for each in languages}
        read = _read(json.dumps([{"question": question, "answer": "x"}]), "list.json")
        assert _asked(read) == [(f"What is {languages[at]}?", [], "x")]


@pytest.mark.slow
def test_our_own_json_gives_equal_questions() -> None:
    questions = list(load_bank().questions.values())
    for make in (to_plain, listing):
        read = _read(json.dumps([make(each) for each in questions]), "bank.json")
        assert [each.question for each in read.questions] == questions
        assert read.with_choices == sum(bool(each.choices) for each in questions)
    wrapped = _read(json.dumps({"ok": True, "result": [listing(questions[0])]}), "bank.json")
    assert [each.question for each in wrapped.questions] == questions[:1]


def test_yaml() -> None:
    read = _read("- question: Which?\n  options: [a, b]\n  answer: b\n", "list.yaml")
    assert _asked(read) == [("Which?", ["a", "*b"], "")]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ('{"a": ', "a.json", r"isn't JSON \(line 1"),
        ("[" * 100_000, "a.json", "nests too deeply"),
        ("a: &a [1]\nb: *a\n", "a.yaml", r"has an alias \(line 2\)"),
        ("[" * 1000, "a.yaml", "nests too deeply|isn't YAML"),
        ("a: [", "a.yaml", "isn't YAML"),
        ("<quiz><question>", "a.xml", "isn't whole XML"),
        (
            '<!DOCTYPE q [<!ENTITY a "b">]><quiz><question type="x">&a;</question></quiz>',
            "a.xml",
            "declares entities",
        ),
    ],
)
def test_what_cannot_be_read_is_one_sentence(text: str, name: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        _read(text, name)
    assert caught.value.fix
