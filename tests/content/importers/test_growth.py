"""A list twice as long takes about twice the work to read."""

import sys
from types import FrameType

import pytest

from content.importers.reading import read_source
from content.importers.source import Source

LISTS = {
    "parts with other questions between": (
        "## Part {n}\n\n### What is {n}?\n\nIt is.\n\n- bullet why?\n- bullet how?\n\n"
        "## Other {n}\n\n**What's bold {n}?**\n\nyes\n\n**How bold {n}?**\n\nno\n\n"
    ),
    "boxes below one question": "- [ ] item {n}\n",
    "folds on one line": "<details><summary>Why {n}?</summary>so</details>",
    "open folds on one line": "<details><summary>Why {n}?</summary>",
    "answers below each question": "{n}. Why?\n\nAnswers: 1-a, 2-b\n\n",
    "answers without numbers above": "**Why {n}?**\n\nAnswers: 1-a, 2-b\n\n",
    "answers line by line": "Answers: 1-a, 2-b\n",
    "titles of answers": "Answers\n",
    "titles of answers with text between": "Answers\n\n1-a, 2-b\n\nx\n\nx\n\nx\n\n",
    "headings of answers": "## Answers\n",
    "numbered choices": "{n}. What?\n1. x\n2. y\n",
    "numbers in circles": "1. x\n2. y\n3. z\n",
    "numbers on one line": "1) x 2) y 2) z 2) u\n",
    "lettered choices": "{n}. What?\nA) x\nB) y\n",
    "nested parts": "# Part {n}\n## Sub {n}\n### What is {n}?\nIt is.\n",
    "table rows": "|Why {n}?|so|\n",
    "small tables": "|q|a|\n|-|-|\n|Why {n}?|so|\n\n",
    "a sentence over many lines": "and what\n",
}


CARDS = {
    "gaps left open": "{{c1::",
    "gaps in gaps": "{{c1::{{c2::a}}}} ",
    "comments left open": "<!--",
    "tags left open": "<div><span>",
}


def _calls(text: str, name: str = "list.md") -> int:
    """Return how many calls it takes to read a list; a count doesn't depend on the machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read_source(Source(name, text.encode()))
    finally:
        sys.setprofile(None)
    return calls


def _assert_twice_the_work(short: str, long: str, name: str = "list.md") -> None:
    _calls(short, name)  # fills the caches
    assert _calls(long, name) < 2.3 * _calls(short, name)


def _assert_as_much_work_as_text(shape: str, end: str = "") -> None:
    short, long = (
        "# What of these?\n\n" + "".join(shape.format(n=n) for n in range(count)) + end
        for count in (150, 300)
    )
    _assert_twice_the_work(short, long)


@pytest.mark.parametrize("shape", LISTS.values(), ids=LISTS)
def test_a_list_twice_as_long_takes_twice_the_work(shape: str) -> None:
    _assert_as_much_work_as_text(shape)


def test_twice_as_much_told_after_the_answer_takes_twice_the_work() -> None:
    _assert_as_much_work_as_text("... so {n}\n", "a) x\n*b) y\n")


@pytest.mark.parametrize("shape", CARDS.values(), ids=CARDS)
def test_a_card_twice_as_long_takes_twice_the_work(shape: str) -> None:
    short, long = (f"#separator:tab\n{shape * count}\tso\n" for count in (150, 300))
    _assert_twice_the_work(short, long, "notes.txt")


@pytest.mark.parametrize("shape", CARDS.values(), ids=CARDS)
def test_a_card_of_marks_left_open_is_read_to_its_end(shape: str) -> None:
    text = f"#separator:tab\nWhy? {shape * 20_000}\tso\n"  # a search from each mark takes minutes
    assert read_source(Source("notes.txt", text.encode())).questions
