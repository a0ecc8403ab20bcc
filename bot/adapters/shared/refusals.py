"""What a platform's refusal means for whoever asked: wait, look again, or fix our own words."""

from enum import Enum, auto

from bot.engine.errors import ChannelGone, GatewayError, NotPermitted, Rejected, Transient


class Kind(Enum):
    """What kind of refusal an error code is."""

    PASSING = auto()
    """The same call may work later."""
    GONE = auto()
    """The channel, the server or the bot's seat in it is gone: someone there can bring it back."""
    FORBIDDEN = auto()
    """Someone there, or the operator, has to allow it."""
    OURS = auto()
    """What we sent is wrong for the platform: sending it again changes nothing."""


_ERRORS: dict[Kind, type[GatewayError]] = {
    Kind.PASSING: Transient,
    Kind.GONE: ChannelGone,
    Kind.FORBIDDEN: NotPermitted,
    Kind.OURS: Rejected,
}


def error_of(kind: Kind, said: str) -> GatewayError:
    """Return the engine's error for a refusal of this kind; ``said`` is for people."""
    return _ERRORS[kind](said)
