"""Tracks as people name them on the command line."""

from bot.engine.errors import NotFound
from bot.engine.ports.runtime import Bank
from bot.engine.rules.did_you_mean import suggest


def require_track(bank: Bank, track: str) -> None:
    """Raise NotFound for a track the bank doesn't have; an empty name means all of them."""
    if track and track not in bank.tracks:
        hint = suggest(track, bank.tracks) or "warmup content list shows the tracks."
        raise NotFound(f"There is no track {track!r}.", hint)
