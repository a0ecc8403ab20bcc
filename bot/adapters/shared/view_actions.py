"""Buttons that show something: boards, what was asked, one's own figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Turn to a page of a board; ``track`` is empty for all."""

    period: str
    track: str
    page: int


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Turn to a page of what the team was asked."""

    page: int


@dataclass(frozen=True, slots=True)
class PostBoard:
    """Show a board to the channel; ``track`` is empty for all."""

    period: str
    track: str


@dataclass(frozen=True, slots=True)
class Show:
    """Show what a command of the same name shows: a key of ``presses.SHOWN``."""

    what: str
