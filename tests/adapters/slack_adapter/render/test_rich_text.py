from hypothesis import given, settings

from bot.adapters.slack.render.packing import rich
from bot.adapters.slack.render.rich_text import document_elements
from bot.engine.model.rich_text import (
    BulletList,
    CodeBlock,
    Document,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    code_blocks,
    plain_text,
)
from tests.support.fakes.block_kit import Json, problems
from tests.support.slack.documents import DOCUMENTS


def words(*texts: str) -> Document:
    return tuple(Paragraph((Text(text),)) for text in texts)


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS)
def test_any_document_is_valid_and_says_every_word(document: Document) -> None:
    elements = document_elements(document)
    if elements:
        assert problems(rich(elements)) == []
    shown = "".join(_texts(elements))
    for word in plain_text(document).split():
        assert word.strip("-.0123456789|") in shown


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS)
def test_code_blocks_stay_code_blocks_byte_for_byte(document: Document) -> None:
    shown = [
        element["elements"][0]["text"]
        for element in document_elements(document)
        if element["type"] == "rich_text_preformatted"
    ]
    for block in code_blocks(document):
        assert (block.code.rstrip("\n") or " ") in shown


def test_paragraphs_share_a_section_with_an_empty_line_between() -> None:
    (section,) = document_elements(words("one", "two"))
    assert _texts([section]) == ["one", "\n\n", "two"]


def test_text_that_pings_elsewhere_is_a_literal_text_here() -> None:
    (section,) = document_elements(words("<!channel> <@U1> &lt; *b* `c`"))
    assert section["elements"] == [{"type": "text", "text": "<!channel> <@U1> &lt; *b* `c`"}]


def test_styles_add_up_and_links_keep_them() -> None:
    bold = Strong((Text("see "), Link((Text("docs"),), "https://a.b")))
    (section,) = document_elements((Paragraph((bold,)),))
    assert section["elements"] == [
        {"type": "text", "text": "see ", "style": {"bold": True}},
        {"type": "link", "url": "https://a.b", "text": "docs", "style": {"bold": True}},
    ]


def test_a_nested_list_is_indented_and_the_outer_one_goes_on() -> None:
    inner = BulletList((words("inner"),))
    outer = BulletList(((*words("one"), inner), words("two")))
    shown = document_elements((outer,))
    assert [(e["style"], e["indent"], _texts([e])) for e in shown] == [
        ("bullet", 0, ["one"]),
        ("bullet", 1, ["inner"]),
        ("bullet", 0, ["two"]),
    ]


def test_a_plain_numbered_list_is_one_of_slacks() -> None:
    (shown,) = document_elements((NumberedList((words("a"), words("b"))),))
    assert (shown["style"], len(shown["elements"])) == ("ordered", 2)


def test_a_numbered_list_that_slack_would_number_wrongly_carries_its_numbers() -> None:
    with_code = NumberedList(((*words("a"), CodeBlock("x")), words("b")))
    late = NumberedList((words("c"),), 3)
    shown = document_elements((with_code, late))
    assert [_texts([element]) for element in shown] == [
        ["1. ", "a"],
        ["x"],
        ["2. ", "b"],
        ["3. ", "c"],
    ]


def test_a_quote_holds_its_code_behind_a_border() -> None:
    shown = document_elements((Quote((*words("said"), CodeBlock("x"))),))
    assert [element["type"] for element in shown] == ["rich_text_quote", "rich_text_preformatted"]
    assert shown[1]["border"] == 1


def test_a_table_is_aligned_text() -> None:
    table = Table(((Text("name"),), (Text("n"),)), (((Text("relu"),), (Text("10"),)),))
    (shown,) = document_elements((table,))
    assert shown["elements"][0]["text"].split("\n") == ["name | n", "-----+---", "relu | 10"]


def _texts(elements: list[Json]) -> list[str]:
    found: list[str] = []
    for element in elements:
        if "elements" in element:
            found.extend(_texts(element["elements"]))
        else:
            found.append(str(element.get("text")))
    return found
