"""What people see of a question, from the morning to the reveal, as the engine's cards."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum

from bot.engine.cards import (
    Card,
    FollowUpCard,
    KeyPointMark,
    MineCard,
    QuestionCard,
    ReceiptCard,
    Standing,
    StreakMention,
)
from bot.engine.model.people import Member
from bot.engine.model.questions import Format, Question
from bot.engine.model.rounds import Response, Round, RoundState
from bot.engine.model.schedules import ChannelRef
from bot.engine.ports.runtime import Bank
from bot.engine.rounds.cards import (
    answer_card,
    card_of_question,
    chosen_in,
    reasoned_choices,
    reasons_card,
    reveal_card,
    right_choice,
    subject,
)
from bot.engine.rounds.closed_rounds import ClosedRound, who_is_named
from bot.engine.rounds.reveal_post import reveal_post_card
from bot.engine.rules.selection import shown_order

OPENED = datetime(2026, 1, 5, 9, tzinfo=UTC)
REVEALED = OPENED + timedelta(hours=7)
ZONE = "UTC"
ADDRESS = "https://example.com/thread"
"""Where the button "Model answer" would lead."""

_ROUND, _TEAM, _ME = 1, 1, 1
_NAMES = ("You", "Ada", "Ben", "Cleo", "Dan", "Eve", "Femi")
_WORDS = "It depends on what the team can measure, so I'd start there and say what I'd give up."


class Place(Enum):
    """Where a message stands."""

    CHANNEL = "in the channel"
    REPLY = "a new message in the channel"
    THREAD = "in the thread"
    PRIVATE = "only you see it"


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment of the day: what it is called, where it is seen, and its cards."""

    key: str
    caption: str
    place: Place
    at: datetime
    cards: tuple[Card, ...]


def scenes_of(question: Question, bank: Bank) -> tuple[Scene, ...]:
    """Return the scenes of a question; ``bank`` knows the titles of the tracks.

    Its choices stand in an order that is always the same, and one of them is yours: a wrong one.
    """
    asked = _asked(question)
    closed = _closed(asked, question)
    linked = replace(reveal_post_card(bank, closed, _worded(closed)), answer_link=ADDRESS)
    thread = (answer_card(bank, closed), *_follow_up(question))
    later = REVEALED + timedelta(minutes=5)
    private = (_mine(asked, question, bank), *_reasons(asked, question, bank))
    return (
        Scene("question", "The question", Place.CHANNEL, OPENED,
              (card_of_question(bank, asked, question, None, len(_NAMES)),)),
        Scene("receipt", "Your answer, saved", Place.PRIVATE, OPENED, (_receipt(asked, question),)),
        Scene("reveal", "The reveal", Place.REPLY, REVEALED, (linked,)),
        Scene("revealed", "The question, revealed", Place.CHANNEL, OPENED,
              (reveal_card(bank, closed),)),
        Scene("thread", "The model answer", Place.THREAD, REVEALED, thread),
        Scene("result", "My result", Place.PRIVATE, later, private[:1]),
        *(Scene("reasons", "Why not the others?", Place.PRIVATE, later, (card,))
          for card in private[1:]),
    )  # fmt: skip


def terminal_scenes(scenes: tuple[Scene, ...]) -> tuple[Scene, ...]:
    """Return the scenes as a terminal has them.

    What can't be edited there is printed once: the revealed question says what elsewhere the
    reveal's own message does, except where there is no right choice.
    """
    found = {scene.key: scene for scene in scenes}
    question = found["question"].cards[0]
    if isinstance(question, QuestionCard) and question.choices:
        return tuple(scene for scene in scenes if scene.key != "reveal")
    return scenes


def _asked(question: Question) -> Round:
    count = len(question.choices)
    return Round(
        id=_ROUND, schedule_id=1, team_id=_TEAM, channel=ChannelRef("console", "local", "general"),
        slot=OPENED.date(), by_hand_number=0, due_at=OPENED, reveal_at=REVEALED,
        format=Format.CHOICE if count else Format.OPEN, state=RoundState.REVEALED, number=1,
        question_id=question.id, revision=question.revision, track=question.track,
        shown_order=shown_order(count, question.id), right_choice=question.key,
        opened_at=OPENED, revealed_at=REVEALED,
    )  # fmt: skip


def _my_choice(question: Question) -> int | None:
    """Return a wrong choice, so that the result shows both reasons; None for own words."""
    return next((index for index, each in enumerate(question.choices) if not each.right), None)


def _closed(asked: Round, question: Question) -> ClosedRound:
    """Return the round as it would be with seven people, of whom four are right."""
    others = (question.key, question.key, _my_choice(question), question.key, None, question.key)
    taken = (_my_choice(question), *others)
    responses = tuple(_response(number, choice) for number, choice in enumerate(taken, _ME))
    members = {
        number: Member(number, _TEAM, name, OPENED) for number, name in enumerate(_NAMES, _ME)
    }
    votes = Counter(taken)
    streaks = (StreakMention(_NAMES[3], 10, best=True),)
    return ClosedRound(
        round=asked, question=question, zone=ZONE, quiet=False, pinned=False, responses=responses,
        members=members, votes=votes, named=who_is_named(asked, responses),
        nameless=0, streaks=streaks, corrected="", credit="",
    )  # fmt: skip


def _response(member: int, choice: int | None) -> Response:
    words = _WORDS if choice is None else None
    return Response(_ROUND, member, choice, words, OPENED, OPENED)


def _worded(closed: ClosedRound) -> int:
    return closed.votes.get(None, 0)


def _receipt(asked: Round, question: Question) -> ReceiptCard:
    mine = _response(_ME, _my_choice(question))
    chosen = chosen_in(question, asked, mine)
    return ReceiptCard(
        _ROUND, chosen.letter, mine.text or "", False, REVEALED, ZONE, asked.format, chosen.text
    )


def _follow_up(question: Question) -> tuple[Card, ...]:
    return tuple(FollowUpCard(_ROUND, each.question) for each in question.follow_ups[:1])


def _mine(asked: Round, question: Question, bank: Bank) -> MineCard:
    letter = _my_letter(asked, question)
    worded = not letter
    choices = reasoned_choices(question, asked)
    return MineCard(
        _ROUND, subject(bank, question), letter, _WORDS if worded else "",
        None if worded else False, 5 if worded else 2,
        tuple(KeyPointMark(point, None) for point in question.key_points),
        can_mark=worded and bool(question.key_points),
        chosen=next((each for each in choices if each.letter == letter), None),
        answer=right_choice(choices, asked),
        standing=Standing(24, 4, 3, 3, 4, 2), can_practice=bool(question.choices),
    )  # fmt: skip


def _reasons(asked: Round, question: Question, bank: Bank) -> tuple[Card, ...]:
    card = reasons_card(bank, asked, question, _my_letter(asked, question))
    return (card,) if card else ()


def _my_letter(asked: Round, question: Question) -> str:
    return chosen_in(question, asked, _response(_ME, _my_choice(question))).letter
