"""The states of a round. Only this module changes them.

::

    new_round ──► claimed ─── skip ──► skipped
                     │                    ▲
                     │ start_sending      │
                     ▼                    │
                  sending ─── skip ───────┘
                     │   └─── fail ──► failed
                     │ open_round
                     ▼
                    open
                     │ start_revealing
                     ▼
                 revealing ◄──────────┐
                     │ finish_reveal, │ show_again
                     │ give_up_reveal │
                     ▼                │
                 revealed ────────────┘

    skipped, failed ─── claim_again ──► claimed

A repeated try stays in ``sending`` or ``revealing``. A slot that was skipped in an outage, or
whose round failed, is claimed again when the clock or the plan is put right within its window.

Each function takes a round and returns the changed one, to be saved. One that ends a worker's
step gives up its lease, too. A step that the diagram lacks raises IllegalTransition.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.engine.model.rounds import Excuse, Round, RoundState, Skip, Unseen
from bot.engine.model.schedules import MessageRef, Schedule
from bot.engine.rounds.lease import without_lease

NEXT: Mapping[RoundState, frozenset[RoundState]] = {
    RoundState.CLAIMED: frozenset({RoundState.SENDING, RoundState.SKIPPED}),
    RoundState.SENDING: frozenset(
        {RoundState.SENDING, RoundState.OPEN, RoundState.SKIPPED, RoundState.FAILED}
    ),
    RoundState.OPEN: frozenset({RoundState.REVEALING}),
    RoundState.REVEALING: frozenset({RoundState.REVEALED}),
    RoundState.REVEALED: frozenset({RoundState.REVEALING}),
    RoundState.SKIPPED: frozenset({RoundState.CLAIMED, RoundState.SKIPPED}),
    RoundState.FAILED: frozenset({RoundState.CLAIMED, RoundState.SKIPPED}),
}


class IllegalTransition(Exception):
    """A round was to take a step that its state doesn't allow: a bug of ours."""


def new_round(
    schedule: Schedule,
    slot: date,
    by_hand_number: int,
    due_at: datetime,
    reveal_at: datetime,
    excuse: Excuse | None,
) -> Round:
    """Return a claimed round, to be given a question and then inserted.

    ``excuse`` is what it has from the start, if anything.
    """
    return Round(
        id=0,
        schedule_id=schedule.id,
        team_id=schedule.team_id,
        channel=schedule.channel,
        slot=slot,
        by_hand_number=by_hand_number,
        due_at=due_at,
        reveal_at=reveal_at,
        format=schedule.plan.format,
        state=RoundState.CLAIMED,
        excuse=excuse,
    )


def claim_again(given_up: Round, new: Round) -> Round:
    """Return ``new`` in the place of the slot's round that was skipped or failed."""
    _check(given_up, new.state)
    return replace(new, id=given_up.id)


def skip(round_: Round, why: Skip) -> Round:
    """Leave the slot without a question; the next one gets its number."""
    _check(round_, RoundState.SKIPPED)
    return without_lease(
        replace(round_, state=RoundState.SKIPPED, skip_reason=why, note="", retry_at=None, number=0)
    )


def start_sending(round_: Round) -> Round:
    """Begin a try to post the question: from now on people may have seen it."""
    _check(round_, RoundState.SENDING)
    attempts = round_.attempts + 1
    return replace(round_, state=RoundState.SENDING, attempts=attempts, retry_at=None)


def open_round(round_: Round, message: MessageRef) -> Round:
    """Note the message that people see."""
    _check(round_, RoundState.OPEN)
    opened = replace(
        round_, state=RoundState.OPEN, message=message, note="", attempts=0, refused_at=None
    )
    return without_lease(opened)


def fail(round_: Round, note: str) -> Round:
    """Give up posting the question, whose number the next one gets; ``note`` says why."""
    _check(round_, RoundState.FAILED)
    return without_lease(
        replace(round_, state=RoundState.FAILED, note=note, retry_at=None, number=0)
    )


def excuse_pause(round_: Round) -> Round:
    """Note that its schedule was paused or removed while it was open: a miss costs nothing."""
    return replace(round_, excuse=round_.excuse or Excuse.PAUSE)


def start_revealing(round_: Round, now: datetime, excuse: Excuse | None) -> Round:
    """Close an open round: no more answers are taken.

    If the round already has an excuse, it keeps that; otherwise it gets ``excuse``.
    """
    if round_.state is not RoundState.OPEN:  # closing twice would book its points twice
        raise IllegalTransition(f"round {round_.id} is {round_.state.value}, not open")
    return replace(
        round_,
        state=RoundState.REVEALING,
        revealed_at=now,
        excuse=round_.excuse or excuse,
        attempts=0,
    )


def finish_reveal(round_: Round) -> Round:
    """Note that people have seen the reveal and the answer."""
    _check(round_, RoundState.REVEALED)
    return without_lease(replace(round_, state=RoundState.REVEALED, unseen=Unseen.NOTHING, note=""))


def give_up_reveal(round_: Round, note: str) -> Round:
    """End a reveal that can't be shown; it counts all the same. ``note`` says why."""
    _check(round_, RoundState.REVEALED)
    return without_lease(replace(round_, state=RoundState.REVEALED, note=note, retry_at=None))


def show_again(round_: Round) -> Round:
    """Let a revealed round be shown again, with its answer if people have not seen that.

    Any other round is returned unchanged.
    """
    if round_.state is not RoundState.REVEALED or round_.message is None:
        return round_
    unseen = Unseen.REVEAL if round_.unseen is Unseen.NOTHING else round_.unseen
    return replace(
        round_,
        state=RoundState.REVEALING,
        unseen=unseen,
        note="",
        attempts=0,
        retry_at=None,
        refused_at=None,
    )


def _check(round_: Round, state: RoundState) -> None:
    if state not in NEXT[round_.state]:
        raise IllegalTransition(
            f"round {round_.id} can't go from {round_.state.value} to {state.value}"
        )
