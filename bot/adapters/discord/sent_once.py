"""Requests that must not be repeated: what they make could appear twice.

The library repeats by itself what seems to have failed: an answer 502, or one that never came. A
request with a ``SentOnce`` fails instead; whoever asked for it looks first, and then decides.
"""

from types import SimpleNamespace

import aiohttp


class SentOnce:
    """Goes with one request, as the ``trace_request_ctx`` of aiohttp."""

    def __init__(self) -> None:
        self._begun = False

    def begin(self) -> None:
        """Let the request begin; raises TimeoutError instead of letting it be repeated."""
        if self._begun:
            raise TimeoutError("it isn't known whether the request had an effect")
        self._begun = True


async def refuse_repeats(
    _session: aiohttp.ClientSession,
    context: SimpleNamespace,
    _request: aiohttp.TraceRequestStartParams,
) -> None:
    """Refuse to begin a request a second time; for the session's trace."""
    once = getattr(context, "trace_request_ctx", None)
    if isinstance(once, SentOnce):
        once.begin()
