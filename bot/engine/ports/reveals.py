"""Repositories of what a reveal leaves: its messages, and the applause for people's words."""

from collections.abc import Mapping
from typing import Protocol

from bot.engine.model.schedules import MessageRef


class RoundPosts(Protocol):
    """The messages in which rounds were revealed, by what each of them shows."""

    def of(self, round_id: int) -> Mapping[str, MessageRef]:
        """The round's messages by part, such as ``answer``, ``reveal``, ``words-1``."""
        ...

    def note(self, round_id: int, part: str, message: MessageRef) -> None:
        """Note where a part is shown; a message noted before is replaced."""
        ...


class Applause(Protocol):
    """Who applauded whose words in which round: once each."""

    def add(self, round_id: int, author_id: int, member_id: int) -> bool:
        """Note the member's applause; False when it was noted before."""
        ...

    def remove(self, round_id: int, author_id: int, member_id: int) -> None: ...
    def counts(self, round_id: int) -> Mapping[int, int]:
        """How many applauded, by the author of the words; who got none is left out."""
        ...

    def by_member(self, member_id: int) -> tuple[tuple[int, int], ...]:
        """Each (round, author) that the member applauded, in order."""
        ...
