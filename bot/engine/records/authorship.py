"""What someone wrote for their team or decided about others' suggestions, as JSON values."""

from collections.abc import Mapping
from typing import Any

from bot.engine.model.moderation import Proposal
from bot.engine.model.people import Member
from bot.engine.model.question_form import QuestionForm, form_to_plain
from bot.engine.ports.repositories import Transaction


def written_by(tx: Transaction, member: Member) -> Mapping[str, Any]:
    """Return the member's suggestions, reports, corrections, drafts, imports and decisions."""
    proposals = tx.questions.proposals_of(member.id)
    return {
        "suggestions": [_proposal(each) for each in proposals if each.kind == "suggestion"],
        "reports": [_proposal(each) for each in proposals if each.kind == "flag"],
        "corrections": [
            {
                "question": correction.question_id,
                "right_choice": correction.key + 1,
                "reason": correction.reason,
                "at": correction.at.isoformat(),
            }
            for correction in tx.questions.corrections(member.team_id)
            if correction.by == member.id
        ],
        "drafts": [
            {
                "purpose": draft.purpose.value,
                "question": draft.target,
                **_form(draft.form),
                "at": draft.at.isoformat(),
            }
            for draft in tx.suggestions.drafts_of(member.id)
        ],
        "waiting_imports": [
            {"questions": list(waiting.questions), "at": waiting.at.isoformat()}
            for waiting in tx.suggestions.imports_of(member.id)
        ],
        "decisions": [
            {
                "verdict": settled.verdict.value,
                "reason": settled.reason,
                "at": settled.at.isoformat(),
            }
            for settled in tx.suggestions.settled_by(member.id)
        ],
        "answers_seen": [
            {"revision": revision, "at": at.isoformat()}
            for revision, at in tx.suggestions.seen_by(member.id).items()
        ],
    }


def _proposal(proposal: Proposal) -> Mapping[str, Any]:
    return {
        "question": proposal.question_id,
        "text": proposal.text,
        **_form(proposal.form or QuestionForm()),
        "named": proposal.credited,
        "state": proposal.state.value,
        "at": proposal.at.isoformat(),
    }


def _form(form: QuestionForm) -> Mapping[str, str]:
    return {name: value for name, value in form_to_plain(form).items() if value}
