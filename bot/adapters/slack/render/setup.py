"""A daily question being set up: what a plan would do, and that it was saved."""

from bot.adapters.shared import labels, setup_words
from bot.adapters.shared.action_ids import AskNow, Confirm, Sample, Setup
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button, context, header
from bot.adapters.slack.render.mrkdwn import date_element, escape
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import line, section, text
from bot.engine.cards import PlanCard, PlanSavedCard


def plan(card: PlanCard) -> tuple[Message, ...]:
    """Show what a plan would do, to be confirmed."""
    first = f"{setup_words.coming(card)}: {card.first}"
    where = section([text("In "), _channel(card.channel), text(f", {card.where}.")])
    rows = [line(card.title, bold=True), where, line(first, bold=True)]
    rows += [line(f"{setup_words.WHAT}: {card.what}"), line(f"{setup_words.HOW}: {card.how}")]
    rows += [line(note) for note in card.notes]
    buttons = [
        button(setup_words.start(card), Confirm(card.token, 1), "primary"),
        button(labels.CANCEL, Confirm(card.token, 0)),
    ]
    return (message(escape(f"{card.title}. {first}"), [*rich(rows), *actions(buttons)]),)


def saved(card: PlanSavedCard) -> tuple[Message, ...]:
    """Tell that a schedule was saved, what happens next, and what to try meanwhile."""
    said = [text(f"{card.summary} in "), _channel(card.channel), text(".")]
    if card.next_at is not None:
        said += [text(" For you that's "), date_element(card.next_at, card.zone), text(".")]
    rows = [line(f"✅ {card.title}", bold=True), section(said)]
    rows += [line(words) for words in (card.note, card.pool, setup_words.NO_SIGN_UP) if words]
    blocks: list[Json] = [*rich(rows), context(escape(setup_words.CHANGE_LATER))]
    buttons = [button(labels.CHANGE, Setup(card.schedule_id))]
    if card.is_new:
        buttons = [
            button(setup_words.SAMPLE, Sample()),
            button(setup_words.ASK_NOW, AskNow(card.schedule_id)),
            *buttons,
        ]
    blocks += actions(buttons)
    return (message(escape(f"{card.title}. {card.summary}."), blocks),)


def welcome() -> tuple[Message, ...]:
    """Say hello: what the app does, who may set it up, and the button that does."""
    who = setup_words.HELLO_WHO.format(who="Workspace admins")
    buttons = [
        button(setup_words.SET_UP, Setup(0), "primary"),
        button(setup_words.SAMPLE, Sample()),
    ]
    blocks = [
        header(setup_words.HELLO),
        *rich([line(setup_words.HELLO_WHAT), line(who)]),
        *actions(buttons),
        context(escape(f"{setup_words.HELLO_ALONE} · all commands: /warmup help")),
    ]
    return (message(f"{setup_words.HELLO}: one interview question every working day", blocks),)


def _channel(channel: str) -> Json:
    return {"type": "channel", "channel_id": channel}
