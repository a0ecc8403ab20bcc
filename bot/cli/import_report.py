"""What an import says: counts as a person would count, and each line that was left out."""

from collections.abc import Sequence
from dataclasses import asdict

import click
from rich.console import Console

from bot.adapters.console.render.rounds import show_question
from bot.engine.model.questions import Question
from bot.engine.rules.text import count_of
from content.importers.pipeline import ReadSource

PREVIEWED = 3


def echo_report(read: Sequence[ReadSource]) -> None:
    """Print, for each source, how it was read and what came of it."""
    for source in read:
        how = f", read as {source.reader} ({source.reason})" if source.reason else ""
        click.echo(f"{source.name}{how}:")
        for line in source.lines(options=True):
            click.echo(f"  {line}")
        for each in source.questions:
            if each.unchecked:
                why = f"unchecked: the prompt shows {each.unchecked}"
                click.echo(f"  line {each.line}: {each.question.id}: {why}")
        if source.questions:
            click.echo(f"  {_counts([source])}")
        else:
            click.echo(f"  No questions found: {seen_in(source) or 'nothing in it asks'}.")
    if len(read) > 1:
        click.echo(f"{count_of(len(read), 'file')}: {_counts(read)}")


def seen_in(source: ReadSource) -> str:
    """Return what a source holds instead of questions, and with which option it's read."""
    return f"{source.saw}; read them with --as {source.read_as}" if source.read_as else source.saw


def echo_preview(questions: Sequence[Question]) -> None:
    """Print the first questions as the console shows them."""
    for question in questions[:PREVIEWED]:
        Console().print(show_question(question))


def plain_report(read: Sequence[ReadSource]) -> dict[str, object]:
    """Return the report as plain values, for JSON."""
    return {
        **_figures(read),
        "sources": [
            {
                "name": source.name,
                "reader": source.reader,
                "reason": source.reason,
                **_figures([source]),
                "left_out_lines": [asdict(each) for each in source.left_out],
                "remarks": [asdict(each) for each in source.remarks],
                "saw": source.saw,
                "read_as": source.read_as,
                "ids": [
                    {"id": each.question.id, "line": each.line, "unchecked": each.unchecked}
                    for each in source.questions
                ],
            }
            for source in read
        ],
    }


def _figures(read: Sequence[ReadSource]) -> dict[str, int]:
    return {
        "questions": sum(len(each.questions) for each in read),
        "with_choices": sum(each.with_choices for each in read),
        "with_key": sum(each.with_key for each in read),
        "with_answer": sum(each.with_answer for each in read),
        "unchecked": sum(each.unchecked for each in read),
        "left_out": sum(len(each.left_out) for each in read),
    }


def _counts(read: Sequence[ReadSource]) -> str:
    figures = _figures(read)
    return (
        f"{count_of(figures['questions'], 'question')}: {figures['with_choices']} with choices, "
        f"{figures['with_key']} with a key, {figures['with_answer']} with an answer; "
        f"{figures['unchecked']} unchecked, {figures['left_out']} left out."
    )
