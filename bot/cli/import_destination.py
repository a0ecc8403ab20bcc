"""Where an import stores its questions: a team's own, or a folder of bank files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.engine.model.import_plan import Update
from bot.engine.model.questions import Question
from bot.engine.rules.text import count_of
from content.importers.bank_folder import planned_files, write_planned
from content.importers.updates import update_of


class Destination(Protocol):
    """A place with questions in it."""

    def plan(self, questions: Sequence[Question]) -> Update:
        """Return what storing ``questions`` would do."""
        ...

    def store(self, questions: Sequence[Question], planned: Update, *, changes: bool) -> None:
        """Store what is new, and with ``changes`` what is changed."""
        ...

    def told(self, planned: Update, *, dry_run: bool, changes: bool) -> str:
        """Return what happened, or would happen, in a sentence or two."""
        ...


@dataclass(frozen=True, slots=True)
class TeamDestination:
    """The own questions of the team called ``name``."""

    name: str

    def plan(self, questions: Sequence[Question]) -> Update:
        """Return what storing ``questions`` would do; raises NotFound without such a team."""
        from bot.cli.team_questions import planned_import  # noqa: PLC0415  # needs the database

        return planned_import(self.name, questions)

    def store(self, questions: Sequence[Question], planned: Update, *, changes: bool) -> None:
        """Store them; raises Refused if somebody has changed a question meanwhile."""
        from bot.cli.team_questions import store_import  # noqa: PLC0415  # needs the database

        store_import(self.name, questions, planned, changes=changes)

    def told(self, planned: Update, *, dry_run: bool, changes: bool) -> str:
        """Return what happened, and what to do for questions that aren't asked yet."""
        would = "would be " if dry_run else ""
        new = count_of(len(planned.new), "question")
        sentences = [f"{new} {would}stored for {self.name}, {_rest(planned, changes=changes)}."]
        after = [*planned.new, *(each.after for each in planned.changed if changes)]
        if not all(question.choices for question in after):
            sentences.append(
                "Questions without choices are only asked by schedules whose format is open or "
                "thread."
            )
        if waiting := sum(bool(question.unchecked) for question in after):
            sentences.append(
                f"{count_of(waiting, 'question')} of them {would}unchecked and asked of "
                f'nobody. Look: warmup content list --team "{self.name}" --unchecked'
            )
        return "\n".join(sentences)


@dataclass(frozen=True, slots=True)
class FolderDestination:
    """Bank files in ``folder``; what isn't checked isn't written."""

    folder: Path

    def plan(self, questions: Sequence[Question]) -> Update:
        """Return what writing ``questions`` would do to the files."""
        return planned_files(self.folder, questions)

    def store(self, questions: Sequence[Question], planned: Update, *, changes: bool) -> None:
        """Write the files."""
        del questions
        changed = [each.after for each in planned.changed if changes]
        write_planned(self.folder, planned.new, changed)

    def told(self, planned: Update, *, dry_run: bool, changes: bool) -> str:
        """Return which files were written."""
        would = "would be " if dry_run else ""
        new = count_of(len(planned.new), "file")
        return f"{new} {would}written to {self.folder}, {_rest(planned, changes=changes)}."


class Nowhere:
    """A dry run that only looks at the list."""

    def plan(self, questions: Sequence[Question]) -> Update:
        """Return that all are new."""
        return update_of((), questions)

    def store(self, questions: Sequence[Question], planned: Update, *, changes: bool) -> None:
        """Store nothing."""

    def told(self, planned: Update, *, dry_run: bool, changes: bool) -> str:
        """Return that nothing happened."""
        del planned, dry_run, changes
        return "Nothing was written (--dry-run)."


def _rest(planned: Update, *, changes: bool) -> str:
    """Return what becomes of the questions that are there already."""
    changed = f"{len(planned.changed):,} {'changed' if changes else 'left as they are'}, "
    edited = f"; {len(planned.edited):,} keep what was edited here" if planned.edited else ""
    return f"{changed if planned.changed else ''}{len(planned.unchanged):,} unchanged{edited}"
