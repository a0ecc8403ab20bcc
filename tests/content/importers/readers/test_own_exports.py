"""Our own exports after somebody broke them: no traceback, and no door past a check."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.engine.errors import Refused
from bot.engine.model.question_json import to_plain
from content.exporters.markdown import to_markdown
from content.format.note_fields import DATA, read_data
from content.importers.own import own_question
from content.importers.reading import read_source
from content.importers.source import Source
from tests.support.question_samples import FOLLOWED, question

ASKED = question(FOLLOWED)
Break = Callable[[dict[str, Any]], object]
BROKEN: list[Break] = [
    lambda q: q.update(title=5),
    lambda q: q.update(level=["basic"]),
    lambda q: q.update(level="easy"),
    lambda q: q.update(choices=None),
    lambda q: q.update(tags=[1]),
    lambda q: q.update(references=[None]),
    lambda q: q["prompt"][0].update(children=[{"type": "text", "text": 5}]),
    lambda q: q["prompt"][0].update(type="script"),
    lambda q: q["prompt"].append({"type": "code", "code": 1, "language": 2, "runs": 3}),
    lambda q: q["choices"][0].pop("why"),
    lambda q: q.update(key_points=[[{"type": "link", "children": [], "url": 4}]]),
]


def plain() -> dict[str, Any]:
    return json.loads(json.dumps(to_plain(ASKED)))


def test_a_sound_one_is_whole() -> None:
    assert own_question(plain()) == ASKED


@pytest.mark.parametrize("break_it", BROKEN)
def test_a_broken_one_is_not_ours(break_it: Break) -> None:
    values = plain()
    break_it(values)
    assert own_question(values) is None
    read_source(Source("list.json", json.dumps([values]).encode()))


def test_control_characters_are_taken_out() -> None:
    values = plain()
    values["title"] = "A\0B\x1b"
    found = own_question(values)
    assert found is not None
    assert found.title == "AB"


@pytest.mark.parametrize("question_id", ["../up", "/etc/x", "a/../b", "a/b/c", "A b/c", ""])
def test_an_id_cannot_leave_the_folder(question_id: str) -> None:
    found = own_question({**plain(), "id": question_id})
    assert found is not None
    assert found.id == ""


def test_that_somebody_looked_is_not_taken_from_a_file() -> None:
    found = own_question({**plain(), "approved": True, "unchecked": "an answer"})
    assert found == ASKED


@pytest.mark.parametrize("data", ["", "5", "[]", "{}", '{"question": [[]], "fields": {}}',
                                  '{"question": {}, "fields": [1]}', "[" * 9000])  # fmt: skip
def test_a_note_that_carries_anything_else_is_not_ours(data: str) -> None:
    assert read_data({DATA: data}) == ({}, frozenset())


def test_a_bank_file_is_read_as_one_and_its_problems_are_named() -> None:
    source = Source("my/hashing/ring.md", to_markdown(ASKED).replace("\n", "\r\n").encode())
    read = read_source(source)
    assert (read.reader, [each.question for each in read.questions]) == ("bank-file", [ASKED])
    wrong = to_markdown(ASKED).replace("## Key points", "## Keys")
    with pytest.raises(Refused, match="line 23: Unknown section 'Keys'"):
        read_source(replace(source, data=wrong.encode()))


def test_a_page_with_a_front_matter_of_others_is_no_bank_file() -> None:
    page = (
        "---\ntitle: Go\nlevel: basic\ndate: 2026-01-01\n---\n\n### 1. What is Go?\n\nA language.\n"
    )
    read = read_source(Source("go.md", page.encode()))
    assert read.reader == "markdown"
    assert len(read.questions) == 1
