"""``warmup content new``: a file to write a question in."""

from pathlib import Path

import click

from bot.cli.json_output import echo_json, json_option
from bot.engine.errors import Refused
from bot.engine.rules.text import shorten
from content.exporters.whole_files import create_file
from content.format.loader import SHIPPED, SLUG
from content.format.template import template
from content.importers.slugs import slug


@click.command()
@click.argument("name", metavar="TRACK/NAME")
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder of your questions; default: the current one.",
)
@json_option
def new(name: str, into: Path, *, as_json: bool) -> None:
    """Make a file for a new question, with a place for each part of it.

    \b
    warmup content new sql/left-joins
    warmup content new sql/left-joins --into my-bank
    """  # noqa: D301  # click's mark: keep these lines
    track, question = _named(name)
    file = into / track / f"{question}.md"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        create_file(file, template(track, question))
    except FileExistsError as error:
        raise Refused(f"{file} already exists.", "Choose another name, or edit it.") from error
    except OSError as error:
        raise Refused(f"{file} can't be written ({error.strerror}).", "Check the path.") from error
    if as_json:
        echo_json({"id": f"{track}/{question}", "file": str(file)})
        return
    click.echo(f"{file} is ready: replace each TODO. What's missing: warmup content check {file}")
    click.echo(f"As chat will show it: warmup content preview {file}")
    if into.resolve() != SHIPPED.resolve():
        click.echo(f'For a team, when it\'s done: warmup content import {file} --team "NAME"')


def _named(name: str) -> tuple[str, str]:
    """Return the track and the question's name; raises Refused with one that would do."""
    track, _, question = name.removesuffix(".md").partition("/")
    if SLUG.fullmatch(track) and SLUG.fullmatch(question):
        return track, question
    wrong = f'"{shorten(name)}" isn\'t an id such as sql/left-joins.'
    better = f"{slug(track)}/{slug(question)}" if slug(track) and slug(question) else ""
    fix = f"Use {better}." if better else "Write a track, a slash and a name: sql/left-joins."
    raise Refused(wrong, fix)
