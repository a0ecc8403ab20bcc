"""Small values to test with: what a test does not name is ordinary."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from string import ascii_uppercase
from typing import Any

from bot.engine.model.people import Actor
from bot.engine.model.questions import Choice, FollowUp, Level, Question, Track
from bot.engine.model.rich_text import Text, paragraph
from bot.engine.model.rounds import Response, Round, RoundState
from bot.engine.model.schedules import ChannelRef, Plan

CHANNEL = ChannelRef("console", "local", "general")


def at(text: str) -> datetime:
    """Return an instant written as ``2026-11-02 09:00`` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def question(
    question_id: str,
    level: Level = Level.BASIC,
    choices: int = 4,
    key: int = 0,
    revision: str = "r1",
) -> Question:
    """Return a question whose texts name it, and name the key where only a reveal may."""
    return Question(
        id=question_id,
        title=f"Title of {question_id}",
        track=question_id.partition("/")[0],
        level=level,
        prompt=paragraph(f"Prompt of {question_id}?"),
        choices=tuple(
            Choice(
                (Text(f"Choice {index} of {question_id}"),),
                index == key,
                (Text(f"SECRET why {index} of {question_id}"),),
            )
            for index in range(choices)
        ),
        key_points=(
            (Text(f"SECRET point 1 of {question_id}"),),
            (Text(f"SECRET point 2 of {question_id}"),),
        ),
        answer=paragraph(f"SECRET answer of {question_id}"),
        revision=revision,
        follow_ups=(
            FollowUp(
                (Text(f"SECRET follow-up of {question_id}"),),
                (Text(f"SECRET next answer of {question_id}"),),
            ),
        ),
    )


@dataclass(frozen=True)
class SmallBank:
    """A bank of the questions given."""

    questions: dict[str, Question]
    tracks: dict[str, Track]


def bank(*questions: Question) -> SmallBank:
    """Return a bank; without arguments, of 24 questions in two tracks."""
    if not questions:
        levels = tuple(Level)
        questions = tuple(
            question(f"{track}/q{n:02}", levels[n % 3], key=n % 4)
            for track in ("maths", "pytorch")
            for n in range(12)
        )
    return SmallBank(
        {each.id: each for each in sorted(questions, key=lambda each: each.id)},
        {each.track: Track(each.track, each.track.title()) for each in questions},
    )


def plan(**changes: Any) -> Plan:
    """Return a plan: 09:00 UTC on workdays, choices, revealed after seven hours."""
    values: dict[str, Any] = {
        "at": time(9),
        "zone": "UTC",
        "reveal_after": None if "reveal_at" in changes else timedelta(hours=7),
    }
    return Plan(**{**values, **changes})


def actor(user: str = "ann", manager: bool = False, workspace: str = "local") -> Actor:
    """Return someone in the console's workspace."""
    return Actor("console", workspace, user, user.title(), manager)


def asked(round_id: int = 1, **changes: Any) -> Round:
    """Return a closed round of 2 November 2026."""
    values: dict[str, Any] = {
        "id": round_id,
        "schedule_id": 1,
        "team_id": 1,
        "channel": CHANNEL,
        "slot": date(2026, 11, 2),
        "by_hand_number": 0,
        "due_at": at("2026-11-02 09:00"),
        "reveal_at": at("2026-11-02 16:00"),
        "format": "choice",
        "state": RoundState.REVEALED,
        "track": "pytorch",
        "right_choice": 0,
    }
    return Round(**{**values, **changes})


def wrong_letter(round_: Round) -> str:
    """Return the letter under which a round shows one of the wrong choices."""
    places = enumerate(round_.shown_order)
    return ascii_uppercase[next(at for at, index in places if index != round_.right_choice)]


def response(member_id: int, choice: int | None, round_id: int = 1) -> Response:
    """Return a response by a choice, or in words when it is None."""
    words = "in my words" if choice is None else None
    when = at("2026-11-02 10:00")
    return Response(round_id, member_id, choice, words, when, when)
