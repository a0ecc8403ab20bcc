"""A closed round with all that its reveal shows: read once, for every message of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.cards import StreakMention
from bot.engine.model.people import Member
from bot.engine.model.questions import Format, Question
from bot.engine.model.rounds import Response, Round
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import asked_from
from bot.engine.rules.calendar import zone_or_utc
from bot.engine.rules.grading import Grade, grade
from bot.engine.rules.streaks import KEPT_DAYS_PER_FREEZE

SOMEONE = "someone"
"""How someone appears who answered right and was forgotten since."""


@dataclass(frozen=True, slots=True)
class ClosedRound:
    """A round, its question, and who responded how.

    ``members`` are those who responded, by id, and ``votes`` their choices (None for words), the
    forgotten among them. ``named`` are the ids of who is named at the reveal, first responders
    first, ``nameless`` how many of the forgotten would be. ``streaks`` are those worth a mention,
    the longest first. ``quiet`` says that the reveal has no message of its own, ``pinned`` that the
    question was pinned; ``corrected`` why the key was corrected after it, or nothing. ``credit`` is
    who of the team suggested the question, or nothing.
    """

    round: Round
    question: Question
    zone: str
    quiet: bool
    pinned: bool
    responses: tuple[Response, ...]
    members: Mapping[int, Member]
    votes: Mapping[int | None, int]
    named: tuple[int, ...]
    nameless: int
    streaks: tuple[StreakMention, ...]
    corrected: str
    credit: str

    def names(self, most: int) -> tuple[tuple[str, ...], int]:
        """Return at most ``most`` names of those who let theirs be shown, and how many more."""
        shown = _visible(self.named, self.members)[:most]
        someone = (SOMEONE,) if self.nameless == 1 else ()
        more = len(self.named) - len(shown) + self.nameless - len(someone)
        return (*(member.name for member in shown), *someone), more


def look_at_closed(tx: Transaction, bank: Bank, round_: Round) -> ClosedRound:
    """Read a closed round with all that its reveal shows."""
    responses = tx.responses.of_round(round_.id)
    return read_closed(tx, round_, asked_from(tx, bank, round_), responses)


def read_closed(
    tx: Transaction, round_: Round, question: Question, responses: tuple[Response, ...]
) -> ClosedRound:
    """Read what a reveal shows besides its question and responses."""
    schedule = tx.schedules.get(round_.schedule_id)
    anonymous = tx.responses.anonymous(round_.id)
    members = {member.id: member for member in tx.members.responding(round_.id)}
    votes = Counter(response.choice for response in responses)
    votes.update(anonymous)
    return ClosedRound(
        round=round_,
        question=question,
        zone=zone_or_utc(schedule.plan.zone if schedule else ""),
        quiet=schedule is not None and schedule.plan.quiet,
        pinned=schedule is not None and schedule.plan.pin,
        responses=responses,
        members=members,
        votes=votes,
        named=who_is_named(round_, responses),
        nameless=_nameless(round_, anonymous),
        streaks=_streaks(tx, round_, responses, members),
        corrected=_corrected(tx, round_),
        credit=_credit(tx, round_),
    )


def who_is_named(round_: Round, responses: tuple[Response, ...]) -> tuple[int, ...]:
    """Return who is named at the reveal: whoever was right, or everyone if nothing is graded."""
    return tuple(
        response.member_id
        for response in responses
        if round_.format is not Format.CHOICE or grade(response, round_.right_choice) is Grade.RIGHT
    )


def _nameless(round_: Round, anonymous: Mapping[int | None, int]) -> int:
    """Return how many of the forgotten would be named."""
    if round_.format is not Format.CHOICE:
        return sum(anonymous.values())
    return 0 if round_.right_choice is None else anonymous.get(round_.right_choice, 0)


def _visible(member_ids: tuple[int, ...], members: Mapping[int, Member]) -> tuple[Member, ...]:
    found = (members.get(member_id) for member_id in member_ids)
    return tuple(member for member in found if member and not member.hidden)


def _streaks(
    tx: Transaction,
    round_: Round,
    responses: tuple[Response, ...],
    members: Mapping[int, Member],
) -> tuple[StreakMention, ...]:
    if not responses:
        return ()
    found = tx.followers.days_of_responders(round_.id, round_.slot)
    days = {line.member_id: line for line in found}
    mentions: list[StreakMention] = []
    for member in _visible(tuple(response.member_id for response in responses), members):
        line = days.get(member.id)
        if line is None or not line.after.current:
            continue
        if line.after.current % KEPT_DAYS_PER_FREEZE == 0:
            best = line.after.current == line.after.best
            mentions.append(StreakMention(member.name, line.after.current, best))
    return tuple(sorted(mentions, key=lambda mention: -mention.days))


def _corrected(tx: Transaction, round_: Round) -> str:
    fixed = [
        correction.reason
        for correction in tx.questions.corrections(round_.team_id)
        if (correction.question_id, correction.revision) == (round_.question_id, round_.revision)
        and round_.revealed_at is not None
        and correction.at >= round_.revealed_at
    ]
    return fixed[-1] if fixed else ""


def _credit(tx: Transaction, round_: Round) -> str:
    suggestion = tx.questions.became(round_.team_id, round_.question_id)
    if suggestion is None or not suggestion.credited:
        return ""
    author = tx.members.get(suggestion.member_id) if suggestion.member_id else None
    return author.name if author is not None and not author.hidden else ""
