"""``warmup content``: the questions, on the command line. Only --team needs the database."""

from collections.abc import Mapping

import click
from rich.console import Console

from bot.cli.help import LazyGroup
from bot.cli.json_output import echo_json, json_option
from bot.cli.progress import READING, working
from bot.cli.tracks import require_track
from bot.engine.errors import NotFound, Refused
from bot.engine.model.people import PLATFORMS, Platform
from bot.engine.model.question_json import to_plain
from bot.engine.model.questions import Level, Question
from bot.engine.rules.did_you_mean import suggest
from bot.engine.rules.text import count_of
from content.exporters.listing import listing
from content.exporters.track_page import track_page, track_values
from content.format.loader import LoadedBank, load_bank

_ORDER = ("check", "list", "show", "preview", "import", "export", "approve", "tracks")
_LAZY: dict[str, tuple[str, str]] = {
    "check": ("bot.cli.content_check:check", "List problems with file, line and fix."),
    "import": (
        "bot.cli.content_import:import_",
        "Import questions from files, folders and archives; again, to update them.",
    ),
    "export": (
        "bot.cli.content_export:export",
        "Write questions to FILE, a folder (Markdown), or standard output.",
    ),
    "preview": (
        "bot.cli.content_preview:preview",
        "Show a question in the browser as Discord, Slack and the terminal will.",
    ),
}
"""Commands that import more than the questions: each only when it is called."""


@click.group(cls=LazyGroup, lazy=_LAZY, order=_ORDER)
def content() -> None:
    """Check, list, show, preview, import and export questions.

    \b
    warmup content check                          find problems in the questions
    warmup content show pytorch/tensor-views      print a question
    warmup content preview pytorch/tensor-views   show it in the browser as chat shows it
    warmup content import notes.md --dry-run      show what an import would do
    """  # noqa: D301  # click's mark: keep these lines


@content.command("list")
@click.option("--track", default="", help="Only this track, such as pytorch.")
@click.option("--level", default="", help="Only basic, intermediate or advanced.")
@click.option("--team", metavar="NAME", help="The team's own questions instead of the bank's.")
@click.option("--unchecked", is_flag=True, help="Only imported questions that wait for a look.")
@click.option("--json", "as_json", is_flag=True, help="Print full questions as JSON.")
def list_(track: str, level: str, team: str | None, *, unchecked: bool, as_json: bool) -> None:
    """List the questions of the bank, or a team's own.

    \b
    warmup content list --track keras --level basic
    warmup content list --team "Data platform" --unchecked
    """  # noqa: D301  # click's mark: keep these lines
    if unchecked and team is None:
        raise Refused("The bank has no unchecked questions.", "Add --team NAME.")
    if team is None:
        found = chosen(_bank(), track, level)
    else:
        found = _of(_questions_of(team), track, level)
    if unchecked:
        found = [question for question in found if question.unchecked]
    if as_json:
        echo_json([listing(question) for question in found])
        return
    for question in found:
        why = f"  (unchecked: shows {question.unchecked})" if question.unchecked else ""
        click.echo(f"{question.id}  ({question.level.value})  {question.title}{why}")
    click.echo(f"{count_of(len(found), 'question')}.")


@content.command()
@json_option
def tracks(*, as_json: bool) -> None:
    """Print what each track covers, as a Markdown page.

    Example: warmup content tracks > docs/tracks.md
    """
    bank = _bank()
    if as_json:
        echo_json(track_values(bank.questions.values(), bank.tracks))
        return
    click.echo(track_page(bank.questions.values(), bank.tracks), nl=False)


@content.command()
@click.argument("question_id", metavar="ID")
@click.option(
    "--platform",
    type=click.Choice(PLATFORMS),
    default="console",
    show_default=True,
    help="Platform to render for (Discord and Slack print what is sent there).",
)
@click.option("--team", metavar="NAME", help="One of the team's own questions.")
@json_option
def show(question_id: str, platform: Platform, team: str | None, *, as_json: bool) -> None:
    """Show a question as chat will show it, with its answer.

    Example: warmup content show pytorch/tensor-views
    """
    questions = _bank().questions if team is None else _questions_of(team)
    question = question_of(questions, question_id)
    if as_json:
        echo_json(to_plain(question))
        return
    from bot.cli.previews import shown_on  # noqa: PLC0415  # renders for every platform

    Console().print(shown_on(platform, question), soft_wrap=platform != "console")
    if question.unchecked:
        click.echo(f"Nobody is asked this yet: the prompt shows {question.unchecked}.")
        click.echo(f'If it\'s fine: warmup content approve {question.id} --team "{team}"')


@content.command("approve")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--team", metavar="NAME", required=True, help="The team that imported them.")
@json_option
def approve_(ids: tuple[str, ...], team: str, *, as_json: bool) -> None:
    """Let imported questions be asked whose prompts you have looked at.

    Example: warmup content approve notes/tensors --team "Data platform"
    """
    from bot.cli.team_questions import approve_all  # noqa: PLC0415  # needs the database

    approve_all(team, ids)
    if as_json:
        echo_json({"approved": list(ids)})
    else:
        click.echo(f"{count_of(len(ids), 'question')} can be asked.")


def _bank() -> LoadedBank:
    with working(READING):
        return load_bank()


def chosen(bank: LoadedBank, track: str, level: str) -> list[Question]:
    """Return the questions of a track and level (empty means all); unknown ones raise NotFound."""
    require_track(bank, track)
    levels = [known.value for known in Level]
    if level and level not in levels:
        raise NotFound(f"There is no level {level!r}.", suggest(level, levels))
    return _of(bank.questions, track, level)


def _of(questions: Mapping[str, Question], track: str, level: str) -> list[Question]:
    return [
        question
        for question in questions.values()
        if track in ("", question.track) and level in ("", question.level.value)
    ]


def _questions_of(team: str) -> Mapping[str, Question]:
    from bot.cli.team_questions import own_questions  # noqa: PLC0415  # needs the database

    return own_questions(team).questions


def question_of(questions: Mapping[str, Question], question_id: str) -> Question:
    """Return the question; NotFound names the nearest one."""
    found = questions.get(question_id)
    if found is None:
        from bot.preview.shelf import unknown_question  # noqa: PLC0415  # imports the checks

        raise unknown_question(question_id, questions)
    return found
