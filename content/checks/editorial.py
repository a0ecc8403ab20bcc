"""What the bank asks of a question beyond being one: short, plain, sure of its claims."""

import ast
import re
from collections.abc import Iterable, Iterator

from bot.engine.model.questions import Form, Question
from bot.engine.model.rich_text import CodeBlock, Document, plain_inlines, plain_text
from bot.engine.rules.text import count_of
from content.checks.english import check_english
from content.checks.measures import prose_words
from content.format.parsed import ANSWER, CHOICES, PROMPT, Parsed
from content.format.problems import Problem

PROMPT_WORDS = (15, 70)
PROMPT_WORDS_WITH_CODE = 8  # where a code block says the rest
CHOICE = 110
ASKED = 650  # characters of prompt and choices together: one screen of a phone

_ADDRESS = re.compile(r"https?://|\bwww\.", re.I)
_SOURCE_AND_TITLE = re.compile(r"[^:]+: \S")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_REFERENCE_FORM = (
    "Write 'Keras guide: Transfer learning', or 'Vaswani et al., Attention Is All You Need, "
    "NeurIPS 2017'."
)


def check_editorial(parsed: Parsed, question: Question) -> Iterator[Problem]:
    """Yield the editorial rules ``question`` breaks."""
    yield from _lengths(parsed, question)
    yield from _reasons(parsed, question)
    yield from _references(parsed, question)
    yield from _code(parsed, question.answer)
    yield from check_english(parsed, question)


def asked_length(question: Question) -> int:
    """Count the characters of the prompt and the choices, as plain text."""
    choices = (plain_inlines(choice.text) for choice in question.choices)
    return len(plain_text(question.prompt)) + sum(map(len, choices))


def _lengths(parsed: Parsed, question: Question) -> Iterator[Problem]:
    words = prose_words(question.prompt)
    low, high = PROMPT_WORDS
    if any(isinstance(block, CodeBlock) for block in question.prompt):
        low = PROMPT_WORDS_WITH_CODE
    if not low <= words <= high:
        message = f"The prompt has {count_of(words, 'word')}."
        yield parsed.problem(PROMPT, "prompt-words", message, f"Write {low} to {high}.")
    for number, choice in enumerate(question.choices, 1):
        length = len(plain_inlines(choice.text))
        if length > CHOICE:
            message = f"Choice {number} has {length} characters."
            fix = f"Shorten it to {CHOICE}: one claim."
            yield parsed.problem(CHOICES, "choice-long", message, fix, number)
    length = asked_length(question)
    if length > ASKED:
        message = f"Prompt and choices have {length} characters together."
        yield parsed.problem(PROMPT, "asked-long", message, f"Shorten them to {ASKED}.")


def _reasons(parsed: Parsed, question: Question) -> Iterator[Problem]:
    """In a spot question the key is the false statement, and its reason says so."""
    if question.form is not Form.SPOT:
        return
    for number, choice in enumerate(question.choices, 1):
        first, _, _ = plain_inlines(choice.why).partition(" ")
        if first == ("True." if choice.right else "Wrong."):
            message = f"Choice {number} is marked {'right' if choice.right else 'wrong'}."
            message += f" Its reason begins with {first!r}"
            fix = "The key of a spot question is the wrong statement: fix the mark or the reason."
            yield parsed.problem(CHOICES, "spot-reason", f"{message}.", fix, number)


def _references(parsed: Parsed, question: Question) -> Iterator[Problem]:
    for reference in question.references:
        if _ADDRESS.search(reference):
            message = f"The reference {reference!r} is an address."
        elif not (_SOURCE_AND_TITLE.match(reference) or _YEAR.search(reference)):
            message = f"The reference {reference!r} has another form than the others."
        else:
            continue
        yield parsed.problem("references", "reference-form", message, _REFERENCE_FORM)


def _code(parsed: Parsed, answer: Document) -> Iterator[Problem]:
    for number, block in enumerate(answer, 1):
        if isinstance(block, CodeBlock) and _runs_python(block) and not _asserts(block.code):
            message = "This code block runs, but checks nothing."
            fix = "Assert what would differ if the key were wrong, or mark the block no-run."
            yield parsed.problem(ANSWER, "no-assert", message, fix, number)


def _runs_python(block: CodeBlock) -> bool:
    return block.runs and block.language == "python"


def _asserts(code: str) -> bool:
    """Tell whether ``code`` has an assertion; code that can't be read is not judged here."""
    try:
        nodes: Iterable[ast.AST] = ast.walk(ast.parse(code))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: too deep
        return True
    return any(isinstance(node, ast.Assert | ast.Raise) or _is_check(node) for node in nodes)


def _is_check(node: ast.AST) -> bool:
    """Tell whether ``node`` calls something like ``torch.testing.assert_close``."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    name = node.func.id if isinstance(node.func, ast.Name) else name
    return name.startswith(("assert", "raises"))
