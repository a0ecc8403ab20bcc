"""What Slack's 429s hold back: a method, in the workspace, for as long as Slack says.

Slack counts calls for each method, app and workspace. Posting, editing and the like are counted
for each channel, too, and a 429 doesn't say which limit it was: so it holds its own channel, and
the whole method once another channel is refused as well.
(https://docs.slack.dev/apis/web-api/rate-limits)
"""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A 429: in which channel (empty for none), and until when on the clock."""

    channel: str
    until: float


PER_CHANNEL = {"chat.postMessage", "chat.update", "chat.postEphemeral"}


class MethodHolds:
    """Remembers refusals; ``clock`` returns seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._refusals: dict[str, list[Refusal]] = {}

    def note(self, method: str, channel: str, seconds: float) -> None:
        """Note that Slack refused a call of ``method`` and asked to wait for ``seconds``."""
        channel = channel if method in PER_CHANNEL else ""
        self._refusals.setdefault(method, []).append(Refusal(channel, self._clock() + seconds))

    def seconds_left(self, method: str, channel: str) -> float:
        """Return how long calls of ``method`` in ``channel`` are held."""
        now = self._clock()
        kept = [refusal for refusal in self._refusals.get(method, ()) if refusal.until > now]
        if not kept:
            self._refusals.pop(method, None)
            return 0.0
        self._refusals[method] = kept
        whole = len({refusal.channel for refusal in kept}) > 1
        held = [r.until for r in kept if whole or r.channel in ("", channel)]
        return max(held, default=now) - now
