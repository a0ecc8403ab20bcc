"""Whatever is given is read, or refused in a sentence; nothing else happens."""

import csv
import json
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.errors import Refused
from bot.engine.model.rich_text import plain_inlines, plain_text
from content.importers.choosing import PARTS, READERS
from content.importers.pipeline import with_own_ids
from content.importers.reading import read_source
from content.importers.source import Source
from tests.support import decks
from tests.support.question_lists import SAMPLES

NAMES = [reader.name for reader in (*READERS, *PARTS)]
BYTES = [
    *(sample.text.encode() for sample in SAMPLES.values()),
    decks.first_generation([("What?", "It")]),
    decks.third_generation([("{{c1::What}} is it?", "It")]),
    b"question,a,b,correct\nWhich?,1,2,A\n",
    b'[{"question": "Which?", "options": ["a", "b"], "answer": 1}]',
    b"- question: Which?\n  answer: [a, {b: c}]\n",
    b"::t:: What? {=a ~b#no}\n",
    b"What?\nA. x\nB. y\nANSWER: A\n",
    b'<quiz><question type="essay"><questiontext><text>x</text></questiontext></question></quiz>',
]


def _read(data: bytes, wanted: str, name: str = "list") -> None:
    try:
        read = read_source(Source(name, data), wanted)
    except Refused:
        return
    ids = [each.question.id for each in with_own_ids([read])[0].questions]
    assert len({*ids}) == len(ids)


@pytest.mark.parametrize("wanted", NAMES)
@given(data=st.sampled_from(BYTES), cut=st.floats(0, 1), noise=st.binary(max_size=20))
def test_a_file_with_a_piece_changed(wanted: str, data: bytes, cut: float, noise: bytes) -> None:
    place = int(cut * len(data))
    _read(data[:place] + noise + data[place + len(noise) :], wanted)


FRAGMENTS = st.sampled_from(
    ["# What?", "### Q1. Why?", "Answer: B", "- [x] a", "- [ ] b", "A) one", "B) two", "```",
     "    x", "<details><summary>Show</summary>", "</details>", "<summary>", "**What?**", "1. How?",
     "| a? | b |", "|---|---|", "", "text", "> quote", "## Answers", "1. B", "1-A 2-B", ": it",
     "{=a ~b}", "ANSWER: A", "{{c1::x}}", "\t", ",;|", '"', "<b>", "$$", "\\(", "====", "---",
     "题 1：", "Q: a?", "A: b"]
)  # fmt: skip


@given(lines=st.lists(FRAGMENTS, max_size=30), wanted=st.sampled_from(["", *NAMES]))
def test_pieces_of_lists_in_any_order(lines: list[str], wanted: str) -> None:
    _read("\n".join(lines).encode(), wanted)


@given(text=st.text(max_size=200), wanted=st.sampled_from(["", *NAMES]))
def test_any_text(text: str, wanted: str) -> None:
    _read(text.encode(errors="replace"), wanted)


# --- what is written in a known form is read back ------------------------------------------

WORDS = ["cache", "lock", "queue", "index", "node", "stack", "heap", "graph", "loop"]
WORD = st.sampled_from(WORDS)
TITLE = st.lists(WORD, min_size=2, max_size=5, unique=True).map(
    lambda w: f"What is a {' '.join(w)}?"
)
ANSWER = st.lists(WORD, min_size=2, max_size=8).map(lambda w: f"It has a {' '.join(w)}.")
CHOICES = st.lists(WORD, min_size=2, max_size=5, unique=True)
Item = tuple[str, list[str], int, str]


def _item(title: str, choices: list[str], key: int, answer: str) -> Item:
    return title, choices, key % len(choices), answer


ITEM = st.builds(_item, TITLE, CHOICES, st.integers(0, 4), ANSWER)
ITEMS = st.lists(ITEM, min_size=2, max_size=6, unique_by=lambda item: item[0])


def _ticked(items: list[Item]) -> str:
    return "\n\n".join(
        f"### Q{n}. {title}\n\n"
        + "\n".join(f"- [{'x' if i == key else ' '}] {c}" for i, c in enumerate(choices))
        + f"\n\n**Explanation:** {answer}"
        for n, (title, choices, key, answer) in enumerate(items, 1)
    )


def _lettered(items: list[Item]) -> str:
    return "\n\n".join(
        f"{n}. {title}\n"
        + "\n".join(f"   {'abcde'[i]}) {c}" for i, c in enumerate(choices))
        + f"\n\n   Answer: {'abcde'[key]}\n\n   {answer}"
        for n, (title, choices, key, answer) in enumerate(items, 1)
    )


def _folded(items: list[Item]) -> str:
    return "\n\n".join(
        f"###### {n}. {title}\n\n"
        + "\n".join(f"- {'ABCDE'[i]}: {c}" for i, c in enumerate(choices))
        + f"\n\n<details><summary>Answer</summary>\n\n#### Answer: {'ABCDE'[key]}"
        + f"\n\n{answer}\n\n</details>"
        for n, (title, choices, key, answer) in enumerate(items, 1)
    )


def _sheet(items: list[Item]) -> str:
    held = StringIO()
    writer = csv.writer(held)
    writer.writerow(["correct", *(f"choice {n}" for n in range(1, 6)), "question", "explanation"])
    for title, choices, key, answer in items:
        row = [*choices, *[""] * (5 - len(choices))]
        writer.writerow(["ABCDE"[key], *row, title, answer])
    return held.getvalue()


def _gift(items: list[Item]) -> str:
    return "\n\n".join(
        f"{title} {{"
        + " ".join(f"{'=' if i == key else '~'}{c}" for i, c in enumerate(choices))
        + f"####{answer}}}"
        for title, choices, key, answer in items
    )


def _json(items: list[Item]) -> str:
    return json.dumps(
        [
            {"question": title, "options": choices, "correct": choices[key], "explanation": answer}
            for title, choices, key, answer in items
        ]
    )


@pytest.mark.parametrize("write", [_ticked, _lettered, _folded, _sheet, _gift, _json])
@given(items=ITEMS)
def test_what_is_written_in_a_known_form_is_read_back(
    write: Callable[[list[Item]], str], items: list[Item]
) -> None:
    read = read_source(Source("list", write(items).encode()))
    assert [
        (
            plain_text(each.question.prompt),
            [plain_inlines(choice.text) for choice in each.question.choices],
            each.question.key,
            plain_text(each.question.answer),
        )
        for each in read.questions
    ] == items
