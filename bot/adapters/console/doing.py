"""What a front is told of the day: how to look it up, and what typing is about."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.adapters.console.commands.interviewing import Step
from bot.adapters.console.screen.day import Day

Look = Callable[[Day | None], Awaitable[Day]]
"""Looks the day up; what it is given is the day as it was seen last."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What typing is about besides the day's question: a quiz, a form, a step of an interview."""

    in_quiz: bool = False
    in_form: bool = False
    step: Step | None = None
