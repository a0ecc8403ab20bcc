"""Random rich text, with the characters that break out of other dialects."""

from hypothesis import strategies as st

from bot.engine.model.rich_text import (
    BulletList,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)

WORDS = st.text(st.sampled_from("ab <>&@!#*_`~|:\n[]()\\é中"), min_size=1, max_size=30)
LEAVES = st.one_of(
    st.builds(Text, WORDS), st.builds(Code, WORDS), st.just(LineBreak()), st.builds(Text, WORDS)
)
INLINE = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Strong, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Emphasis, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Link, st.tuples(st.builds(Text, WORDS)), st.just("https://a.b/c")),
    ),
    max_leaves=5,
)
INLINES = st.lists(INLINE, max_size=4).map(tuple)
BLOCK = st.recursive(
    st.one_of(
        st.builds(Paragraph, INLINES),
        st.builds(Heading, st.integers(1, 6), INLINES),
        st.builds(CodeBlock, st.text(max_size=60)),
        st.builds(
            Table,
            st.lists(INLINES, min_size=1, max_size=3).map(tuple),
            st.lists(st.lists(INLINES, min_size=1, max_size=3).map(tuple), max_size=2).map(tuple),
        ),
    ),
    lambda inner: st.one_of(
        st.builds(BulletList, st.lists(st.lists(inner, max_size=3).map(tuple), min_size=1,
                                       max_size=3).map(tuple)),
        st.builds(NumberedList, st.lists(st.lists(inner, max_size=3).map(tuple), min_size=1,
                                         max_size=3).map(tuple), st.integers(0, 12)),
        st.builds(Quote, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=4,
)  # fmt: skip
DOCUMENTS = st.lists(BLOCK, max_size=4).map(tuple)

LONG_CODE = "\n".join(f"line_{number} = '<!channel>' + \"{number}\"" for number in range(1500))
LONG: Document = (
    *(Paragraph((Text(f"Paragraph {number}. " + "word & <word> " * 40),)) for number in range(20)),
    CodeBlock(LONG_CODE),
    Paragraph((Text("unbroken" * 3000),)),
)
