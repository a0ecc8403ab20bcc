"""Members' names, made safe to show: one line, no control or direction characters, not long."""

import unicodedata

NAME_LENGTH = 40
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_name(name: str) -> str:
    """Return ``name`` without invisible characters, on one line, at most 40 characters.

    Escaping for a platform's own marks is the renderer's work.
    """
    visible = "".join(
        " " if char.isspace() else char
        for char in name
        if char.isspace() or unicodedata.category(char) not in _HIDDEN_CATEGORIES
    )
    words = " ".join(_few_marks(visible).split())
    if not words:
        return "someone"
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1].rstrip() + "…"


def _few_marks(text: str) -> str:
    """Drop the third and later combining marks in a row, which climb over other lines."""
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= 2:
            kept.append(char)
    return "".join(kept)
