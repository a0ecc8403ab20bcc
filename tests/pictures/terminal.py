"""The terminal's screens as a person sees them: the demo is really played, in a real terminal."""

from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.in_terminal import in_terminal
from tests.support.terminal import Terminal

WIDTH = 706
"""Pixels of 80 columns."""


def played() -> list[Terminal]:
    """Return two screens of 80 by 24: an answer that is saved, and its reveal."""
    with TemporaryDirectory() as folder, in_terminal(Path(folder)) as session:
        session.until("w own words")
        session.press("a", "● A")
        session.until("a–d change")
        saved = deepcopy(session.screen)
        session.press("r", "╰──")
        session.until("p practice later")
        return [saved, deepcopy(session.screen)]
