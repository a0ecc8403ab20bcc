"""Which questions of a changed list are those that are there already."""

from dataclasses import replace

import pytest

from bot.engine.model.questions import Choice, Question
from bot.engine.model.rich_text import Text
from content.format.revision import with_revision
from content.importers.flashcards import Note, questions_of
from content.importers.found import FoundQuestion
from content.importers.reading import read_source
from content.importers.same_questions import same_questions
from content.importers.source import Source
from content.markdown.blocks import parse_document
from tests.support.question_samples import question

ANSWER = "A pod is the smallest unit that is scheduled: one or more containers of one network."


def made(
    prompt: str,
    answer: str = "",
    *,
    title: str = "",
    choices: tuple[str, ...] = (),
    name: str = "x/one",
    source_id: str = "",
) -> Question:
    return with_revision(
        replace(
            question(),
            id=name,
            title=title or prompt,
            prompt=parse_document(prompt),
            answer=parse_document(answer),
            choices=tuple(Choice((Text(text),), not n, ()) for n, text in enumerate(choices)),
            key_points=(),
            references=(),
            source_id=source_id,
        )
    )


def same(one: Question, other: Question) -> bool:
    """Tell whether the other question, which has an id of its own, is taken for the first."""
    return 0 in same_questions([one], [replace(other, id="y/other")])


POD = made("What is a pod?", ANSWER)
CHOICES = ("A container", "A group of containers", "A node", "A cluster of machines")
ASKED = made("What does Kubernetes schedule as one unit on a node?", choices=CHOICES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(POD, made("What is a pod?", "Some containers."), id="another answer"),
        pytest.param(POD, made("What is a pod?"), id="no answer any more"),
        pytest.param(POD, made("Explain pods in Kubernetes", ANSWER), id="another prompt"),
        pytest.param(
            POD, made("What's a pod?", ANSWER.replace("one or more ", "")), id="both a bit"
        ),
        pytest.param(
            made("How do we ship a model here?", title="Our own deployment"),
            made("How do we ship a model here?", title="Releases"),
            id="another title",
        ),
        pytest.param(
            made("How do we recieve a webhook?"), made("How do we receive a webhook?"), id="a typo"
        ),
        pytest.param(
            ASKED,
            replace(
                ASKED, choices=(*ASKED.choices[:3], replace(ASKED.choices[3], text=(Text("A VM"),)))
            ),
            id="another choice",
        ),
        pytest.param(
            made("什么是数据库索引？", "一种数据结构。"),
            made("什么是数据库索引？", "一棵树。"),
            id="in Chinese",
        ),
        pytest.param(
            made("什么是数据库的索引？"),
            made("什么是数据库的索引呢？"),
            id="in Chinese, asked else",
        ),
    ],
)
def test_a_question_with_other_words_is_the_same(one: Question, other: Question) -> None:
    assert same(one, with_revision(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (made("What is a list?"), made("What is a tuple?")),
        (
            made("What is a list?", "A mutable sequence."),
            made("What is a tuple?", "An immutable sequence."),
        ),
        (
            made("What is the difference between TCP and UDP?"),
            made("What is the difference between TCP and IP?"),
        ),
        (
            made("Was ist der Unterschied zwischen TCP und UDP?"),
            made("Was ist der Unterschied zwischen TCP und IP?"),
        ),
        (
            made("What is the complexity of a sort?", "O(n)"),
            made("What is the price of a lookup?", "O(n)"),
        ),
        (made("什么是列表？"), made("什么是元组？")),
        (
            made("Is a list mutable?", choices=("Yes", "No")),
            made("Is a tuple mutable?", choices=("Yes", "No")),
        ),
    ],
)
def test_a_question_that_asks_something_else_is_another(one: Question, other: Question) -> None:
    assert not same(one, other)


def test_a_list_that_names_its_questions_may_change_all_but_a_word() -> None:
    one = made("What is a pod?", ANSWER, source_id="k8s-1")
    other = made("Pods: what is that?", "Containers.", source_id="k8s-1")
    assert same(one, other)
    assert not same(one, replace(other, source_id="k8s-2"))


def test_columns_and_notes_name_their_questions() -> None:
    def ids(name: str, text: str) -> list[str]:
        found = read_source(Source(name, text.encode())).questions
        return [each.stored.source_id for each in found]

    assert ids("a.csv", "ID,Question,Answer\nk-1,Why?,So.\n7,How?,Thus.\n") == ["k-1", "a.csv#7"]
    assert ids("a.json", '[{"id": 3, "question": "Why so?", "answer": "So."}]') == ["a.json#3"]
    note = Note(1, {"Text": "{{c1::Two}} and {{c2::two}} is four"}, guid="g")
    found = [each for each in questions_of(note) if isinstance(each, FoundQuestion)]
    assert [each.source_id for each in found] == ["anki:g:0", "anki:g:1"]


def test_numbers_that_a_list_gives_by_place_name_nothing() -> None:
    lists = (
        made("What is a list?", source_id="a.json#1"),
        made("What is a set?", name="x/two", source_id="a.json#2"),
    )
    longer = [
        made("Who signs a lease?", name="x/three", source_id="a.json#1"),
        replace(lists[0], source_id="a.json#2"),
        replace(lists[1], source_id="a.json#3"),
    ]
    assert same_questions(lists, longer) == {1: lists[0], 2: lists[1]}


def test_a_question_is_matched_once_and_with_its_nearest() -> None:
    known = [POD, made("What is a pod template?", "It says what a pod is made of.", name="x/two")]
    found = [
        replace(known[1], id="y/1", title="Pod templates"),
        made("What is a pod?", "Containers.", name="y/2"),
    ]
    assert same_questions(known, [with_revision(each) for each in found]) == {0: known[1], 1: POD}
    assert len(same_questions([POD], [POD, POD])) == 1


def test_a_prompt_that_many_questions_share_says_nothing() -> None:
    known = [
        made("What does this print?", title=f"{word} in Python", name=f"x/{word}")
        for word in ("Closures", "Decorators", "Generators", "Slices")
    ]
    assert same_questions(known, [made("What does this print?", title="Metaclasses")]) == {}
