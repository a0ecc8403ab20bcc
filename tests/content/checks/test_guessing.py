from content.checks.guessing import absolutes, echoes, right_is_longest, right_is_shortest
from tests.support.question_samples import WHOLE, question


def _with(right: str, *wrong: str, prompt: str = "Why?") -> str:
    rows = "".join(f"- [ ] {text}\n  > b\n" for text in wrong)
    return (
        f"---\ntitle: T\nlevel: basic\n---\n{prompt}\n\n## Choices\n\n- [x] {right}\n  > a\n{rows}"
    )


def test_a_choice_is_longest_from_ten_percent_more_characters() -> None:
    assert right_is_longest(question(_with("x" * 23, "x" * 20, "x" * 12)))
    assert not right_is_longest(question(_with("x" * 22, "x" * 20, "x" * 12)))
    assert not right_is_longest(question(_with("x" * 23, "x" * 23)))


def test_a_choice_is_shortest_from_ten_percent_fewer_characters() -> None:
    assert right_is_shortest(question(_with("x" * 20, "x" * 23, "x" * 30)))
    assert not right_is_shortest(question(_with("x" * 20, "x" * 22, "x" * 30)))


def test_plain_numbers_have_no_length() -> None:
    assert not right_is_longest(question(_with("1,000,000 MiB", "1 MiB", "10 MiB")))
    assert not right_is_shortest(question(_with("`(2, 3)`", "`(2, 3, 4, 5)`")))
    assert right_is_longest(question(_with("1,000,000 of them all", "1 of them all")))


def test_a_word_of_the_prompt_that_only_the_right_choice_repeats_is_an_echo() -> None:
    prompt = "The trained encoder ignores its padding."
    text = _with("It was training on padding", "It has the padding", "Nothing", prompt=prompt)
    assert [echo.word for echo in echoes(question(text))] == ["training"]
    assert echoes(question(text.replace("Nothing", "It trains"))) == []


def test_an_absolute_word_of_several_wrong_choices_gives_them_away() -> None:
    text = WHOLE.replace("Half move", "Always half move").replace("None move", "Always some move")
    assert [giveaway.word for giveaway in absolutes(question(text))] == ["always"]
    fair = text.replace("About eight", "Always about eight")
    assert absolutes(question(fair)) == []
    assert absolutes(question(text.replace("Always some", "Some"))) == []
