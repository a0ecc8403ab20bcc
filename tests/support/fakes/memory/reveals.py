"""What a reveal leaves, in memory."""

from collections import Counter
from collections.abc import Mapping

from bot.engine.model.schedules import MessageRef
from tests.support.fakes.memory.tables import Repository, need


class MemoryRoundPosts(Repository):
    def of(self, round_id: int) -> Mapping[str, MessageRef]:
        held = self.tables.round_posts.items()
        return {part: message for (of_round, part), message in held if of_round == round_id}

    def note(self, round_id: int, part: str, message: MessageRef) -> None:
        need(self.tables.rounds, round_id, "round")
        self.tables.round_posts[round_id, part] = message


class MemoryApplause(Repository):
    def add(self, round_id: int, author_id: int, member_id: int) -> bool:
        need(self.tables.rounds, round_id, "round")
        need(self.tables.members, author_id, "member")
        need(self.tables.members, member_id, "member")
        clap = (round_id, author_id, member_id)
        new = clap not in self.tables.applause
        self.tables.applause[clap] = True
        return new

    def remove(self, round_id: int, author_id: int, member_id: int) -> None:
        self.tables.applause.pop((round_id, author_id, member_id), None)

    def counts(self, round_id: int) -> Mapping[int, int]:
        claps = self.tables.applause
        return Counter(author for of_round, author, _ in claps if of_round == round_id)

    def by_member(self, member_id: int) -> tuple[tuple[int, int], ...]:
        claps = self.tables.applause
        return tuple(
            sorted((of_round, author) for of_round, author, by in claps if by == member_id)
        )
