from hypothesis import example, given
from hypothesis import strategies as st

from bot.engine.model.rich_text import Paragraph, Text
from content.markdown.blocks import document, tokens
from content.markdown.plain import is_plain

_LIKELY = st.sampled_from("abcXYZ19 .,;:?()'\"/{}@#%-+=>\\`*_[]!&<$~|^\t\n\xa0\u2028é中？")


@given(st.text(_LIKELY | st.characters(), max_size=30))
@example("What is a view?")
@example("a = b -- c ")
@example("See https://example.org/a or (c) and ... ")
@example("a\n===")
@example("a | b")
@example("x~~y~~")
def test_plain_text_is_what_the_parser_makes_of_it(text: str) -> None:
    if is_plain(text):
        for breaks in (False, True):
            assert document(tokens(text, breaks=breaks)) == (Paragraph((Text(text.rstrip()),)),)


def test_a_plain_question_is_seen_as_plain() -> None:
    assert is_plain("What's the difference between a list, a tuple (or a set) and an array?")
    assert not is_plain("What is `len`?")
