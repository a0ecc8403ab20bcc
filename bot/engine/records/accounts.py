"""What is kept by account, not by member: an owner of a schedule need not take part."""

from dataclasses import dataclass, replace

from bot.engine.model.people import Actor, Identity
from bot.engine.model.schedules import Schedule, WaitingPlan
from bot.engine.ports.repositories import Transaction
from bot.engine.records.members import known_member


@dataclass(frozen=True, slots=True)
class Held:
    """An actor's accounts, the schedules they own and the plans they previewed."""

    accounts: tuple[Identity, ...]
    schedules: tuple[Schedule, ...]
    plans: tuple[WaitingPlan, ...]


def held_by(tx: Transaction, actor: Actor) -> Held:
    """Return what belongs to the actor: to all accounts of a member, or to this one account."""
    member = known_member(tx, actor)
    speaking = Identity(actor.platform, actor.workspace, actor.user, 0)
    accounts = tx.members.identities(member.id) if member else (speaking,)
    return Held(
        accounts,
        tuple(s for a in accounts for s in tx.schedules.of_owner(a.platform, a.workspace, a.user)),
        tuple(
            plan
            for a in accounts
            for plan in tx.waiting_plans.of_owner(a.platform, a.workspace, a.user)
        ),
    )


def disown(tx: Transaction, held: Held) -> None:
    """Take the accounts' ids from what they hold: schedules continue, plans are dropped."""
    for schedule in held.schedules:
        tx.schedules.save(replace(schedule, owner=""))
    for plan in held.plans:
        tx.waiting_plans.remove(plan.token)
