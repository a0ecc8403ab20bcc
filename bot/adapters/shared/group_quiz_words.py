"""What a quiz that people take together says, in plain words that each platform escapes."""

from bot.adapters.shared import labels
from bot.engine.cards import GroupAnswerCard, GroupBoardCard, GroupPlace, GroupQuestionCard
from bot.engine.model.group_quizzes import TIME_TO_ANSWER
from bot.engine.rules.text import count_of

STOP = "Stop the quiz"
PRIVATE = "Nobody sees your choice before the answer."
NO_ANSWERS = "Nobody answered, so there is no board."


def place_of(card: GroupQuestionCard | GroupAnswerCard) -> str:
    """Return which question of the quiz it is."""
    return f"question {card.position + 1} of {card.total} for everyone"


def time_to_answer() -> str:
    """Return how long people have, for platforms that can't count down."""
    return f"You have {TIME_TO_ANSWER.seconds} seconds."


def who_knew(card: GroupAnswerCard) -> str:
    """Return how many were right, and their names."""
    if not card.answered:
        return "Nobody answered."
    knew = len(card.right_names) + card.right_more
    if not knew:
        return f"{labels.NOBODY_RIGHT.rstrip('.')}, of {count_of(card.answered, 'answer')}."
    if not card.right_names:
        return f"{knew:,} of {card.answered:,} got it."
    names = labels.names(card.right_names, card.right_more)
    return f"{knew:,} of {card.answered:,} got it: {names}."


def board_title(card: GroupBoardCard) -> str:
    """Return how long the quiz was, and who took it."""
    if not card.people:
        return "The quiz is over"
    people = count_of(card.people, "person", "people")
    return f"The quiz is over: {count_of(card.total, 'question')}, {people}"


def named(place: GroupPlace) -> str:
    """Return who shares a place: names, and how many more."""
    if not place.names:
        return count_of(place.more, "person", "people")
    return labels.names(place.names, place.more)
