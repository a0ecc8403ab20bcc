"""What a reveal leaves, on a database connection: its messages, and applause."""

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, func, select

from bot.engine.model.schedules import ChannelRef, MessageRef
from storage import tables as db
from storage.repositories.sql import Repository, values

_posts = db.round_posts.c
_OF_ROUND = select(
    _posts.part, _posts.platform, _posts.workspace, _posts.channel, _posts.message
).where(_posts.round_id == bindparam("round_id"))

_claps = db.applause.c
_COUNTS = (
    select(_claps.author_id, func.count())
    .where(_claps.round_id == bindparam("round_id"))
    .group_by(_claps.author_id)
)
_BY_MEMBER = (
    select(_claps.round_id, _claps.author_id)
    .where(_claps.member_id == bindparam("member_id"))
    .order_by(_claps.round_id, _claps.author_id)
)
_REMOVE = delete(db.applause).where(
    _claps.round_id == bindparam("round_id"),
    _claps.author_id == bindparam("author_id"),
    _claps.member_id == bindparam("member_id"),
)


class SqlRoundPosts(Repository):
    """The messages in which rounds were revealed."""

    def of(self, round_id: int) -> Mapping[str, MessageRef]:
        """Return the round's messages by what each shows."""
        return {
            part: MessageRef(ChannelRef(platform, workspace, channel), message)
            for part, platform, workspace, channel, message in self._rows(
                _OF_ROUND, round_id=round_id
            )
        }

    def note(self, round_id: int, part: str, message: MessageRef) -> None:
        """Note where a part is shown."""
        where = {**values(message.channel), "message": message.message}
        self._put(db.round_posts, {"round_id": round_id, "part": part, **where})


class SqlApplause(Repository):
    """Who applauded whose words."""

    def add(self, round_id: int, author_id: int, member_id: int) -> bool:
        """Note the member's applause; return False when it was noted before."""
        row = {"round_id": round_id, "author_id": author_id, "member_id": member_id}
        return self._put_new(db.applause, row)

    def remove(self, round_id: int, author_id: int, member_id: int) -> None:
        """Take the member's applause back, if there is any."""
        self._delete(_REMOVE, round_id=round_id, author_id=author_id, member_id=member_id)

    def counts(self, round_id: int) -> Mapping[int, int]:
        """Return how many applauded, by the author of the words."""
        return dict(self._rows(_COUNTS, round_id=round_id))

    def by_member(self, member_id: int) -> tuple[tuple[int, int], ...]:
        """Return each (round, author) that the member applauded, in order."""
        found = self._rows(_BY_MEMBER, member_id=member_id)
        return tuple((round_id, author_id) for round_id, author_id in found)
