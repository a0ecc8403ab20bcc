"""Plain American English in code, comments, texts and documents: words that must not come back.

The questions have a check of their own (``content/checks/english.py``), which knows the spellings.
"""

import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from content.checks.english import american

ROOT = Path(__file__).parent.parent
KINDS = (".py", ".md", ".yaml", ".yml", ".toml", ".example")
EXEMPT = (
    "content/bank/",
    "content/checks/english.py",  # the list itself
    "tests/content/checks/test_english.py",
    "tests/content/format/frozen/",  # questions as the first release had them
    "tests/test_words.py",
)
STRINGS = {tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}

BANNED = {
    r"mend(s|ed|ing)?": "fix",
    r"anew": "again",
    r"when left out": "default: …",
    r"(?<!there )is no (?!(longer|more|such|need|reason|way)\b)\w+": "isn't a …",
    r"go(es)? on( (in|below|from|with|without|where|as|over|at)\b|(?=[.,;:]|$))": "continue",
    r"taken back|takes? back": "undone",
    r"beside": "next to, besides, compared with",
    r"oftener": "more often",
    r"(made|looked at|judged|told) again": "reconnected, checked again, …",
    r"nobody (had it|got it[.])": "Nobody got it right.",
    r"(practise|practising|practises|practised)": "practice",
    r"(a|one) (question|line|sentence|row|file|object|response|post) an? "
    r"(day|week|line|row|field|card|round|member|question|file|problem|event)": "one … per …",
    r"keys? (was|is|were|are) (fixed|mended)": "the answer was corrected",
    r"by the (light|sight) of": "by",
    r"naming the fix": "with the fix",
    r"the right to (write|read|enter) (it|its|the)": "permission",
}
"""What reads like a translated book, and what to say instead."""
PATTERNS = {re.compile(rf"\b(?:{words})\b", re.IGNORECASE): say for words, say in BANNED.items()}
ACCEPTED = {"maths", "acknowledgement", "acknowledgements"}
"""The name of a track and a module; a spelling that Americans use, too."""

american_spelling = cache(american)


def problems(text: str) -> Iterator[str]:
    """Yield what a line should not say."""
    for pattern, instead in PATTERNS.items():
        for found in pattern.finditer(text):
            yield f"{found[0]!r}: say {instead!r}"
    for word in re.findall(r"[A-Za-z]+", text):
        if word.lower() not in ACCEPTED and (spelling := american_spelling(word)) != word:
            yield f"{word!r}: say {spelling!r}"


def lines_of(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file with their numbers; of Python, only strings and comments."""
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        yield from enumerate(source.splitlines(), 1)
        return
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in STRINGS:
            yield from enumerate(token.string.splitlines(), token.start[0])


def files() -> list[str]:
    """Return the files of the repository that people read or write words in."""
    names = [
        str(path.relative_to(ROOT))
        for folder in ("bot", "content", "storage", "tests", ".ci", "docs", "deploy", ".github")
        for path in (ROOT / folder).rglob("*")
    ] + [path.name for path in ROOT.iterdir()]
    return sorted(name for name in names if name.endswith(KINDS) and not name.startswith(EXEMPT))


def test_no_text_of_ours_says_what_is_on_the_list() -> None:
    found = [
        f"{name}:{number}: {problem}"
        for name in files()
        for number, line in lines_of(ROOT / name)
        for problem in problems(line)
    ]
    assert not found, "\n".join(found)


def test_every_kind_of_file_is_read() -> None:
    names = files()
    assert {Path(name).suffix for name in names} == set(KINDS)
    assert {"README.md", "bot/app.py", "bot/adapters/slack/manifest.yaml", ".env.example"} <= {
        *names
    }


@pytest.mark.parametrize(
    "line",
    ["Mend it.", "written anew", "any when left out", '"x" is no track', "it goes on below",
     "The work goes on.", "the file beside it", "Practise next", "a question a day",
     "one JSON object: a line a row", "Nobody had it this time.", "colours", "synchronised",
     "under the MIT licence", "the wrong behaviour", "raises an error, naming the fix"],
)  # fmt: skip
def test_a_text_on_the_list_is_found(line: str) -> None:
    assert list(problems(line))


@pytest.mark.parametrize(
    "line",
    ["There is no schedule 3.", "It is no longer paused.", "What goes on the board", "a day a week",
     "amendment", "recommend", "maths/q08", "practice", "License", "Nobody got it right."],
)  # fmt: skip
def test_plain_english_passes(line: str) -> None:
    assert list(problems(line)) == []
