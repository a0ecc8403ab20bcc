"""A terminal's team with questions of its own, stored by the real commands."""

from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from tests.support.process import shell, warmup

QUIZ = """1. Was kocht zuerst?
   - A) Milch
   - B) Wasser

   Antwort: B
2. Was kocht zuletzt?
   - A) Stein
   - B) Tee

   Antwort: A
"""
"""Two questions whose choices have no reasons."""


def team_with(folder: Path, notes: str) -> Path:
    """Return ``folder`` after its team, called local, has begun and imported ``notes.md``."""
    begin_team(folder)
    (folder / "notes.md").write_text(notes, encoding="utf-8")
    done = shell(folder, "content", "import", "notes.md", "--team", "local")
    assert done.returncode == 0, done.stderr
    return folder


def begin_team(folder: Path) -> None:
    """Let the terminal's team, called local, begin in ``folder``."""
    copytree(_begun().name, folder, dirs_exist_ok=True)


@cache
def _begun() -> TemporaryDirectory[str]:
    """Return a folder in which the team has begun; each test works on a copy of it."""
    folder = TemporaryDirectory()
    warmup(Path(folder.name), "run", typed="A\n")
    return folder
