"""A terminal's team with questions of its own, stored by the real commands."""

from pathlib import Path

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
    (folder / "notes.md").write_text(notes, encoding="utf-8")
    warmup(folder, "run", typed="A\n")
    done = shell(folder, "content", "import", "notes.md", "--team", "local")
    assert done.returncode == 0, done.stderr
    return folder
