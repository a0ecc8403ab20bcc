"""Buttons and forms around the questions of a team: what each asks of the engine."""

from collections.abc import Mapping
from datetime import datetime

from bot.adapters.shared import action_ids as ids
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine.cards import Card, ConfirmCard, ProblemCard
from bot.engine.commands import Command
from bot.engine.model.people import Actor
from bot.engine.model.question_form import FIELDS, DraftPurpose, QuestionForm
from bot.engine.model.schedules import ChannelRef

REASON, KEY = "reason", "key"
"""The fields of the small forms: why, and which choice."""
OPENS_QUESTION = (ids.Suggest, ids.EditDraft, ids.EditQuestion)
"""Buttons that open the form of a question, besides ``Review`` with ``EDIT``."""
NO_LETTER = ProblemCard("Which choice is right?", "Write its letter, such as B.")


def needs_words(action: ids.Action | None) -> bool:
    """Tell whether a press opens a small form: for a reason, or the right choice."""
    return isinstance(action, ids.Review) and action.what in (ids.DECLINE, ids.KEY, ids.RETIRE)


def opens_question(action: ids.Action | None) -> bool:
    """Tell whether a press opens the form of a question."""
    edits = isinstance(action, ids.Review) and action.what == ids.EDIT
    return edits or isinstance(action, OPENS_QUESTION)


def form_query(action: ids.Action | None, actor: Actor, channel: ChannelRef | None) -> q.FindForm:
    """Return what a question's form is filled with when ``action`` opens it."""
    match action:
        case ids.EditDraft(draft_id):
            return q.FindForm(actor, draft_id=draft_id)
        case ids.Review(proposal_id):
            return q.FindForm(actor, proposal_id=proposal_id, channel=channel)
        case ids.EditQuestion(question_id):
            return q.FindForm(actor, target=question_id)
        case _:
            return q.FindForm(actor)


def pressed(
    action: ids.Action,
    actor: Actor,
    at: datetime,
    channel: ChannelRef | None = None,
    chosen: str = "",
) -> Command | Card | None:
    """Return what a press asks for; None for what is none of these buttons.

    ``chosen`` is what was picked from a list.
    """
    match action:
        case ids.DraftTrack(draft_id):
            return qc.SortDraft(actor, at, draft_id, track=chosen)
        case ids.DraftLevel(draft_id):
            return qc.SortDraft(actor, at, draft_id, level=chosen)
        case ids.SendDraft(draft_id):
            return qc.SendDraft(actor, at, draft_id, channel)
        case ids.DiscardDraft(draft_id):
            return qc.DiscardDraft(actor, at, draft_id)
        case ids.HideCredit(proposal_id):
            return qc.HideCredit(actor, at, proposal_id)
        case ids.Review(proposal_id, ids.ACCEPT):
            return qc.AcceptSuggestion(actor, at, proposal_id, channel=channel)
        case ids.Review(proposal_id, ids.LOOK):
            lines = ("This question is open. Answer it first if you want points for it.",)
            token = f"look-{proposal_id}"
            return ConfirmCard("See the answer now?", lines, "Show the answer", token)
        case _:
            return None


def confirmed(
    what: str, number: int, actor: Actor, at: datetime, channel: ChannelRef | None = None
) -> Command | None:
    """Return what a confirmation of ours stands for; None for any other."""
    match what:
        case "look":
            return qc.ShowProposal(actor, at, number, channel=channel, look=True)
        case "import":
            return qc.SaveImport(actor, at, number)
        case "update":
            return qc.SaveImport(actor, at, number, changes=True)
        case _:
            return None


def submitted(
    action: ids.Action | None,
    actor: Actor,
    at: datetime,
    fields: Mapping[str, str],
    channel: ChannelRef | None = None,
    *,
    keep_mistakes: bool = True,
) -> Command | Card | None:
    """Return what a submitted form asks for; None for what is none of these forms.

    ``keep_mistakes`` is false where the form stays open with what is wrong in it.
    """
    if opens_question(action):
        form = QuestionForm(**{name: fields.get(name, "") for name in FIELDS})
        return _check(action, actor, at, form, channel, keep_mistakes=keep_mistakes)
    reason = fields.get(REASON, "")
    match action:
        case ids.Review(proposal_id, ids.DECLINE):
            return qc.Decline(actor, at, proposal_id, channel=channel, reason=reason)
        case ids.Review(proposal_id, ids.RETIRE):
            return qc.RetireReported(actor, at, proposal_id, channel=channel, reason=reason)
        case ids.Review(proposal_id, ids.KEY):
            choice = choice_of(fields.get(KEY, ""))
            if not choice:
                return NO_LETTER
            return qc.CorrectReported(
                actor, at, proposal_id, channel=channel, choice=choice, reason=reason
            )
        case _:
            return None


def choice_of(letter: str) -> int:
    """Return the number (from 1) of the choice that a letter or number names; 0 for none."""
    word = letter.strip().upper()
    if len(word) != 1:
        return 0
    if "A" <= word <= "Z":
        return ord(word) - ord("A") + 1
    return int(word) if word in "123456789" else 0


def _check(
    action: ids.Action | None,
    actor: Actor,
    at: datetime,
    form: QuestionForm,
    channel: ChannelRef | None,
    *,
    keep_mistakes: bool,
) -> qc.CheckQuestion:
    draft_id = proposal_id = 0
    target, purpose = "", DraftPurpose.SUGGEST
    match action:
        case ids.EditDraft():
            draft_id = action.draft_id
        case ids.EditQuestion():
            target = action.question_id
            purpose = DraftPurpose.EDIT if target else DraftPurpose.ADD
        case ids.Review():
            proposal_id, purpose = action.proposal_id, DraftPurpose.REVIEW
        case _:
            pass
    return qc.CheckQuestion(
        actor, at, form, draft_id, purpose, target, proposal_id, channel, keep_mistakes
    )
