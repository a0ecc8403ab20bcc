"""``warmup content approve|retire|restore|remove``: looking after the questions of a team."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from bot.cli.json_output import echo_json, json_option
from bot.engine.errors import Refused
from bot.engine.rules.text import count_of

F = TypeVar("F", bound=Callable[..., Any])
NO_TEAM = "The built-in questions are the same for everyone."


def _about_ids(command: F) -> F:
    """Give a command one or more ids, a team and --json."""
    with_json = json_option(command)
    with_team = click.option(
        "--team", metavar="NAME", help="The team whose questions they are.  [required]"
    )
    return click.argument("ids", metavar="ID...", nargs=-1, required=True)(with_team(with_json))


def required_team(team: str | None, instead: str) -> str:
    """Return the team's name; raises Refused with what can be done ``instead`` without one."""
    if team is None:
        raise Refused(NO_TEAM, instead)
    return team


@click.command()
@_about_ids
def approve(ids: tuple[str, ...], team: str | None, *, as_json: bool) -> None:
    """Let imported questions be asked, once you've looked at their prompts.

    Example: warmup content approve notes/tensors --team "Data platform"
    """
    from bot.cli.team_questions import approve_all  # noqa: PLC0415  # needs the database

    approve_all(required_team(team, "Add --team NAME: the team that imported them."), ids)
    if as_json:
        echo_json({"approved": list(ids)})
    else:
        click.echo(f"{count_of(len(ids), 'question')} can be asked.")


@click.command()
@_about_ids
@click.option("--reason", default="retired on the command line", help="Why, for the record.")
def retire(ids: tuple[str, ...], team: str | None, *, reason: str, as_json: bool) -> None:
    """Never ask a team these questions again, its own or built-in ones.

    Nothing is deleted: answers and points stay, and restore brings the questions back.

    Example: warmup content retire notes/tensors --team "Data platform" --reason "out of date"
    """
    from bot.cli.team_questions import retire_all  # noqa: PLC0415  # needs the database

    name = required_team(team, "Add --team NAME to retire them for one team.")
    open_now = retire_all(name, ids, reason)
    if as_json:
        echo_json({"retired": list(ids)})
        return
    click.echo(f"{name} won't be asked {_these(ids)} again.")
    _tell_open(open_now)
    click.echo(f'To bring back: warmup content restore {" ".join(ids)} --team "{name}"')


@click.command()
@_about_ids
def restore(ids: tuple[str, ...], team: str | None, *, as_json: bool) -> None:
    """Let a team be asked its retired questions again.

    Example: warmup content restore notes/tensors --team "Data platform"
    """
    from bot.cli.team_questions import restore_all  # noqa: PLC0415  # needs the database

    name = required_team(team, "Add --team NAME: the team that retired them.")
    restore_all(name, ids)
    if as_json:
        echo_json({"restored": list(ids)})
    else:
        click.echo(f"{name} can be asked {_these(ids)} again.")


@click.command()
@_about_ids
@click.option("--yes", is_flag=True, help="Skip the confirmation.")
def remove(ids: tuple[str, ...], team: str | None, *, yes: bool, as_json: bool) -> None:
    """Delete a team's own questions. What was asked and answered stays.

    To keep a question and only stop asking it, use retire.

    Example: warmup content remove notes/tensors --team "Data platform"
    """
    from bot.cli.team_questions import own_questions, remove_all  # noqa: PLC0415  # the database

    name = required_team(team, "Add --team NAME to remove a team's own, or use retire --team NAME.")
    if not yes:
        own = own_questions(name)
        for question_id in ids:
            click.echo(f"{question_id}  {own.named(question_id).title}", err=True)
        _ask_to_remove(ids, name, asked=sum(each in own.asked for each in ids))
    open_now = remove_all(name, ids)
    if as_json:
        echo_json({"removed": list(ids)})
        return
    click.echo(f"{count_of(len(ids), 'question')} removed.")
    _tell_open(open_now)


def _ask_to_remove(ids: Sequence[str], team: str, *, asked: int) -> None:
    what = count_of(len(ids), "question")
    if not sys.stdin.isatty():
        raise Refused(f"This removes {what} of {team}.", "If you mean it, add --yes.")
    if asked:
        it = "It was" if len(ids) == 1 else f"{asked:,} of them were"
        click.echo(f"{it} asked before: those rounds, answers and points stay.", err=True)
    if not click.confirm(f"Remove {what} of {team}?", err=True):
        raise Refused("Nothing was removed.", "To only stop asking: warmup content retire")


def _these(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else f"these {len(ids):,} questions"


def _tell_open(open_now: Sequence[str]) -> None:
    for question_id in open_now:
        click.echo(f"{question_id} is open right now: that round continues to its reveal.")
