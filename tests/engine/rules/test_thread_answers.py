"""Which reply counts: any order of hearing of them leads to the same."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.rounds import Reply
from bot.engine.rules.thread_answers import counting_reply, has_words, is_marked, order

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def counted(*texts: str) -> str | None:
    found = counting_reply(Reply(str(n), text, AT) for n, text in enumerate(texts, 1))
    return found.text if found else None


@pytest.mark.parametrize(
    "text",
    [
        "", " \n", "🎉", "👍🏽 ❤️", ":tada:", ":+1::skin-tone-2:", "<:party:123456>", "<a:wow:99>",
        "https://tenor.com/view/cat-123", "<https://giphy.com/x>", "<@123456789>", "@U0ABCDEFG",
        "1️⃣", "?!", "Answer:", "**Answer:** 🎉",
    ],
)  # fmt: skip
def test_what_says_nothing_is_no_answer(text: str) -> None:
    assert not has_words(text)


@pytest.mark.parametrize(
    "text", ["no", "42", "∇f", "∞", "O(n)", "думаю, B", "答え", "see https://a.b", "x :tada:"]
)
def test_words_numbers_and_formulas_say_something(text: str) -> None:
    assert has_words(text)


@pytest.mark.parametrize(
    "text",
    ["Answer: B", "answer:B", " **Answer:** B", "*Answer*: B", ">ANSWER : B", "_answer_: B"],
)
def test_a_reply_is_marked_in_bold_or_not(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize("text", ["The answer: B", "Answers: B", "answer B", "my answer is: B", ""])
def test_talk_of_answers_is_not_marked(text: str) -> None:
    assert not is_marked(text)


def test_the_first_reply_with_words_counts_until_a_later_one_is_marked() -> None:
    assert counted() is None
    assert counted("🎉") is None
    assert counted("🎉", "B, I think", "thanks", "haha nice") == "B, I think"
    assert counted("B, I think", "Answer: C", "thanks") == "Answer: C"
    assert counted("B", "Answer: C", "Answer: D", "Answer: 🎉") == "Answer: D"
    assert counted("Answer: B", "C") == "Answer: B"


texts = st.sampled_from(["one", "two", "🎉", "Answer: one", "Answer: two", ""])


@given(st.lists(texts, max_size=6).flatmap(lambda all_: st.permutations(list(enumerate(all_)))))
def test_the_order_in_which_replies_are_heard_of_does_not_matter(
    heard: list[tuple[int, str]],
) -> None:
    replies = [Reply(str(number), text, AT) for number, text in heard]
    assert counting_reply(replies) == counting_reply(sorted(replies, key=lambda r: order(r.id)))


def test_ids_of_both_platforms_sort_by_time_and_lose_no_digit() -> None:
    assert order("1700000000.000010") > order("1700000000.000009")
    assert order("999999999.999999") < order("1000000000.000001")
    assert order("1300000000000000001") > order("1300000000000000000")
