"""What someone is told in private about their own answer while the question is open."""

from typing import Any

from discord import ButtonStyle, ui

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import (
    BLURPLE,
    Panel,
    Part,
    button,
    moment,
    panel,
    rows,
    text,
    until,
)
from bot.adapters.discord.render.rounds import choices, quoted
from bot.adapters.shared import action_ids, labels
from bot.engine.cards import ChangeCard, ReceiptCard, ReminderCard, ShownChoice
from bot.engine.model.questions import Format
from bot.engine.model.schedules import MessageRef

WORDS_ECHOED = 1000
CHOICE_ECHOED = 160


def receipt(card: ReceiptCard) -> Panel:
    """Return what was saved, in words, and until when it can be changed."""
    lines = [f"### {labels.receipt_title(card)}{_what(card)}"]
    if card.words:
        lines.append(quoted(card.words[:WORDS_ECHOED] + "…" * (len(card.words) > WORDS_ECHOED)))
    if card.before is not None and (card.letter or card.before.letter):
        lines.append(f"It was {_in_words(card.before)}.")
    closes = until(card.until, overnight=card.overnight)
    in_thread = card.format is Format.THREAD
    how = f": {labels.HOW_TO_CHANGE}" if in_thread else ": tap another letter" * bool(card.letter)
    lines.append(f"{labels.CHANGE_UNTIL} {closes}{how}.")
    lines.append(f"-# {labels.seen_by(card)}")
    more = [text("\n".join(map(markdown.inert, card.news)))] if card.news else []
    return panel([text("\n".join(lines)), *rows(_buttons(card)), *more, *_offer(card)], BLURPLE)


def reminder(card: ReminderCard) -> Panel:
    """Return that a question closes soon: first when, then what a missed day costs."""
    closes = f"### {labels.CLOSES_AT} {moment(card.reveal_at, 't')}"
    title = markdown.inert(card.title)
    waiting = f"**{title}** in <#{card.channel.channel}> is still waiting for you."
    lines = [closes, waiting, labels.at_stake(card)]
    if card.due_reviews:
        lines.append(f"-# {labels.reviews_due(card.due_reviews)}, too.")
    buttons = [
        button(labels.SKIP_TODAY, action_ids.SkipToday(card.round_id)),
        button(labels.STOP_REMINDERS, action_ids.Remind("off", card.round_id)),
    ]
    if card.message is not None:
        buttons.insert(0, ui.Button(label=labels.OPEN_QUESTION, url=_link(card.message)))
    if card.due_reviews:
        review = action_ids.ReviewNow(card.round_id)
        buttons.append(button(labels.review_now(card.due_reviews), review))
    return panel([text("\n".join(filter(None, lines))), *rows(buttons)], BLURPLE)


def change(card: ChangeCard) -> Panel:
    """Return the choices again, next to the answer as it is."""
    lines = [f"### {labels.CHANGE_TITLE}"]
    if card.current is not None:
        lines.append(f"Now: {_in_words(card.current)}")
    letters = [
        button(c.letter, action_ids.Choose(card.round_id, c.letter), ButtonStyle.primary)
        for c in card.choices
    ]
    own = button(labels.OWN_WORDS, action_ids.OwnWords(card.round_id))
    listed = [text(choices(card.choices))] if card.choices else []
    return panel([text("\n".join(lines)), *listed, *rows(letters), *rows([own])], BLURPLE)


def _link(message: MessageRef) -> str:
    channel = message.channel
    return f"https://discord.com/channels/{channel.workspace}/{channel.channel}/{message.message}"


def _offer(card: ReceiptCard) -> list[Part]:
    """Return the offer of reminders, without a favorite among its options."""
    if not card.offer_reminders:
        return []
    buttons = [
        button(label, action_ids.Remind(when, card.round_id))
        for label, when in labels.REMIND_OPTIONS
    ]
    return [text(f"**{labels.NUDGE_TITLE}** {labels.NUDGE_ABOUT}"), *rows(buttons)]


def _what(card: ReceiptCard) -> str:
    if card.letter:
        return f": {_in_words(ShownChoice(card.letter, card.choice))}"
    return f", {labels.IN_OWN_WORDS}"


def _in_words(chosen: ShownChoice) -> str:
    if not chosen.letter:
        return labels.IN_OWN_WORDS
    shown = markdown.flat(chosen.text, CHOICE_ECHOED)
    return f"{chosen.letter}, {shown}" if shown else chosen.letter


def _buttons(card: ReceiptCard) -> list[ui.Button[Any]]:
    """Return the ways to change the answer that the question doesn't show, and rare actions."""
    shown: list[ui.Button[Any]] = []
    if card.format is not Format.THREAD and (card.words or card.asked_for):
        label = labels.CHANGE_ANSWER if card.words else labels.USE_OWN_WORDS
        shown.append(button(label, action_ids.OwnWords(card.round_id)))
    if card.words_shown:
        shown.append(button(labels.KEEP_PRIVATE, action_ids.TakeOut(card.round_id)))
    if card.asked_for:
        shown.append(button(labels.REPORT, action_ids.Flag(card.round_id)))
    return shown
