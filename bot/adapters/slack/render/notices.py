"""How notices, problems, schedules, confirmations and help look in Slack."""

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import Confirm, Help, QuizAgain, Setup
from bot.adapters.slack.limits import Json, shorten_to_size
from bot.adapters.slack.render.blocks import Style, actions, button, context, header
from bot.adapters.slack.render.mrkdwn import date_element, escape
from bot.adapters.slack.render.packing import Message, message, parts, rich
from bot.adapters.slack.render.rich_text import line, preformatted, quote, section, text
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

LINE_SIZE = 600
LINES_SHOWN = 12
LINES_TO_CONFIRM, LINE_TO_CONFIRM = 20, 400
"""More lines, but shorter ones: all that will happen has to be in the message."""
SCHEDULES_SHOWN = 20
DANGEROUS = ("forget", "remove-")
"""How the tokens of confirmations begin that can't be undone."""


def notice(card: NoticeCard) -> tuple[Message, ...]:
    """Tell something."""
    lines = [shorten_to_size(words, LINE_SIZE) for words in card.lines[:LINES_SHOWN] if words]
    title = shorten_to_size(card.title, LINE_SIZE)
    rows = [line(title, bold=True)]
    if card.channel is not None:
        rows.append(section([{"type": "channel", "channel_id": card.channel.channel}]))
    rows += [line(words) for words in lines]
    return (message(escape(title), rich(rows)),)


def problem(card: ProblemCard) -> tuple[Message, ...]:
    """Tell what can't be done, and the fix; all that was typed follows."""
    rows = [line(shorten_to_size(card.message, LINE_SIZE * 2), bold=True)]
    if card.fix:
        rows.append(line(shorten_to_size(card.fix, LINE_SIZE * 2)))
    if card.words:
        rows += [line(labels.YOU_WROTE), preformatted(card.words)]
    return parts(escape(f"{card.message} {card.fix}".strip()), rows)


def alert(card: AlertCard) -> tuple[Message, ...]:
    """Tell a manager about a channel, with links to it and its workspace."""
    channel: Json = {"type": "channel", "channel_id": card.channel.channel}
    workspace: Json = {
        "type": "link",
        "url": f"https://app.slack.com/client/{card.channel.workspace}/{card.channel.channel}",
        "text": card.server or card.channel.workspace,
    }
    rows = [
        line(card.title, bold=True),
        section([channel, text(" in "), workspace]),
        *(line(shorten_to_size(words, LINE_SIZE)) for words in card.lines),
    ]
    return (message(escape(f"{card.title}: {card.lines[0]}"), rich(rows)),)


def schedules(card: SchedulesCard) -> tuple[Message, ...]:
    """List schedules, each with its channel, plan and next question."""
    blocks: list[Json] = [header(card.title)]
    if card.note:
        blocks.extend(rich([line(card.note)]))
    for schedule in card.lines[:SCHEDULES_SHOWN]:
        blocks.extend(rich(_schedule(schedule)))
    if len(card.lines) == 1:
        blocks.extend(actions([button(labels.CHANGE, Setup(card.lines[0].schedule_id))]))
    more = len(card.lines) - SCHEDULES_SHOWN
    if more > 0:
        blocks.append(context(f"and {more} more"))
    return (message(escape(card.title), blocks),)


def _schedule(schedule: ScheduleLine) -> list[Json]:
    channel: Json = {"type": "channel", "channel_id": schedule.channel}
    lead = [text(f"{schedule.number}.  ", bold=True), channel, text(f"  {schedule.summary}")]
    if schedule.paused:
        state = [text(f"Paused: {shorten_to_size(schedule.paused, LINE_SIZE)}")]
    elif schedule.next_at:
        state = [text("Next: "), date_element(schedule.next_at, schedule.zone)]
    else:
        state = [text(f"{labels.NO_QUESTION_COMING}.")]
    return [section(lead), quote(state)]


def confirm(card: ConfirmCard) -> tuple[Message, ...]:
    """Ask before something happens."""
    rows = [line(card.title, bold=True)]
    lines = card.lines[:LINES_TO_CONFIRM]
    rows.extend(line(shorten_to_size(words, LINE_TO_CONFIRM)) for words in lines)
    buttons = [
        button(card.confirm, Confirm(card.token, 1), _style(card)),
        *(button(label, Confirm(token, 1)) for label, token in card.also),
        button(labels.CANCEL, Confirm(card.token, 0)),
    ]
    return (message(escape(card.title), [*rich(rows), *actions(buttons)]),)


def _style(card: ConfirmCard) -> Style:
    return "danger" if card.token.startswith(DANGEROUS) else "primary"


def _help_row(entry: HelpEntry) -> Json:
    if not entry.command:
        return line(entry.about, bold=True)
    about = [text(f"  {entry.about}")] if entry.about else []
    return section([text(entry.command, bold=True), *about])


def help_(card: HelpCard) -> tuple[Message, ...]:
    """List commands."""
    rows = [_help_row(entry) for entry in card.entries]
    buttons = [button(labels.START_QUIZ, QuizAgain(""), "primary")]
    if card.more:
        buttons = [button(labels.MEMBERS_HELP, Help())]
    below = context(escape(labels.IN_A_THREAD))
    return (
        message(escape(card.title), [header(card.title), *rich(rows), *actions(buttons), below]),
    )
