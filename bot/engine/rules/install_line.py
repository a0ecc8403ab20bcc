"""The line that adds an optional part (an extra) to Warmup where it's installed.

Warmup is an application in an environment of its own, often one without pip. A bare
``pip install`` would go elsewhere, or nowhere.
"""

import os
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

DISTRIBUTION = "warmup-bot"
REBUILD = "echo WARMUP_LOCK=requirements-all.txt >> .env && docker compose up --detach --build"
"""Builds the image from the lock with every extra, now and at each update."""
IMAGE_MARK = "built_as_image"
"""The file that the Dockerfile leaves in its environment."""
PIPX_MARK = "pipx_metadata.json"


class Way(StrEnum):
    """How Warmup is installed: what adds a part to it differs."""

    IMAGE = "image"
    PIPX = "pipx"
    ENVIRONMENT = "environment"
    """A virtual environment, made from the locks or by pip."""


@dataclass(frozen=True, slots=True)
class Installation:
    """How Warmup is installed, the Python that runs it, and whether we may write next to it."""

    way: Way
    python: str
    writable: bool = True


def installation(prefix: Path, python: str) -> Installation:
    """Return how the environment in the folder ``prefix`` was made, by what lies in it."""
    if (prefix / IMAGE_MARK).exists():
        return Installation(Way.IMAGE, python)
    if (prefix / PIPX_MARK).exists():
        return Installation(Way.PIPX, python)
    return Installation(Way.ENVIRONMENT, python, os.access(prefix, os.W_OK))


def install_line(extra: str, where: Installation | None = None) -> str:
    """Return the command that adds ``extra`` to Warmup ``where`` it's installed: here, if None."""
    where = where or installation(Path(sys.prefix), sys.executable)
    match where.way:
        case Way.IMAGE:
            return REBUILD
        case Way.PIPX:
            return f"pipx inject {DISTRIBUTION} {' '.join(map(_quoted, packages_of(extra)))}"
        case Way.ENVIRONMENT:
            sudo = "" if where.writable else "sudo "
            python = _quoted(where.python) if " " in where.python else where.python
            wanted = _quoted(f"{DISTRIBUTION}[{extra}]")
            return f"{sudo}python3 -m pip --python {python} install {wanted}"


def packages_of(extra: str) -> list[str]:
    """Return the packages of an extra, as Warmup's metadata names them."""
    try:
        declared = requires(DISTRIBUTION) or []
    except PackageNotFoundError:  # run from a folder of source code
        return [f"{DISTRIBUTION}[{extra}]"]
    marked = (each.partition(";") for each in declared)
    return [
        name.strip()
        for name, _, marker in marked
        if marker.replace('"', "'").strip() == f"extra == '{extra}'"
    ]


def _quoted(word: str) -> str:
    """Return a word in quotes that a POSIX shell and Windows both read."""
    return f'"{word}"'
