import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.questions import FollowUp, Form, Level
from bot.engine.model.rich_text import Code, Math, Text, plain_inlines, plain_text
from tests.support.question_samples import FOLLOWED, WHOLE, parse, problems, question


def test_a_whole_file_becomes_its_question() -> None:
    found = question()
    assert (found.id, found.track, found.title) == ("hashing/ring", "hashing", "Consistent hashing")
    assert found.level is Level.INTERMEDIATE
    assert found.tags == ("distributed-systems", "caching")
    assert found.references == ("Karger et al., Consistent Hashing and Random Trees, STOC 1997",)
    assert len(found.choices) == 4
    assert found.key == 1
    assert Code("hash(key) % 8") in found.prompt[0].children  # type: ignore[union-attr]
    assert Math("n/(n+1)", "n/(n+1)") in found.key_points[0]
    assert plain_text(found.answer).startswith("With the modulus")


def test_a_line_end_in_a_paragraph_or_a_reason_is_a_space() -> None:
    assert "share of keys changes server" in plain_text(question().prompt)
    assert plain_inlines(question().choices[1].why).endswith(
        "% 9, which holds for one key in nine."
    )


def test_source_zero_means_no_heading_of_the_notes() -> None:
    assert question().source is None
    assert question(WHOLE.replace("source: 0", "source: 43")).source == 43


def test_a_choice_is_its_words_without_the_mark() -> None:
    assert question().choices[0].text == (
        Text("About one key in nine moves either way; only lookups become faster."),
    )


def test_follow_ups_are_questions_with_their_answers() -> None:
    assert question().follow_ups == ()
    assert question(FOLLOWED).follow_ups == (
        FollowUp(
            (Text("One key gets half of all requests. Does "), Code("h % n"), Text(" matter?")),
            (Text("No. Copy that key, or cache it closer to the client."),),
        ),
        FollowUp((Text("When is a table of slots simpler?"),), (Text("With a fixed count."),)),
    )


def test_a_form_is_optional_and_one_of_nine() -> None:
    assert question().form is None
    assert question(FOLLOWED).form is Form.ESTIMATE


def test_a_draft_needs_no_more_than_a_prompt() -> None:
    draft = question("---\ntitle: A\nlevel: basic\n---\nWhy?\n")
    assert (draft.choices, draft.key_points, draft.answer) == ((), (), ())
    assert draft.key is None


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    assert question("\ufeff" + WHOLE.replace("\n", "\r\n")) == question()


def test_headings_inside_the_answer_stay_in_it() -> None:
    found = question(WHOLE + "\n## Why\n\nBecause.\n\n### Deeper\n\nStill.\n")
    assert plain_text(found.answer).endswith("Why\n\nBecause.\n\nDeeper\n\nStill.")


def test_a_section_name_inside_code_is_code() -> None:
    found = question(WHOLE + "\n```text\n## Choices\n```\n")
    assert plain_text(found.answer).endswith("## Choices")


