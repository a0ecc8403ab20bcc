"""The outbox on a database connection: what is due, and who sends it."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.dml import ReturningInsert

from bot.engine.model.deliveries import Delivery, DeliveryState
from bot.engine.model.people import PLATFORMS, Account, Platform
from bot.engine.model.schedules import ChannelRef, MessageRef
from storage import tables as db
from storage.repositories.sql import (
    Repository,
    columns_of,
    expiry_params,
    fields_of,
    first_rows,
    lease_expired,
    put,
    values,
)
from storage.statements import Runner
from storage.tables.types import UtcTime

SHOWN_AGAIN_FOR = timedelta(days=1)

_c = db.deliveries.c
_ONE = select(db.deliveries).where(_c.id == bindparam("id"))
_BY_KEY = select(db.deliveries).where(_c.key == bindparam("key"))
_OF_MEMBER = select(db.deliveries).where(_c.member_id == bindparam("member_id")).order_by(_c.id)
_OF_ACCOUNT = (
    select(db.deliveries)
    .where(_c.platform == bindparam("platform"), _c.workspace == bindparam("workspace"))
    .where(_c.user == bindparam("user"))
    .order_by(_c.id)
)
_REMOVE = delete(db.deliveries).where(_c.id == bindparam("id"))
_WITHDRAW = delete(db.deliveries).where(
    _c.key == bindparam("key"), _c.state == DeliveryState.WAITING
)
_SHOW_AGAIN = (
    update(db.deliveries)
    .where(_c.key == bindparam("the_key"), _c.state == DeliveryState.SENT)
    .values(
        state=DeliveryState.WAITING,
        due_at=bindparam("due", type_=UtcTime),
        expires_at=bindparam("expires", type_=UtcTime),
        attempts=0,
        retry_at=None,
        refused_at=None,
    )
)
_PRUNE = first_rows(db.deliveries, _c.expires_at < bindparam("before", type_=UtcTime))
_RELEASE = (
    update(db.deliveries)
    .where(_c.state == DeliveryState.SENDING, _c.worker != "")
    .values(worker="", lease_until=bindparam("until", type_=UtcTime))
)
_NOW = bindparam("now", type_=UtcTime)


def _over(column: ColumnElement[datetime | None]) -> ColumnElement[bool]:
    return or_(column.is_(None), lease_expired(column))


_ACQUIRE = (
    update(db.deliveries)
    .where(_c.id == bindparam("the_id"))
    .where(or_(_over(_c.lease_until), _c.worker == bindparam("who")))
    .values(worker=bindparam("who"), lease_until=bindparam("until", type_=UtcTime))
    .returning(db.deliveries)
)


def _due_in(state: DeliveryState) -> Any:  # noqa: ANN401 - a select of all columns
    page = (
        select(db.deliveries)
        .where(_c.state == state, _c.due_at <= _NOW)
        .where(or_(_over(_c.lease_until), _c.worker == bindparam("who")), _over(_c.retry_at))
        .where(or_(*(and_(_c.platform == name, bindparam(f"on_{name}")) for name in PLATFORMS)))
        .order_by(_c.due_at, _c.id)
        .limit(bindparam("limit"))
    )
    return select(page.subquery())


_DUE = union_all(_due_in(DeliveryState.WAITING), _due_in(DeliveryState.SENDING))


def _next(column: Column[datetime] | Column[datetime | None]) -> ColumnElement[datetime | None]:
    return func.min(case((column > _NOW, column)))


_NEXT_DUE = select(func.min(_c.due_at)).where(_c.state == DeliveryState.WAITING, _c.due_at > _NOW)
_NEXT_TRY = [
    select(_next(_c.retry_at), _next(_c.lease_until)).where(_c.state == state, _c.due_at <= _NOW)
    for state in (DeliveryState.WAITING, DeliveryState.SENDING)
]


@cache
def _plan(dialect: str) -> ReturningInsert[*tuple[Any, ...]]:
    """Return an insert that moves the key's delivery if that still waits."""
    times = ("due_at", "expires_at")
    statement = put(dialect, db.deliveries, ("key",), times, _c.state == DeliveryState.WAITING)
    return statement.returning(_c.id)


@cache
def _add(dialect: str) -> ReturningInsert[*tuple[Any, ...]]:
    return put(dialect, db.deliveries, ("key",), ()).returning(_c.id)


