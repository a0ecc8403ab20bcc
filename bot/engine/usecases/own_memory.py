"""Which rules a member's reviews follow: the usual ones, or those of their own memory."""

from bot.engine.cards import Card, NoticeCard
from bot.engine.model.review_fits import ReviewFit
from bot.engine.ports.context import Context
from bot.engine.records.members import known_member, member_of, zone_of
from bot.engine.records.own_memory import memory_in
from bot.engine.review_commands import SetOwnMemory, ShowOwnMemory

OWN, USUAL = "Your reviews follow your own memory.", "Your reviews follow the usual rules."
_PLANNED = "What is planned stays; what you answer from now on follows them."


def show(ctx: Context, command: ShowOwnMemory) -> Card:
    """Say which rules the actor's reviews follow, and why."""
    member = known_member(ctx.tx, command.actor)
    fit = ctx.tx.review_fits.get(member.id) if member else None
    if member and (own := memory_in(fit, zone_of(ctx.tx, member))):
        day = own.fitted_on
        return NoticeCard(OWN, (f"Fitted on {day.day} {day:%b %Y} from {own.reviews:,} reviews.",))
    if fit and fit.wants_defaults:
        return NoticeCard(USUAL, ("That's what you chose.",))
    return NoticeCard(
        USUAL, ("Where Warmup may, it learns from your answers how you forget, given enough.",)
    )


def choose(ctx: Context, command: SetOwnMemory) -> Card:
    """Let the actor's reviews follow the usual rules from now on, or their own memory again."""
    member = member_of(ctx.tx, command.actor, command.at)
    fit = ctx.tx.review_fits.get(member.id)
    if not command.own:
        ctx.tx.review_fits.save(ReviewFit(member.id, command.at, wants_defaults=True))
        return NoticeCard(USUAL, (_PLANNED,))
    if fit and fit.wants_defaults:
        ctx.tx.review_fits.save(ReviewFit(member.id, command.at))
    return show(ctx, ShowOwnMemory(command.actor, command.at))
