"""Answers that are written in direct messages: several add up to one.

The platform's messages are the truth. A message counts for the question that was open when it
came; it changes when it is edited, and goes when it is deleted, until the interview ends.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.model.interviews import How, Interview, Message, Said
from bot.engine.rules.interviews import asks, said_at
from bot.engine.rules.thread_answers import order

WAITS = timedelta(days=1)
"""How long a question that was shown takes direct messages as its answer."""
BEFORE = Message("", "")
"""Stands for what was typed into a form before; it sorts first."""


def waits(interview: Interview, at: datetime) -> bool:
    """Tell whether a direct message written now is an answer in the interview.

    Where somebody leads it, they listen to what is said.
    """
    open_ = interview.started_at is not None and interview.ended_at is None
    return open_ and not interview.led and asks(interview) and at - interview.shown_at <= WAITS


def step_with(interview: Interview, message: str) -> int | None:
    """Return the step whose answer a message is part of, or None."""
    steps = range(1, 2 * len(interview.items) + 1)
    return next((step for step in steps if message in _ids(said_at(interview, step))), None)


def with_message(said: Said | None, message: Message, *, over: bool) -> Said | None:
    """Return an answer with a message added or changed, or (without words) taken out.

    None when nothing of it is left, unless its step is ``over``: what was answered stays answered.
    """
    before = said or Said(How.TYPED)
    held = before.messages or ((replace(BEFORE, words=before.words),) if before.words else ())
    others = [each for each in held if each.id != message.id]
    if message.words:
        others.append(message)
    messages = tuple(sorted(others, key=_place))
    if not messages and not over:
        return None
    return replace(before, how=How.TYPED, words=_joined(messages), messages=messages)


def _joined(messages: Iterable[Message]) -> str:
    return "\n".join(message.words for message in messages)


def _place(message: Message) -> tuple[int, ...]:
    return order(message.id)


def _ids(said: Said | None) -> tuple[str, ...]:
    return tuple(message.id for message in said.messages) if said else ()
