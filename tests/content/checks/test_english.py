import pytest

from bot.engine.model.questions import Question
from content.checks.english import american, check_english, sentences
from tests.support.question_samples import FOLLOWED, WHOLE, parse, question


def _found(text: str) -> list[tuple[str, str]]:
    """Return the code and the message of each problem."""
    parsed = parse(text)
    assert parsed.question is not None
    return [(p.code, p.message) for p in check_english(parsed, parsed.question)]


def _codes(words: str) -> set[str]:
    return {code for code, _ in _found(WHOLE.replace("Virtual nodes", f"Nodes ({words})"))}


@pytest.mark.parametrize(
    "words",
    ["mended", "Anew", "the cure", "dearer", "hence", "its plight", "a ritual", "wrecked",
     "readily", "at heart", "had its say", "comes about", "kicks in", "hangs on", "bought",
     "it buys time", "it all but vanishes", "has all but stopped"],
)  # fmt: skip
def test_words_on_the_list_are_found(words: str) -> None:
    assert _codes(words) == {"banned-word"}


@pytest.mark.parametrize(
    "words",
    ["amend", "secure", "accurate", "all but one", "all but its last", "buy", "recursion", "fixed",
     "heart", "dealer", "new", "already", "`mend`", "`hence.x()`"],
)  # fmt: skip
def test_words_that_only_look_like_them_are_not(words: str) -> None:
    assert _codes(words) == set()


@pytest.mark.parametrize(
    ("british", "expected"),
    [("behaviour", "behavior"), ("Colours", "Colors"), ("normalised", "normalized"),
     ("tokeniser", "tokenizer"), ("generalisation", "generalization"), ("labelled", "labeled"),
     ("modelling", "modeling"), ("analysed", "analyzed"), ("centre", "center"),
     ("millimetres", "millimeters"), ("defence", "defense"), ("licence", "license"),
     ("practising", "practicing"), ("grey", "gray"), ("greyscale", "grayscale"),
     ("fulfils", "fulfills"), ("programmes", "programs"), ("artefact", "artifact"),
     ("judgement", "judgment"), ("ageing", "aging"), ("learnt", "learned"), ("spelt", "spelled"),
     ("whilst", "while"), ("amongst", "among"), ("maths", "math"), ("sceptical", "skeptical")],
)  # fmt: skip
def test_british_spellings_are_found_with_the_american_one(british: str, expected: str) -> None:
    assert american(british) == expected
    assert _codes(british) == {"british-spelling"}


@pytest.mark.parametrize(
    "word",
    ["analyses", "optimism", "realistic", "characteristic", "organism", "precise", "exercise",
     "otherwise", "noise", "program", "four", "hour", "modeled", "controlled", "cancellation",
     "metrics", "store", "more", "fence", "practice", "great", "judge", "mathematics", "colorful"],
)  # fmt: skip
def test_american_words_stay(word: str) -> None:
    assert american(word) == word
    assert _codes(word) == set()


def test_a_sentence_of_26_words_is_found_and_one_of_25_is_not() -> None:
    assert _found(WHOLE + "\n" + "word " * 24 + "end.\n") == []
    long = _found(WHOLE + "\n" + "word " * 25 + "end.\n")
    assert long == [("long-sentence", "The sentence 'word word word word word …' has 26 words.")]


def test_code_and_formulas_do_not_count_as_words() -> None:
    assert _found(WHOLE + "\n" + "word `code word` $x + y$ " * 24 + "end.\n") == []


def test_sentences_end_at_marks_and_line_breaks() -> None:
    assert sentences("One. Two! (Three?) Four\nFive 2.5 six.") == [
        "One.", "Two!", "(Three?", "Four", "Five 2.5 six.",
    ]  # fmt: skip


def test_each_item_and_cell_is_a_passage_of_its_own() -> None:
    words = "word " * 15
    assert _found(WHOLE + f"\n- {words}\n- {words}\n  - {words}\n") == []
    assert _found(WHOLE + f"\n| {words} | {words} |\n|---|---|\n| {words} | {words} |\n") == []
    assert _found(WHOLE + f"\n> {words}\n>\n> {words}\n") == []


def test_two_semicolons_in_a_paragraph_are_found() -> None:
    assert _found(WHOLE + "\nOne; two.\n\nThree; four.\n") == []
    assert _found(WHOLE + "\nOne; two; three.\n") == [
        ("semicolons", "A paragraph has 2 semicolons.")
    ]


@pytest.mark.parametrize("word", ["doesn't", "it's", "That’s", "they're", "Don't"])
def test_contractions_are_found_in_choices_only(word: str) -> None:
    assert [code for code, _ in _found(WHOLE.replace("Half move", f"Half {word} move"))] == [
        "contraction"
    ]
    assert _found(WHOLE.replace("With the modulus", f"With {word} modulus", 1)) == []


def test_a_possessive_is_not_a_contraction() -> None:
    assert _found(WHOLE.replace("Half move", "Half the cache's keys move")) == []


def test_every_part_of_a_question_is_read() -> None:
    for words in (
        "Eight cache servers", "About one key", "One in nine", "A key belongs", "One key gets",
        "With a fixed", "With the modulus",
    ):  # fmt: skip
        text = FOLLOWED.replace(words, f"{words} anew", 1)
        assert text != FOLLOWED
        assert [code for code, _ in _found(text)] == ["banned-word"], words


def test_a_problem_names_the_item_it_is_in() -> None:
    text = FOLLOWED.replace("With a fixed", "With a grey")
    parsed = parse(text)
    assert isinstance(parsed.question, Question)
    (problem,) = check_english(parsed, parsed.question)
    assert text.split("\n")[problem.line - 1] == "- When is a table of slots simpler?"
    assert problem.fix == "Write 'gray'."


def test_the_sample_is_plain_english() -> None:
    assert list(check_english(parse(), question())) == []
