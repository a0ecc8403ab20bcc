"""The short message by which a reveal is noticed."""

from collections.abc import Mapping

from bot.engine.cards import Mistake, PointCovered, RevealPostCard, ShownChoice
from bot.engine.model.questions import Format, Question
from bot.engine.model.rounds import Round
from bot.engine.ports.runtime import Bank
from bot.engine.records.question_pool import subject
from bot.engine.rounds.cards import letter_of
from bot.engine.rounds.closed_rounds import ClosedRound

NAMES_SHOWN = 12
STREAKS_SHOWN = 1


def reveal_post_card(bank: Bank, closed: ClosedRound, words_shown: int) -> RevealPostCard:
    """Return the card of a closed round; ``words_shown`` answers are in the thread to read."""
    round_, question = closed.round, closed.question
    responded = sum(closed.votes.values())
    right_names, right_more = closed.names(NAMES_SHOWN)
    key = round_.right_choice if round_.shown_order else None
    ticked = tuple(each.covered for each in closed.responses if each.covered is not None)
    return RevealPostCard(
        round_id=round_.id,
        subject=subject(bank, question),
        format=round_.format,
        right=None if key is None else _shown(round_, question, key),
        why=() if key is None else question.choices[key].why,
        responded=responded,
        graded=responded - closed.votes.get(None, 0),
        got_it=len(closed.named) + closed.nameless,
        right_names=right_names,
        right_more=right_more,
        streaks=closed.streaks[:STREAKS_SHOWN],
        streaks_more=len(closed.streaks[STREAKS_SHOWN:]),
        mistake=_mistake(round_, question, closed.votes),
        words_shown=words_shown,
        points=_points(round_, question, ticked),
        ticked=len(ticked),
        corrected=closed.corrected,
    )


def _shown(closed: Round, question: Question, index: int) -> ShownChoice:
    return ShownChoice(letter_of(closed.shown_order, index), question.choices[index].text)


def _mistake(closed: Round, question: Question, votes: Mapping[int | None, int]) -> Mistake | None:
    """Return what most people chose when nobody was right; of equals, what was shown first."""
    if closed.right_choice is None or votes.get(closed.right_choice):
        return None
    others = (index for index in closed.shown_order if index != closed.right_choice)
    wrong = [index for index in others if votes.get(index)]
    if not wrong:
        return None
    most = max(wrong, key=lambda index: votes.get(index, 0))
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
