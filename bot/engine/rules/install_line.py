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
LOCK_OF_ALL = "requirements-all.txt"
REBUILD = f"echo WARMUP_LOCK={LOCK_OF_ALL} >> .env && docker compose up --detach --build"
"""Builds the image from the lock with every extra, now and at each update."""
IMAGE_MARK = "built_as_image"
"""The file that the Dockerfile leaves in its environment."""
PIPX_MARK = "pipx_metadata.json"


class Way(StrEnum):
    """How Warmup is installed: what adds a part to it differs."""

    IMAGE = "image"
    PIPX = "pipx"
    ENVIRONMENT = "environment"
    """A virtual environment that has Warmup itself."""
    LOCK = "lock"
    """What a lock names and nothing else, as many hosts install it: Warmup runs from its folder."""


@dataclass(frozen=True, slots=True)
class Installation:
    """How Warmup is installed, the Python that runs it, and whether we may write next to it."""

    way: Way
    python: str
    writable: bool = True


def installation(prefix: Path, python: str, *, has_warmup: bool = True) -> Installation:
    """Return how the environment in the folder ``prefix`` was made, by what lies in it."""
    if (prefix / IMAGE_MARK).exists():
        return Installation(Way.IMAGE, python)
    if (prefix / PIPX_MARK).exists():
        return Installation(Way.PIPX, python)
    way = Way.ENVIRONMENT if has_warmup else Way.LOCK
    return Installation(way, python, os.access(prefix, os.W_OK))


def install_line(extra: str, where: Installation | None = None) -> str:
    """Return the command that adds ``extra`` to Warmup ``where`` it's installed: here, if None."""
    if where is None:
        where = installation(Path(sys.prefix), sys.executable, has_warmup=_has_warmup())
    match where.way:
        case Way.IMAGE:
            return REBUILD
        case Way.PIPX:
            return f"pipx inject {DISTRIBUTION} {' '.join(map(_quoted, packages_of(extra)))}"
        case Way.ENVIRONMENT:
            return f"{_pip(where)} install {_quoted(f'{DISTRIBUTION}[{extra}]')}"
        case Way.LOCK:
            return f"{_pip(where)} install --no-deps -r {LOCK_OF_ALL}"


def packages_of(extra: str) -> list[str]:
    """Return the packages of an extra, as Warmup's metadata names them."""
    marked = (each.partition(";") for each in requires(DISTRIBUTION) or [])
    return [
        name.strip()
        for name, _, marker in marked
        if marker.replace('"', "'").strip() == f"extra == '{extra}'"
    ]


def _has_warmup() -> bool:
    try:
        return bool(requires(DISTRIBUTION))
    except PackageNotFoundError:
        return False


def _pip(where: Installation) -> str:
    sudo = "" if where.writable else "sudo "
    python = _quoted(where.python) if " " in where.python else where.python
    return f"{sudo}python3 -m pip --python {python}"


def _quoted(word: str) -> str:
    """Return a word in quotes that a POSIX shell and Windows both read."""
    return f'"{word}"'
