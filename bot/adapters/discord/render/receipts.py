"""What someone is told in private about their own answer while the question is open."""

from typing import Any

from discord import ButtonStyle, ui

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import BLURPLE, Panel, button, panel, rows, text, until
from bot.adapters.discord.render.rounds import choices, quoted
from bot.adapters.shared import action_ids, labels
from bot.engine.cards import ChangeCard, ReceiptCard, ShownChoice
from bot.engine.model.questions import Format

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
    lines.append(f"-# {labels.SEEN_BY_ALL if in_thread else labels.SEEN_BY_NOBODY}")
    return panel([text("\n".join(lines)), *rows(_buttons(card))], BLURPLE)


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
    if card.asked_for:
        shown.append(button(labels.REPORT, action_ids.Flag(card.round_id)))
    return shown
