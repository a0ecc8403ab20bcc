"""Drafts, verdicts, reviewers, seen answers and what is asked next, in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.model.moderation import Reviewers, Settlement
from bot.engine.model.question_form import Draft, WaitingImport
from tests.support.fakes.memory.tables import Repository, aware, drop_some, need


class MemorySuggestions(Repository):
    def add_draft(self, draft: Draft) -> Draft:
        self._check(draft)
        added = replace(draft, id=self.tables.new_id("drafts"))
        self.tables.drafts[added.id] = added
        return added

    def draft(self, draft_id: int) -> Draft | None:
        return self.tables.drafts.get(draft_id)

    def drafts_of(self, member_id: int) -> tuple[Draft, ...]:
        return tuple(d for d in self.tables.drafts.values() if d.member_id == member_id)

    def save_draft(self, draft: Draft) -> None:
        self._check(draft)
        need(self.tables.drafts, draft.id, "draft")
        self.tables.drafts[draft.id] = draft

    def remove_draft(self, draft_id: int) -> None:
        self.tables.drafts.pop(draft_id, None)

    def add_import(self, waiting: WaitingImport) -> WaitingImport:
        aware(waiting)
        need(self.tables.members, waiting.member_id, "member")
        added = replace(waiting, id=self.tables.new_id("imports"))
        self.tables.imports[added.id] = added
        return added

    def waiting_import(self, import_id: int) -> WaitingImport | None:
        return self.tables.imports.get(import_id)

    def imports_of(self, member_id: int) -> tuple[WaitingImport, ...]:
        return tuple(i for i in self.tables.imports.values() if i.member_id == member_id)

    def remove_import(self, import_id: int) -> None:
        self.tables.imports.pop(import_id, None)

    def prune(self, before: datetime, limit: int) -> int:
        aware(before)
        drafts, imports = self.tables.drafts, self.tables.imports
        old = (draft.id for draft in drafts.values() if draft.at < before)
        gone = drop_some(drafts, old, limit)
        old = (waiting.id for waiting in imports.values() if waiting.at < before)
        return gone + drop_some(imports, old, limit - gone)

    def settle(self, settlement: Settlement) -> None:
        aware(settlement)
        need(self.tables.proposals, settlement.proposal_id, "proposal")
        self.tables.settlements[settlement.proposal_id] = settlement

    def settlement(self, proposal_id: int) -> Settlement | None:
        return self.tables.settlements.get(proposal_id)

    def settled_by(self, member_id: int) -> tuple[Settlement, ...]:
        found = (s for s in self.tables.settlements.values() if s.by == member_id)
        return tuple(sorted(found, key=lambda s: (s.at, s.proposal_id)))

    def see(self, member_id: int, revision: str, at: datetime) -> None:
        aware(at)
        need(self.tables.members, member_id, "member")
        self.tables.seen.setdefault((member_id, revision), at)

    def seen(self, revision: str) -> Mapping[int, datetime]:
        return {who: at for (who, what), at in self.tables.seen.items() if what == revision}

    def seen_by(self, member_id: int) -> Mapping[str, datetime]:
        return {what: at for (who, what), at in self.tables.seen.items() if who == member_id}

    def reviewers(self, team_id: int) -> Reviewers | None:
        return self.tables.reviewers.get(team_id)

    def set_reviewers(self, reviewers: Reviewers) -> None:
        need(self.tables.teams, reviewers.team_id, "team")
        self.tables.reviewers[reviewers.team_id] = reviewers

    def clear_reviewers(self, team_id: int) -> None:
        self.tables.reviewers.pop(team_id, None)

    def ask_next(self, team_id: int, question_id: str, at: datetime) -> None:
        aware(at)
        need(self.tables.teams, team_id, "team")
        self.tables.next_questions.setdefault((team_id, question_id), at)

    def asked_next(self, team_id: int) -> tuple[str, ...]:
        return tuple(what for team, what in self.tables.next_questions if team == team_id)

    def not_next(self, team_id: int, question_id: str) -> None:
        self.tables.next_questions.pop((team_id, question_id), None)

    def _check(self, draft: Draft) -> None:
        aware(draft)
        need(self.tables.members, draft.member_id, "member")
        if draft.proposal_id:
            need(self.tables.proposals, draft.proposal_id, "proposal")