class SqlDeliveries(Repository):
    """Messages that reach people once."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self.added = 0

    def add(self, new: Delivery) -> bool:
        """Insert ``new`` unless its key exists; return whether it was inserted."""
        added = bool(self._rows(_add(self._runner.dialect), **_row(new)))
        self.added += added
        return added

    def plan(self, new: Delivery) -> None:
        """Insert ``new``, or move the times of its key's delivery if that still waits."""
        self.added += bool(self._rows(_plan(self._runner.dialect), **_row(new)))

    def withdraw(self, key: str) -> None:
        """Delete the key's delivery if it still waits."""
        self._delete(_WITHDRAW, key=key)

    def show_again(self, key: str, at: datetime) -> None:
        """Let what was sent be shown again in its place, from ``at`` on."""
        again = {"the_key": key, "due": at, "expires": at + SHOWN_AGAIN_FOR}
        self._runner.count(_SHOW_AGAIN, again)

    def get(self, delivery_id: int) -> Delivery | None:
        """Return the delivery, or None."""
        return self._one(_delivery, _ONE, id=delivery_id)

    def by_key(self, key: str) -> Delivery | None:
        """Return the key's delivery, or None."""
        return self._one(_delivery, _BY_KEY, key=key)

    def save(self, changed: Delivery) -> None:
        """Write every field of a delivery that exists."""
        self._change(db.deliveries, changed.id, _row(changed))

    def acquire(
        self, delivery_id: int, worker: str, now: datetime, lease_until: datetime
    ) -> Delivery | None:
        """Give ``worker`` the lease if it's free, expired, invalid or already theirs; else None."""
        lease = {"the_id": delivery_id, "who": worker, "until": lease_until}
        return self._one(_delivery, _ACQUIRE, **lease, **expiry_params(now))

    def due(
        self, platforms: Collection[Platform], now: datetime, worker: str, limit: int
    ) -> tuple[Delivery, ...]:
        """Return what is to be sent and may be by ``worker``, the longest due first."""
        chosen = {f"on_{name}": name in platforms for name in PLATFORMS}
        due = self._many(_delivery, _DUE, who=worker, limit=limit, **expiry_params(now), **chosen)
        return tuple(sorted(due, key=lambda each: (each.due_at, each.id))[:limit])

    def next_due(self, now: datetime) -> datetime | None:
        """Return when the next delivery is due that isn't due yet; None if none waits."""
        times = [at for query in (_NEXT_DUE, *_NEXT_TRY) for at in self._rows(query, now=now)[0]]
        return min((at for at in times if at is not None), default=None)

    def release_all(self, until: datetime) -> None:
        """Free what workers held that are gone, from ``until`` on."""
        self._runner.count(_RELEASE, {"until": until})

    def of_member(self, member_id: int) -> tuple[Delivery, ...]:
        """Return the deliveries about the member, oldest first."""
        return self._many(_delivery, _OF_MEMBER, member_id=member_id)

    def of_account(self, account: Account) -> tuple[Delivery, ...]:
        """Return the deliveries to the account, oldest first."""
        return self._many(_delivery, _OF_ACCOUNT, **values(account))

    def remove(self, delivery_id: int) -> None:
        """Delete the delivery."""
        self._delete(_REMOVE, id=delivery_id)

    def prune(self, before: datetime, limit: int) -> int:
        """Delete up to ``limit`` deliveries that expired before ``before``; return how many."""
        return self._runner.count(_PRUNE, {"before": before, "limit": limit})


def _row(delivery: Delivery) -> dict[str, Any]:
    """Return the delivery's columns without its id."""
    row = values(delivery)
    for name in ("id", "target", "message"):
        del row[name]
    target, message = delivery.target, delivery.message
    return {
        **row,
        "platform": target.platform,
        "workspace": target.workspace,
        "channel": target.channel if isinstance(target, ChannelRef) else None,
        "user": target.user if isinstance(target, Account) else None,
        "message_channel": message and message.channel.channel,
        "message": message and message.message,
    }


_target = columns_of(db.deliveries, "platform", "workspace", "channel", "user")
_message = columns_of(db.deliveries, "message_channel", "message")
_fields = fields_of(db.deliveries, Delivery, ("target", "message"))


def _delivery(*columns: Any) -> Delivery:  # noqa: ANN401 - a row of any types
    """Return the delivery in a row with all columns of the table, in order."""
    platform, workspace, channel, user = _target(columns)
    where, name = _message(columns)
    target = (
        Account(platform, workspace, user)
        if channel is None
        else ChannelRef(platform, workspace, channel)
    )
    message = None if name is None else MessageRef(ChannelRef(platform, workspace, where), name)
    return Delivery(*_fields((*columns, target, message)))
