"""What a question's code may use, and the process limits that hold it to that.

``RLIMIT_NPROC`` counts every thread of the account, not only those of the code, so what runs
already is added to it. PyTorch and TensorFlow reserve far more address space than they use.
"""

import os
from pathlib import Path

GIB = 1024**3
MEMORY = 6 * GIB
"""Bytes that a question's processes may hold together, and each of them in its own data."""
TOO_MUCH_MEMORY = 97
"""The guard's exit code when they held more."""
ADDRESS_SPACE = 64 * GIB
"""Bytes each process may reserve."""
FILE_SIZE = 512 * 1024**2
"""Bytes of one file, and of all files in the code's folder together."""
OPEN_FILES = 512
PROCESSES = 512
"""Processes and threads."""


def limit_process(cpu_seconds: int) -> None:
    """Limit this process, and all it will start, for good; ``cpu_seconds`` is for each of them.

    Does nothing on systems that have no such limits.
    """
    try:
        import resource  # noqa: PLC0415  # Windows has none
    except ImportError:
        return
    wanted = {
        "RLIMIT_AS": ADDRESS_SPACE,
        "RLIMIT_DATA": MEMORY,
        "RLIMIT_CPU": cpu_seconds,
        "RLIMIT_FSIZE": FILE_SIZE,
        "RLIMIT_NOFILE": OPEN_FILES,
        "RLIMIT_NPROC": _running() + PROCESSES,
        "RLIMIT_CORE": 0,
    }
    for name, value in wanted.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        hard = resource.getrlimit(kind)[1]
        limit = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (limit, limit))


def memory_of_all() -> int:
    """Return the bytes held by every process that ``/proc`` shows, files not counted."""
    return sum(_memory(entry) for entry in Path("/proc").iterdir() if entry.name.isdecimal())


def _memory(process: Path) -> int:
    wanted = ("RssAnon:", "RssShmem:")
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:  # it has ended
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))


def _running() -> int:
    """Return how many threads this account has already, as far as one can see."""
    count = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if entry.stat().st_uid == os.getuid():
                count += sum(1 for _ in (entry / "task").iterdir())
        except OSError:  # it has ended
            continue
    return count
