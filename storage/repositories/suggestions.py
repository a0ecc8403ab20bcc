"""Drafts, verdicts, reviewers, seen answers and what is asked next, on a database connection."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select

from bot.engine.model.moderation import Reviewers, Settlement, Verdict
from bot.engine.model.people import Platform
from bot.engine.model.question_form import (
    Draft,
    DraftPurpose,
    WaitingImport,
    form_from_plain,
    form_to_plain,
)
from bot.engine.model.schedules import ChannelRef
from storage import tables as db
from storage.repositories.sql import Repository, first_rows, put, values, without_id
from storage.tables.types import UtcTime

_d, _i, _s = db.question_drafts.c, db.waiting_imports.c, db.settlements.c
_seen, _next = db.seen_answers.c, db.next_questions.c
_ID: BindParameter[int] = bindparam("id")
_TEAM: BindParameter[int] = bindparam("team_id")
_MEMBER: BindParameter[int] = bindparam("member_id")

_ADD_DRAFT = insert(db.question_drafts).returning(_d.id)
_DRAFT = select(db.question_drafts).where(_d.id == _ID)
_DRAFTS_OF = select(db.question_drafts).where(_d.member_id == _MEMBER).order_by(_d.id)
_REMOVE_DRAFT = delete(db.question_drafts).where(_d.id == _ID)
_ADD_IMPORT = insert(db.waiting_imports).returning(_i.id)
_IMPORT = select(db.waiting_imports).where(_i.id == _ID)
_IMPORTS_OF = select(db.waiting_imports).where(_i.member_id == _MEMBER).order_by(_i.id)
_REMOVE_IMPORT = delete(db.waiting_imports).where(_i.id == _ID)
_BEFORE = bindparam("before", type_=UtcTime)
_OLD_DRAFTS = first_rows(db.question_drafts, _d.at < _BEFORE)
_OLD_IMPORTS = first_rows(db.waiting_imports, _i.at < _BEFORE)
_SETTLEMENT = select(db.settlements).where(_s.proposal_id == bindparam("proposal_id"))
_SETTLED_BY = select(db.settlements).where(_s.by == _MEMBER).order_by(_s.at, _s.proposal_id)
_SEEN = select(_seen.member_id, _seen.at).where(_seen.revision == bindparam("revision"))
_SEEN_BY = select(_seen.revision, _seen.at).where(_seen.member_id == _MEMBER).order_by(_seen.at)
_REVIEWERS = select(db.reviewers).where(db.reviewers.c.team_id == _TEAM)
_CLEAR = delete(db.reviewers).where(db.reviewers.c.team_id == _TEAM)
_NEXT = select(_next.question_id).where(_next.team_id == _TEAM).order_by(_next.id)
_NOT_NEXT = delete(db.next_questions).where(
    _next.team_id == _TEAM, _next.question_id == bindparam("question_id")
)


class SqlSuggestions(Repository):
    """What people write for their team, and what becomes of it."""

    def add_draft(self, draft: Draft) -> Draft:
        """Insert ``draft`` and return it with its id."""
        row = _draft_row(draft)
        return _draft(self._add(_ADD_DRAFT, row), *row.values())

    def draft(self, draft_id: int) -> Draft | None:
        """Return the draft, or None."""
        return self._one(_draft, _DRAFT, id=draft_id)

    def drafts_of(self, member_id: int) -> tuple[Draft, ...]:
        """Return the member's drafts, oldest first."""
        return self._many(_draft, _DRAFTS_OF, member_id=member_id)

    def save_draft(self, draft: Draft) -> None:
        """Write every field of a draft that exists."""
        self._change(db.question_drafts, draft.id, _draft_row(draft))

    def remove_draft(self, draft_id: int) -> None:
        """Delete the draft, if it is still there."""
        self._delete(_REMOVE_DRAFT, id=draft_id)

    def add_import(self, waiting: WaitingImport) -> WaitingImport:
        """Insert ``waiting`` and return it with its id."""
        row: dict[str, Any] = {**without_id(waiting), "questions": list(waiting.questions)}
        return _import(self._add(_ADD_IMPORT, row), *row.values())

    def waiting_import(self, import_id: int) -> WaitingImport | None:
        """Return the waiting import, or None."""
        return self._one(_import, _IMPORT, id=import_id)

    def imports_of(self, member_id: int) -> tuple[WaitingImport, ...]:
        """Return what the member previewed and hasn't confirmed, oldest first."""
        return self._many(_import, _IMPORTS_OF, member_id=member_id)

    def remove_import(self, import_id: int) -> None:
        """Delete the waiting import, if it is still there."""
        self._delete(_REMOVE_IMPORT, id=import_id)

    def prune(self, before: datetime, limit: int) -> int:
        """Delete up to ``limit`` drafts and imports from before ``before``; return how many."""
        params = {"before": before, "limit": limit}
        drafts = self._runner.count(_OLD_DRAFTS, params)
        return drafts + self._runner.count(_OLD_IMPORTS, {**params, "limit": limit - drafts})

    def settle(self, settlement: Settlement) -> None:
        """Store what a reviewer decided."""
        self._put(db.settlements, {**values(settlement), "by": settlement.by or None})

    def settlement(self, proposal_id: int) -> Settlement | None:
        """Return what was decided about a proposal, or None."""
        return self._one(_settlement, _SETTLEMENT, proposal_id=proposal_id)

    def settled_by(self, member_id: int) -> tuple[Settlement, ...]:
        """Return what the member decided, oldest first."""
        return self._many(_settlement, _SETTLED_BY, member_id=member_id)

    def see(self, member_id: int, revision: str, at: datetime) -> None:
        """Note that a member has seen an answer; the first time stays."""
        self._put_new(db.seen_answers, {"member_id": member_id, "revision": revision, "at": at})

    def seen(self, revision: str) -> Mapping[int, datetime]:
        """Return when members saw the answer of this revision, by member."""
        return dict(self._rows(_SEEN, revision=revision))

    def seen_by(self, member_id: int) -> Mapping[str, datetime]:
        """Return when the member saw which revision's answer."""
        return dict(self._rows(_SEEN_BY, member_id=member_id))

    def reviewers(self, team_id: int) -> Reviewers | None:
        """Return where the team's suggestions go, or None for its managers."""
        return self._one(_reviewers, _REVIEWERS, team_id=team_id)

    def set_reviewers(self, reviewers: Reviewers) -> None:
        """Replace where the team's suggestions go."""
        channel = values(reviewers.channel)
        row = {"team_id": reviewers.team_id, **channel, "role": reviewers.role}
        self._put(db.reviewers, row)

    def clear_reviewers(self, team_id: int) -> None:
        """Forget where they go: the managers are told from now on."""
        self._delete(_CLEAR, team_id=team_id)

    def ask_next(self, team_id: int, question_id: str, at: datetime) -> None:
        """Queue a question behind those that are to be asked next; once each."""
        key = ("team_id", "question_id")
        row = {"team_id": team_id, "question_id": question_id, "at": at}
        self._runner.count(put(self._runner.dialect, db.next_questions, key, ()), row)

    def asked_next(self, team_id: int) -> tuple[str, ...]:
        """Return the questions to be asked next, in order."""
        return tuple(question_id for (question_id,) in self._rows(_NEXT, team_id=team_id))

    def not_next(self, team_id: int, question_id: str) -> None:
        """Take a question out of the queue, if it is in it."""
        self._delete(_NOT_NEXT, team_id=team_id, question_id=question_id)


def _draft_row(draft: Draft) -> dict[str, Any]:
    row = without_id(draft)
    return {**row, "form": form_to_plain(draft.form), "proposal_id": draft.proposal_id or None}


def _draft(
    draft_id: int,
    team_id: int,
    member_id: int,
    purpose: DraftPurpose,
    form: dict[str, Any],
    at: datetime,
    target: str,
    proposal_id: int | None,
) -> Draft:
    read = form_from_plain(form)
    return Draft(draft_id, team_id, member_id, purpose, read, at, target, proposal_id or 0)


def _import(
    import_id: int, team_id: int, member_id: int, questions: list[dict[str, Any]], at: datetime
) -> WaitingImport:
    return WaitingImport(import_id, team_id, member_id, tuple(questions), at)


def _settlement(
    proposal_id: int, verdict: Verdict, by: int | None, reason: str, at: datetime
) -> Settlement:
    return Settlement(proposal_id, verdict, by or 0, reason, at)


def _reviewers(
    team_id: int,
    platform: Platform,
    workspace: str,
    channel: str,
    role: str,
) -> Reviewers:
    return Reviewers(team_id, ChannelRef(platform, workspace, channel), role)
