from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.rich_text import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    Math,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    paragraph,
    plain_text,
)
from content.markdown.blocks import RULE, parse_document, parse_inlines


def test_marks_become_nodes() -> None:
    assert parse_inlines("a **b _c_** `d` *e*") == (
        Text("a "),
        Strong((Text("b "), Emphasis((Text("c"),)))),
        Text(" "),
        Code("d"),
        Text(" "),
        Emphasis((Text("e"),)),
    )


def test_blocks_become_nodes() -> None:
    source = "# H\n\n- a\n- b\n\n3. c\n\n> d\n\n| e | f |\n| - | - |\n| g | h |\n\n---\n"
    assert parse_document(source) == (
        Heading(1, (Text("H"),)),
        BulletList((paragraph("a"), paragraph("b"))),
        NumberedList((paragraph("c"),), 3),
        Quote(paragraph("d")),
        Table(((Text("e"),), (Text("f"),)), (((Text("g"),), (Text("h"),)),)),
        *paragraph(RULE),
    )


def test_a_list_may_begin_at_zero() -> None:
    assert parse_document("0. a\n") == (NumberedList((paragraph("a"),), 0),)


def test_raw_html_is_literal_text() -> None:
    assert parse_document("<script>x</script>\n\na <b>c</b>") == (
        *paragraph("<script>x</script>"),
        *paragraph("a <b>c</b>"),
    )


@pytest.mark.parametrize("url", ["http://a.b/c", "https://a.b"])
def test_links_lead_to_the_web(url: str) -> None:
    assert parse_inlines(f"[a]({url}) <{url}>") == (
        Link((Text("a"),), url),
        Text(" "),
        Link((Text(url),), url),
    )


@pytest.mark.parametrize("url", ["ftp://a.b", "mailto:a@b.c", "../a.md", "https:", "slack://open"])
def test_links_elsewhere_are_text_that_keeps_the_address(url: str) -> None:
    assert parse_inlines(f"[a]({url})") == (Text(f"a ({url})"),)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_dangerous_links_are_never_links(url: str) -> None:
    assert not any(isinstance(piece, Link) for piece in parse_inlines(f"[a]({url})"))


def test_an_image_is_its_words_and_a_link() -> None:
    assert parse_inlines("![a *b*](https://a.b/c.png)") == (
        Link((Text("a "), Emphasis((Text("b"),))), "https://a.b/c.png"),
    )
    assert parse_inlines("![](https://a.b/c.png)") == (
        Link((Text("https://a.b/c.png"),), "https://a.b/c.png"),
    )
    assert parse_inlines("![graph](img/graph.png)") == (Text("graph (img/graph.png)"),)


def test_a_fence_keeps_its_code_byte_for_byte() -> None:
    code = "def f():\n\treturn  1  \n\n\n# x\n"
    assert parse_document(f"```python\n{code}```") == (CodeBlock(code, "python"),)


def test_no_run_is_kept_apart_from_the_language() -> None:
    assert parse_document("```python no-run\nx\n```") == (CodeBlock("x\n", "python", runs=False),)
    assert parse_document("```no-run\nx\n```") == (CodeBlock("x\n", "", runs=False),)


def test_dollars_around_a_formula_make_maths() -> None:
    assert parse_inlines("a $x_i^2$ b") == (Text("a "), Math("x_i^2", "xᵢ²"), Text(" b"))
    assert parse_inlines("$$x$$") == (Math("x", "x"),)


@pytest.mark.parametrize(
    "text", ["$5 and $10", "costs $5", "a $ b $ c", "$HOME and $PATH", "$$", "$x$5", "$ x$"]
)
def test_dollars_that_are_money_stay_money(text: str) -> None:
    assert parse_inlines(text) == (Text(text),)


def test_dollars_in_code_are_code() -> None:
    assert parse_inlines("`$x$`") == (Code("$x$"),)


def test_line_ends_are_spaces_unless_they_are_meant() -> None:
    assert parse_document("a\nb\\\nc") == (Paragraph((Text("a b"), LineBreak(), Text("c"))),)
    assert parse_document("a\nb", breaks=True) == (Paragraph((Text("a"), LineBreak(), Text("b"))),)


def test_a_reference_definition_is_text() -> None:
    assert parse_document("[a]: https://b.c") == paragraph("[a]: https://b.c")


@given(st.text(max_size=200), st.booleans())
def test_every_string_is_some_document(text: str, breaks: bool) -> None:
    document = parse_document(text, breaks=breaks)
    assert all(isinstance(block, get_args(Block)) for block in document)
    assert plain_text(document) or not any(char.isalnum() for char in text)


@given(st.text("abc \n", max_size=60))
def test_words_without_marks_survive(text: str) -> None:
    shown = plain_text(parse_document(text.replace("    ", " ")))
    assert shown.split() == text.split()
