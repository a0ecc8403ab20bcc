"""People's words in pages: in order, uncut, and within what a message takes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.rules.word_pages import ANSWERS_A_PAGE, ROOM, Words, paginate, weigh

texts = st.text(st.sampled_from("ab \n*_<🙂"), min_size=1, max_size=4000).map(str.strip)
answers = st.lists(st.tuples(st.integers(1, 9), texts.filter(bool)), max_size=20)


@given(answers)
def test_every_word_is_shown_in_order_and_every_page_fits(said: list[tuple[int, str]]) -> None:
    pages = paginate(said)
    pieces = [piece for page in pages for piece in page]
    again: list[tuple[int, str]] = []
    for piece in pieces:
        if not piece.continued:
            again.append((piece.author_id, ""))
        assert again[-1][0] == piece.author_id
        again[-1] = (piece.author_id, again[-1][1] + piece.text)
    assert [(who, _solid(text)) for who, text in again] == [(who, _solid(t)) for who, t in said]
    for page in pages:
        assert 0 < len(page) <= ANSWERS_A_PAGE
        assert sum(weigh(piece.text) for piece in page) <= ROOM


def test_an_answer_that_is_too_long_continues_after_a_whole_word() -> None:
    long = "word " * 700
    (first,), (second,) = paginate([(7, long.strip())])
    assert (first.continued, second.continued) == (False, True)
    assert first.text.endswith("word")
    assert second.text.startswith("word")


def test_the_eighth_answer_starts_a_page() -> None:
    pages = paginate([(number, "short") for number in range(8)])
    assert [len(page) for page in pages] == [7, 1]
    assert pages[1] == (Words(7, "short"),)


def _solid(text: str) -> str:
    return "".join(text.split())
