"""Schedules, confirmations, notices and problems: short messages of plain text."""

from collections.abc import Sequence

from discord import ButtonStyle

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.command_links import spoken
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREEN,
    RED,
    Panel,
    button,
    moment,
    panel,
    rows,
    text,
)
from bot.adapters.discord.render.markdown import Piece
from bot.adapters.shared import action_ids, labels
from bot.engine.cards import (
    AlertCard,
    ConfirmCard,
    HelpCard,
    HelpEntry,
    NoticeCard,
    ProblemCard,
    ScheduleLine,
    SchedulesCard,
)
from bot.engine.rules.text import count_of

PAGE = 3900
LINES = 3500
"""Characters of a confirmation's lines: its title and what is told of the rest come on top."""
DANGEROUS = ("forget", "remove-")
"""How the tokens of confirmations begin that can't be undone."""


def schedules(card: SchedulesCard) -> tuple[Panel, ...]:
    """Return schedules, each with its channel and when it asks next."""
    note = [spoken(card.note)] if card.note else []
    return _pages([f"### {markdown.inert(card.title)}", *note, *map(_schedule, card.lines)], GREEN)


def confirm(card: ConfirmCard) -> Panel:
    """Return what is to be confirmed, with a button for yes and one for no."""
    body = "\n".join((f"### {markdown.inert(card.title)}", *_fitting(card.lines)))
    dangerous = card.token.startswith(DANGEROUS)
    style = ButtonStyle.danger if dangerous else ButtonStyle.success
    buttons = [
        button(card.confirm, action_ids.Confirm(card.token, 1), style),
        *(button(label, action_ids.Confirm(token, 1)) for label, token in card.also),
        button(labels.CANCEL, action_ids.Confirm(card.token, 0)),
    ]
    return panel([text(body), *rows(buttons)], RED if dangerous else BLURPLE)


def notice(card: NoticeCard) -> tuple[Panel, ...]:
    """Return a notice; a long one (the managers' queue) takes several messages."""
    lines = [
        markdown.inert(line) if number < card.quoted else spoken(line)
        for number, line in enumerate(card.lines)
        if line.strip()
    ]
    where = [f"<#{card.channel.channel}>"] if card.channel is not None else []
    title = f"### {markdown.inert(card.title)}"
    return _pages([title, *where, *lines], BLURPLE)


def problem(card: ProblemCard) -> tuple[Panel, ...]:
    """Return what can't be done, and the fix; all that was typed follows."""
    lines = [markdown.inert(card.message)[: PAGE // 2], spoken(card.fix)[: PAGE // 2]]
    told = "\n".join(line for line in lines if line) or "That didn't work."
    if not card.words:
        return (panel([text(told)], RED),)
    pieces = [Piece(told), Piece(labels.YOU_WROTE), markdown.fenced(card.words)]
    return tuple(panel([text(page)], RED) for page in markdown.paginate(pieces, PAGE))


def alert(card: AlertCard) -> Panel:
    """Return what a manager has to know, with links to the channel and its server."""
    there = f"https://discord.com/channels/{card.channel.workspace}/{card.channel.channel}"
    server = markdown.inert(card.server) or "its server"
    where = f"<#{card.channel.channel}> in [{server}]({there})"
    lines = [f"### {markdown.inert(card.title)}", where, *map(spoken, card.lines)]
    return panel([text("\n".join(lines)[:PAGE])], RED)


def commands(card: HelpCard) -> tuple[Panel, ...]:
    """Return the commands."""
    lines = [f"### {markdown.inert(card.title)}", *map(_help_line, card.entries)]
    ahead = button(labels.START_QUIZ, action_ids.QuizAgain(""), ButtonStyle.primary)
    buttons = [button(labels.MEMBERS_HELP, action_ids.Help())] if card.more else [ahead]
    return (panel([text("\n".join(lines)[:PAGE]), *rows(buttons)], BLURPLE),)


def _help_line(entry: HelpEntry) -> str:
    if not entry.command:
        return f"**{markdown.inert(entry.about)}**"
    return f"{spoken(entry.command)}  {markdown.inert(entry.about)}".rstrip()


def _pages(lines: Sequence[str], colour: int) -> tuple[Panel, ...]:
    if sum(len(line) + 1 for line in lines) <= PAGE:
        return (panel([text("\n".join(lines))], colour),)
    pages = markdown.paginate([Piece(line) for line in lines], PAGE)
    return tuple(panel([text(page)], colour) for page in pages)


def _fitting(lines: Sequence[str]) -> list[str]:
    """Return lines that fit one message; of too many, the longest go, and how many is told."""
    shown = [markdown.inert(line) for line in lines]
    while sum(len(line) + 1 for line in shown) > LINES:
        shown.remove(max(shown, key=len))
    left_out = len(lines) - len(shown)
    if left_out:
        shown.append(f"-# Too long to show here: {count_of(left_out, 'line')}.")
    return shown


def _schedule(line: ScheduleLine) -> str:
    told = f"**{line.number}** · <#{line.channel}> · {markdown.inert(line.summary)}"
    if line.paused:
        return f"{told}\n-# Paused: {markdown.inert(line.paused)}"
    if line.next_at is None:
        return f"{told}\n-# {labels.NO_QUESTION_COMING}"
    return f"{told}\n-# Next {moment(line.next_at, 'F')} ({moment(line.next_at, 'R')})"
