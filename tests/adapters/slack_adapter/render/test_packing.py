from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.slack.limits import MESSAGE_CHARACTERS, shorten_to_size, size
from bot.adapters.slack.render.cards import render
from bot.adapters.slack.render.packing import pack, rich
from bot.adapters.slack.render.rich_text import document_elements, line, preformatted, text
from bot.engine.cards import AnswerCard, RevealCard
from bot.engine.model.rich_text import Document, Text
from tests.support.fakes.block_kit import Json, problems
from tests.support.fakes.slack_people import buttons_of
from tests.support.slack.documents import DOCUMENTS, LONG, LONG_CODE
from tests.support.slack.samples import QUESTION, REVEAL, SUBJECT


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS, st.integers(600, 4000))
def test_packed_elements_are_all_there_in_order_and_each_group_fits(
    document: Document, limit: int
) -> None:
    elements = document_elements(document)
    groups = pack(elements, limit)
    for group in groups:
        assert size(group) <= limit
    assert _read([e for group in groups for e in group]) == _read(elements)


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from('ab "\\\n'), max_size=6000), st.integers(700, 2500))
def test_code_is_cut_into_code_that_adds_up(code: str, limit: int) -> None:
    element = preformatted(code)
    pieces = [piece for group in pack([element], limit) for piece in group]
    assert {piece["type"] for piece in pieces} == {"rich_text_preformatted"}
    assert all(size([piece]) <= limit for piece in pieces)
    joined = "".join(piece["elements"][0]["text"] for piece in pieces)
    assert joined.replace("\n", "") == element["elements"][0]["text"].replace("\n", "")


def test_code_is_cut_between_its_lines() -> None:
    pieces = [piece for group in pack([preformatted(LONG_CODE)], 3000) for piece in group]
    lines = [row for piece in pieces for row in piece["elements"][0]["text"].split("\n")]
    assert lines == LONG_CODE.split("\n")


def test_an_answer_of_any_length_comes_whole_in_several_messages() -> None:
    messages = render(AnswerCard(7, SUBJECT, LONG, (), ()))
    assert len(messages) > 5
    for message in messages:
        assert size(message.blocks) <= MESSAGE_CHARACTERS
        assert problems(message.blocks) == []
    shown = "".join(_read(_elements(list(m.blocks))) for m in messages)
    assert _read(document_elements(LONG)) == shown


def test_a_question_too_long_for_a_message_goes_on_in_the_next_and_keeps_its_buttons() -> None:
    first, *rest = render(replace(QUESTION, prompt=LONG))
    shown = {"blocks": list(first.blocks)}
    assert list(buttons_of(shown))[:4] == ["A", "B", "C", "D"]
    assert "Continued in the thread" in str(first.blocks)
    for message in (first, *rest):
        assert size(message.blocks) <= MESSAGE_CHARACTERS
        assert problems(message.blocks) == []


def test_explanations_give_way_before_the_revealed_question_does() -> None:
    wordy = tuple(replace(one, why=(Text("since " * 500),)) for one in REVEAL.choices)
    card: RevealCard = replace(REVEAL, choices=wordy)
    (message,) = render(card)
    assert size(message.blocks) <= MESSAGE_CHARACTERS
    assert "since" in str(message.blocks)
    assert "Why?" in str(message.blocks)


def test_a_revealed_question_stays_one_message() -> None:
    (message,) = render(replace(REVEAL, prompt=LONG))
    assert size(message.blocks) <= MESSAGE_CHARACTERS


@given(st.text(st.sampled_from('a"\\\n'), max_size=500), st.integers(5, 300))
def test_shortened_text_takes_no_more_than_it_may(words: str, characters: int) -> None:
    assert size([{"t": shorten_to_size(words, characters)}]) - size([{"t": ""}]) <= characters


def test_rich_text_is_cut_into_blocks_of_a_readable_length() -> None:
    blocks = rich([line("x" * 900) for _ in range(10)])
    assert len(blocks) > 2
    assert all(size([block]) <= 3_100 for block in blocks)


def test_words_are_not_cut_where_there_is_a_space() -> None:
    groups = pack([{"type": "rich_text_section", "elements": [text("word " * 2000)]}], 1500)
    for group in groups:
        for piece in group:
            assert piece["elements"][-1]["text"].endswith("word ")


def _elements(blocks: list[Json]) -> list[Json]:
    return [e for block in blocks if block["type"] == "rich_text" for e in block["elements"]]


def _read(elements: list[Json]) -> str:
    """Return every character of the elements, line ends aside."""
    found = ""
    for element in elements:
        if "elements" in element:
            found += _read(element["elements"])
        else:
            found += str(element.get("text")) + str(element.get("url"))
    return found.replace("\n", "").replace("None", "")
