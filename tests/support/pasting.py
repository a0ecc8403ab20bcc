"""Pasting lines of a document into a shell, as someone does who follows it."""

import subprocess
import sys
from pathlib import Path

from tests.support.process import environment


def fresh_folder(folder: Path) -> Path:
    """Return ``folder`` as it is once a line that installs has been pasted there."""
    (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    return folder


def pasted(
    folder: Path, *lines: str, typed: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Paste ``lines`` into one shell that knows the system's commands and no others."""
    return subprocess.run(
        ["bash", "-e", "-c", "\n".join(lines)],
        cwd=folder,
        env=environment(folder, PATH="/usr/bin:/bin", **settings),
        input=typed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
