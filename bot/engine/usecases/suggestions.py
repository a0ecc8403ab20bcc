"""Writing a question: the form is checked, previewed as a draft, and sent to where it belongs."""

from dataclasses import replace
from datetime import datetime

from bot.engine.cards import Card, NoticeCard
from bot.engine.cards.questions import DraftCard
from bot.engine.errors import NotAllowed, NotFound, Refused
from bot.engine.model.moderation import Proposal, ProposalState, Settlement, Verdict
from bot.engine.model.people import Member
from bot.engine.model.question_form import Draft, DraftPurpose, QuestionForm
from bot.engine.model.questions import Level, Question
from bot.engine.ports.context import Context
from bot.engine.queries import FilledForm, FindForm
from bot.engine.question_commands import (
    CheckQuestion,
    DiscardDraft,
    HideCredit,
    SendDraft,
    SortDraft,
)
from bot.engine.records.members import known_member, known_team, member_of
from bot.engine.records.proposal_messages import tell_author, tell_reviewers
from bot.engine.records.question_forms import (
    FIELD_NAMES,
    clean_form,
    form_of,
    free_id,
    has_looked,
    is_secret,
    whole,
)
from bot.engine.records.question_pool import (
    find,
    find_any,
    put_team_question,
    track_title,
    tracks_of,
)
from bot.engine.records.rights import require_manager, require_reviewer
from bot.engine.rounds.anonymous import show_uncredited

SENT = "The reviewers will look at it. You're told either way."
FORM_TITLES = {
    DraftPurpose.SUGGEST: "Suggest a question",
    DraftPurpose.ADD: "Add a question",
    DraftPurpose.EDIT: "Edit the question",
    DraftPurpose.REVIEW: "Edit before accepting",
}


def check(ctx: Context, command: CheckQuestion) -> Card:
    """Keep what was typed as a draft, and show it as the team will see it, or what is wrong."""
    member = member_of(ctx.tx, command.actor, command.at)
    form = clean_form(command.form)
    if command.draft_id:
        draft = _own_draft(ctx, member, command.draft_id)
        kept = replace(
            form, track=form.track or draft.form.track, level=form.level or draft.form.level
        )
        draft = replace(draft, form=kept, at=command.at)
        ctx.tx.suggestions.save_draft(draft)
        return _card(ctx, draft)
    draft = Draft(
        0,
        member.team_id,
        member.id,
        command.purpose,
        form,
        command.at,
        command.target,
        command.proposal_id,
    )
    base = _base(ctx, draft)
    if base is not None:
        draft = replace(
            draft,
            form=replace(
                form, track=form.track or base.track, level=form.level or base.level.value
            ),
        )
    elif command.proposal_id:
        suggested = form_of(_proposal(ctx, draft))
        kept = replace(form, track=form.track or suggested.track,
                       level=form.level or suggested.level)  # fmt: skip
        draft = replace(draft, form=kept)
    _require_rights(ctx, command, draft)
    if not command.keep_mistakes and (card := _card(ctx, draft)).problems:
        return card
    return _card(ctx, ctx.tx.suggestions.add_draft(draft))


def sort(ctx: Context, command: SortDraft) -> Card:
    """Set a draft's track or level."""
    member = member_of(ctx.tx, command.actor, command.at)
    draft = _own_draft(ctx, member, command.draft_id)
    form = draft.form
    form = replace(form, track=command.track or form.track, level=command.level or form.level)
    draft = replace(draft, form=form)
    ctx.tx.suggestions.save_draft(draft)
    return _card(ctx, draft)


def discard(ctx: Context, command: DiscardDraft) -> Card:
    """Delete a draft."""
    member = member_of(ctx.tx, command.actor, command.at)
    draft = ctx.tx.suggestions.draft(command.draft_id)
    if draft is not None and draft.member_id == member.id:
        ctx.tx.suggestions.remove_draft(draft.id)
    return NoticeCard("Discarded.")


