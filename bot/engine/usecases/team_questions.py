"""Looking after a team's questions: showing, listing, asking next, restoring."""

from bot.engine.cards import Card, NoticeCard
from bot.engine.cards.questions import ReviewCard
from bot.engine.errors import NotFound, Refused
from bot.engine.model.people import Team
from bot.engine.model.questions import Question
from bot.engine.model.schedules import ScheduleState
from bot.engine.ports.context import Context
from bot.engine.question_commands import (
    AskNext,
    ListQuestions,
    RestoreQuestion,
    ShowTeamQuestion,
)
from bot.engine.records.members import known_team, member_of
from bot.engine.records.question_forms import (
    has_looked,
    is_secret,
    name_of,
    require_look,
    whole,
)
from bot.engine.records.question_pool import (
    approve,
    find,
    find_any,
    questions_of,
    unchecked_of,
)
from bot.engine.records.rights import require_manager
from bot.engine.rules.did_you_mean import suggest
from bot.engine.rules.selection import pool
from bot.engine.rules.text import count_of

PAGE = 10


def show(ctx: Context, command: ShowTeamQuestion) -> Card:
    """Show all of a question; an open one's answer only after asking, and for no points."""
    require_manager(ctx.tx, command.actor)
    member = member_of(ctx.tx, command.actor, command.at)
    question = find_any(ctx.tx, ctx.bank, member.team_id, command.question_id)
    secret = is_secret(ctx, member.team_id, question.id)
    if command.look or not secret:
        require_look(ctx, member, question, command.at)
    author = ctx.tx.questions.became(member.team_id, question.id)
    credit = author is not None and author.credited
    facts = (
        question.id,
        *((_why_unchecked(question),) if question.unchecked else ()),
        *((f"Suggested by {name_of(ctx.tx, author.member_id)}",) if author and credit else ()),
    )
    hidden = secret and not has_looked(ctx.tx, member, question)
    return ReviewCard(
        proposal_id=0,
        number=0,
        report=False,
        author="",
        title=question.title,
        question_id=question.id,
        whole=whole(ctx, question, hidden=hidden),
        text="",
        facts=facts,
    )


def list_questions(ctx: Context, command: ListQuestions) -> Card:
    """List the team's questions, its own first, then those that ship with Warmup."""
    require_manager(ctx.tx, command.actor)
    team = known_team(ctx.tx, command.actor)
    known = questions_of(ctx.tx, ctx.bank, team.id)
    own = {each.id for each in ctx.tx.questions.of_team(team.id)}
    retired = sorted(ctx.tx.questions.retired(team.id))
    wanted = command.words.casefold().strip()
    found = [
        f"{question.id}: {question.title} ({question.level.value})"
        for question in sorted(known.values(), key=lambda each: (each.id not in own, each.id))
        if wanted in f"{question.id} {question.title}".casefold()
    ]
    found += [
        f"{each.id}: {each.title} (not checked)"
        for each in unchecked_of(ctx.tx, team.id).values()
        if wanted in f"{each.id} {each.title} not checked".casefold()
    ]
    found += [f"{each} (retired)" for each in retired if wanted in each.casefold()]
    if not found:
        return NoticeCard("No question matches.", ("/question list shows them all.",))
    pages = -(-len(found) // PAGE)
    page = min(max(command.page, 1), pages)
    title = f"{count_of(len(found), 'question')}, {len(own)} of your own"
    lines = tuple(found[(page - 1) * PAGE : page * PAGE])
    more = (f"Page {page} of {pages}",) if pages > 1 else ()
    return NoticeCard(title, lines + more, quoted=len(lines))


def ask_next(ctx: Context, command: AskNext) -> Card:
    """Ask a question at the next slot of a schedule that it fits."""
    require_manager(ctx.tx, command.actor)
    team = known_team(ctx.tx, command.actor)
    question = find(ctx.tx, ctx.bank, team.id, command.question_id)
    if not _schedules_for(ctx, team, question):
        raise Refused(
            f"No schedule here asks {question.level.value} questions of its track like this one.",
            "Change one with /daily edit: its tracks, levels or format.",
        )
    ctx.tx.suggestions.ask_next(team.id, question.id, command.at)
    queue = ctx.tx.suggestions.asked_next(team.id)
    place = "It's asked next." if queue[0] == question.id else f"It's number {len(queue)} in line."
    return NoticeCard(f"{question.title}: {place}", (question.id,))


def restore(ctx: Context, command: RestoreQuestion) -> Card:
    """Let a retired question be asked again, or an unchecked one that somebody has looked at."""
    require_manager(ctx.tx, command.actor)
    team = known_team(ctx.tx, command.actor)
    if command.question_id in unchecked_of(ctx.tx, team.id):
        approve(ctx.tx, team.id, command.question_id, command.at)
        return NoticeCard(f"{command.question_id} is checked and can be asked.")
    retired = ctx.tx.questions.retired(team.id)
    if command.question_id not in retired:
        fix = suggest(command.question_id, retired) if retired else "Nothing is retired here."
        raise NotFound(f"{command.question_id[:60]} isn't retired.", fix)
    ctx.tx.questions.restore(team.id, command.question_id)
    return NoticeCard(f"{command.question_id} can be asked again.")


def _why_unchecked(question: Question) -> str:
    return (
        f"Not checked yet: the prompt shows {question.unchecked}. Edit it, or let it be asked: "
        f"/question restore {question.id}"
    )


def _schedules_for(ctx: Context, team: Team, question: Question) -> bool:
    return any(
        pool([question], each.plan.tracks, each.plan.levels, each.plan.format)
        for each in ctx.tx.schedules.of_team(team.id)
        if each.state is ScheduleState.ACTIVE
    )
