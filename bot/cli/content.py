"""``warmup content``: the questions, on the command line. Only --team needs the database."""

from collections.abc import Mapping

import click
from rich.console import Console

from bot.cli.help import LazyGroup
from bot.cli.json_output import echo_json, json_option
from bot.cli.progress import READING, working
from bot.cli.question_argument import is_path, path_of, question_in
from bot.cli.question_states import ASKED, RETIRED
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

_ORDER = (
    "check",
    "list",
    "show",
    "preview",
    "new",
    "import",
    "export",
    "edit",
    "retire",
    "restore",
    "remove",
    "approve",
    "tracks",
)
_LAZY: dict[str, tuple[str, str]] = {
    "check": ("bot.cli.content_check:check", "List problems with file, line and fix."),
    "import": (
        "bot.cli.content_import:import_",
        "Import questions from files, folders and archives; run it again to update them.",
    ),
    "export": (
        "bot.cli.content_export:export",
        "Write questions to FILE, a folder (Markdown), or standard output.",
    ),
    "preview": (
        "bot.cli.content_preview:preview",
        "Show a question in the browser as Discord, Slack and the terminal will.",
    ),
    "new": (
        "bot.cli.content_new:new",
        "Make a file for a new question, with a place for each part of it.",
    ),
    "edit": (
        "bot.cli.content_edit:edit",
        "Edit a team's own question in $EDITOR, as a Markdown file.",
    ),
    "retire": (
        "bot.cli.content_own:retire",
        "Never ask a team these questions again, its own or built-in ones.",
    ),
    "restore": (
        "bot.cli.content_own:restore",
        "Let a team be asked its retired questions again.",
    ),
    "remove": (
        "bot.cli.content_own:remove",
        "Delete a team's own questions.",
    ),
    "approve": (
        "bot.cli.content_own:approve",
        "Let imported questions be asked, once you've looked at their prompts.",
    ),
}
"""Commands that import more than the questions: each only when it is called."""


@click.group(cls=LazyGroup, lazy=_LAZY, order=_ORDER)
def content() -> None:
    """Write, check, show, import and export questions.

    \b
    warmup content show pytorch/tensor-views      print a built-in question
    warmup content preview pytorch/tensor-views   show it in the browser, as in chat
    warmup content new sql/left-joins             start a question of your own
    warmup content check sql/left-joins.md        find problems in it
    warmup content import notes.md --dry-run      show what an import would do
    warmup content list --team "Data platform"    list a team's own questions
    """  # noqa: D301  # click's mark: keep these lines


@content.command("list")
@click.option("--track", default="", help="Only this track, such as pytorch.")
@click.option("--level", default="", help="Only basic, intermediate or advanced.")
@click.option("--team", metavar="NAME", help="The team's own questions instead of the bank's.")
@click.option("--unchecked", is_flag=True, help="Only imported ones that somebody has to look at.")
@click.option("--retired", is_flag=True, help="Only retired ones, built-in ones included.")
@click.option("--json", "as_json", is_flag=True, help="Print full questions as JSON.")
def list_(
    track: str,
    level: str,
    team: str | None,
    *,
    unchecked: bool,
    retired: bool,
    as_json: bool,
) -> None:
    """List the questions of the bank, or a team's own.

    \b
    warmup content list --track keras --level basic
    warmup content list --team "Data platform" --unchecked
    """  # noqa: D301  # click's mark: keep these lines
    if team is None:
        if unchecked or retired:
            raise Refused("The built-in questions are all asked.", "Add --team NAME.")
        rows = [(question, "") for question in chosen(_bank(), track, level)]
    else:
        rows = _of_team(team, track, level, unchecked=unchecked, retired=retired)
    if as_json:
        echo_json([{**listing(each), **({"state": state} if team else {})} for each, state in rows])
        return
    for question, state in rows:
        why = f"  ({state})" if state not in ("", ASKED) else ""
        click.echo(f"{question.id}  ({question.level.value})  {question.title}{why}")
    click.echo(f"{count_of(len(rows), 'question')}.")


def _of_team(
    team: str, track: str, level: str, *, unchecked: bool, retired: bool
) -> list[tuple[Question, str]]:
    """Return a team's own questions, each with its state; the retired ones may be built in."""
    from bot.cli.team_questions import own_questions  # noqa: PLC0415  # needs the database

    require_level(level)
    own = own_questions(team)
    questions = dict(own.questions)
    if retired:
        everything = {**_bank().questions, **questions}
        questions = {each: everything[each] for each in sorted(own.retired & everything.keys())}
    states = {each.id: own.state(each) for each in questions.values()}
    return [
        (question, states[question.id])
        for question in _of(questions, track, level)
        if not unchecked or question.unchecked
    ]


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
@click.argument("what", metavar="ID|PATH")
@click.option(
    "--platform",
    type=click.Choice(PLATFORMS),
    default="console",
    show_default=True,
    help="Platform to render for (Discord and Slack print what is sent there).",
)
@click.option("--team", metavar="NAME", help="A question as this team has it.")
@json_option
def show(what: str, platform: Platform, team: str | None, *, as_json: bool) -> None:
    """Show a question as chat will show it, with its answer.

    \b
    warmup content show pytorch/tensor-views
    warmup content show my-bank/sql/joins.md
    warmup content show notes/tensors --team "Data platform"
    """  # noqa: D301  # click's mark: keep these lines
    if team is not None and not is_path(what):
        from bot.cli.team_questions import own_questions  # noqa: PLC0415  # needs the database

        own = own_questions(team)
        question = own.questions.get(what) or question_of(
            {**_bank().questions, **own.questions}, what
        )
        state = own.state(question)
    else:
        question = question_in(path_of(what))
        state = ""
    if as_json:
        echo_json({**to_plain(question), **({"state": state} if state else {})})
        return
    from bot.cli.previews import shown_on  # noqa: PLC0415  # renders for every platform

    Console().print(shown_on(platform, question), soft_wrap=platform != "console")
    if state.startswith("unchecked"):
        click.echo(f"Nobody is asked this yet: the prompt shows {question.unchecked}.")
        click.echo(f'If it\'s fine: warmup content approve {question.id} --team "{team}"')
    elif state == RETIRED:
        click.echo(f"Retired: {team} is never asked this.")
        click.echo(f'To bring it back: warmup content restore {question.id} --team "{team}"')


def _bank() -> LoadedBank:
    with working(READING):
        return load_bank()


def chosen(bank: LoadedBank, track: str, level: str) -> list[Question]:
    """Return the questions of a track and level (empty means all); unknown ones raise NotFound."""
    require_track(bank, track)
    require_level(level)
    return _of(bank.questions, track, level)


def require_level(level: str) -> None:
    """Raise NotFound for a level that isn't one; an empty name means all of them."""
    levels = [known.value for known in Level]
    if level and level not in levels:
        raise NotFound(f"There is no level {level!r}.", suggest(level, levels))


def _of(questions: Mapping[str, Question], track: str, level: str) -> list[Question]:
    return [
        question
        for question in questions.values()
        if track in ("", question.track) and level in ("", question.level.value)
    ]


def question_of(questions: Mapping[str, Question], question_id: str) -> Question:
    """Return the question; NotFound names the nearest one."""
    found = questions.get(question_id)
    if found is None:
        from bot.preview.shelf import unknown_question  # noqa: PLC0415  # imports the checks

        raise unknown_question(question_id, questions)
    return found
