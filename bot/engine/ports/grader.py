"""What reads an answer in own words and says which key points it covers."""

from typing import Protocol

from bot.engine.model.coverage import Claim, GradingTask

SECONDS = 20.0
"""The longest that one answer may take, with every retry."""


class Grader(Protocol):
    """A model behind a server. What it says is checked by ``rules.coverage`` and is never trusted.

    Points, streaks and boards never depend on it.
    """

    @property
    def model(self) -> str:
        """The model's name, as its server knows it."""
        ...

    @property
    def host(self) -> str:
        """Where answers are sent: a host, with its port if it isn't the usual one."""
        ...

    async def claims(self, task: GradingTask) -> tuple[Claim, ...]:
        """Return one claim for each key point, in their order.

        Raises GraderFails, within ``SECONDS``.
        """
        ...
