"""A question as JSON and back: nothing is lost, for any question."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.question_json import from_plain, to_plain
from bot.engine.model.questions import Choice, FollowUp, Form, Level, Question
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
from tests.support.builders import question

words = st.text(max_size=8)


def _nested_inlines(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    many = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Strong, many), st.builds(Emphasis, many), st.builds(Link, many, words)
    )


inline: st.SearchStrategy[Inline] = st.recursive(
    st.one_of(
        st.builds(Text, words),
        st.builds(Code, words),
        st.builds(Math, words, words),
        st.just(LineBreak()),
    ),
    _nested_inlines,
    max_leaves=4,
)
inlines: st.SearchStrategy[Inlines] = st.lists(inline, max_size=3).map(tuple)


def _nested_blocks(children: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    documents = st.lists(children, max_size=2).map(tuple)
    items = st.lists(documents, max_size=2).map(tuple)
    return st.one_of(
        st.builds(BulletList, items),
        st.builds(NumberedList, items, st.integers(0, 99)),
        st.builds(Quote, documents),
    )


block: st.SearchStrategy[Block] = st.recursive(
    st.one_of(
        st.builds(Paragraph, inlines),
        st.builds(CodeBlock, words, words, st.booleans()),
        st.builds(Heading, st.integers(1, 6), inlines),
        st.builds(
            Table,
            st.lists(inlines, max_size=2).map(tuple),
            st.lists(st.lists(inlines, max_size=2).map(tuple), max_size=2).map(tuple),
        ),
    ),
    _nested_blocks,
    max_leaves=4,
)
documents: st.SearchStrategy[Document] = st.lists(block, max_size=3).map(tuple)

questions = st.builds(
    Question,
    id=words,
    title=words,
    track=words,
    level=st.sampled_from(Level),
    prompt=documents,
    choices=st.lists(st.builds(Choice, inlines, st.booleans(), inlines), max_size=3).map(tuple),
    key_points=st.lists(inlines, max_size=2).map(tuple),
    answer=documents,
    revision=words,
    tags=st.lists(words, max_size=2).map(tuple),
    source=st.none() | st.integers(1, 9999),
    references=st.lists(words, max_size=2).map(tuple),
    follow_ups=st.lists(st.builds(FollowUp, inlines, inlines), max_size=2).map(tuple),
    form=st.none() | st.sampled_from(Form),
)


@given(questions)
def test_a_question_comes_back_from_json_as_it_was(drawn: Question) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(drawn)))) == drawn


def test_the_fields_people_script_against_are_there() -> None:
    plain = to_plain(question("maths/bayes"))
    assert plain["id"] == "maths/bayes"
    assert plain["level"] == "basic"
    assert set(plain["choices"][0]) == {"text", "right", "why"}
    assert {"title", "track", "source", "revision", "key_points", "answer", "prompt"} <= set(plain)


def test_a_row_from_before_follow_ups_and_forms_still_loads() -> None:
    stored = replace(question("maths/bayes"), follow_ups=(), form=None)
    row = to_plain(stored)
    del row["follow_ups"], row["form"]
    assert from_plain(row) == stored
