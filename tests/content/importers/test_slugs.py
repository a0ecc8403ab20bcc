import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.importers.pipeline import with_own_ids
from content.importers.reading import read_source, read_text
from content.importers.slugs import SLUG_LENGTH, slug
from content.importers.source import Source


@pytest.mark.parametrize(
    ("title", "spelled"),
    [
        ("Größe der Übung", "grosse-der-ubung"),
        ("e\u0301te\u0301", "ete"),
        ("什么是 Python 装饰器？", "shen-me-shi-python-zhuang-shi-qi"),
        ("Что такое индекс?", "chto-takoe-indeks"),
        ("ما هو الفهرس؟", "m-hw-lfhrs"),
        ("데이터베이스", "deiteobeiseu"),
        ("Ελληνικά", "ellinika"),
        ("हिन्दी", "hindi"),
        ("⭐ What’s a pod? ✅", "whats-a-pod"),
        ("🚀⚙️", "rocket-gear"),
        ("…", ""),
    ],
)
def test_titles_of_every_script_are_spelled_in_letters(title: str, spelled: str) -> None:
    assert slug(title) == spelled


@given(st.text(max_size=200))
def test_a_slug_is_a_slug_whatever_the_title(title: str) -> None:
    made = slug(title)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= SLUG_LENGTH


UNKNOWN = "\U00012000"
"""A letter of cuneiform, which nothing spells."""


def test_titles_that_are_spelled_alike_get_numbers() -> None:
    titles = ("数据", "树据", "Shu ju", UNKNOWN, UNKNOWN)
    text = "".join(f"### Question: {title}\n\nWhy {title}?\n\n" for title in titles)
    ids = [each.question.id for each in read_text(text).questions]
    assert ids == [
        "notes/shu-ju",
        "notes/shu-ju-2",
        "notes/shu-ju-3",
        "notes/question",
        "notes/question-2",
    ]


def test_lists_in_two_languages_get_their_own_ids() -> None:
    chinese = "## 数据库\n\n### Question: 数据\n\n问?\n"
    german = "## Shu ju ku\n\n### Question: Shu ju\n\nWas?\n"
    read = [read_source(Source("list.md", text.encode())) for text in (chinese, german)]
    ids = [each.question.id for source in with_own_ids(read) for each in source.questions]
    assert ids == ["shu-ju-ku/shu-ju", "shu-ju-ku/shu-ju-2"]
