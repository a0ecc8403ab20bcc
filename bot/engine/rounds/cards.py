"""The cards of a round: the question, its reveal, and the answer in the thread."""

from collections import Counter
from collections.abc import Mapping
from string import ascii_uppercase

from bot.engine.cards import (
    AnswerCard,
    Opening,
    QuestionCard,
    ReceiptCard,
    RevealCard,
    RevealedChoice,
    ShownChoice,
    StreakMention,
    Subject,
)
from bot.engine.model.people import Member
from bot.engine.model.questions import Format, Question
from bot.engine.model.rounds import Response, Round
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import asked_in, track_title
from bot.engine.rules.calendar import LATE_AFTER, is_known, local_date
from bot.engine.rules.grading import Grade, grade
from bot.engine.rules.streaks import KEPT_DAYS_PER_FREEZE

NAMES_SHOWN = 20
STREAKS_SHOWN = 5
SOMEONE = "someone"
"""How someone appears who answered right and was forgotten since."""


def subject(bank: Bank, question: Question) -> Subject:
    """Return the line that says what a question is about."""
    title = track_title(bank, question.track)
    return Subject(question.track, title, question.level, question.title)


def shown_choices(question: Question, order: tuple[int, ...]) -> tuple[ShownChoice, ...]:
    """Return the choices as shown: letters by position, without the key."""
    return tuple(
        ShownChoice(ascii_uppercase[position], question.choices[index].text)
        for position, index in enumerate(order)
    )


def letter_of(order: tuple[int, ...], index: int) -> str:
    """Return the letter under which the choice at ``index`` was shown."""
    return ascii_uppercase[order.index(index)]


def question_card(tx: Transaction, bank: Bank, round_: Round) -> QuestionCard:
    """Return the card of a round that is open (or about to be)."""
    question = asked_in(tx, round_)
    opened = round_.opened_at or round_.due_at
    return QuestionCard(
        round_id=round_.id,
        subject=subject(bank, question),
        number=round_.number,
        format=round_.format,
        prompt=question.prompt,
        choices=shown_choices(question, round_.shown_order),
        responded=tx.responses.count(round_.id),
        reveal_at=round_.reveal_at,
        zone=zone_of(tx, round_),
        late_since=round_.due_at if round_.late and opened - round_.due_at > LATE_AFTER else None,
        overnight=_is_overnight(tx, round_),
        opening=_opening(tx, round_),
    )


def _opening(tx: Transaction, round_: Round) -> Opening:
    schedule = tx.schedules.get(round_.schedule_id)
    plan = schedule.plan if schedule else None
    return Opening(plan.title, plan.intro, plan.notify) if plan else Opening("", "", "")


def receipt_card(
    tx: Transaction,
    round_: Round,
    response: Response,
    before: Response | None = None,
    *,
    asked_for: bool = False,
) -> ReceiptCard:
    """Return what a member is told about their answer while the round is open.

    ``before`` is their answer as it was, if they have just changed it.
    """
    question = asked_in(tx, round_)
    chosen = chosen_in(question, round_, response)
    return ReceiptCard(
        round_id=round_.id,
        letter=chosen.letter,
        words=response.text or "",
        changed=before is not None,
        until=round_.reveal_at,
        zone=zone_of(tx, round_),
        format=round_.format,
        choice=chosen.text,
        before=chosen_in(question, round_, before) if before else None,
        asked_for=asked_for,
        overnight=_is_overnight(tx, round_),
    )


def chosen_in(question: Question, round_: Round, response: Response) -> ShownChoice:
    """Return the choice that someone took, without a letter for own words."""
    if response.choice is None:
        return ShownChoice("", ())
    letter = letter_of(round_.shown_order, response.choice)
    return ShownChoice(letter, question.choices[response.choice].text)


def _is_overnight(tx: Transaction, round_: Round) -> bool:
    zone = zone_of(tx, round_)
    return local_date(round_.reveal_at, zone) > local_date(round_.due_at, zone)


