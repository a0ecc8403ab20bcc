"""What someone is told in private after the reveal: their result, and why others are wrong."""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, ui

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.command_links import spoken
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
from bot.adapters.discord.render.rounds import PAGE, quoted
from bot.adapters.shared import action_ids, labels
from bot.engine.cards import KeyPointMark, MineCard, ReasonedChoice, ReasonsCard

KEY_POINT_ID = 200
"""Component id of the first key point where a form reads them from the message."""
NUMBERS = 10
"""Key points that are ticked by numbered buttons; more are ticked in a form."""
POINTS_LENGTH = 2000
REASONS_LENGTH = 3200
CHOICE_LENGTH = 160
QUOTE_LENGTH = 120
WHY_LENGTH = 400

COVERED, NOT_COVERED, UNMARKED = "☑", "☐", "▫"


def mine(card: MineCard) -> tuple[Panel, ...]:
    """Return how it went: the verdict, the answer and one's own, key points, where one stands."""
    content = [Piece(words) for words in _told(card)]
    if card.words:
        content.insert(1, Piece(quoted(card.words)))
    points = _points(card)
    standing = _standing(card)
    taken = sum(len(part.content) for part in points if isinstance(part, ui.TextDisplay))
    taken += len(standing) + 100
    *before, last = _pages_ending_in(content, limits.MESSAGE_TEXT - taken)
    parts: list[Part] = [text(last), *points]
    if standing:
        parts += [line(), text(standing)]
    parts += rows(_actions(card))
    colour = {True: GREEN, False: RED, None: BLURPLE}[card.right]
    return (*(panel([text(page)], GREY) for page in before), panel(parts, colour))


def reasons(card: ReasonsCard) -> Panel:
    """Return why the wrong choices are wrong; the right one comes last."""
    each = REASONS_LENGTH // (len(card.wrong) + 1) // 2
    title = markdown.escape(shortened(card.subject.title, 200))
    told = [f"### {labels.WHY_NOT}\n-# {title}"]
    for choice in card.wrong:
        own = f" · *{labels.YOUR_CHOICE}*" if choice.letter == card.chosen else ""
        told.append(_reasoned("❌", choice, own, each))
    own = f" · *{labels.YOUR_CHOICE}*" if card.answer.letter == card.chosen else ""
    told.append(_reasoned("✅", card.answer, own, each))
    report = button(labels.REPORT, action_ids.Flag(card.round_id))
    return panel([text("\n\n".join(told)), *rows([report])], GREY)


def _reasoned(sign: str, choice: ReasonedChoice, own: str, each: int) -> str:
    head = f"{sign} **{choice.letter}**  {markdown.flat(choice.text, each)}{own}"
    why = markdown.at_line_start(markdown.flat(choice.why, each))
    return f"{head}\n{why}" if why else head


def _told(card: MineCard) -> list[str]:
    """Return the verdict, why the right choice is right, and why one's own is not."""
    title = labels.result_title(card)
    if card.answer is None:
        return [f"### {title}"]
    right, why = _in_words(card.answer), _why(card.answer)
    if card.right is None:
        told = [f"### {title}", _joined(f"The answer is **{card.answer.letter}**, {right}", why)]
        if card.freezes is not None:
            told.append(f"❄️ {labels.freeze_told(card.freezes)}")
        return told
    joint = ": " if card.right else " "
    told = [_joined(f"### {title}{joint}{card.answer.letter}, {right}", why)]
    if not card.right and card.chosen is not None:
        yours = f"**You chose {card.chosen.letter}**, {_in_words(card.chosen)}"
        told.append(_joined(yours, _why(card.chosen)))
    return told


def _in_words(choice: ReasonedChoice) -> str:
    return markdown.flat(choice.text, CHOICE_LENGTH)


def _why(choice: ReasonedChoice) -> str:
    return markdown.at_line_start(markdown.flat(choice.why, WHY_LENGTH))


def _joined(head: str, below: str) -> str:
    return f"{head}\n{below}" if below else head


