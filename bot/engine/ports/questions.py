"""The repository of questions: those that were asked, and teams' own."""

from datetime import datetime
from typing import Protocol

from bot.engine.model.moderation import Correction, Proposal, ProposalState
from bot.engine.model.questions import Question


class Questions(Protocol):
    """Question revisions that were asked, teams' own questions, and what teams fixed."""

    def remember(self, question: Question) -> None:
        """Keep this revision for as long as a round or a drill may show it.

        A round can only name a remembered revision.
        """
        ...

    def revision(self, question_id: str, revision: str) -> Question | None: ...
    def of_team(self, team_id: int) -> tuple[Question, ...]:
        """The team's own questions, in the order they were added."""
        ...

    def in_team(self, team_id: int, question_id: str) -> Question | None:
        """One of the team's own questions, or None."""
        ...

    def put_team(self, team_id: int, question: Question, at: datetime) -> None:
        """Add or replace (by id) a question of the team."""
        ...

    def remove_team(self, team_id: int, question_id: str) -> None:
        """Delete a question of the team, if it's there; remembered revisions stay."""
        ...

    def retired(self, team_id: int) -> frozenset[str]: ...
    def retire(self, team_id: int, question_id: str, reason: str, at: datetime) -> None: ...
    def restore(self, team_id: int, question_id: str) -> None:
        """Let a retired question be asked again."""
        ...

    def correct(self, correction: Correction) -> None: ...
    def corrections(self, team_id: int) -> tuple[Correction, ...]:
        """Oldest first; a later one for the same question and revision replaces an earlier."""
        ...

    def propose(self, proposal: Proposal) -> Proposal:
        """Insert ``proposal``; it gets its id, and its team's next number."""
        ...

    def proposal(self, team_id: int, number: int) -> Proposal | None: ...
    def proposals(self, team_id: int, state: ProposalState) -> tuple[Proposal, ...]: ...
    def proposals_of(self, member_id: int) -> tuple[Proposal, ...]:
        """What the member suggested and reported, oldest first."""
        ...

    def proposal_by_id(self, proposal_id: int) -> Proposal | None: ...
    def became(self, team_id: int, question_id: str) -> Proposal | None:
        """The accepted suggestion that has become this question of the team, if one has."""
        ...

    def save_proposal(self, proposal: Proposal) -> None: ...
