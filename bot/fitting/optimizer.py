"""``python -m bot.fitting.optimizer``: parameters for the history that comes in, as JSON.

FSRS's optimizer needs PyTorch: seconds to start, hundreds of megabytes, and all of a processor
until it's done. So it has this process, which gives way to everything else on the machine and ends
with its answer. The history is a list of question number, time and whether it was right; the answer
a list of numbers.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TextIO

from fsrs import Optimizer, Rating, ReviewLog


def serve(source: TextIO, out: TextIO) -> None:
    """Read a history and answer it."""
    logs = [
        ReviewLog(number, Rating.Good if right else Rating.Again, datetime.fromisoformat(at), None)
        for number, at, right in json.load(source)
    ]
    json.dump(Optimizer(logs).compute_optimal_parameters(), out)


def give_way(cpu_seconds: int) -> None:
    """Run when nobody else wants to; end after so long, even if whoever started this was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches this process, too
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # POSIX's

    os.nice(19)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    with suppress(OSError):  # Linux's alone: where memory is short, this goes and not the bot
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


if __name__ == "__main__":
    give_way(int(sys.argv[1]))
    serve(sys.stdin, sys.stdout)
