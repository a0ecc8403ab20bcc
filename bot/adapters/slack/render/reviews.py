"""Questions that a team writes and reviews: drafts, suggestions, reports."""

from collections.abc import Sequence

from bot.adapters.shared import action_ids, labels, review_labels
from bot.adapters.shared.review_actions import review_actions, verdict_actions
from bot.adapters.shared.review_labels import ACCEPT
from bot.adapters.slack.limits import Json, shorten_to_size
from bot.adapters.slack.render.blocks import actions, button
from bot.adapters.slack.render.mrkdwn import escape
from bot.adapters.slack.render.packing import Message, message, parts, rich
from bot.adapters.slack.render.rich_text import (
    document_elements,
    inline_elements,
    line,
    quote,
    section,
    text,
)
from bot.engine.cards.questions import DraftCard, ReviewCard, VerdictCard, Whole, WholeChoice

WORDS_SIZE = 1500
ID_LENGTH = 80


def draft(card: DraftCard) -> tuple[Message, ...]:
    """Return a draft as the team will see it, or what is wrong with it, with the way on."""
    edit = button(review_labels.EDIT, action_ids.EditDraft(card.draft_id))
    discard = button(review_labels.DISCARD, action_ids.DiscardDraft(card.draft_id))
    wrong = [section([text(f"{name}: ", bold=True), text(said)]) for name, said in card.problems]
    if card.whole is None or wrong:
        rows = [line(f"Please fix: {card.title}", bold=True), *wrong]
        return _with_buttons(f"Please fix: {card.title}", rows, [edit, discard])
    send = action_ids.SendDraft(card.draft_id)
    rows = [
        line(review_labels.PREVIEW),
        line(card.title, bold=True),
        line(f"{card.whole.track_title}, {card.whole.level.value}"),
        *_content(card.whole),
        line(review_labels.draft_state(card)),
    ]
    buttons = [button(review_labels.SEND[card.purpose], send, "primary"), edit, discard]
    return _with_buttons(f"Preview: {card.title}", rows, buttons)


def review(card: ReviewCard) -> tuple[Message, ...]:
    """Return a suggestion, a report or a shown question, with what can be done about it."""
    heading = review_labels.review_heading(card)
    if settled := review_labels.settled_line(card):
        rows = [line(settled, bold=True), line(card.title)]
        return (message(escape(settled), rich(rows)),)
    rows = [line(review_labels.review_source(card)), line(heading, bold=True)]
    if card.text:
        rows.append(quote([text(shorten_to_size(card.text, WORDS_SIZE))]))
    if card.whole is not None:
        rows += _content(card.whole)
    facts = [review_labels.HIDDEN] if card.whole is not None and card.whole.hidden else []
    rows += [line(fact) for fact in (*facts, *card.facts)]
    return _with_buttons(f"{heading}, from {card.author}", rows, _buttons(card))


def verdict(card: VerdictCard) -> tuple[Message, ...]:
    """Tell whoever wrote a suggestion what became of it."""
    rows = [line(card.title, bold=True)]
    rows += [line(shorten_to_size(words, WORDS_SIZE)) for words in card.lines]
    buttons = [button(label, action) for label, action in verdict_actions(card)]
    return _with_buttons(card.title, rows, buttons)


def _with_buttons(words: str, rows: Sequence[Json], buttons: Sequence[Json]) -> tuple[Message, ...]:
    *before, last = parts(escape(words), rows)
    return (*before, message(last.text, [*last.blocks, *actions(buttons)]))


def _buttons(card: ReviewCard) -> list[Json]:
    return [
        button(label, action, "primary" if label == ACCEPT else None)
        for label, action in review_actions(card, ID_LENGTH)
    ]


def _content(whole: Whole) -> list[Json]:
    rows = [*document_elements(whole.prompt), *map(_choice, whole.choices)]
    if whole.key_points:
        rows.append(line(labels.KEY_POINTS, bold=True))
        rows += [
            section([text(f"{number}. "), *inline_elements(point)])
            for number, point in enumerate(whole.key_points, 1)
        ]
    if whole.answer:
        rows += [line(labels.MODEL_ANSWER, bold=True), *document_elements(whole.answer)]
    return rows


def _choice(choice: WholeChoice) -> Json:
    mark = "✅ " if choice.right else ""
    shown = [text(f"{mark}{choice.letter}  ", bold=True), *inline_elements(choice.text)]
    why = [text("\n"), *inline_elements(choice.why, italic=True)] if choice.why else []
    return section([*shown, *why])