def send(ctx: Context, command: SendDraft) -> Card:
    """Send a draft: to the reviewers, or straight to the team's questions."""
    member = member_of(ctx.tx, command.actor, command.at)
    draft = ctx.tx.suggestions.draft(command.draft_id)
    if draft is None or draft.member_id != member.id:
        return NoticeCard("Already sent, or discarded.")
    card = _card(ctx, draft)
    if card.problems or card.whole is None:
        return card
    _require_rights(ctx, command, draft)
    ctx.tx.suggestions.remove_draft(draft.id)
    if draft.purpose is DraftPurpose.SUGGEST:
        made = ctx.tx.questions.propose(
            Proposal(
                0, member.team_id, member.id, "suggestion", "", "", command.at, form=draft.form
            )
        )
        _mark_seen(ctx, member, _read(ctx, draft), command.at)
        tell_reviewers(ctx.tx, made, command.at)
        return NoticeCard(f"Thank you. Suggestion {made.number} is with the reviewers.", (SENT,))
    return _keep(ctx, member, draft, command.at)


def hide_credit(ctx: Context, command: HideCredit) -> Card:
    """Never say again that the actor suggested a question; what says so is shown again."""
    proposal = ctx.tx.questions.proposal_by_id(command.proposal_id)
    accounts = ctx.tx.members.identities(proposal.member_id) if proposal else ()
    actor = command.actor
    if proposal is None or (actor.platform, actor.user) not in {
        (each.platform, each.user) for each in accounts
    }:
        raise NotFound("That isn't a suggestion of yours.", "There's nothing to change.")
    ctx.tx.questions.save_proposal(replace(proposal, credited=False))
    show_uncredited(ctx.tx, (proposal,), command.at)
    return NoticeCard("Your name isn't shown.", ("The question stays in. Thank you for it.",))


def find_form(ctx: Context, query: FindForm) -> FilledForm:
    """Return a form filled from a draft, a question or a suggestion; an empty one for none.

    Raises NotAllowed for who may not change it, Refused while it would show an open answer.
    """
    if not (query.draft_id or query.proposal_id or query.target):
        found = ctx.tx.teams.by_workspace(query.actor.platform, query.actor.workspace)
        tracks = tuple(_tracks(ctx, found.id if found else 0))
        return FilledForm(FORM_TITLES[DraftPurpose.SUGGEST], QuestionForm(), tracks)
    team = known_team(ctx.tx, query.actor)
    member = known_member(ctx.tx, query.actor)
    tracks = tuple(_tracks(ctx, team.id))
    if query.draft_id:
        if member is None:
            raise NotFound("That draft is gone.", "Start again with /question suggest.")
        draft = _own_draft(ctx, member, query.draft_id)
        return FilledForm(FORM_TITLES[draft.purpose], draft.form, tracks)
    if query.proposal_id:
        require_reviewer(ctx.tx, query.actor, team.id, query.channel)
        proposal = ctx.tx.questions.proposal_by_id(query.proposal_id)
        if proposal is None or proposal.team_id != team.id:
            raise NotFound("There's no such item here.", "/question review lists them.")
        if proposal.kind == "suggestion":
            return FilledForm(FORM_TITLES[DraftPurpose.REVIEW], form_of(proposal), tracks)
        question = find(ctx.tx, ctx.bank, team.id, proposal.question_id)
    else:
        require_manager(ctx.tx, query.actor)
        question = find_any(ctx.tx, ctx.bank, team.id, query.target)
    if is_secret(ctx, team.id, question.id) and not has_looked(ctx.tx, member, question):
        raise Refused(
            "This question is open, and the form would show its answer.",
            "Edit it after the reveal, or look at its answer first: /question show.",
        )
    return FilledForm(FORM_TITLES[DraftPurpose.EDIT], ctx.parser.write(question), tracks)


