"""Question revisions, teams' own questions, and corrections, on a database connection."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BindParameter, bindparam, delete, func, insert, select

from bot.engine.model.moderation import Correction, Proposal, ProposalState
from bot.engine.model.question_form import form_from_plain, form_to_plain
from bot.engine.model.question_json import from_plain, to_plain
from bot.engine.model.questions import Question
from storage import tables as db
from storage.repositories.sql import Repository, put, values, without_id

_revisions, _own, _retired = db.question_revisions.c, db.team_questions.c, db.retired_questions.c
_corrections, _proposals = db.corrections.c, db.proposals.c
_TEAM: BindParameter[int] = bindparam("team_id")

_REVISION = select(_revisions.body).where(
    _revisions.question_id == bindparam("question_id"), _revisions.revision == bindparam("revision")
)
_IS_KNOWN = _REVISION.with_only_columns(_revisions.revision)
_OF_TEAM = select(_own.body).where(_own.team_id == _TEAM).order_by(_own.id)
_IN_TEAM = select(_own.body).where(
    _own.team_id == _TEAM, _own.question_id == bindparam("question_id")
)
_REMOVE = delete(db.team_questions).where(
    _own.team_id == _TEAM, _own.question_id == bindparam("question_id")
)
_RETIRED = select(_retired.question_id).where(_retired.team_id == _TEAM)
_CORRECTIONS = (
    select(db.corrections)
    .where(_corrections.team_id == _TEAM)
    .order_by(_corrections.at, _corrections.question_id, _corrections.revision)
)
_PROPOSAL = select(db.proposals).where(
    _proposals.team_id == _TEAM, _proposals.number == bindparam("number")
)
_HIGHEST_NUMBER = select(func.max(_proposals.number)).where(_proposals.team_id == _TEAM)
_PROPOSALS = (
    select(db.proposals)
    .where(_proposals.team_id == _TEAM, _proposals.state == bindparam("state"))
    .order_by(_proposals.id)
)
_PROPOSALS_OF = (
    select(db.proposals)
    .where(_proposals.member_id == bindparam("member_id"))
    .order_by(_proposals.id)
)
_BY_ID = select(db.proposals).where(_proposals.id == bindparam("id"))
_BECAME = (
    select(db.proposals)
    .where(
        _proposals.team_id == _TEAM,
        _proposals.question_id == bindparam("question_id"),
        _proposals.kind == "suggestion",
        _proposals.state == ProposalState.ACCEPTED,
    )
    .order_by(_proposals.id)
    .limit(1)
)
_RESTORE = delete(db.retired_questions).where(
    _retired.team_id == _TEAM, _retired.question_id == bindparam("question_id")
)
_PROPOSE = insert(db.proposals).returning(_proposals.id)


class SqlQuestions(Repository):
    """Question revisions that were asked, teams' own questions, and corrections."""

    def remember(self, question: Question) -> None:
        """Store this revision; does nothing if it's already stored."""
        key = {"question_id": question.id, "revision": question.revision}
        if not self._rows(_IS_KNOWN, **key):
            self._put_new(db.question_revisions, {**key, "body": to_plain(question)})

    def revision(self, question_id: str, revision: str) -> Question | None:
        """Return the question as of ``revision``, or None."""
        return self._one(from_plain, _REVISION, question_id=question_id, revision=revision)

    def of_team(self, team_id: int) -> tuple[Question, ...]:
        """Return the team's own questions, in the order they were added."""
        return self._many(from_plain, _OF_TEAM, team_id=team_id)

    def in_team(self, team_id: int, question_id: str) -> Question | None:
        """Return one of the team's own questions, or None."""
        return self._one(from_plain, _IN_TEAM, team_id=team_id, question_id=question_id)

    def put_team(self, team_id: int, question: Question, at: datetime) -> None:
        """Add or replace (by id) a question of the team."""
        key = ("team_id", "question_id")
        row: dict[str, Any] = {
            "team_id": team_id,
            "question_id": question.id,
            "body": to_plain(question),
            "added_at": at,
            "changed_at": at,
        }
        statement = put(self._runner.dialect, db.team_questions, key, ("body", "changed_at"))
        self._runner.count(statement, row)

    def remove_team(self, team_id: int, question_id: str) -> None:
        """Delete a question of the team, if it's there; remembered revisions stay."""
        self._delete(_REMOVE, team_id=team_id, question_id=question_id)

    def retired(self, team_id: int) -> frozenset[str]:
        """Return the ids of the questions the team has retired."""
        return frozenset(question_id for (question_id,) in self._rows(_RETIRED, team_id=team_id))

    def retire(self, team_id: int, question_id: str, reason: str, at: datetime) -> None:
        """Retire a question for the team; updates the reason if it's already retired."""
        row = {"team_id": team_id, "question_id": question_id, "reason": reason, "at": at}
        self._put(db.retired_questions, row)

    def restore(self, team_id: int, question_id: str) -> None:
        """Let a retired question be asked again."""
        self._delete(_RESTORE, team_id=team_id, question_id=question_id)

    def correct(self, correction: Correction) -> None:
        """Store a corrected answer; replaces an earlier one for the same question and revision."""
        self._put(db.corrections, {**values(correction), "by": correction.by or None})

    def corrections(self, team_id: int) -> tuple[Correction, ...]:
        """Return the team's corrections, oldest first; ``by`` is 0 for a forgotten member."""
        return self._many(_correction, _CORRECTIONS, team_id=team_id)

    def propose(self, proposal: Proposal) -> Proposal:
        """Insert ``proposal`` and return it with its id and its team's next number."""
        highest = self._value(_HIGHEST_NUMBER, team_id=proposal.team_id) or 0
        numbered = replace(proposal, number=highest + 1)
        return replace(numbered, id=self._add(_PROPOSE, _proposal_row(numbered)))

    def proposal(self, team_id: int, number: int) -> Proposal | None:
        """Return the team's proposal of that number, or None."""
        return self._one(_proposal, _PROPOSAL, team_id=team_id, number=number)

    def proposals(self, team_id: int, state: ProposalState) -> tuple[Proposal, ...]:
        """Return the team's proposals in that state, oldest first."""
        return self._many(_proposal, _PROPOSALS, team_id=team_id, state=state)

    def proposals_of(self, member_id: int) -> tuple[Proposal, ...]:
        """Return the member's suggestions and reports, oldest first."""
        return self._many(_proposal, _PROPOSALS_OF, member_id=member_id)

    def proposal_by_id(self, proposal_id: int) -> Proposal | None:
        """Return the proposal, or None."""
        return self._one(_proposal, _BY_ID, id=proposal_id)

    def became(self, team_id: int, question_id: str) -> Proposal | None:
        """Return the accepted suggestion that has become this question of the team, or None."""
        return self._one(_proposal, _BECAME, team_id=team_id, question_id=question_id)

    def save_proposal(self, proposal: Proposal) -> None:
        """Write every field of a proposal that exists."""
        self._change(db.proposals, proposal.id, _proposal_row(proposal))


def _proposal_row(proposal: Proposal) -> dict[str, Any]:
    form = form_to_plain(proposal.form) if proposal.form else None
    return {**without_id(proposal), "member_id": proposal.member_id or None, "form": form}


def _proposal(
    proposal_id: int,
    team_id: int,
    member_id: int | None,
    kind: Literal["suggestion", "flag"],
    question_id: str,
    text: str,
    at: datetime,
    state: ProposalState,
    number: int,
    form: dict[str, Any] | None,
    credited: bool,  # noqa: FBT001 - a column
) -> Proposal:
    read = form_from_plain(form) if form else None
    return Proposal(
        proposal_id, team_id, member_id or 0, kind, question_id, text, at, state, number, read,
        credited,
    )  # fmt: skip


def _correction(
    team_id: int,
    question_id: str,
    revision: str,
    key: int,
    by: int | None,
    reason: str,
    at: datetime,
) -> Correction:
    return Correction(team_id, question_id, revision, key, by or 0, reason, at)
