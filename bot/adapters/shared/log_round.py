"""Log lines of a press carry the id of the round it is about."""

from contextlib import AbstractContextManager, nullcontext

from bot.adapters.shared import action_ids as ids
from bot.engine.log_context import about


def log_round(action: ids.Action | None) -> AbstractContextManager[None]:
    """Let every log line inside carry the id of the round that was pressed on, if any."""
    round_id = getattr(action, "round_id", None)
    return nullcontext() if round_id is None else about(round=int(round_id))
