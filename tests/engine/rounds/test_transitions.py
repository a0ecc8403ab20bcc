"""A round's state and its lease are set in one module each, and only along the diagram."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import bot
from bot.engine.model.questions import Format
from bot.engine.model.rounds import Round, RoundState, Skip, Unseen
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.rounds import transitions as t

CODE = Path(bot.__file__).parent
CHANNEL = ChannelRef("console", "local", "general")
MESSAGE = MessageRef(CHANNEL, "1")
NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)
FOUR = datetime(2026, 11, 2, 16, tzinfo=UTC)
OTHER_STATES = ("ScheduleState", "ProposalState", "DeliveryState", "PairState")


def a_round(state: RoundState) -> Round:
    """Return a round that a worker holds in that state."""
    day = date(2026, 11, 2)
    round_ = Round(1, 1, 1, CHANNEL, day, 0, NINE, FOUR, Format.CHOICE, state)
    return replace(round_, worker="first", lease_until=FOUR, message=MESSAGE)


# --- who may write ---


def writes(source: str, fields: frozenset[str]) -> Iterator[str]:
    """Yield each call in ``source`` that may set one of a round's ``fields``."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        names = {keyword.arg for keyword in node.keywords}
        if called == "Round" or (called == "replace" and (names & fields or None in names)):
            yield ast.unparse(node)


def of_a_round(call: str) -> bool:
    """Return whether the call may be about a round: schedules and proposals have states, too."""
    return not any(f"state={other}." in call for other in OTHER_STATES)


def writers(fields: frozenset[str]) -> set[str]:
    """Return the modules that may set one of a round's ``fields``."""
    return {
        str(path.relative_to(CODE))
        for path in CODE.rglob("*.py")
        if any(map(of_a_round, writes(path.read_text(encoding="utf-8"), fields)))
    }


ELSEWHERE = {
    "engine/command_text.py",
    "engine/records/reading.py",
    "adapters/console/commands/writing.py",
    "cli/schedule.py",
    "preview/scenes.py",
    "preview/view.py",
}
"""They replace fields of a command, a draft, a plan, ticks or a view, or draw a made-up round."""


def test_only_transitions_changes_a_rounds_state() -> None:
    assert writers(frozenset({"state"})) - ELSEWHERE == {"engine/rounds/transitions.py"}


def test_only_lease_gives_or_takes_a_lease() -> None:
    found = writers(frozenset({"worker", "lease_until"})) - ELSEWHERE
    assert found - {"engine/rounds/transitions.py"} == {"engine/rounds/lease.py"}
    source = (CODE / "engine/rounds/transitions.py").read_text(encoding="utf-8")
    (made,) = writes(source, frozenset({"worker", "lease_until"}))
    assert made.startswith("Round("), "it makes new rounds, which nobody holds"


@pytest.mark.parametrize(
    "source",
    [
        "replace(round_, state=RoundState.OPEN)",
        "dataclasses.replace(round_, note='', state=state)",
        "replace(round_, **changes)",
        "Round(0, 1, 1)",
    ],
)
def test_a_write_is_found_however_it_is_written(source: str) -> None:
    assert list(filter(of_a_round, writes(source, frozenset({"state"}))))


def test_a_schedules_state_is_no_rounds_state() -> None:
    source = "replace(schedule, state=ScheduleState.PAUSED)"
    assert not list(filter(of_a_round, writes(source, frozenset({"state"}))))


# --- the diagram ---

CLAIMED, SENDING, OPEN = RoundState.CLAIMED, RoundState.SENDING, RoundState.OPEN
REVEALING, REVEALED = RoundState.REVEALING, RoundState.REVEALED
SKIPPED, FAILED = RoundState.SKIPPED, RoundState.FAILED

Step = Callable[[Round], Round]
STEPS: dict[str, tuple[Step, RoundState, set[RoundState]]] = {
    "skip": (lambda r: t.skip(r, Skip.BY_HAND), SKIPPED, {CLAIMED, SENDING, SKIPPED, FAILED}),
    "start sending": (t.start_sending, SENDING, {CLAIMED, SENDING}),
    "open": (lambda r: t.open_round(r, MESSAGE), OPEN, {SENDING}),
    "fail": (lambda r: t.fail(r, "why"), FAILED, {SENDING}),
    "close": (lambda r: t.start_revealing(r, FOUR, None), REVEALING, {OPEN}),
    "finish": (t.finish_reveal, REVEALED, {REVEALING}),
    "give up": (lambda r: t.give_up_reveal(r, "why"), REVEALED, {REVEALING}),
    "claim again": (lambda r: t.claim_again(r, a_round(CLAIMED)), CLAIMED, {SKIPPED, FAILED}),
}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("state", RoundState)
def test_a_step_is_taken_only_from_where_the_diagram_has_it(name: str, state: RoundState) -> None:
    step, end, starts = STEPS[name]
    if state in starts:
        assert step(a_round(state)).state is end
    else:
        with pytest.raises(t.IllegalTransition, match="round 1"):
            step(a_round(state))


@pytest.mark.parametrize("name", ["skip", "open", "fail", "finish", "give up"])
def test_a_step_that_ends_a_workers_part_gives_up_its_lease(name: str) -> None:
    step, _, starts = STEPS[name]
    for state in starts:
        ended = step(a_round(state))
        assert (ended.worker, ended.lease_until) == ("", None)


# --- showing again ---


def test_a_reveal_that_people_saw_is_shown_again_without_its_answer() -> None:
    seen = t.finish_reveal(a_round(REVEALING))
    again = t.show_again(seen)
    assert (again.state, again.unseen) == (REVEALING, Unseen.REVEAL)
    assert t.finish_reveal(again).unseen is Unseen.NOTHING


def test_a_reveal_that_people_missed_is_shown_with_its_answer() -> None:
    missed = t.give_up_reveal(a_round(REVEALING), "the channel is gone")
    assert (missed.unseen, missed.note) == (Unseen.ALL, "the channel is gone")
    again = t.show_again(missed)
    assert (again.state, again.unseen, again.note) == (REVEALING, Unseen.ALL, "")


def test_an_answer_that_people_saw_stays_seen_when_showing_the_reveal_again_fails() -> None:
    again = t.show_again(t.finish_reveal(a_round(REVEALING)))
    assert t.show_again(t.give_up_reveal(again, "gone")).unseen is Unseen.REVEAL


@pytest.mark.parametrize("state", [state for state in RoundState if state is not REVEALED])
def test_what_was_not_revealed_is_not_shown_again(state: RoundState) -> None:
    assert t.show_again(a_round(state)) == a_round(state)
