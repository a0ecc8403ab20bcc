"""Importing a list in chat: what it would do is shown, and happens once somebody says so.

What is there is recognized as on the command line, by the same plan. A preview waits in the
database, so its buttons work after a restart, too.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.engine.cards import Card, ConfirmCard, NoticeCard
from bot.engine.errors import Refused
from bot.engine.model.import_plan import Known, Update, plan_from_plain, plan_to_plain
from bot.engine.model.people import Member
from bot.engine.model.question_form import WaitingImport
from bot.engine.ports.context import Context
from bot.engine.ports.question_parser import QuestionParser
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank
from bot.engine.question_commands import PreviewImport, SaveImport
from bot.engine.records.imports import keep_import, known_of
from bot.engine.records.members import member_of
from bot.engine.records.question_forms import has_looked, open_here
from bot.engine.records.question_pool import asked_as, own_of
from bot.engine.records.rights import require_manager
from bot.engine.rules.import_words import preview_lines
from bot.engine.rules.text import count_of

IMPORT_LENGTH = 256 * 1024
IMPORT_QUESTIONS = 2_000
"""Questions of one import in chat; they are saved at once."""
NO_QUESTIONS = "Start each with a heading such as '### Question: Tensors'."
MEANWHILE = "Somebody changed a question meanwhile."
NEXT_ROUND = "Open rounds keep the text they asked; the next one asks the new one."


def there(ctx: Context, command: PreviewImport) -> tuple[Known, ...]:
    """Return the questions that a list is compared with; raises NotAllowed for who may not."""
    require_manager(ctx.tx, command.actor)
    team = ctx.tx.teams.by_workspace(command.actor.platform, command.actor.workspace)
    return known_of(ctx.tx, team.id) if team is not None else ()


def planned(
    parser: QuestionParser, bank: Bank, command: PreviewImport, known: Sequence[Known]
) -> PreviewImport:
    """Return the command with what it would do; may take seconds, and needs no transaction.

    Raises Refused for a list without questions, and for one that is too long.
    """
    if len(command.text) > IMPORT_LENGTH:
        raise Refused("These notes are longer than 256 KiB.", "Split them, or use the shell.")
    read = command.read or parser.read_notes(command.text)
    if not read.questions:
        raise Refused("There are no questions in these notes.", NO_QUESTIONS)
    if len(read.questions) > IMPORT_QUESTIONS:
        wrong = f"There are {len(read.questions):,} questions; chat takes {IMPORT_QUESTIONS:,}."
        raise Refused(wrong, "Split the file, or use the shell.")
    update = parser.plan_import(known, read.questions, bank.questions.keys())
    return replace(command, read=read, planned=update)


def preview(ctx: Context, command: PreviewImport) -> Card:
    """Show what the list would add and change, which waits to be confirmed."""
    require_manager(ctx.tx, command.actor)
    member = member_of(ctx.tx, command.actor, command.at)
    read, update = command.read, command.planned
    if read is None or update is None:
        raise LookupError("an import is planned before it's previewed")
    lines = preview_lines(read, update, _secret(ctx.tx, member, update))
    if not (update.new or update.changed):
        return NoticeCard("Nothing new in these notes.", lines, quoted=len(lines))
    plan = plan_to_plain(update)
    made = WaitingImport(0, member.team_id, member.id, plan, command.at)
    return _confirm(update, lines, ctx.tx.suggestions.add_import(made).id)


def save(ctx: Context, command: SaveImport) -> Card:
    """Keep what the preview showed, once; nothing if a question isn't as it was by then."""
    require_manager(ctx.tx, command.actor)
    member = member_of(ctx.tx, command.actor, command.at)
    waiting = ctx.tx.suggestions.waiting_import(command.import_id)
    if waiting is None or waiting.member_id != member.id:
        lines = ("/question list shows what is there.",)
        return NoticeCard("Already imported, or too old.", lines)
    update = plan_from_plain(waiting.questions)
    if not _still_fits(ctx.tx, member.team_id, update):
        raise Refused(MEANWHILE, "Import the list again to see what it would do now.")
    ctx.tx.suggestions.remove_import(waiting.id)
    keep_import(ctx.tx, member.team_id, update, command.at, changes=command.changes)
    return _told(update, changes=command.changes)


def _secret(tx: Transaction, member: Member, update: Update) -> frozenset[str]:
    """Return the changed questions that are open, and whose answers the member hasn't seen."""
    asked = open_here(tx, member.team_id)
    return frozenset(
        change.before.id
        for change in update.changed
        if change.before.id in asked and not has_looked(tx, member, change.before)
    )


def _confirm(update: Update, lines: tuple[str, ...], import_id: int) -> ConfirmCard:
    add, also_change = f"import-{import_id}", f"update-{import_id}"
    new, changed = count_of(len(update.new), "question"), len(update.changed)
    if not changed:
        return ConfirmCard(f"Add {new}?", lines, "Add them", add)
    if not update.new:
        title = f"Update {count_of(changed, 'question')}?"
        return ConfirmCard(title, lines, "Update them", also_change)
    title = f"Add {new} and update {changed:,}?"
    return ConfirmCard(title, lines, "Add new only", add, (("Update too", also_change),))


def _still_fits(tx: Transaction, team_id: int, update: Update) -> bool:
    """Tell whether what a plan changes is as it was, and its new ids are free."""
    own = own_of(tx, team_id)
    if any(question.id in own for question in update.new):
        return False
    there = [own[change.before.id] for change in update.changed if change.before.id in own]
    return asked_as(tx, team_id, there) == [change.before for change in update.changed]


def _told(update: Update, *, changes: bool) -> NoticeCard:
    new, changed = len(update.new), len(update.changed)
    added = [f"added {count_of(new, 'question')}"] if new else []
    updated = [f"updated {count_of(changed, 'question')}"] if changed and changes else []
    title = " and ".join([*added, *updated] or ["nothing changed"])
    left = f"{count_of(changed, 'question')} that would change stay as they are."
    about = NEXT_ROUND if changes else left
    return NoticeCard(f"{title.capitalize()}.", (about,) if changed else ())
