"""Every error Warmup raises on purpose, in one tree.

::

    WarmupError
    ├── Refused              the request can't be served; says what to do instead
    │   ├── NotFound         the thing named does not exist (or belongs to another team)
    │   ├── NotAllowed       the actor may not do this
    │   ├── TooLate          the round has been revealed, or has moved on
    │   └── UnknownZone      the tz database has no zone of that name, or no longer
    ├── AlreadyServed        the platform delivered something again that was served before
    ├── NaiveTime            a time without a zone reached the engine (a bug in the caller)
    ├── GatewayError         a platform did not do what was asked
    │   ├── RateLimited      try again after ``retry_after`` seconds
    │   ├── Transient        may work when tried again
    │   ├── NotPermitted     the bot lacks a permission in the channel
    │   ├── ChannelGone      the channel (or the bot's seat in it) no longer exists
    │   └── Rejected         what was sent is wrong for the platform: our fault
    ├── GraderFails          no word from the model that reads answers; says why
    ├── FitFails             a member's reviews could not be fitted to their history; says why
    ├── StartRefused         a platform can't be started; names the fix
    └── StorageError         the database could not do what was asked

Vendor exceptions are translated into these once, at the edge that meets them.
"""


class WarmupError(Exception):
    """The root of the tree."""


class Refused(WarmupError):
    """The request can't be served.

    ``message`` says what is wrong in one sentence, ``fix`` what to do about it.
    """

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(f"{message} {fix}".strip())
        self.message = message
        self.fix = fix


class NotFound(Refused):
    """The thing named does not exist for this actor's team."""


class NotAllowed(Refused):
    """The actor may not do this."""


class TooLate(Refused):
    """The round has been revealed, or the drill has moved on."""


class UnknownZone(Refused):
    """The tz database has no zone called ``name``, or no longer."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The time zone {name} is not known here.",
            "Update the bot's tzdata, or choose another zone: /daily edit, /team zone.",
        )


class AlreadyServed(WarmupError):
    """A platform delivered something again; it was served the first time, also in a former run."""


class NaiveTime(WarmupError):
    """A time without a zone reached the engine."""


class GatewayError(WarmupError):
    """A platform did not do what was asked."""


class RateLimited(GatewayError):
    """The platform asks to wait ``retry_after`` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"rate limited for {retry_after:g} s")
        self.retry_after = retry_after


class Transient(GatewayError):
    """May work when tried again: a timeout, a 5xx, a dropped connection."""


class NotPermitted(GatewayError):
    """The bot lacks a permission; the text names it."""


class ChannelGone(GatewayError):
    """The channel was deleted, or the bot was removed from it."""


class Rejected(GatewayError):
    """The platform doesn't take what was sent, however often: a card is too long, or malformed."""


LASTING = (NotPermitted, ChannelGone, Rejected)
"""Refusals that waiting alone does not end."""


class GraderFails(WarmupError):
    """The model that reads answers gave no usable word; the text says why, for whoever runs it.

    ``kind`` is the same for failures of one sort: it is counted.
    """

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(why)
        self.kind = kind


class FitFails(WarmupError):
    """Nothing was learned from a history; the text says why, for whoever runs it.

    ``kind`` is the same for failures of one sort: it is counted.
    """

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(why)
        self.kind = kind


class StartRefused(WarmupError):
    """A platform can't be started: a wrong token, a missing scope; the text names the fix."""


class StorageError(WarmupError):
    """The database could not do what was asked; the text names the fix."""


class StorageBusy(StorageError):
    """Others were at the same rows: nothing was changed, and trying again soon helps."""
