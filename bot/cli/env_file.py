"""Writing ``.env``: a new file that only its owner can read."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from bot.engine.errors import Refused

_TOKEN = re.compile(r"[\w.:/+=-]+", re.ASCII)


def refuse_existing(file: Path) -> None:
    """Raise Refused if ``file`` exists, also as a link that leads nowhere."""
    if os.path.lexists(file):
        raise Refused(
            f"{file} already exists, and it's never overwritten.",
            "Edit it, or move it away and run this again; `warmup doctor` checks what it says.",
        )


def write_new(file: Path, settings: Mapping[str, str]) -> None:
    """Write ``settings`` to a new file of mode 600. Raises Refused if it can't be written."""
    for name, value in settings.items():
        if _TOKEN.fullmatch(value) is None:
            raise Refused(f"{name} has characters that no token has.", "Copy it again.")
    lines = ["# Written by `warmup init`. Keep it secret. Every setting: docs/hosting.md\n"]
    lines += [f"{name}={value}\n" for name, value in settings.items()]
    refuse_existing(file)
    try:
        # Created with its mode, so that it's never readable by others, not even for a moment.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.writelines(lines)
    except OSError as error:
        raise Refused(
            f"{file} can't be written ({error.strerror}).", "Run this in a folder of your own."
        ) from error