def reveal_card(tx: Transaction, bank: Bank, round_: Round) -> RevealCard:
    """Return the card of a closed round."""
    question = asked_in(tx, round_)
    responses = tx.responses.of_round(round_.id)
    votes = Counter(response.choice for response in responses)
    anonymous = tx.responses.anonymous(round_.id)
    votes.update(anonymous)
    members = {member.id: member for member in tx.members.responding(round_.id)}
    named = named_members(round_, responses)
    shown = visible_members(named, members)[:NAMES_SHOWN]
    nameless = nameless_count(round_, anonymous)
    someone = (SOMEONE,) if nameless == 1 else ()
    return RevealCard(
        round_id=round_.id,
        subject=subject(bank, question),
        number=round_.number,
        format=round_.format,
        prompt=question.prompt,
        choices=tuple(
            RevealedChoice(
                ascii_uppercase[position],
                question.choices[index].text,
                question.choices[index].right,
                question.choices[index].why,
                votes[index],
            )
            for position, index in enumerate(round_.shown_order)
        ),
        responded=votes.total(),
        own_words=votes[None],
        right_names=(*(member.name for member in shown), *someone),
        right_more=len(named) - len(shown) + nameless - len(someone),
        streaks=streak_mentions(tx, round_, responses, members)[:STREAKS_SHOWN],
        revealed_at=round_.revealed_at or round_.reveal_at,
        zone=zone_of(tx, round_),
        corrected=correction_reason(tx, round_),
        brief=not is_quiet(tx, round_),
    )


def answer_card(tx: Transaction, bank: Bank, round_: Round) -> AnswerCard:
    """Return the model answer of a closed round."""
    question = asked_in(tx, round_)
    return AnswerCard(
        round_.id,
        subject(bank, question),
        question.answer,
        question.key_points,
        question.references,
    )


def is_quiet(tx: Transaction, round_: Round) -> bool:
    """Tell whether the reveal has no post of its own, only the edit of the question."""
    schedule = tx.schedules.get(round_.schedule_id)
    return schedule is not None and schedule.plan.quiet


def zone_of(tx: Transaction, round_: Round) -> str:
    """Return the zone in which the round's times are shown: UTC if its own is unknown."""
    schedule = tx.schedules.get(round_.schedule_id)
    return schedule.plan.zone if schedule and is_known(schedule.plan.zone) else "UTC"


def named_members(round_: Round, responses: tuple[Response, ...]) -> tuple[int, ...]:
    """Return who is named at the reveal: whoever was right, or everyone if nothing is graded."""
    return tuple(
        response.member_id
        for response in responses
        if round_.format is not Format.CHOICE or grade(response, round_.right_choice) is Grade.RIGHT
    )


def nameless_count(round_: Round, anonymous: Mapping[int | None, int]) -> int:
    """Return how many of the forgotten would be named."""
    if round_.format is not Format.CHOICE:
        return sum(anonymous.values())
    return 0 if round_.right_choice is None else anonymous.get(round_.right_choice, 0)


def visible_members(
    member_ids: tuple[int, ...], members: Mapping[int, Member]
) -> tuple[Member, ...]:
    """Return those of the members who let their names be shown."""
    found = (members.get(member_id) for member_id in member_ids)
    return tuple(member for member in found if member and not member.hidden)


def streak_mentions(
    tx: Transaction,
    round_: Round,
    responses: tuple[Response, ...],
    members: Mapping[int, Member],
) -> tuple[StreakMention, ...]:
    """Return the streaks worth a mention, the longest first."""
    mentions: list[StreakMention] = []
    for member in visible_members(tuple(response.member_id for response in responses), members):
        line = next(iter(tx.days.of_member(member.id, round_.slot)), None)
        if line is None or line.day != round_.slot or not line.after.current:
            continue
        if line.after.current % KEPT_DAYS_PER_FREEZE == 0:
            best = line.after.current == line.after.best
            mentions.append(StreakMention(member.name, line.after.current, best))
    return tuple(sorted(mentions, key=lambda mention: -mention.days))


def correction_reason(tx: Transaction, round_: Round) -> str:
    """Return why the round's key was corrected after its reveal, or nothing."""
    fixed = [
        correction.reason
        for correction in tx.questions.corrections(round_.team_id)
        if (correction.question_id, correction.revision) == (round_.question_id, round_.revision)
        and round_.revealed_at is not None
        and correction.at >= round_.revealed_at
    ]
    return fixed[-1] if fixed else ""
