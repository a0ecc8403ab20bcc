"""Questions that a team writes and reviews: drafts, suggestions, reports."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREEN,
    GREY,
    RED,
    Panel,
    Part,
    button,
    line,
    panel,
    rows,
    shortened,
    text,
)
from bot.adapters.discord.render.markdown import Piece
from bot.adapters.shared import action_ids, labels, review_labels
from bot.adapters.shared.review_actions import review_actions, verdict_actions
from bot.adapters.shared.review_labels import ACCEPT
from bot.engine.cards.questions import DraftCard, ReviewCard, VerdictCard, Whole, WholeChoice
from bot.engine.model.questions import Level

ORANGE = 0xE67E22
PAGE = 3600
WORDS_LENGTH = 1000


def draft(card: DraftCard) -> tuple[Panel, ...]:
    """Return a draft as the team will see it, or what is wrong with it, with the way on."""
    edit = button(review_labels.EDIT, action_ids.EditDraft(card.draft_id))
    discard = button(review_labels.DISCARD, action_ids.DiscardDraft(card.draft_id))
    if card.whole is None:
        wrong = [f"**{name}**: {markdown.inert(said)}" for name, said in card.problems]
        told = "\n".join((f"### Please fix: {_title(card.title)}", *wrong))
        back = button(
            review_labels.BACK_TO_FORM, action_ids.EditDraft(card.draft_id), ButtonStyle.primary
        )
        return (panel([text(told[:PAGE]), *rows([back, discard])], RED),)
    content = [
        Piece(f"-# {review_labels.PREVIEW}\n### {_title(card.title)}"),
        *_content(card.whole),
    ]
    missing = [f"**{name}**: {markdown.inert(said)}" for name, said in card.problems]
    state = "\n".join(missing) or f"-# {markdown.inert(review_labels.draft_state(card))}"
    send = button(
        review_labels.SEND[card.purpose],
        action_ids.SendDraft(card.draft_id),
        ButtonStyle.success,
        disabled=bool(missing),
    )
    *before, last = markdown.paginate(content, PAGE)
    parts: list[Part] = [
        text(last), text(state), line(), _tracks(card), _levels(card), *rows([send, edit, discard]),
    ]  # fmt: skip
    return (*(panel([text(page)], GREY) for page in before), panel(parts, BLURPLE))


def review(card: ReviewCard) -> tuple[Panel, ...]:
    """Return a suggestion, a report or a shown question, with what can be done about it."""
    source = markdown.inert(review_labels.review_source(card))
    top = f"-# {source}\n### {_title(review_labels.review_heading(card))}"
    if settled := review_labels.settled_line(card):
        told = f"### {_title(settled)}\n{markdown.inert(card.title)}"
        return (panel([text(told[:PAGE])], GREY),)
    content = [Piece(top)]
    if card.text:
        content.append(Piece(_quoted(card.text)))
    if card.whole is not None:
        content += _content(card.whole)
    facts = [review_labels.HIDDEN] if card.whole is not None and card.whole.hidden else []
    facts += card.facts
    if facts:
        content.append(Piece("\n".join(f"-# {markdown.inert(fact)}" for fact in facts)))
    *before, last = markdown.paginate(content, PAGE)
    color = ORANGE if card.proposal_id else GREEN
    parts: list[Part] = [text(last), *rows(_buttons(card))]
    return (*(panel([text(page)], color) for page in before), panel(parts, color))


def verdict(card: VerdictCard) -> Panel:
    """Return what became of a suggestion, for whoever wrote it."""
    told = [f"### {_title(card.title)}", *map(_quiet, card.lines)]
    buttons = [button(label, action) for label, action in verdict_actions(card)]
    return panel([text("\n".join(told)[:PAGE]), *rows(buttons)], GREEN if card.named else GREY)


def _quiet(words: str) -> str:
    return markdown.inert(words[:WORDS_LENGTH] + "…" * (len(words) > WORDS_LENGTH))


def _buttons(card: ReviewCard) -> list[ui.Button[Any]]:
    return [
        button(label, action, ButtonStyle.success if label == ACCEPT else ButtonStyle.secondary)
        for label, action in review_actions(card, limits.CUSTOM_ID // 2)
    ]


def _content(whole: Whole) -> list[Piece]:
    content = list(markdown.pieces(whole.prompt))
    if whole.choices:
        content.append(Piece("\n".join(map(_choice, whole.choices))))
    if whole.key_points:
        points = enumerate(whole.key_points, 1)
        listed = "\n".join(f"{n}. {markdown.flat(point, 400)}" for n, point in points)
        content.append(Piece(f"**{labels.KEY_POINTS}**\n{listed}"))
    if whole.answer:
        content += [Piece(f"**{labels.MODEL_ANSWER}**"), *markdown.pieces(whole.answer)]
    return content


def _choice(choice: WholeChoice) -> str:
    mark = "✅ " if choice.right else ""
    shown = f"{mark}**{choice.letter}**  {markdown.flat(choice.text, 500)}"
    return f"{shown}\n-# {markdown.flat(choice.why, 600)}" if choice.why else shown


def _tracks(card: DraftCard) -> ui.ActionRow[Any]:
    offered = list(card.tracks)
    if card.track and card.track not in dict(offered):
        offered.insert(0, (card.track, card.track))
    chosen_first = sorted(offered, key=lambda each: each[0] != card.track)
    options = [
        discord.SelectOption(
            label=shortened(title, limits.OPTION_LABEL), value=track, default=track == card.track
        )
        for track, title in chosen_first[: limits.SELECT_OPTIONS]
    ]
    return _select("Track", action_ids.DraftTrack(card.draft_id), options)


def _levels(card: DraftCard) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(
            label=level.value.capitalize(), value=level.value, default=level.value == card.level
        )
        for level in Level
    ]
    return _select("Level", action_ids.DraftLevel(card.draft_id), options)


def _select(
    placeholder: str, action: action_ids.Action, options: Sequence[discord.SelectOption]
) -> ui.ActionRow[Any]:
    row: ui.ActionRow[Any] = ui.ActionRow()
    custom_id = action_ids.encode(action)
    row.add_item(ui.Select(custom_id=custom_id, placeholder=placeholder, options=list(options)))
    return row


def _title(words: str) -> str:
    return markdown.inert(shortened(words, 200))


def _quoted(words: str) -> str:
    cut = words[:WORDS_LENGTH] + "…" * (len(words) > WORDS_LENGTH)
    return "\n".join(f"> {markdown.inert(row)}" for row in cut.splitlines())
