"""No regular expression takes more than in proportion to its input's length."""

import re

import pytest

from tests.support.regular_expressions import SUPER_LINEAR, Use, slowest_growth, uses_in

pytestmark = pytest.mark.slow


def _uses() -> list[Use]:
    found = {
        (use.pattern.pattern, use.pattern.flags, use.method): use
        for package in ("bot", "content", "storage")
        for use in uses_in(package)
    }
    return list(found.values())


@pytest.mark.parametrize("use", _uses(), ids=lambda use: f"{use.place} {use.method}")
def test_twice_the_input_takes_about_twice_as_long(use: Use) -> None:
    growth, culprit = slowest_growth(use)
    assert growth < SUPER_LINEAR, f"{use.pattern.pattern} is slow for {culprit}"


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"(`+)(?!`)(?:.*?[^`])\1(?!`)", "finditer"),
        (r"\s*<@\w+>\s*", "sub"),
        (r"(?:\s*:)+$", "search"),
        (r"<[@#][^>]*>", "sub"),
    ],
)
def test_slow_ones_would_be_found(pattern: str, method: str) -> None:
    growth, _ = slowest_growth(Use("here", re.compile(pattern), method))
    assert growth >= SUPER_LINEAR
