"""Drills: one question after another in the same message, and the score at the end."""

from discord import ButtonStyle

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
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
    text,
)
from bot.adapters.discord.render.rounds import CHOICES_LENGTH, choices, heading
from bot.adapters.shared import action_ids, labels
from bot.engine.cards import DrillCard, DrillFeedback, DrillSummaryCard, TrackScore

EACH = 500
"""Characters of feedback each part may take, so that the next question has room."""

LEFT_FOR_PROMPT = 600

_CUT = "-# … the question is too long for one message"


def drill(card: DrillCard) -> Panel:
    """Return feedback on the last answer, and the question being asked."""
    parts: list[Part] = []
    told = _feedback(card.feedback) if card.feedback else ""
    if told:
        parts += [text(told), line()]
    top = heading(card.subject, f"{card.position + 1} of {card.total}")
    room = limits.MESSAGE_TEXT - len(told) - len(top) - LEFT_FOR_PROMPT
    offered = choices(card.choices, min(CHOICES_LENGTH, room))
    spare = limits.MESSAGE_TEXT - len(told) - len(top) - len(offered) - len(_CUT)
    prompt, *rest = markdown.paginate(markdown.pieces(card.prompt), spare, spare)
    parts += [text(top), text(prompt), *([text(_CUT)] if rest else []), line(), text(offered)]
    letters = [button(c.letter, _answer(card, c.letter), ButtonStyle.primary) for c in card.choices]
    parts += rows([*letters, button(labels.DONT_KNOW, _answer(card, ""))])
    return panel(parts, _colour(card.feedback))


def summary(card: DrillSummaryCard) -> Panel:
    """Return feedback on the last answer, the score, and the weakest track."""
    parts: list[Part] = []
    if card.feedback:
        parts += [text(_feedback(card.feedback)), line()]
    lines = [f"### {card.right} of {card.total} correct"]
    if card.total:
        lines.append(bar(card.right / card.total))
    lines += [score(track) for track in card.tracks] if len(card.tracks) > 1 else []
    if card.weakest:
        lines.append(f"Weakest track: **{markdown.escape(card.weakest)}**")
    if card.due_reviews:
        lines.append(f"-# {labels.reviews_due(card.due_reviews)} now: /practice")
    elif card.next_review:
        lines.append(f"-# Next review due {moment(card.next_review, 'F')}: /practice")
    again = action_ids.QuizAgain(card.tracks[0].track if len(card.tracks) == 1 else "")
    parts += [
        text("\n".join(lines)),
        *rows([button(labels.ANOTHER_QUIZ, again, ButtonStyle.primary)]),
    ]
    return panel(parts, _colour(card.feedback))


def score(track: TrackScore) -> str:
    """Return a track's score as a bar."""
    share = track.right / track.total if track.total else 0.0
    return f"{bar(share)} {track.right}/{track.total} · {markdown.escape(track.title)}"


def _answer(card: DrillCard, letter: str) -> action_ids.DrillAnswer:
    return action_ids.DrillAnswer(card.drill_id, card.position, letter)


def _feedback(told: DrillFeedback) -> str:
    if told.skipped:
        return f"⏭️ {markdown.escape(told.skipped)}"
    right = f"**{told.right_letter}**  {markdown.flat(told.right_text, EACH)}"
    why = f"> {markdown.flat(told.why_right, EACH)}"
    if told.right:
        return f"### ✅ Correct\n{right}\n{why}"
    lines = ["### 🤔 The answer" if not told.chosen else f"### ❌ {told.chosen} isn't right"]
    if told.why_wrong:
        lines.append(f"> {markdown.flat(told.why_wrong, EACH)}")
    return "\n".join((*lines, f"The answer is {right}", why))


def _colour(told: DrillFeedback | None) -> int:
    if told is None or told.skipped:
        return BLURPLE
    return GREEN if told.right else RED
