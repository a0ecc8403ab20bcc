"""The cards of a round: the question, its reveal, the answer in the thread, and the reasons."""

from collections.abc import Mapping
from string import ascii_uppercase

from bot.engine.cards import (
    AnswerCard,
    Opening,
    QuestionCard,
    ReasonedChoice,
    ReasonsCard,
    ReceiptCard,
    RevealCard,
    RevealedChoice,
    ShownChoice,
)
from bot.engine.model.questions import Question
from bot.engine.model.rounds import Response, Round
from bot.engine.model.schedules import Schedule
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import asked_from, subject
from bot.engine.records.shared_words import are_words_shown
from bot.engine.rounds.closed_rounds import ClosedRound
from bot.engine.rules.calendar import LATE_AFTER, local_date, zone_or_utc

NAMES_SHOWN = 20
STREAKS_SHOWN = 5


def shown_choices(question: Question, order: tuple[int, ...]) -> tuple[ShownChoice, ...]:
    """Return the choices as shown: letters by position, without the key."""
    return tuple(
        ShownChoice(ascii_uppercase[position], question.choices[index].text)
        for position, index in enumerate(order)
    )


def revealed_choices(
    question: Question, order: tuple[int, ...], votes: Mapping[int | None, int]
) -> tuple[RevealedChoice, ...]:
    """Return the choices as they were shown, with the key and how many took each."""
    return tuple(
        RevealedChoice(
            ascii_uppercase[position],
            question.choices[index].text,
            question.choices[index].right,
            question.choices[index].why,
            votes.get(index, 0),
        )
        for position, index in enumerate(order)
    )


def letter_of(order: tuple[int, ...], index: int) -> str:
    """Return the letter under which the choice at ``index`` was shown."""
    return ascii_uppercase[order.index(index)]


def question_card(tx: Transaction, bank: Bank, round_: Round) -> QuestionCard:
    """Return the card of a round that is open (or about to be)."""
    schedule = tx.schedules.get(round_.schedule_id)
    responded = tx.responses.count(round_.id)
    return card_of_question(bank, round_, asked_from(tx, bank, round_), schedule, responded)


def card_of_question(
    bank: Bank, round_: Round, question: Question, schedule: Schedule | None, responded: int
) -> QuestionCard:
    """Return the same, of what is known already."""
    zone = _zone(schedule)
    opened = round_.opened_at or round_.due_at
    return QuestionCard(
        round_id=round_.id,
        subject=subject(bank, question),
        number=round_.number,
        format=round_.format,
        prompt=question.prompt,
        choices=shown_choices(question, round_.shown_order),
        responded=responded,
        reveal_at=round_.reveal_at,
        zone=zone,
        late_since=round_.due_at if round_.late and opened - round_.due_at > LATE_AFTER else None,
        overnight=_is_overnight(round_, zone),
        opening=_opening(schedule),
    )


def receipt_card(
    tx: Transaction,
    bank: Bank,
    round_: Round,
    response: Response,
    before: Response | None = None,
    *,
    asked_for: bool = False,
) -> ReceiptCard:
    """Return what a member is told about their answer while the round is open.

    ``before`` is their answer as it was, if they have just changed it.
    """
    question = asked_from(tx, bank, round_)
    chosen = chosen_in(question, round_, response)
    zone = zone_of(tx, round_)
    return ReceiptCard(
        round_id=round_.id,
        letter=chosen.letter,
        words=response.text or "",
        changed=before is not None,
        until=round_.reveal_at,
        zone=zone,
        format=round_.format,
        choice=chosen.text,
        before=chosen_in(question, round_, before) if before else None,
        asked_for=asked_for,
        overnight=_is_overnight(round_, zone),
        words_shown=are_words_shown(tx, round_, response),
    )


def chosen_in(question: Question, round_: Round, response: Response) -> ShownChoice:
    """Return the choice that someone took, without a letter for own words."""
    if response.choice is None:
        return ShownChoice("", ())
    letter = letter_of(round_.shown_order, response.choice)
    return ShownChoice(letter, question.choices[response.choice].text)


def reveal_card(bank: Bank, closed: ClosedRound) -> RevealCard:
    """Return the card of a closed round."""
    round_, question = closed.round, closed.question
    right_names, right_more = closed.names(NAMES_SHOWN)
    return RevealCard(
        round_id=round_.id,
        subject=subject(bank, question),
        number=round_.number,
        format=round_.format,
        prompt=question.prompt,
        choices=revealed_choices(question, round_.shown_order, closed.votes),
        responded=sum(closed.votes.values()),
        own_words=closed.votes.get(None, 0),
        right_names=right_names,
        right_more=right_more,
        streaks=closed.streaks[:STREAKS_SHOWN],
        revealed_at=round_.revealed_at or round_.reveal_at,
        zone=closed.zone,
        corrected=closed.corrected,
        brief=not closed.quiet,
        credit=closed.credit,
    )


def answer_card(bank: Bank, closed: ClosedRound) -> AnswerCard:
    """Return the model answer of a closed round."""
    question = closed.question
    return AnswerCard(
        closed.round.id,
        subject(bank, question),
        question.answer,
        question.key_points,
        question.references,
    )


def reasoned_choices(question: Question, round_: Round) -> tuple[ReasonedChoice, ...]:
    """Return the choices as shown, each with its reason."""
    return tuple(
        ReasonedChoice(
            letter_of(round_.shown_order, index),
            question.choices[index].text,
            question.choices[index].why,
        )
        for index in round_.shown_order
    )


def right_choice(choices: tuple[ReasonedChoice, ...], round_: Round) -> ReasonedChoice | None:
    """Return the right one of a round's choices; None if nothing is graded."""
    if round_.right_choice is None or round_.right_choice not in round_.shown_order:
        return None
    return choices[round_.shown_order.index(round_.right_choice)]


def reasons_card(bank: Bank, round_: Round, question: Question, chosen: str) -> ReasonsCard | None:
    """Return why the wrong choices are wrong, the one with the letter ``chosen`` first.

    None if nothing is graded.
    """
    choices = reasoned_choices(question, round_)
    answer = right_choice(choices, round_)
    if answer is None:
        return None
    wrong = [choice for choice in choices if choice is not answer]
    return ReasonsCard(
        round_id=round_.id,
        subject=subject(bank, question),
        wrong=tuple(sorted(wrong, key=lambda choice: choice.letter != chosen)),
        answer=answer,
        chosen=chosen,
    )


def zone_of(tx: Transaction, round_: Round) -> str:
    """Return the zone in which the round's times are shown: UTC if its own is unknown."""
    return _zone(tx.schedules.get(round_.schedule_id))


def _zone(schedule: Schedule | None) -> str:
    return zone_or_utc(schedule.plan.zone if schedule else "")


def _opening(schedule: Schedule | None) -> Opening:
    plan = schedule.plan if schedule else None
    return Opening(plan.title, plan.intro, plan.notify) if plan else Opening("", "", "")


def _is_overnight(round_: Round, zone: str) -> bool:
    return local_date(round_.reveal_at, zone) > local_date(round_.due_at, zone)
