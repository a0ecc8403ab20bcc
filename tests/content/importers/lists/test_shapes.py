"""Lists in the shapes people write them: each question found, with its choices and its answer."""

import pytest

from bot.engine.model.rich_text import plain_inlines, plain_text
from content.importers.choosing import READERS, chosen_reader
from content.importers.pipeline import Imported
from content.importers.reading import read_source
from content.importers.source import Source
from tests.support.list_sample import Asked, ListSample
from tests.support.public_shapes import PUBLIC_SAMPLES
from tests.support.question_lists import SAMPLES

ALL = {**SAMPLES, **PUBLIC_SAMPLES}


def _read(text: str) -> tuple[Imported, ...]:
    return read_source(Source("list.md", text.encode()), "markdown").questions


@pytest.mark.parametrize("sample", ALL.values(), ids=ALL)
def test_a_list_gives_what_a_person_sees_in_it(sample: ListSample) -> None:
    read = _read(sample.text)
    found = [
        Asked(
            plain_text(each.question.prompt).split("\n")[0],
            tuple(plain_inlines(choice.text) for choice in each.question.choices),
            "".join(plain_inlines(choice.text) for choice in each.question.choices if choice.right),
        )
        for each in read
    ]
    assert found == [Asked(each.title, each.choices, each.right) for each in sample.asked]
    for each, asked in zip(read, sample.asked, strict=True):
        answer = plain_text(each.question.answer)
        assert answer.startswith(asked.answer)
        assert bool(answer) == bool(asked.answer)
        assert asked.shown in plain_text(each.question.prompt)
        assert each.unchecked == ""


@pytest.mark.parametrize("sample", ALL.values(), ids=ALL)
def test_the_line_of_a_question_is_the_authors(sample: ListSample) -> None:
    lines = sample.text.split("\n")
    for each in _read(sample.text):
        word = each.question.title.rstrip("?").split()[-1].strip("`,.:")
        near = " ".join(lines[each.line - 1 : each.line + 3])
        assert word in near.replace("`", "").replace("_", "")


@pytest.mark.parametrize("sample", ALL.values(), ids=ALL)
def test_windows_line_ends_change_nothing(sample: ListSample) -> None:
    assert _read(sample.text.replace("\n", "\r\n")) == _read(sample.text)


def test_every_reader_says_what_it_reads() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)
    reader, likeness = chosen_reader(Source("a.md", b"# What is it?\n\nA thing.\n"))
    assert (reader.name, likeness.reason) == ("markdown", "Markdown by its name")


def test_a_long_list_of_boxes_is_not_taken_for_choices() -> None:
    for count, with_choices in ((26, 1), (27, 0), (60, 0)):
        boxes = "".join(f"- [ ] item {n}\n" for n in range(1, count + 1))
        text = f"# Q1. Which of these is last?\n\n{boxes}"
        read = read_source(Source("list.md", text.encode()), "markdown")
        assert (len(read.questions), read.with_choices) == (1, with_choices)


def test_a_page_that_links_to_the_lists_says_so() -> None:
    text = "# Questions\n\n- [Hills](hills.md)\n- [Lakes](lakes.md)\n- [Seas](more/seas.md#top)\n"
    read = read_source(Source("README.md", text.encode()), "markdown")
    assert read.saw == "links to other files such as hills.md; give these files, or their folder"


def test_a_web_page_without_questions_says_so() -> None:
    read = read_source(Source("page.html", b"<!DOCTYPE html>\n<html><p>Hi</p></html>"))
    assert read.saw == "a web page; copy its questions into a text or Markdown file"
