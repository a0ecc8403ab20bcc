"""``warmup content edit``: a team's own question in an editor, saved as a new revision."""

from dataclasses import replace
from pathlib import Path

import click

from bot.cli.content_own import required_team
from bot.cli.json_output import echo_json, json_option
from bot.engine.errors import Refused
from bot.engine.model.questions import Question
from bot.engine.rules.text import count_of
from content.checks.team import check_team_question
from content.exporters.markdown import to_markdown
from content.exporters.whole_files import create_file
from content.format.loader import MAX_BYTES
from content.format.parser import parse_question
from content.format.problems import Problem
from content.format.regular_files import NotRegularFileError, TooLargeError, read_regular

NO_BANK = (
    "Add --team NAME for a team's own question. A file of your own you edit where it is: then "
    "warmup content check FILE"
)


@click.command()
@click.argument("question_id", metavar="ID")
@click.option("--team", metavar="NAME", help="The team whose question it is.  [required]")
@click.option(
    "--file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Take the text from FILE instead of an editor.",
)
@json_option
def edit(question_id: str, team: str | None, file: Path | None, *, as_json: bool) -> None:
    """Edit a team's own question in $EDITOR, as a Markdown file.

    Rounds that were asked before keep the old words and their results. If something is wrong
    with your text, it's kept in a file: fix it there, then give it with --file.

    \b
    warmup content edit notes/tensors --team "Data platform"
    warmup content edit notes/tensors --team "Data platform" --file tensors.md
    """  # noqa: D301  # click's mark: keep these lines
    from bot.cli.team_questions import own_questions, save_edit  # noqa: PLC0415  # the database

    name = required_team(team, NO_BANK)
    before = own_questions(name).own(question_id, name)
    text = _read(file) if file else _from_editor(before)
    after, problems = (before, []) if text is None else _question(text, before)
    if problems:
        kept = file or _kept(text or "", before)
        raise _wrong(problems, before.id, name, kept)
    if after == before:
        if as_json:
            echo_json({"id": before.id, "revision": before.revision, "changed": False})
        else:
            click.echo("Nothing changed.")
        return
    try:
        open_now = save_edit(name, before, after)
    except Refused as refused:
        kept = file or _kept(text or "", before)
        raise Refused(refused.message, f"{refused.fix} Your text is in {kept}.") from refused
    if as_json:
        echo_json({"id": after.id, "revision": after.revision, "changed": True})
        return
    click.echo(f"Saved {after.id}. What was asked before keeps its old words and results.")
    if open_now:
        click.echo("It's open right now: that round continues with the old words.")


def _from_editor(question: Question) -> str | None:
    """Return the text after editing; None if it wasn't saved."""
    return click.edit(to_markdown(question), extension=".md")


def _read(file: Path) -> str:
    try:
        return read_regular(file, MAX_BYTES).decode()
    except (NotRegularFileError, TooLargeError, UnicodeDecodeError) as error:
        raise Refused(f"{file} isn't a question in UTF-8.", "Name a Markdown file.") from error
    except OSError as error:
        raise Refused(f"{file} can't be read ({error.strerror}).", "Check the path.") from error


def _question(text: str, before: Question) -> tuple[Question, list[str]]:
    """Return the question of an edited text, and a sentence for each thing wrong with it."""
    track, _, slug = before.id.partition("/")
    parsed = parse_question(text, file="", track=track, slug=slug)
    if parsed.question is None:
        return before, list(map(_told, parsed.problems))
    read = parsed.question
    looked = read.prompt != before.prompt  # whoever rewrites the prompt has looked at it
    after = replace(
        read,
        track=before.track,
        unchecked="" if looked else before.unchecked,
        approved=before.approved and not looked,
        source_id=before.source_id,
        imported_as=before.imported_as,
    )
    problems = check_team_question(parsed, after)
    waits = bool(after.unchecked)
    return after, [_told(each) for each in problems if not (waits and each.code == "leak")]


def _told(problem: Problem) -> str:
    where = f"line {problem.line}: " if problem.line else ""
    return f"{where}{problem.message} {problem.fix}"


def _kept(text: str, question: Question) -> Path:
    """Write the text to a new file in the current folder and return its path."""
    slug = question.id.rpartition("/")[2]
    for number in range(1, 1000):
        path = Path(f"{slug}-edited{f'-{number}' if number > 1 else ''}.md")
        try:
            create_file(path, text)
        except FileExistsError:
            continue
        except OSError as error:
            click.echo(text)
            raise Refused(
                f"{path} can't be written ({error.strerror}); your text is above.",
                "Copy it, and try again in a folder you can write to.",
            ) from error
        return path
    raise Refused("There are 999 edited texts here already.", "Move them away.")


def _wrong(problems: list[str], question_id: str, team: str, kept: Path) -> Refused:
    listed = "\n".join(f"  {problem}" for problem in problems)
    message = f"Not saved: {count_of(len(problems), 'problem')}.\n{listed}"
    again = f'warmup content edit {question_id} --team "{team}" --file {kept}'
    return Refused(message, f"Your text is in {kept}. Fix it there, then: {again}")