def _keep(ctx: Context, member: Member, draft: Draft, at: datetime) -> Card:
    """Make a manager's or reviewer's draft a question of the team."""
    question = _read(ctx, draft)
    if question is None:  # it was checked by whoever calls
        raise Refused("This draft has mistakes.", "Edit it first.")
    put_team_question(ctx.tx, draft.team_id, question, at)
    _mark_seen(ctx, member, question, at)
    if draft.proposal_id:
        proposal = _proposal(ctx, draft)
        if proposal.state is not ProposalState.WAITING:
            return NoticeCard(f"Item {proposal.number} is already {proposal.state.value}.")
        report = proposal.kind == "flag"
        accepted = replace(proposal, state=ProposalState.ACCEPTED, question_id=question.id)
        ctx.tx.questions.save_proposal(accepted)
        verdict = Verdict.EDITED if report else Verdict.ACCEPTED
        ctx.tx.suggestions.settle(Settlement(proposal.id, verdict, member.id, "", at))
        tell_author(ctx.tx, accepted, at)
        author = ctx.tx.members.get(proposal.member_id) if proposal.member_id else None
        if author is not None and not report:
            _mark_seen(ctx, author, question, at)
    if draft.purpose is DraftPurpose.EDIT or draft.target:
        lines = ("Open rounds keep the text they asked; the next one asks the new one.",)
        return NoticeCard(f"Changed {question.id}.", lines)
    added = f"{question.id} is now one of the team's questions."
    return NoticeCard(added, (question.title,), quoted=1)


def _require_rights(ctx: Context, command: CheckQuestion | SendDraft, draft: Draft) -> None:
    match draft.purpose:
        case DraftPurpose.SUGGEST:
            return
        case DraftPurpose.ADD | DraftPurpose.EDIT:
            require_manager(ctx.tx, command.actor)
        case DraftPurpose.REVIEW:
            require_reviewer(ctx.tx, command.actor, draft.team_id, command.channel)


def _own_draft(ctx: Context, member: Member, draft_id: int) -> Draft:
    draft = ctx.tx.suggestions.draft(draft_id)
    if draft is None:
        raise NotFound("This draft was sent or discarded.", "Start again with /question suggest.")
    if draft.member_id != member.id:
        raise NotAllowed("Only whoever wrote this can change it.", "Use /question suggest.")
    return draft


def _proposal(ctx: Context, draft: Draft) -> Proposal:
    proposal = ctx.tx.questions.proposal_by_id(draft.proposal_id)
    if proposal is None or proposal.team_id != draft.team_id:
        raise NotFound("There's no such item here.", "/question review lists them.")
    return proposal


def _base(ctx: Context, draft: Draft) -> Question | None:
    """Return the question that a draft replaces, if it replaces one."""
    target = draft.target
    if draft.proposal_id:
        proposal = _proposal(ctx, draft)
        target = proposal.question_id if proposal.kind == "flag" else ""
    return find_any(ctx.tx, ctx.bank, draft.team_id, target) if target else None


def _read(ctx: Context, draft: Draft) -> Question | None:
    base = _base(ctx, draft)
    name = base.id if base else free_id(ctx, draft.team_id, draft.form)
    return ctx.parser.read(draft.form, name, base).question


def _mark_seen(ctx: Context, member: Member, question: Question | None, at: datetime) -> None:
    if question is not None:
        ctx.tx.suggestions.see(member.id, question.revision, at)


def _tracks(ctx: Context, team_id: int) -> list[tuple[str, str]]:
    known = {*ctx.bank.tracks, *tracks_of(ctx.tx, ctx.bank, team_id)}
    return sorted(((each, track_title(ctx.bank, each)) for each in known), key=lambda t: t[1])


def _card(ctx: Context, draft: Draft) -> DraftCard:
    form, base = draft.form, _base(ctx, draft)
    tracks = _tracks(ctx, draft.team_id)
    name = base.id if base else f"{form.track or 'new'}/new"
    read = ctx.parser.read(form, name, base)
    problems = [(FIELD_NAMES[field], said) for field, said in read.problems.items()]
    if base is None and form.track not in dict(tracks):
        problems.append((FIELD_NAMES["track"], "Choose what it is about."))
    if form.level not in tuple(Level):
        problems.append((FIELD_NAMES["level"], "Choose how hard it is."))
    return DraftCard(
        draft_id=draft.id,
        purpose=draft.purpose,
        title=form.title or "Untitled",
        whole=whole(ctx, read.question) if read.question else None,
        problems=tuple(problems),
        notes=read.notes,
        tracks=tuple(tracks),
        track=form.track,
        level=form.level,
    )
