"""What is kept by account, not by member: an owner of a schedule need not take part."""

from dataclasses import dataclass, replace

from bot.engine.model.deliveries import Delivery
from bot.engine.model.people import Account, Actor, Identity, ManagerGrant, Member
from bot.engine.model.schedules import Schedule, WaitingPlan
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import known_member


@dataclass(frozen=True, slots=True)
class Held:
    """An actor's members and accounts, and what is theirs.

    That is schedules, plans, messages to them, and what lets them manage a team.

    ``member`` is who they are where they act. ``others`` are who the same account is in other
    teams: in its own workspace's, and where it is a guest.
    """

    member: Member | None
    others: tuple[Member, ...]
    accounts: tuple[Identity, ...]
    schedules: tuple[Schedule, ...]
    plans: tuple[WaitingPlan, ...]
    messages: tuple[Delivery, ...]
    grants: tuple[ManagerGrant, ...]

    def __bool__(self) -> bool:
        """Whether there is anything but the accounts."""
        held = (self.schedules, self.plans, self.messages, self.grants)
        return bool(self.members or any(held))

    @property
    def members(self) -> tuple[Member, ...]:
        """Everyone whom the actor is."""
        return self.others if self.member is None else (self.member, *self.others)


def held_by(tx: Transaction, actor: Actor) -> Held:
    """Return what belongs to the actor: to all accounts of a member, or to this one account."""
    member = known_member(tx, actor)
    speaking = actor.account(0)
    known = tx.members.identities(member.id) if member else ()
    found = {
        each.id: each
        for a in (*known, speaking)
        for each in tx.members.of_account(a.platform, a.workspace, a.user)
        if each != member
    }
    others = tuple(found.values())
    theirs = tuple(a for each in others for a in tx.members.identities(each.id))
    accounts = (*known, *theirs) or (speaking,)
    # As an owner they may stand under the workspace where they act, too.
    owning = dict.fromkeys(
        replace(a, member_id=0)
        for a in (*accounts, speaking, replace(speaking, workspace=actor.workspace))
    )
    return Held(
        member,
        others,
        accounts,
        tuple(s for a in owning for s in tx.schedules.of_owner(a.platform, a.workspace, a.user)),
        tuple(
            plan
            for a in owning
            for plan in tx.waiting_plans.of_owner(a.platform, a.workspace, a.user)
        ),
        tuple(
            message
            for a in owning
            for message in tx.deliveries.of_account(Account(a.platform, a.workspace, a.user))
        ),
        tuple(g for a in owning for g in tx.teams.grants_to(a.platform, a.workspace, a.user)),
    )


def disown(tx: Transaction, held: Held) -> None:
    """Take the accounts' ids from what they hold: schedules continue, the rest is dropped."""
    for schedule in held.schedules:
        tx.schedules.save(replace(schedule, owner=""))
    for plan in held.plans:
        tx.waiting_plans.remove(plan.token)
    for grant in held.grants:
        tx.teams.remove_grant(grant)
    for message in held.messages:
        tx.deliveries.remove(message.id)
