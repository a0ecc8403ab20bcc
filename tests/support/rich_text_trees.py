"""Strategies for rich text as the parser makes it."""

from hypothesis import strategies as st

from bot.engine.model.rich_text import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from content.markdown.inline_order import joined, trimmed
from content.markdown.maths import readable

# Everything Markdown could trip over, and some words.
SIGNS = r"""abc XY12 .,:;!?()[]{}<>*_`~#+-=|\/&$%^'"é₀—"""
words = st.text(SIGNS, min_size=1, max_size=12)
texts = words.map(Text)
codes = st.text(SIGNS, min_size=1, max_size=8).filter(lambda t: bool(t.strip())).map(Code)
maths = st.sampled_from(["x", "x_i^2", r"\frac{a}{b}", "a < b"]).map(lambda m: Math(m, readable(m)))
marked = st.text("abcé12", min_size=1, max_size=5).map(lambda word: (Text(word),))
pieces = st.one_of(
    texts,
    codes,
    maths,
    marked.map(Strong),
    marked.map(Emphasis),
    st.builds(Link, marked, st.sampled_from(["https://a.b/c", "http://a.b/(d)?e=f&g=h#i"])),
)


def _spread(parts: list[Inline]) -> Inlines:
    """Part the pieces by spaces: marks that touch words are a dialect of their own."""
    spread: list[Inline] = []
    for part in parts:
        spread += [Text(" "), part] if spread else [part]
    return trimmed(joined(spread))


lines: st.SearchStrategy[Inlines] = (
    st.lists(pieces, min_size=1, max_size=5).map(_spread).filter(bool)
)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    parts = draw(st.lists(lines, min_size=1, max_size=3))
    whole: list[Inline] = []
    for part in parts:
        whole += [LineBreak(), *part] if whole else list(part)
    return Paragraph(tuple(whole))


code_blocks = st.builds(
    CodeBlock,
    st.text("ab#`~ \t\n>-", max_size=30).map(lambda code: code + "\n"),
    st.sampled_from(["", "python", "sql"]),
    st.booleans(),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    cells = st.text("ab|`*$<", min_size=1, max_size=5).map(lambda t: (Text(t),))
    width = draw(st.integers(1, 3))
    row = st.tuples(*[cells] * width)
    return Table(draw(row), tuple(draw(st.lists(row, max_size=2))))


leaves: st.SearchStrategy[Block] = st.one_of(
    paragraphs(), code_blocks, tables(), st.builds(Heading, st.integers(1, 6), lines)
)
documents: st.SearchStrategy[Document] = st.recursive(
    st.lists(leaves, min_size=1, max_size=3).map(tuple),
    lambda inner: st.lists(
        st.one_of(
            leaves,
            st.builds(BulletList, st.lists(inner, min_size=1, max_size=2).map(tuple)),
            st.builds(
                NumberedList, st.lists(inner, min_size=1, max_size=2).map(tuple), st.integers(0, 99)
            ),
            st.builds(Quote, inner),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    max_leaves=6,
)
