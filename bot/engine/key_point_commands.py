"""What members ask around the key points of a revealed question: which ones they covered."""

from dataclasses import dataclass

from bot.engine.commands import Command


@dataclass(frozen=True, slots=True)
class MarkKeyPoints(Command):
    """Mark the key points (by index) one's response covered."""

    round_id: int
    covered: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TickKeyPoint(Command):
    """Mark one key point (by index) as covered by one's response, or as not covered."""

    round_id: int
    index: int
    covered: bool


@dataclass(frozen=True, slots=True)
class SuggestTicks(Command):
    """Have a model read one's own words and suggest which key points they cover.

    ``agreed`` says that one was told what is sent where, and wants it.
    """

    round_id: int
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class KeepTicks(Command):
    """Mark the key points as covered that were suggested."""

    round_id: int
