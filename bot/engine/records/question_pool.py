"""The questions a team sees: the bank's and its own, without retired ones, with corrected keys."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.cards import Subject
from bot.engine.errors import NotFound, Refused
from bot.engine.model.questions import Question, Track
from bot.engine.model.rounds import Round
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.rules.did_you_mean import suggest
from bot.engine.rules.leaks import sign_of_answer

ENOUGH_TO_OFFER = 10
"""Two working weeks without a repeat: a shipped track with fewer questions isn't offered."""
HIDE_ANSWER = "Take it out of the prompt: the answer has its own place."


def questions_of(tx: Transaction, bank: Bank, team_id: int) -> Mapping[str, Question]:
    """Return the questions that can be asked of the team, by id."""
    retired = tx.questions.retired(team_id)
    everything = {**bank.questions, **{q.id: q for q in tx.questions.of_team(team_id)}}
    there = (q for q in everything.values() if q.id not in retired and not q.unchecked)
    return {question.id: question for question in asked_as(tx, team_id, there)}


def asked_as(tx: Transaction, team_id: int, questions: Iterable[Question]) -> list[Question]:
    """Return the questions with their right choices as the team has corrected them."""
    corrected = {(c.question_id, c.revision): c.key for c in tx.questions.corrections(team_id)}
    return [
        with_key(question, corrected.get((question.id, question.revision)))
        for question in questions
    ]


def unchecked_of(tx: Transaction, team_id: int) -> Mapping[str, Question]:
    """Return the imported questions that nobody is asked before a person has looked, by id."""
    return {q.id: q for q in tx.questions.of_team(team_id) if q.unchecked}


def approve(tx: Transaction, team_id: int, question_id: str, at: datetime) -> Question:
    """Let an unchecked question be asked; raises NotFound for any other."""
    waiting = unchecked_of(tx, team_id)
    question = waiting.get(question_id)
    if question is None:
        fix = suggest(question_id, waiting) if waiting else "All questions are checked."
        raise NotFound(f"{question_id[:60]} isn't waiting for a check.", fix)
    approved = replace(question, unchecked="", approved=True)
    tx.questions.put_team(team_id, approved, at)
    return approved


def put_team_question(tx: Transaction, team_id: int, question: Question, at: datetime) -> None:
    """Add or change a team's own question; raises Refused when its prompt shows its answer.

    An unchecked one may: nobody is asked it. The revision before stays remembered.
    """
    if not question.unchecked and (sign := sign_of_answer(question)):
        raise Refused(f"The prompt of {question.id} shows {sign}.", HIDE_ANSWER)
    before = tx.questions.in_team(team_id, question.id)
    if before is not None:
        tx.questions.remember(before)
    tx.questions.put_team(team_id, question, at)


def own_of(tx: Transaction, team_id: int) -> Mapping[str, Question]:
    """Return the team's own questions by id, retired and unchecked ones too."""
    return {question.id: question for question in tx.questions.of_team(team_id)}


def remove_team_question(tx: Transaction, team_id: int, question_id: str) -> Question:
    """Delete a team's own question; rounds, answers and points stay, with what they showed.

    A round that asks it right now continues. Raises NotFound for any other question.
    """
    question = tx.questions.in_team(team_id, question_id)
    if question is None:
        own = own_of(tx, team_id)
        fix = suggest(question_id, own) if own else "The team has no questions of its own."
        raise NotFound(f"{question_id[:60]} isn't a question of the team's own.", fix)
    tx.questions.remember(question)
    tx.questions.remove_team(team_id, question_id)
    tx.questions.restore(team_id, question_id)
    tx.suggestions.not_next(team_id, question_id)
    return question


def tracks_of(tx: Transaction, bank: Bank, team_id: int) -> frozenset[str]:
    """Return the tracks that have a question for the team."""
    return frozenset(question.track for question in questions_of(tx, bank, team_id).values())


def shipped_offer(bank: Bank) -> Mapping[str, str]:
    """Return the titles, by id, of the shipped tracks that are offered to choose from."""
    return _titles(bank, _well_stocked(bank.questions.values()))


def offered_tracks(tx: Transaction, bank: Bank, team_id: int) -> Mapping[str, str]:
    """Return the titles, by id, of the tracks offered to a team.

    A track is offered if it has enough questions, the team's own included, or any of the team's.
    """
    questions = questions_of(tx, bank, team_id)
    own = {each.track for each in tx.questions.of_team(team_id) if each.id in questions}
    return _titles(bank, own | _well_stocked(questions.values()))


def _well_stocked(questions: Iterable[Question]) -> set[str]:
    counts = Counter(question.track for question in questions if question.choices)
    return {track for track, count in counts.items() if count >= ENOUGH_TO_OFFER}


def _titles(bank: Bank, tracks: Iterable[str]) -> Mapping[str, str]:
    return {track: track_title(bank, track) for track in sorted(tracks)}


def find(tx: Transaction, bank: Bank, team_id: int, question_id: str) -> Question:
    """Return a question by id; raises NotFound naming the one that was probably meant."""
    questions = questions_of(tx, bank, team_id)
    if question_id in questions:
        return questions[question_id]
    if question_id in unchecked_of(tx, team_id):
        raise NotFound(
            f"{question_id} isn't checked yet.", f"Look at it: /question show {question_id}"
        )
    raise NotFound(
        f'There\'s no question "{question_id[:60]}".',
        suggest(question_id, questions) or "Ids look like pytorch/tensor-views.",
    )


def find_any(tx: Transaction, bank: Bank, team_id: int, question_id: str) -> Question:
    """Return a question by id, also an unchecked one, which nobody is asked yet."""
    return unchecked_of(tx, team_id).get(question_id) or find(tx, bank, team_id, question_id)


def asked_in(tx: Transaction, asked: Round) -> Question:
    """Return the question as the round asked it, with the round's (perhaps corrected) key."""
    question = tx.questions.revision(asked.question_id, asked.revision)
    if question is None:
        raise NotFound(f"The question of round {asked.id} is missing.", "Run: warmup db check")
    return with_key(question, asked.right_choice)


def asked_from(tx: Transaction, bank: Bank, asked: Round) -> Question:
    """Return the same as ``asked_in``, without the database where the bank has that revision.

    A revision is a hash of the content, so both are the same; an answer's receipt needs it.
    """
    shipped = bank.questions.get(asked.question_id)
    if shipped is None or shipped.revision != asked.revision:
        return asked_in(tx, asked)
    return with_key(shipped, asked.right_choice)


def open_anywhere(tx: Transaction) -> frozenset[str]:
    """Return the ids of questions that are open in any team of the database."""
    return tx.rounds.open_questions()


def with_key(question: Question, key: int | None) -> Question:
    """Return ``question`` with the choice at ``key`` right; unchanged for None."""
    if key is None or key == question.key or key >= len(question.choices):
        return question
    choices = tuple(
        replace(choice, right=index == key) for index, choice in enumerate(question.choices)
    )
    return replace(question, choices=choices)


def track_title(bank: Bank, track: str) -> str:
    """Return a track's title for people; a team's own track is named after its id.

    Empty for no track, which stands for all of them.
    """
    return bank.tracks.get(track, Track(track, track.replace("-", " ").capitalize())).title


def subject(bank: Bank, question: Question) -> Subject:
    """Return the line that says what a question is about."""
    title = track_title(bank, question.track)
    return Subject(question.track, title, question.level, question.title)
