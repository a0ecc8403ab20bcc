"""A member's own account: leave, hiding from boards, export, deletion."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.engine.cards import Card, ConfirmCard, NoticeCard
from bot.engine.commands import EndLeave, ForgetMe, HideMe, TakeLeave
from bot.engine.errors import Refused
from bot.engine.model.people import Actor, Identity, Leave, personal_workspace
from bot.engine.model.scores import DayOutcome, TeamDay
from bot.engine.ports.context import Context
from bot.engine.ports.repositories import Transaction
from bot.engine.queries import ExportMe
from bot.engine.records.accounts import disown, held_by
from bot.engine.records.export import everything_about
from bot.engine.records.members import known_member, member_of, team_of
from bot.engine.records.pairs import end_pairs_of
from bot.engine.records.recaps import show_recaps_again
from bot.engine.records.streak_log import settle_member
from bot.engine.rounds.anonymous import make_anonymous
from bot.engine.rules.calendar import local_date
from bot.engine.team_commands import SetPrivacy, ShowPrivacy

LONGEST_LEAVE = timedelta(days=366)
LEAVE_BACK = timedelta(days=31)
"""How far back a leave can begin, if there was no reveal since."""


def take_leave(ctx: Context, command: TakeLeave) -> Card:
    """Protect the days of a leave: they neither add to the streak nor break it."""
    member = member_of(ctx.tx, command.actor, command.at)
    today = _today(ctx.tx, command.actor, command)
    first = today if command.first is None else command.first
    if command.first is None and command.last < today:
        raise Refused(f"{command.last} has passed.", "Name your last day away: today or later.")
    if command.last < first:
        raise Refused("The leave ends before it starts.", "Swap the two dates.")
    earliest = _earliest_leave(ctx.tx, member.id, today)
    if first < earliest:
        raise Refused(
            f"{first} has passed.",
            "Past days can only be changed until the next reveal; "
            f"start {'today' if earliest == today else f'on {earliest}'} or later.",
        )
    if command.last - first > LONGEST_LEAVE:
        raise Refused("A leave can be a year at most.", "Take it in parts.")
    ctx.tx.members.add_leave(Leave(member.id, first, command.last))
    settle_member(ctx.tx, member.id, first)  # its rounds may be closed already
    return NoticeCard(
        f"On leave from {first} to {command.last}.",
        ("Missing those days won't break your streak; answering still counts.",),
    )


def end_leave(ctx: Context, command: EndLeave) -> Card:
    """End a leave from today, and drop coming ones.

    A day that the leave has protected already stays protected.
    """
    member = member_of(ctx.tx, command.actor, command.at)
    today = _today(ctx.tx, command.actor, command)
    leaves = ctx.tx.members.leaves(member.id)
    if all(leave.last < today for leave in leaves):
        return NoticeCard("You're not on leave.")
    protected = [line.day for line in ctx.tx.days.of_member(member.id, today) if _was_leave(line)]
    last = max([today - timedelta(days=1), *protected])
    kept = [replace(leave, last=min(leave.last, last)) for leave in leaves if leave.first <= last]
    ctx.tx.members.replace_leaves(member.id, kept)
    again = "tomorrow" if protected else "today"
    return NoticeCard("Welcome back.", (f"Your streak counts again from {again}.",))


def hide(ctx: Context, command: HideMe) -> Card:
    """Hide the actor from leaderboards and from the names at reveals, or show them again."""
    member = member_of(ctx.tx, command.actor, command.at)
    ctx.tx.members.save(replace(member, hidden=command.hidden))
    if command.hidden:
        return NoticeCard("You're hidden.", ("Leaderboards and reveals no longer show your name.",))
    return NoticeCard("You're on the leaderboards again.")


def set_privacy(ctx: Context, command: SetPrivacy) -> Card:
    """Let the team's report name the member, or only count them."""
    member = member_of(ctx.tx, command.actor, command.at)
    ctx.tx.members.save(replace(member, named_in_report=command.named))
    if not command.named:
        return NoticeCard("The team report doesn't name you.", ("You're in its totals only.",))
    told = "Managers see how many questions you answered, and how many you got right."
    hidden = ("While you're hidden, it still leaves your name out.",) if member.hidden else ()
    return NoticeCard("The team report names you.", (told, *hidden))


def show_privacy(ctx: Context, command: ShowPrivacy) -> Card:
    """Say what others may see of the actor; of a stranger, what they would see."""
    member = known_member(ctx.tx, command.actor)
    hidden = member is not None and member.hidden
    named = member is not None and member.named_in_report and not hidden
    return NoticeCard(
        "Your privacy",
        (
            f"Leaderboards and reveals: {'you are hidden' if hidden else 'your name is shown'}.",
            f"The managers' team report: {'by name' if named else 'in the totals only'}.",
            "Answers before the reveal: nobody sees them.",
        ),
    )


def forget(ctx: Context, command: ForgetMe) -> Card:
    """Delete everything about the actor, once confirmed; a guest's from their own team, too.

    Schedules they own continue without an owner, suggestions and reports without an author.
    """
    held = held_by(ctx.tx, command.actor)
    if not held:
        return NoticeCard("There is nothing to forget: you haven't taken part here.")
    if not command.confirmed:
        return ConfirmCard(
            "Forget me",
            (
                "This deletes your answers, points, streak, quizzes and reviews.",
                "Suggestions and reports stay, without your name.",
                "It can't be undone. If you want a copy, export it first.",
            ),
            "Forget me",
            "forget",
        )
    end_pairs_of(ctx, held.members, command.at)
    disown(ctx.tx, held)
    for member in held.members:
        make_anonymous(ctx.tx, member.id, command.at)
        show_recaps_again(ctx.tx, member, command.at)
        ctx.tx.members.forget(member.id)
    for account in held.accounts:
        _remove_personal_team(ctx.tx, account)
    return NoticeCard("Done.", ("Everything about you has been deleted.",))


def export(ctx: Context, query: ExportMe) -> Mapping[str, Any]:
    """Return everything kept about the actor as JSON values."""
    return everything_about(ctx.tx, query.actor)


def _remove_personal_team(tx: Transaction, account: Identity) -> None:
    """Delete the team of one that direct messages made: its workspace holds the account's id."""
    if account.workspace == personal_workspace(account.user):
        team = tx.teams.by_workspace(account.platform, account.workspace)
        if team is not None:
            tx.teams.remove(team.id)


def _earliest_leave(tx: Transaction, member_id: int, today: date) -> date:
    """Return the first day that a leave may still cover: past days only until the next reveal.

    That is the date of the member's question that was revealed last, or of one still open.
    """
    open_ = [live.slot for live in tx.rounds.live_followed(member_id)]
    reveals = [
        (closed.revealed_at, closed.slot)
        for closed in tx.rounds.followed(member_id, today - LEAVE_BACK)
        if closed.revealed_at is not None
    ]
    return min([today, *open_, *(slot for _, slot in sorted(reveals)[-1:])])


def _today(tx: Transaction, actor: Actor, command: TakeLeave | EndLeave) -> date:
    team = team_of(tx, actor.platform, actor.workspace, command.at)
    return local_date(command.at, team.zone)


def _was_leave(line: TeamDay) -> bool:
    return line.outcome is DayOutcome.LEAVE
