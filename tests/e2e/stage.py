"""What a platform must offer for a scenario to be played on it.

A stage drives the real adapter as people would: it presses, types and reads what is
shown. ``who`` is a short name; the stage gives each their own account. Everything shown
comes back as plain text, so that one story fits every platform.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.engine.ports.runtime import Store


class Stage(Protocol):
    """A channel, its people, and a clock that can be set."""

    @property
    def store(self) -> Store: ...
    @property
    def people(self) -> Sequence[str]: ...

    async def set_up(self) -> None:
        """Give the channel a schedule, as a manager would.

        09:00 Europe/Berlin, mon-fri, choice, reveal at 16:00, over the scenario's bank.
        """
        ...

    async def go_to(self, at: datetime) -> None:
        """Let time pass until ``at`` (aware UTC); what falls due on the way is done."""
        ...

    async def choose(self, who: str, letter: str) -> str:
        """Press the latest question's button; return what ``who`` alone is shown."""
        ...

    async def own_words(self, who: str, words: str) -> str:
        """Answer the latest question in own words; return what ``who`` alone is shown."""
        ...

    async def channel(self) -> Sequence[str]:
        """Return the channel's messages as they look now, oldest first, threads included."""
        ...

    async def leaderboard(self, who: str) -> str:
        """Ask for the board of all time; return what ``who`` is shown."""
        ...

    async def streak(self, who: str) -> str:
        """Ask for the streak; return what ``who`` is shown."""
        ...

    async def restart(self) -> None:
        """End the bot without warning and start it again on the same database."""
        ...
