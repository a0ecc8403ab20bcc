"""Question revisions, teams' own questions, corrections and proposals in memory."""

from dataclasses import replace
from datetime import datetime

from bot.engine.model.moderation import Correction, Proposal, ProposalState
from bot.engine.model.questions import Question
from tests.support.fakes.memory.tables import Repository, aware, need


class MemoryQuestions(Repository):
    def remember(self, question: Question) -> None:
        self.tables.revisions.setdefault((question.id, question.revision), question)

    def revision(self, question_id: str, revision: str) -> Question | None:
        return self.tables.revisions.get((question_id, revision))

    def of_team(self, team_id: int) -> tuple[Question, ...]:
        held = self.tables.team_questions.items()
        return tuple(question for (team, _), question in held if team == team_id)

    def in_team(self, team_id: int, question_id: str) -> Question | None:
        return self.tables.team_questions.get((team_id, question_id))

    def put_team(self, team_id: int, question: Question, at: datetime) -> None:
        aware(at)
        need(self.tables.teams, team_id, "team")
        self.tables.team_questions[team_id, question.id] = question

    def remove_team(self, team_id: int, question_id: str) -> None:
        self.tables.team_questions.pop((team_id, question_id), None)

    def retired(self, team_id: int) -> frozenset[str]:
        return frozenset(question for team, question in self.tables.retired if team == team_id)

    def retire(self, team_id: int, question_id: str, reason: str, at: datetime) -> None:
        aware(at)
        need(self.tables.teams, team_id, "team")
        self.tables.retired[team_id, question_id] = reason

    def restore(self, team_id: int, question_id: str) -> None:
        self.tables.retired.pop((team_id, question_id), None)

    def correct(self, correction: Correction) -> None:
        aware(correction)
        need(self.tables.teams, correction.team_id, "team")
        if correction.by:
            need(self.tables.members, correction.by, "member")
        key = (correction.team_id, correction.question_id, correction.revision)
        self.tables.corrections[key] = correction

    def corrections(self, team_id: int) -> tuple[Correction, ...]:
        found = (c for c in self.tables.corrections.values() if c.team_id == team_id)
        return tuple(sorted(found, key=lambda c: (c.at, c.question_id, c.revision)))

    def propose(self, proposal: Proposal) -> Proposal:
        aware(proposal)
        need(self.tables.teams, proposal.team_id, "team")
        need(self.tables.members, proposal.member_id, "member")
        held = self.tables.proposals.values()
        highest = max((p.number for p in held if p.team_id == proposal.team_id), default=0)
        added = replace(proposal, id=self.tables.new_id("proposals"), number=highest + 1)
        self.tables.proposals[added.id] = added
        return added

    def proposal(self, team_id: int, number: int) -> Proposal | None:
        held = self.tables.proposals.values()
        return next((p for p in held if (p.team_id, p.number) == (team_id, number)), None)

    def proposals(self, team_id: int, state: ProposalState) -> tuple[Proposal, ...]:
        held = self.tables.proposals.values()
        return tuple(p for p in held if p.team_id == team_id and p.state is state)

    def proposals_of(self, member_id: int) -> tuple[Proposal, ...]:
        return tuple(p for p in self.tables.proposals.values() if p.member_id == member_id)

    def proposal_by_id(self, proposal_id: int) -> Proposal | None:
        return self.tables.proposals.get(proposal_id)

    def became(self, team_id: int, question_id: str) -> Proposal | None:
        key = (team_id, question_id, "suggestion", ProposalState.ACCEPTED)
        held = self.tables.proposals.values()
        found = (p for p in held if (p.team_id, p.question_id, p.kind, p.state) == key)
        return next(found, None)

    def save_proposal(self, proposal: Proposal) -> None:
        need(self.tables.proposals, proposal.id, "proposal")
        self.tables.proposals[proposal.id] = proposal
