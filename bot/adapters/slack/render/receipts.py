"""What someone is told in private about their own answer while the question is open."""

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import (
    Change,
    Flag,
    Mine,
    OwnWords,
    Remind,
    ReviewNow,
    SkipToday,
    TakeOut,
)
from bot.adapters.shared.choices import one_line
from bot.adapters.shared.dates import clock_time, zone_words
from bot.adapters.slack.limits import Json, shorten, shorten_to_size
from bot.adapters.slack.render.blocks import actions, button, context, link_button
from bot.adapters.slack.render.choices import answering
from bot.adapters.slack.render.mrkdwn import date_element, escape, until
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import inline_elements, line, quote, section, text
from bot.engine.cards import ChangeCard, ReceiptCard, ReminderCard, ShownChoice
from bot.engine.model.questions import Format

WORDS_SIZE = 5_000
CHOICE_IN_NOTICE = 120
TITLE_SIZE = 300


def receipt(card: ReceiptCard) -> tuple[Message, ...]:
    """Tell what was saved, in words, and until when it can be changed."""
    title = labels.receipt_title(card)
    chosen = ShownChoice(card.letter, card.choice)
    joint = ": " if card.letter else ", "
    body = [section([text(f"{title}{joint}", bold=True), *chosen_elements(chosen, bold=True)])]
    if card.before is not None and (card.letter or card.before.letter):
        body.append(section([text("It was "), *chosen_elements(card.before)]))
    if card.words:
        body.append(quote([text(shorten_to_size(card.words, WORDS_SIZE))]))
    closes = until(card.until, card.zone, overnight=card.overnight)
    in_thread = card.format is Format.THREAD
    how = f": {labels.HOW_TO_CHANGE}" if in_thread else ""
    more = f" {labels.THREAD_FALLBACK}" if in_thread else ""
    small = context(f"{labels.CHANGE_UNTIL} {closes}{how}. {labels.seen_by(card)}{more}")
    notice = escape(f"{title}{joint}{plain_chosen(chosen)}")
    news = rich([line(words) for words in card.news])
    blocks = [*rich(body), small, *actions(_buttons(card)), *news, *_offer(card)]
    return (message(notice, blocks),)


def reminder(card: ReminderCard) -> tuple[Message, ...]:
    """Tell that a question closes soon: first when, then what a missed day costs."""
    channel: Json = {"type": "channel", "channel_id": card.channel.channel}
    title = shorten_to_size(card.title, TITLE_SIZE)
    closes = f"{clock_time(card.reveal_at, card.zone)} {zone_words(card.zone)}"
    lead = [
        text(f"{labels.CLOSES_AT} ", bold=True),
        {**date_element(card.reveal_at, card.zone), "format": "{time}", "fallback": closes},
        text("\n"),
        text(title, bold=True),
        text(" in "),
        channel,
        text(" is still waiting for you."),
    ]
    body = [section(lead), *([line(stake)] if (stake := labels.at_stake(card)) else [])]
    buttons = [
        button(labels.SKIP_TODAY, SkipToday(card.round_id)),
        button(labels.STOP_REMINDERS, Remind("off", card.round_id)),
    ]
    if card.link:
        buttons.insert(0, link_button(labels.OPEN_QUESTION, card.link, "primary"))
    if card.due_reviews:
        body.append(line(f"{labels.reviews_due(card.due_reviews)}, too."))
        buttons.append(button(labels.review_now(card.due_reviews), ReviewNow(card.round_id)))
    notice = escape(f"{labels.CLOSES_AT} {closes}")
    return (message(notice, [*rich(body), *actions(buttons)]),)


def change(card: ChangeCard) -> tuple[Message, ...]:
    """Show the choices again, next to the answer as it is."""
    lead = [text(labels.CHANGE_TITLE, bold=True)]
    buttons = [button(labels.OWN_WORDS, OwnWords(card.round_id))]
    if card.current is not None:
        lead += [text("\nNow: "), *chosen_elements(card.current)]
        keep = f"Keep {card.current.letter}" if card.current.letter else "Keep my words"
        buttons.append(button(keep, Mine(card.round_id)))
    body = [*rich([section(lead)]), *answering(card.round_id, card.choices), *actions(buttons)]
    return (message(escape(f"{labels.CHANGE_TITLE}: {card.subject.title}"), body),)


def chosen_elements(chosen: ShownChoice, **style: bool) -> list[Json]:
    """Return a choice in words, as elements of a line: ``B, The sum of both``."""
    if not chosen.letter:
        return [text(labels.IN_OWN_WORDS, **style)]
    shown = inline_elements(chosen.text, **style)
    return [text(f"{chosen.letter}, " if shown else chosen.letter, **style), *shown]


def plain_chosen(chosen: ShownChoice) -> str:
    """Return a choice in words, as plain text for a notification."""
    if not chosen.letter:
        return labels.IN_OWN_WORDS
    return shorten(f"{chosen.letter}, {one_line(chosen.text)}".rstrip(", "), CHOICE_IN_NOTICE)


def _offer(card: ReceiptCard) -> list[Json]:
    """Return the offer of reminders, without a favorite among its options."""
    if not card.offer_reminders:
        return []
    lead = [text(labels.NUDGE_TITLE, bold=True), text(f"\n{labels.NUDGE_ABOUT}")]
    buttons = [button(label, Remind(when, card.round_id)) for label, when in labels.REMIND_OPTIONS]
    return [*rich([section(lead)]), *actions(buttons)]


def _buttons(card: ReceiptCard) -> list[Json]:
    shown: list[Json] = []
    if card.format is not Format.THREAD:
        action = OwnWords(card.round_id) if card.words else Change(card.round_id)
        shown.append(button(labels.CHANGE_ANSWER, action))
    if card.words_shown:
        shown.append(button(labels.KEEP_PRIVATE, TakeOut(card.round_id)))
    if card.asked_for:
        shown.append(button(labels.REPORT, Flag(card.round_id)))
    return shown
