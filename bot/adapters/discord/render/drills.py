"""Drills: one question after another in the same message, and the score at the end."""

from collections.abc import Sequence

from discord import ButtonStyle

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.command_links import spoken
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREEN,
    RED,
    Panel,
    Part,
    bar,
    button,
    line,
    moment,
    panel,
    rows,
    stacked,
    text,
)
from bot.adapters.discord.render.rounds import CHOICES_LENGTH, choices, heading
from bot.adapters.shared import action_ids, labels, quiz_words
from bot.engine.cards import DrillCard, DrillFeedback, DrillResult, DrillSummaryCard, TrackScore

EACH = 500
"""Characters of feedback each part may take, so that the next question has room."""

LEFT_FOR_PROMPT = 600

_CUT = "-# … the question is too long for one message"


def drill(card: DrillCard) -> Panel:
    """Return feedback on the last answer, and the question being asked, each in a frame."""
    told = _feedback(card.feedback) if card.feedback else ""
    top = heading(card.subject, f"{card.position + 1} of {card.total}")
    room = limits.MESSAGE_TEXT - len(told) - len(top) - LEFT_FOR_PROMPT
    offered = choices(card.choices, min(CHOICES_LENGTH, room))
    spare = limits.MESSAGE_TEXT - len(told) - len(top) - len(offered) - len(_CUT)
    prompt, *rest = markdown.paginate(markdown.pieces(card.prompt), spare, spare)
    parts = [text(top), text(prompt), *([text(_CUT)] if rest else []), line(), text(offered)]
    letters = [button(c.letter, _answer(card, c.letter), ButtonStyle.primary) for c in card.choices]
    parts += rows([*letters, button(labels.DONT_KNOW, _answer(card, ""))])
    return _framed(card.feedback, told, parts)


def summary(card: DrillSummaryCard) -> Panel:
    """Return feedback on the last answer, the score, each question, and what next."""
    told = _feedback(card.feedback) if card.feedback else ""
    lines = [f"### {quiz_words.score(card)}", *map(_asked, card.asked)]
    if len(card.tracks) > 1:
        lines += [score(track) for track in card.tracks]
    if card.weakest:
        lines.append(f"Weakest track: **{markdown.escape(card.weakest)}**")
    if card.due_reviews:
        lines.append(f"-# {labels.reviews_due(card.due_reviews)} now: {spoken('/practice')}")
    elif card.next_review:
        lines.append(f"-# Next review due {moment(card.next_review, 'F')}: {spoken('/practice')}")
    first, *others = [button(label, action) for label, action in quiz_words.what_next(card)]
    first.style = ButtonStyle.primary
    return _framed(card.feedback, told, [text("\n".join(lines)), line(), *rows([first, *others])])


def _framed(feedback: DrillFeedback | None, told: str, parts: Sequence[Part]) -> Panel:
    """Return the answer's feedback in a frame of its color, and what follows in its own."""
    if feedback is None:
        return panel(parts, BLURPLE)
    return stacked(([text(told)], _color(feedback)), (parts, BLURPLE))


def _asked(result: DrillResult) -> str:
    return f"{'✅' if result.right else '❌'} {markdown.escape(result.title)}"


def score(track: TrackScore) -> str:
    """Return a track's score as a bar."""
    share = track.right / track.total if track.total else 0.0
    return f"{bar(share)} {track.right}/{track.total} · {markdown.escape(track.title)}"


def _answer(card: DrillCard, letter: str) -> action_ids.DrillAnswer:
    return action_ids.DrillAnswer(card.drill_id, card.position, letter)


def _feedback(told: DrillFeedback) -> str:
    if told.skipped:
        return f"⏭️ {markdown.escape(told.skipped)}"
    lines = [f"### {quiz_words.sign(told)} {quiz_words.verdict(told)}"]
    if told.chosen and not told.right:
        lines.append(f"You chose **{told.chosen}**  {markdown.flat(told.chosen_text, EACH)}")
        lines += [f"> {markdown.flat(told.why_wrong, EACH)}"] if told.why_wrong else []
    lines.append(f"**{told.right_letter}**  {markdown.flat(told.right_text, EACH)}")
    return "\n".join((*lines, f"> {markdown.flat(told.why_right, EACH)}"))


def _color(told: DrillFeedback) -> int:
    if told.skipped:
        return BLURPLE
    return GREEN if told.right else RED
