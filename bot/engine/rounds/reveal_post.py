"""The short message by which a reveal is noticed."""

from collections import Counter
from collections.abc import Mapping

from bot.engine.cards import (
    Mistake,
    PointCovered,
    RevealPostCard,
    ShownChoice,
)
from bot.engine.model.questions import Format, Question
from bot.engine.model.rounds import Round
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import asked_in
from bot.engine.rounds.cards import (
    SOMEONE,
    correction_reason,
    letter_of,
    named_members,
    nameless_count,
    streak_mentions,
    subject,
    visible_members,
)

NAMES_SHOWN = 12
STREAKS_SHOWN = 1


def reveal_post_card(
    tx: Transaction, bank: Bank, closed: Round, words_shown: int
) -> RevealPostCard:
    """Return the card of a closed round; ``words_shown`` answers are in the thread to read."""
    question = asked_in(tx, closed)
    responses = tx.responses.of_round(closed.id)
    anonymous = tx.responses.anonymous(closed.id)
    votes = Counter(response.choice for response in responses)
    votes.update(anonymous)
    members = {member.id: member for member in tx.members.responding(closed.id)}
    named, nameless = named_members(closed, responses), nameless_count(closed, anonymous)
    shown = visible_members(named, members)[:NAMES_SHOWN]
    someone = (SOMEONE,) if nameless == 1 else ()
    streaks = streak_mentions(tx, closed, responses, members)
    key = closed.right_choice if closed.shown_order else None
    ticked = tuple(each.covered for each in responses if each.covered is not None)
    return RevealPostCard(
        round_id=closed.id,
        subject=subject(bank, question),
        format=closed.format,
        right=None if key is None else _shown(closed, question, key),
        why=() if key is None else question.choices[key].why,
        responded=votes.total(),
        graded=votes.total() - votes[None],
        got_it=len(named) + nameless,
        right_names=(*(member.name for member in shown), *someone),
        right_more=len(named) - len(shown) + nameless - len(someone),
        streaks=streaks[:STREAKS_SHOWN],
        streaks_more=len(streaks[STREAKS_SHOWN:]),
        mistake=_mistake(closed, question, votes),
        words_shown=words_shown,
        points=_points(closed, question, ticked),
        ticked=len(ticked),
        corrected=correction_reason(tx, closed),
    )


def _shown(closed: Round, question: Question, index: int) -> ShownChoice:
    return ShownChoice(letter_of(closed.shown_order, index), question.choices[index].text)


def _mistake(closed: Round, question: Question, votes: Mapping[int | None, int]) -> Mistake | None:
    """Return what most people chose when nobody was right; of equals, what was shown first."""
    wrong = [index for index in closed.shown_order if index != closed.right_choice and votes[index]]
    if not wrong or closed.right_choice is None or votes[closed.right_choice]:
        return None
    most = max(wrong, key=lambda index: votes[index])
    return Mistake(letter_of(closed.shown_order, most), question.choices[most].why)


def _points(
    closed: Round, question: Question, ticked: tuple[tuple[int, ...], ...]
) -> tuple[PointCovered, ...]:
    if closed.format is Format.CHOICE:
        return ()
    return tuple(
        PointCovered(point, sum(number in covered for covered in ticked))
        for number, point in enumerate(question.key_points)
    )
