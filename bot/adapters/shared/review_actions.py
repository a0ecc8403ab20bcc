"""What reviewers and authors can do with what they are shown, the same on every platform."""

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared import review_labels
from bot.engine.cards import ReviewCard, VerdictCard


def review_actions(card: ReviewCard, longest_id: int) -> tuple[tuple[str, ids.Action], ...]:
    """Return each button's label and what it stands for, in order.

    A question whose id is longer than ``longest_id`` has no button: it wouldn't fit the button's.
    """
    if not card.proposal_id:
        if len(card.question_id) > longest_id:
            return ()
        return ((review_labels.EDIT, ids.EditQuestion(card.question_id)),)
    offered = [*(_OF_REPORT if card.report else _OF_SUGGESTION)]
    if card.whole is None:  # what isn't a whole question can't be accepted
        offered = [each for each in offered if each[1] != ids.ACCEPT]
    elif card.whole.hidden:
        offered.append((review_labels.SHOW_ANSWER, ids.LOOK))
    return tuple((label, ids.Review(card.proposal_id, what)) for label, what in offered)


def verdict_actions(card: VerdictCard) -> tuple[tuple[str, ids.Action], ...]:
    """Return what whoever suggested a question can do about its verdict, in order."""
    another = (review_labels.SUGGEST_ANOTHER, ids.Suggest())
    if not card.named:
        return (another,)
    return (another, (review_labels.HIDE_NAME, ids.HideCredit(card.proposal_id)))


_OF_REPORT = (
    (review_labels.CHANGE_KEY, ids.KEY),
    (review_labels.EDIT, ids.EDIT),
    (review_labels.RETIRE, ids.RETIRE),
    (review_labels.NOTHING_WRONG, ids.DECLINE),
)
_OF_SUGGESTION = (
    (review_labels.ACCEPT, ids.ACCEPT),
    (review_labels.EDIT_FIRST, ids.EDIT),
    (review_labels.DECLINE, ids.DECLINE),
)