def _points(card: MineCard) -> list[Part]:
    """Return the key points, each with its box; who wrote words can tick them."""
    if not card.key_points or not (card.can_mark or card.right is None):
        return []
    each = POINTS_LENGTH // len(card.key_points)
    if len(card.key_points) > NUMBERS:
        listed = enumerate(card.key_points)
        shown: list[Part] = [text(_marked(mark, each), KEY_POINT_ID + n) for n, mark in listed]
        form = button(labels.TICK, action_ids.MarkPoints(card.round_id), ButtonStyle.primary)
        told = [text(f"-# {hint}")] if (hint := _suggestion(card)) else []
        return [line(), *shown, *told, *(rows([form, *_suggests(card)]) if card.can_mark else [])]
    if not card.can_mark:
        bullets = "\n".join(f"- {markdown.flat(mark.text, each)}" for mark in card.key_points)
        return [line(), text(f"**{labels.KEY_POINTS}**\n{bullets}")]
    boxes = [boxed(n, mark, each) for n, mark in enumerate(card.key_points, 1)]
    numbers = [
        number_button(n, mark, action_ids.Tick(card.round_id, n, int(not mark.ticked)))
        for n, mark in enumerate(card.key_points)
    ]
    hints = [f"-# {hint}" for hint in (_suggestion(card), labels.TICK_HINT) if hint]
    return [line(), text("\n".join([*boxes, *hints])), *rows(numbers), *rows(_suggests(card))]


def boxed(number: int, mark: KeyPointMark, each: int) -> str:
    """Return a key point with its box, and the words by which it's suggested."""
    sign = COVERED if mark.ticked else NOT_COVERED
    box = f"{sign} **{number}**  {markdown.flat(mark.text, each)}"
    return f"{box}\n-# {_quoted(mark)}" if mark.quote and mark.covered is None else box


def _quoted(mark: KeyPointMark) -> str:
    return f"“{markdown.inert(' '.join(shortened(mark.quote, QUOTE_LENGTH).split()))}”"


def _suggestion(card: MineCard) -> str:
    return markdown.inert(labels.suggestion_told(card.suggestion, card.key_points))


def _suggests(card: MineCard) -> list[ui.Button[Any]]:
    """Return the buttons for having ticks suggested, and for keeping them."""
    press = labels.suggest_press(card.suggestion)
    if press is not None:
        label, agrees = press
        style = ButtonStyle.primary if agrees else ButtonStyle.secondary
        return [button(label, action_ids.SuggestTicks(card.round_id, agrees), style)]
    if card.suggestion is not None and any(mark.quote for mark in card.key_points):
        return [button(labels.KEEP_TICKS, action_ids.KeepTicks(card.round_id))]
    return []


def number_button(index: int, mark: KeyPointMark, action: action_ids.Action) -> ui.Button[Any]:
    """Return a key point's button; ``action`` ticks or unticks it.

    It says which of the two is wanted, so a double press does no harm.
    """
    if mark.ticked:
        return button(f"{index + 1} ✓", action, ButtonStyle.success)
    return button(str(index + 1), action)


def _marked(mark: KeyPointMark, each: int) -> str:
    said = mark.ticked or None if mark.covered is None else mark.covered
    sign = {True: COVERED, False: NOT_COVERED, None: UNMARKED}[said]
    return f"{sign} {markdown.flat(mark.text, each)}"


def _standing(card: MineCard) -> str:
    lines: list[str] = []
    if card.answered:
        gained, rest = labels.points_told(card)
        lines.append(f"**{gained}**{rest}")
    if card.standing is not None and card.standing.streak:
        days, rest = labels.streak_told(card.standing)
        lines.append(f"🔥 **{days}**{rest}")
    if card.can_practice and card.in_reviews:
        lines.append(f"-# {spoken(labels.IN_REVIEWS)}")
    lines += map(markdown.inert, card.news)
    return "\n".join(lines)


def _actions(card: MineCard) -> list[ui.Button[Any]]:
    shown: list[ui.Button[Any]] = []
    if card.can_practice and not card.in_reviews:
        missed = card.right is False or not card.answered
        style = ButtonStyle.primary if missed else ButtonStyle.secondary
        shown.append(button(labels.LATER, action_ids.Later(card.round_id), style))
    if card.in_thread:
        shown.append(button(labels.TAKE_OUT, action_ids.TakeOut(card.round_id)))
    if card.answer is not None:
        shown.append(button(labels.WHY_NOT, action_ids.Reasons(card.round_id)))
    else:
        shown.append(button(labels.REPORT, action_ids.Flag(card.round_id)))
    return shown


def _pages_ending_in(content: Sequence[Piece], room: int) -> tuple[str, ...]:
    """Return pages of which the last leaves space for what stands below it."""
    whole = markdown.join(content)
    if len(whole) <= room:
        return (whole,)
    return (*markdown.paginate(content, PAGE), "-# Your answer is above.")
