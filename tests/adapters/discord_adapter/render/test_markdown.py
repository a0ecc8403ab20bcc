"""Escaping and cutting: literal text stays literal, and nothing is cut through a fence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.render import forms, markdown
from bot.adapters.discord.render.markdown import Piece
from bot.engine.model.rich_text import (
    Code,
    CodeBlock,
    Heading,
    Link,
    NumberedList,
    Strong,
    Text,
    paragraph,
)

NASTY = st.text("*_~`|<>[]()@:#-+\\/ \nabeveryonhrt1.\u202e\u200f\u2066", max_size=80)
LIVE = re.compile(r"(?<!\\)(?:\\\\)*([*_~`|<>\[\]])")


@given(NASTY)
def test_words_of_members_show_exactly_their_characters_and_do_nothing(words: str) -> None:
    made = markdown.inert(words)
    assert not LIVE.search(made)
    assert not re.search(r"@(everyone|here)", made)
    assert not re.search(r"[a-z]://", made)
    assert not re.search(r"^\s*(#{1,3}|-#|[-+]|\d+[.)])\s", made, re.MULTILINE)
    assert not any(mark in made for mark in "\u202e\u200f\u2066")
    seen = re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", made).replace("\u200b", "")
    assert seen == re.sub("[\u202e\u200f\u2066]", "", words)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ann", "Ann"),
        ("  a\n# b ", "a # b"),
        ("", "someone"),
        ("\u202e\u202e", "someone"),
        ("@everyone", "@\u200beveryone"),
        ("x" * 2000, "x" * 59 + "…"),
    ],
)
def test_names_take_one_line(name: str, shown: str) -> None:
    assert markdown.name(name) == shown


@pytest.mark.parametrize(
    ("inline", "shown"),
    [
        (Code("a_b"), "`a_b`"),
        (Code("a`b"), "`` a`b ``"),
        (Strong((Text("a*b"),)), "**a\\*b**"),
        (Link((Text("docs"),), "https://a.example/x_(y)"), "[docs](<https://a.example/x_(y%29>)"),
        (Text("f(x)[0] < 3"), "f(x)\\[0\\] \\< 3"),
    ],
)
def test_inline_text_is_escaped_by_what_it_is(inline: object, shown: str) -> None:
    assert markdown.inlines((inline,)) == shown  # pyright: ignore[reportArgumentType]


def test_code_and_headings_have_no_blank_line_next_to_them() -> None:
    words = paragraph("Words.")
    tree = (*words, *words, CodeBlock("x = 1", "python"), *words, Heading(3, (Text("Part"),)))
    shown = "Words.\n\nWords.\n```python\nx = 1\n```\nWords.\n### Part\nWords."
    assert markdown.join(markdown.pieces((*tree, *words))) == shown


def test_lists_keep_their_numbers_across_code() -> None:
    items = ((*paragraph("one"),), (*paragraph("two"),))
    assert markdown.join(markdown.pieces((NumberedList(items, 3),))) == "3. one\n4. two"


@given(
    st.lists(
        st.tuples(st.text("ab \n", min_size=1, max_size=600), st.booleans()), min_size=1, max_size=6
    ),
    st.integers(100, 500),
)
def test_pages_hold_everything_in_order_and_close_their_fences(
    parts: list[tuple[str, bool]], limit: int
) -> None:
    pieces = [Piece(f"x{body}x", "```python" if fenced else "") for body, fenced in parts]
    pages = markdown.paginate(pieces, limit)
    assert all(len(page) <= limit for page in pages)
    assert all(page.count("```") % 2 == 0 for page in pages)
    bare = "".join(pages).replace("```python", "").replace("```", "")
    assert re.sub(r"\s", "", bare) == re.sub(r"\s", "", "".join(p.body for p in pieces))


def test_a_forms_labels_show_the_words_without_their_marks() -> None:
    shown = markdown.inlines((Strong((Text("a_b*c"),)), Text(" [0] and "), Code("x_y")))
    assert forms.plain(shown) == "a_b*c [0] and x_y"


def test_a_piece_that_fits_a_page_of_its_own_is_not_cut() -> None:
    block = Piece("\n".join(f"line {n}" for n in range(20)), "```python")
    first, second = markdown.paginate([Piece("text " * 50), block], 300)
    assert "```" not in first
    assert second == str(block)


def test_a_page_too_small_for_anything_says_so() -> None:
    assert markdown.paginate([Piece("text " * 50)], 20, -5) == (markdown.NOTHING,)
