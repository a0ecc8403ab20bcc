import pytest

from content.checks.editorial import check_editorial
from tests.support.question_samples import ANSWER, FOLLOWED, WHOLE, parse


def _found(text: str) -> list[tuple[str, str]]:
    """Return the code of each problem, and the line of the file it points at."""
    parsed = parse(text)
    assert parsed.question is not None
    lines = text.split("\n")
    return [(p.code, lines[p.line - 1]) for p in check_editorial(parsed, parsed.question)]


def test_a_question_that_keeps_the_rules_has_nothing_found() -> None:
    assert _found(WHOLE) == []
    assert _found(FOLLOWED) == []


PYTHON = "\n```python\nx = 1\n```\n"
HALF = "Half move with the modulus, because hashes are uniform; none with the ring."
REFERENCE = "Karger et al., Consistent Hashing and Random Trees, STOC 1997"
KEY = "- [x] About eight in nine move with the modulus; one in nine with the ring."
FIRST = "- [ ] About one key in nine moves either way; only lookups become faster."
SPOT = (
    FOLLOWED.replace("form: estimate", "form: spot")
    .replace("> One in nine is", "> True. It is")
    .replace("> A key stays", "> Wrong. A key stays")
)


def _prompted(prompt: str) -> str:
    head, _, rest = WHOLE.partition("---\n\n")
    return f"{head}---\n\n{prompt}\n\n## Choices{rest.partition('## Choices')[2]}"


SHORT, LONG = "word " * 13 + "end?", "A. " * 70 + "End?"
BROKEN = {
    "a prompt of fourteen words": (_prompted(SHORT), [("prompt-words", SHORT)]),
    "a prompt of 71 words": (_prompted(LONG), [("prompt-words", LONG)]),
    "a prompt of seven words with code": (
        _prompted("What does this print, and why so?\n\n```python\nx\n```"),
        [("prompt-words", "What does this print, and why so?")],
    ),
    "a choice of 111 characters": (
        WHOLE.replace(HALF, "x" * 111),
        [("choice-long", f"- [ ] {'x' * 111}")],
    ),
    "prompt and choices of 651 characters": (
        _prompted(f"{SHORT} {'w' * 305}"),
        [("asked-long", f"{SHORT} {'w' * 305}")],
    ),
    "the key of a spot question called true": (
        SPOT.replace("> Wrong. A key", "> True. A key"),
        [("spot-reason", KEY)],
    ),
    "a true statement of a spot question called wrong": (
        SPOT.replace("> True. It is", "> Wrong. It is"),
        [("spot-reason", FIRST)],
    ),
    "an address for a reference": (
        WHOLE.replace(REFERENCE, "'Keras: https://keras.io/guides 2017'"),
        [("reference-form", "references:")],
    ),
    "a reference without a title": (
        WHOLE.replace(REFERENCE, "Some docs"),
        [("reference-form", "references:")],
    ),
    "code that checks nothing": (WHOLE + PYTHON, [("no-assert", "```python")]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_names_the_place_of(name: str) -> None:
    text, expected = BROKEN[name]
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace(HALF, "x" * 110),
        _prompted("A. " * 69 + "End?"),
        _prompted(f"{SHORT} {'w' * 304}"),
        _prompted("What does this print, and why is it?\n\n```python\nx\n```"),
        SPOT,
        WHOLE.replace(REFERENCE, "'Keras guide: Transfer learning'"),
        WHOLE + PYTHON.replace("x = 1", "assert True"),
        WHOLE + PYTHON.replace("x = 1", "np.testing.assert_allclose(1, 1)"),
        WHOLE + PYTHON.replace("x = 1", "with raises(ValueError):\n    f()"),
        WHOLE + PYTHON.replace("python", "python no-run"),
        WHOLE + PYTHON.replace("python", "sql").replace("x = 1", "select 1;"),
        WHOLE.replace(ANSWER, ANSWER + PYTHON.replace("x = 1", "assert 1") + "Word."),
    ],
)
def test_what_just_keeps_a_rule_is_not_found(text: str) -> None:
    assert text != WHOLE
    assert _found(text) == []


def test_every_problem_says_how_to_fix_it() -> None:
    for text, _ in BROKEN.values():
        parsed = parse(text)
        assert parsed.question is not None
        for problem in check_editorial(parsed, parsed.question):
            assert problem.message.endswith(".")
            assert problem.fix.endswith("."), problem