START = "---\ntitle: A\nlevel: basic\n---\n"
TWO = "- [x] a\n  > b\n- [ ] c\n  > d\n"
BROKEN = {
    "no front matter": ("Why?\n", [(1, "front-matter-missing")]),
    "nothing at all": ("", [(1, "front-matter-missing")]),
    "front matter never closed": ("---\ntitle: A\n", [(1, "front-matter-open")]),
    "a colon in a title": (
        WHOLE.replace("title: Consistent hashing", "title: Hashing: the ring"),
        [(2, "yaml")],
    ),
    "front matter that is a list": (
        "---\n- a\n---\nWhy?\n",
        [(2, "yaml"), (1, "title-missing"), (1, "level-missing")],
    ),
    "an unknown level": (WHOLE.replace("intermediate", "medium"), [(3, "level")]),
    "an unknown key": (WHOLE.replace("tags:", "tag:"), [(4, "key")]),
    "a key twice": (WHOLE.replace("tags:", "title: B\ntags:"), [(4, "key-twice")]),
    "a number for a title": (
        WHOLE.replace("title: Consistent hashing", "title: 404"),
        [(2, "title")],
    ),
    "an empty title": (WHOLE.replace("title: Consistent hashing", "title: ''"), [(2, "title")]),
    "tags that are words": (
        WHOLE.replace("[distributed-systems, caching]", "caching"),
        [(4, "tags")],
    ),
    "a reference that reads as a key": (
        WHOLE.replace("Karger et al., ", "Karger: "),
        [(6, "references")],
    ),
    "a source that isn't a line": (WHOLE.replace("source: 0", "source: soon"), [(5, "source")]),
    "a negative source": (WHOLE.replace("source: 0", "source: -1"), [(5, "source")]),
    "an unknown section": (WHOLE.replace("## Key points", "## Keypoints"), [(25, "section")]),
    "a section twice": (WHOLE.replace("## Key points", "## Choices"), [(25, "section-twice")]),
    "sections out of order": (
        f"{START}Why?\n\n## Key points\n\n- a\n\n## Choices\n\n{TWO}",
        [(11, "section-order")],
    ),
    "no prompt": (START + "\n## Answer\n\nYes.\n", [(5, "prompt-missing")]),
    "two right choices": (WHOLE.replace("- [ ] Half", "- [x] Half"), [(15, "choices-right")]),
    "no right choice": (WHOLE.replace("- [x]", "- [ ]"), [(15, "choices-right")]),
    "a choice without a mark": (WHOLE.replace("- [ ] Half", "- Half"), [(20, "choice-mark")]),
    "a mark without a space": (WHOLE.replace("- [ ] Half", "- [ ]Half"), [(20, "choice-mark")]),
    "a list below a choice": (
        WHOLE.replace("  > Uniform hashes say nothing of staying put.\n", "  - No.\n"),
        [(20, "choice-why")],
    ),
    "choices that are prose": (START + "Why?\n\n## Choices\n\nNone.\n", [(9, "choices")]),
    "one choice": (
        START + "Why?\n\n## Choices\n\n- [x] a\n  > b\n",
        [(9, "choices-few")],
    ),
    "key points that are prose": (
        WHOLE.replace("- A key belongs", "A key belongs\n\nand so"),
        [(30, "key-points")],
    ),
    "an unknown form": (FOLLOWED.replace("form: estimate", "form: riddle"), [(4, "form")]),
    "follow-ups that are prose": (
        START + "Why?\n\n## Follow-ups\n\nAnd then?\n",
        [(9, "follow-ups")],
    ),
    "no follow-up in the section": (
        START + "Why?\n\n## Follow-ups\n\n## Answer\n\nSo.\n",
        [(7, "follow-ups")],
    ),
    "a follow-up without an answer": (
        START + "Why?\n\n## Follow-ups\n\n- And then?\n- Now?\n  > Yes.\n",
        [(9, "follow-up-answer")],
    ),
    "a follow-up without a question": (
        START + "Why?\n\n## Follow-ups\n\n- > Yes.\n",
        [(9, "follow-up")],
    ),
    "an empty follow-up": (START + "Why?\n\n## Follow-ups\n\n-\n", [(9, "follow-up")]),
    "a follow-up answered by a list": (
        START + "Why?\n\n## Follow-ups\n\n- And then?\n  > - Yes.\n",
        [(10, "follow-up-answer")],
    ),
    "follow-ups after the answer": (
        START + "Why?\n\n## Answer\n\nSo.\n\n## Follow-ups\n\n- Now?\n  > Yes.\n",
        [(11, "section-order")],
    ),
    "a key point of two paragraphs": (
        WHOLE.replace("- Virtual nodes even", "- Virtual\n\n  nodes even"),
        [(29, "key-point")],
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_names_the_line_of(name: str) -> None:
    text, expected = BROKEN[name]
    assert problems(text) == expected
    assert parse(text).question is None


def test_every_problem_says_how_to_fix_it() -> None:
    for text, _ in BROKEN.values():
        for problem in parse(text).problems:
            assert problem.message.endswith(".")
            assert problem.fix.endswith((".", "?")), problem


def test_a_near_miss_is_answered_with_the_word_that_was_meant() -> None:
    (problem,) = parse(WHOLE.replace("level: intermediate", "level: intermediat")).problems
    assert problem.fix == "Did you mean intermediate?"


def test_many_problems_are_reported_at_once() -> None:
    text = WHOLE.replace("intermediate", "medium").replace("- [x]", "- [ ]").replace("tags", "tag")
    assert {code for _, code in problems(text)} == {"level", "key", "choices-right"}


@given(st.text(max_size=300))
def test_any_text_is_a_question_or_problems_and_never_a_traceback(text: str) -> None:
    for source in (text, "---\n" + text, WHOLE + text, WHOLE.replace("About", text)):
        parsed = parse(source)
        assert (parsed.question is None) == bool(parsed.problems)


@given(st.text("-[]x> #\n`a", max_size=120))
def test_any_jumble_of_markdown_is_a_question_or_problems(text: str) -> None:
    head, _, _ = WHOLE.partition("## Choices")
    for section in ("Choices", "Follow-ups"):
        parsed = parse(f"{head}## {section}\n\n{text}\n")
        assert (parsed.question is None) == bool(parsed.problems)


def test_deep_nesting_is_refused_or_read_but_never_a_traceback() -> None:
    parse(WHOLE + ">" * 5000 + "a\n" + "- " * 2000 + "b\n")
    assert problems("---\n" + "[" * 20000 + "\n---\nWhy?\n")


def test_an_item_that_yaml_reads_as_no_text_is_named() -> None:
    for written, shown in (("Karger: X", "Karger: X"), ("2017", "2017"), ("~", "null")):
        reference = "Karger et al., Consistent Hashing and Random Trees, STOC 1997"
        (problem,) = parse(WHOLE.replace(reference, written)).problems
        assert problem.message == f'references: "{shown}" needs quotes.'
