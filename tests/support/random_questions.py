"""Strategies for questions with every part that a question may have."""

from hypothesis import strategies as st

from bot.engine.model.questions import Choice, FollowUp, Form, Level, Question
from content.format.revision import with_revision
from tests.support.rich_text_trees import documents, lines

strings = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    right = draw(st.integers(0, 3))
    choices = tuple(Choice(draw(lines), number == right, draw(lines)) for number in range(4))
    return with_revision(
        Question(
            id="a-b/c",
            title=draw(strings),
            track="a-b",
            level=draw(st.sampled_from(Level)),
            prompt=draw(documents),
            choices=draw(st.sampled_from([(), choices])),
            key_points=tuple(draw(st.lists(lines, max_size=3))),
            answer=draw(st.one_of(st.just(()), documents)),
            revision="",
            tags=tuple(draw(st.lists(strings, max_size=2))),
            source=draw(st.one_of(st.none(), st.integers(1, 9999))),
            references=tuple(draw(st.lists(strings, max_size=2))),
            follow_ups=tuple(draw(st.lists(st.builds(FollowUp, lines, lines), max_size=2))),
            form=draw(st.one_of(st.none(), st.sampled_from(Form))),
        )
    )
