"""Who knew most in a quiz that people took together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.engine.model.group_quizzes import GroupAnswer


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the board: everyone who was right as often shares it."""

    rank: int
    member_ids: tuple[int, ...]
    right: int


def places(answers: Iterable[GroupAnswer], keys: Mapping[int, int]) -> tuple[Place, ...]:
    """Return the places of all who answered, the best first; ``keys`` has the right choices.

    Speed doesn't count: it would favor the better connection over careful reading.
    A place comes after everyone who was right more often, as on the leaderboards.
    """
    right: dict[int, int] = {}
    for answer in answers:
        correct = keys.get(answer.position) == answer.choice
        right[answer.member_id] = right.get(answer.member_id, 0) + correct
    shared: dict[int, list[int]] = {}
    for member_id, count in right.items():
        shared.setdefault(count, []).append(member_id)
    board: list[Place] = []
    rank = 1
    for count in sorted(shared, reverse=True):
        board.append(Place(rank, tuple(sorted(shared[count])), count))
        rank += len(shared[count])
    return tuple(board)
