"""Mock interviews, on a database connection."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, delete, insert, select

from bot.engine.model.interviews import How, Interview, InterviewItem, Message, Said
from bot.engine.model.questions import Level
from storage import tables as db
from storage.repositories.sql import Repository, first_rows, values, without_id
from storage.tables.types import UtcTime

_i = db.interviews.c
_MEMBER: BindParameter[int] = bindparam("member_id")
_ADD = insert(db.interviews).returning(_i.id)
_GET = select(db.interviews).where(_i.id == bindparam("id"))
_DELETE = delete(db.interviews).where(_i.id == bindparam("id"))
_OF_MEMBER = select(db.interviews).where(_i.member_id == _MEMBER).order_by(_i.id)
_UNFINISHED = (
    select(db.interviews)
    .where(_i.member_id == _MEMBER, _i.ended_at.is_(None), _i.led.is_(False))
    .order_by(_i.id.desc())
    .limit(1)
)
_SHOWN_SINCE = (
    select(db.interviews)
    .where(
        _i.ended_at.is_(None),
        _i.led.is_(False),
        _i.shown_at >= bindparam("since", type_=UtcTime),
    )
    .order_by(_i.id)
)
_LATEST = (
    select(db.interviews)
    .where(_i.member_id == _MEMBER, _i.ended_at.is_not(None))
    .order_by(_i.ended_at.desc(), _i.id.desc())
    .limit(bindparam("count"))
)
_ABANDONED = first_rows(
    db.interviews,
    and_(_i.ended_at.is_(None), _i.shown_at < bindparam("before", type_=UtcTime)),
)


class SqlInterviews(Repository):
    """Mock interviews, from the offer to the report."""

    def add(self, interview: Interview) -> Interview:
        """Insert ``interview`` and return it with its id."""
        row = _row(interview)
        return _interview(self._add(_ADD, row), *row.values())

    def get(self, interview_id: int) -> Interview | None:
        """Return the interview, or None."""
        return self._one(_interview, _GET, id=interview_id)

    def save(self, interview: Interview) -> None:
        """Write every field of an interview that exists."""
        self._change(db.interviews, interview.id, _row(interview))

    def delete(self, interview_id: int) -> None:
        """Delete the interview, if it exists."""
        self._delete(_DELETE, id=interview_id)

    def unfinished(self, member_id: int) -> Interview | None:
        """Return the member's latest interview alone that hasn't ended, or None."""
        return self._one(_interview, _UNFINISHED, member_id=member_id)

    def shown_since(self, since: datetime) -> tuple[Interview, ...]:
        """Return the unfinished ones, led by nobody, whose step was shown since then, by id."""
        return self._many(_interview, _SHOWN_SINCE, since=since)

    def latest(self, member_id: int, limit: int) -> tuple[Interview, ...]:
        """Return at most ``limit`` of the member's interviews that ended, oldest first."""
        return self._many(_interview, _LATEST, member_id=member_id, count=limit)[::-1]

    def of_member(self, member_id: int) -> tuple[Interview, ...]:
        """Return all of the member's interviews, oldest first."""
        return self._many(_interview, _OF_MEMBER, member_id=member_id)

    def prune(self, before: datetime, limit: int) -> int:
        """Delete up to ``limit`` unfinished ones last shown before ``before``; return how many."""
        return self._runner.count(_ABANDONED, {"before": before, "limit": limit})


def _row(interview: Interview) -> dict[str, Any]:
    row = without_id(interview)
    row["items"] = [_plain(item) for item in interview.items]
    return row


def _plain(item: InterviewItem) -> dict[str, Any]:
    plain = values(item)
    plain["answer"], plain["reply"] = _plain_said(item.answer), _plain_said(item.reply)
    return plain


def _plain_said(said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        **values(said),
        "how": said.how.value,
        "messages": [[each.id, each.words] for each in said.messages],
    }


def _interview(
    interview_id: int,
    member_id: int,
    track: str,
    level: Level | None,
    minutes: int,
    items: Sequence[Mapping[str, Any]],
    *rest: Any,  # noqa: ANN401
) -> Interview:
    return Interview(
        interview_id, member_id, track, level, minutes, tuple(map(_item, items)), *rest
    )


def _item(plain: Mapping[str, Any]) -> InterviewItem:
    covered = plain["covered"]
    fields: dict[str, Any] = {
        **plain,
        "answer": _said(plain["answer"]),
        "reply": _said(plain["reply"]),
        "covered": None if covered is None else tuple(covered),
    }
    return InterviewItem(**fields)


def _said(plain: Mapping[str, Any] | None) -> Said | None:
    if plain is None:
        return None
    messages = tuple(Message(*each) for each in plain.get("messages", ()))
    return Said(How(plain["how"]), plain["words"], plain["seconds"], messages)
