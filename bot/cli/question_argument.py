"""The question that a command is about: by its id, or by the path of its file."""

import re
from pathlib import Path

from bot.engine.errors import NotFound, Refused
from bot.engine.model.questions import Question
from bot.engine.rules.did_you_mean import closest
from bot.engine.rules.text import shorten
from content.format.loader import SHIPPED, SLUG, read_file

_ID = re.compile(f"{SLUG.pattern}/{SLUG.pattern}")


def is_path(what: str) -> bool:
    """Tell whether ``what`` names a file or folder, and not a question by its id."""
    try:
        there = Path(what).exists()
    except OSError:  # a name that's too long, links in a circle
        return True
    return there or _ID.fullmatch(what) is None


def path_of(what: str) -> Path:
    """Return the path ``what``, or the file of the built-in question that has it as its id.

    Raises NotFound, with a suggestion, for what looks like an id and isn't one.
    """
    if is_path(what):
        return Path(what)
    file = SHIPPED / f"{what}.md"
    if not file.exists():
        ids = (f"{each.parent.name}/{each.stem}" for each in SHIPPED.glob("*/*.md"))
        raise nothing_called(what, closest(what, ids))
    return file


def nothing_called(what: str, meant: str) -> NotFound:
    """Return what to raise for neither a file nor an id; ``meant`` is the nearest id, if any."""
    fix = f"Did you mean {meant}?" if meant else "List them with: warmup content list"
    return NotFound(f'There is no file and no question "{shorten(what)}".', fix)


def question_in(path: Path) -> Question:
    """Return the question of a file; raises Refused with all that is wrong with it."""
    if path.is_dir():
        raise Refused(f"{path} is a folder.", "Name one of its files, or use: warmup content check")
    if not path.exists():
        raise Refused(f"{shorten(str(path))} doesn't exist.", "Name a question's id or its file.")
    parsed = read_file(path)
    if parsed.question is None:
        raise Refused("\n".join(map(str, parsed.problems)))
    return parsed.question
