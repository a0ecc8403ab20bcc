"""Rich text as plain text, and its code blocks wherever they stand."""

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
    code_blocks,
    paragraph,
    plain_text,
)


def test_marks_are_left_out_and_words_stay() -> None:
    line = Paragraph(
        (
            Text("a "),
            Strong((Text("b "), Emphasis((Code("c"),)))),
            LineBreak(),
            Link((Text("d"),), "https://example.com"),
            Math("\\alpha", "α"),
        )
    )
    assert plain_text((line,)) == "a b c\ndα"


def test_blocks_are_parted_by_an_empty_line_and_lists_are_numbered_from_their_start() -> None:
    document: tuple[Block, ...] = (
        Heading(2, (Text("Title"),)),
        BulletList((paragraph("one"), paragraph("two"))),
        NumberedList((paragraph("three"), paragraph("four")), start=3),
        Quote(paragraph("said")),
        CodeBlock("x = 1\n", "python"),
        Table(((Text("h"),), (Text("i"),)), (((Text("1"),), (Text("2"),)),)),
    )
    assert plain_text(document) == (
        "Title\n\n- one\n- two\n\n3. three\n4. four\n\nsaid\n\nx = 1\n\nh | i\n1 | 2"
    )


def test_code_blocks_are_found_in_reading_order_however_deep() -> None:
    first, second, third = (CodeBlock(f"{n}\n") for n in range(3))
    document: tuple[Block, ...] = (
        first,
        *paragraph("between"),
        BulletList(((NumberedList(((Quote((second,)),),)),),)),
        third,
    )
    assert list(code_blocks(document)) == [first, second, third]
