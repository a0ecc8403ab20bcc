"""Which reply in a question's thread is a member's answer: the latest one that was kept."""

from bot.engine.model.people import Actor
from bot.engine.model.schedules import MessageRef
from bot.engine.ports.repositories import Transaction


def counted_reply(tx: Transaction, actor: Actor, message: MessageRef) -> str:
    """Return the id of the reply that is the actor's answer, or an empty string."""
    return tx.facts.get(_key(actor, message)) or ""


def note_counted_reply(tx: Transaction, actor: Actor, message: MessageRef, reply: str) -> None:
    """Remember the reply that is the actor's answer from now on."""
    tx.facts.put(_key(actor, message), reply)


def _key(actor: Actor, message: MessageRef) -> str:
    return f"{actor.platform}:reply:{message.channel.channel}:{message.message}:{actor.user}"
