"""The process between the runner and a question's code, which shuts the code in.

``runner`` starts it in a session of its own and with a bare environment. Where the kernel
allows it, the code gets its own processes, network, shared memory and a read-only root folder
that holds the interpreter and nothing of the user's; its first process watches how much memory
all of them hold. When that process ends, the kernel kills whatever the code started, in
whatever session it hides. Elsewhere the code has the process limits and the bare environment.
"""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from content.code import limits, namespaces

CHILD = Path(__file__).with_name("child.py")
_LOOK_EVERY = 0.05  # seconds


def main(job: dict[str, Any]) -> None:
    """Run ``{"contained", "channel", "cpu_seconds"}``; exit as the code's process does."""
    namespaces.die_with_parent()
    if not job["contained"]:
        _start(job)
    else:
        namespaces.separate()
        namespaces.build_root((sys.prefix, sys.base_prefix, str(CHILD.parent)), limits.FILE_SIZE)
        first = os.fork()
        if first == 0:
            _be_first(job)
        os.close(job["channel"])
        _, status = os.waitpid(first, 0)
        os._exit(_exit_code(status))


def _be_first(job: dict[str, Any]) -> None:
    """Be process 1 of the namespace: start the code, bury the dead, watch the memory."""
    namespaces.die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    namespaces.enter_root()
    code = os.fork()
    if code == 0:
        namespaces.become_nobody()
        _start(job)
    os.close(job["channel"])
    while True:
        ended, status = os.waitpid(-1, os.WNOHANG)
        if ended == code:
            os._exit(_exit_code(status))
        if not ended:
            if limits.memory_of_all() > limits.MEMORY:
                os._exit(limits.TOO_MUCH_MEMORY)
            time.sleep(_LOOK_EVERY)


def _start(job: dict[str, Any]) -> None:
    namespaces.give_up_privileges()
    limits.limit_process(job["cpu_seconds"])
    os.environ["HOME"] = os.environ["TMPDIR"] = str(Path.cwd())
    command = [sys.executable, "-I", "-X", "utf8", str(CHILD), str(job["channel"])]
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter and script


def _exit_code(status: int) -> int:
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code
