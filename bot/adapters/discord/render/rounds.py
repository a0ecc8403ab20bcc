"""A round's messages: the question, the reveal, the answer, one's own response."""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, ui

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREEN,
    Panel,
    Part,
    button,
    line,
    moment,
    panel,
    rows,
    shortened,
    text,
    until,
)
from bot.adapters.discord.render.markdown import Piece
from bot.adapters.shared import action_ids, labels
from bot.adapters.shared.choices import letters_beside
from bot.engine.cards import (
    AnswerCard,
    Opening,
    QuestionCard,
    RevealCard,
    RevealedChoice,
    ShownChoice,
    Subject,
)
from bot.engine.model.questions import Format

QUESTION_PART_ID = 1000
ANSWER_PART_ID = 2000
"""Component ids of content that spans several messages: they show which exist already."""
PAGE = 3900
SHORTEST_PROMPT = 200
CHOICES_LENGTH = 2600
"""Of a message: all choices. The longest are cut."""
WHY_LENGTH = 300
VOTES_LENGTH = 30
"""What a line of votes holds besides the choice: letter, count and marks."""


def question(card: QuestionCard) -> tuple[Panel, ...]:
    """Return the day's question; of a prompt too long for one message, the rest follows."""
    top = heading(card.subject, f"open until {until(card.reveal_at, overnight=card.overnight)}")
    footer, above = _footer(card), _opening(card.opening)
    standing = (above, top, choices(card.choices), footer, _CONTINUED)
    spare = limits.MESSAGE_TEXT - sum(map(len, standing))
    prompt, *rest = markdown.paginate(markdown.pieces(card.prompt), PAGE, spare)
    parts: list[Part] = [text(top), text(prompt)]
    if rest:
        parts.append(text(_CONTINUED))
    parts += _answering(card)
    parts += [line(), text(footer), *rows(_secondary(card))]
    more = enumerate(rest, QUESTION_PART_ID)
    first = panel(parts, BLURPLE, above=above)
    return (first, *(panel([text(page, number)], BLURPLE) for number, page in more))


def _opening(opening: Opening) -> str:
    """Return the line above the frame: whom the question pings, and what it is today."""
    ping = f"<@&{opening.notify}>" if opening.notify else ""
    title = f"**{markdown.inert(opening.title)}**" if opening.title else ""
    said = ": ".join(part for part in (title, markdown.inert(opening.intro)) if part)
    line = " ".join(part for part in (ping, said) if part)
    return f"-# {line}" if line else ""


def reveal(card: RevealCard) -> Panel:
    """Return the question revealed, a line per choice; a long prompt gives way to the rest."""
    top = heading(card.subject, "revealed")
    told = _outcome(card)
    room = min(CHOICES_LENGTH, limits.MESSAGE_TEXT - len(top) - len(told) - len(SHORTENED))
    each = room // max(len(card.choices), 1) - VOTES_LENGTH
    shown = "\n".join(revealed(choice, each) for choice in card.choices)
    spare = limits.MESSAGE_TEXT - len(top) - len(shown) - len(told) - len(SHORTENED)
    parts: list[Part] = [text(top), *_prompt_within(card, spare)]
    if shown:
        parts += [line(), text(shown)]
    if told:
        parts.append(text(told))
    buttons = [button(labels.MY_RESULT, action_ids.Mine(card.round_id))]
    if card.choices:
        buttons.append(button(labels.WHY_NOT, action_ids.Reasons(card.round_id)))
    return panel([*parts, *rows(buttons)], GREEN)


def answer(card: AnswerCard) -> tuple[Panel, ...]:
    """Return the model answer and the key points, in as many messages as they need."""
    content = [Piece(f"### {markdown.escape(card.subject.title)}: {labels.MODEL_ANSWER.lower()}")]
    content += markdown.pieces(card.answer)
    if card.key_points:
        listed = "\n".join(
            f"{n}. {markdown.flat(point, PAGE)}" for n, point in enumerate(card.key_points, 1)
        )
        content += [Piece(f"### {labels.KEY_POINTS}"), Piece(listed)]
    if card.references:
        small = "\n".join(f"-# {markdown.inert(shortened(r, 300))}" for r in card.references)
        content.append(Piece(small))
    *before, last = markdown.paginate(content, PAGE)
    result = button(labels.MY_RESULT, action_ids.Mine(card.round_id))
    return (
        *(panel([text(page, number)], GREEN) for number, page in enumerate(before, ANSWER_PART_ID)),
        panel([text(last), *rows([result])], GREEN),
    )


def heading(subject: Subject, what: str) -> str:
    """Return what a question is: track, level and number small, the title large."""
    track = markdown.escape(subject.track_title)
    title = markdown.escape(shortened(subject.title, 200))
    return f"-# {track} · {subject.level.value} · {what}\n### {title}"


def choices(offered: Sequence[ShownChoice], room: int = CHOICES_LENGTH) -> str:
    """Return the choices as text, a line each, in about ``room`` characters at most."""
    each = room // max(len(offered), 1)
    return "\n".join(f"**{c.letter}**  {markdown.flat(c.text, each)}" for c in offered)


def quoted(words: str) -> str:
    """Return a member's words as an inert quotation."""
    return "\n".join(f"> {row}" for row in markdown.inert(words).split("\n"))


_CONTINUED = f"-# {labels.CONTINUED_IN_THREAD}"
SHORTENED = "-# …"


def _footer(card: QuestionCard) -> str:
    seen = "" if card.format is Format.THREAD else labels.PRIVATE
    late = f"posted late, due {moment(card.late_since, 't')}" if card.late_since else ""
    facts = (labels.answered_so_far(card.responded), seen, late)
    hint = f"{labels.THREAD_HINT}\n" if card.format is Format.THREAD else ""
    return f"{hint}-# {' · '.join(fact for fact in facts if fact)}"


def _answering(card: QuestionCard) -> list[Part]:
    """Return the choices with their buttons: next to each, or in a row below all."""
    if not card.choices:
        return []
    if card.format is Format.THREAD:
        return [line(), text(choices(card.choices))]
    letters = [
        button(c.letter, action_ids.Choose(card.round_id, c.letter), ButtonStyle.primary)
        for c in card.choices
    ]
    if not letters_beside(card.choices):
        return [line(), text(choices(card.choices)), *rows(letters)]
    beside = (
        ui.Section[Any](text(choices([choice])), accessory=letter)
        for choice, letter in zip(card.choices, letters, strict=True)
    )
    return [line(), *beside]


def _secondary(card: QuestionCard) -> list[ui.Button[Any]]:
    own = button(labels.MY_ANSWER, action_ids.Mine(card.round_id))
    if card.format is Format.THREAD:
        return [own]
    write = action_ids.OwnWords(card.round_id)
    if card.choices:
        return [button(labels.OWN_WORDS, write), own]
    return [button(labels.WRITE_ANSWER, write, ButtonStyle.primary), own]


def _prompt_within(card: RevealCard, spare: int) -> list[Part]:
    if spare < SHORTEST_PROMPT:
        return []
    first, *rest = markdown.paginate(markdown.pieces(card.prompt), spare, spare)
    return [text(first), *([text(SHORTENED)] if rest else [])]


def revealed(choice: RevealedChoice, each: int) -> str:
    """Return a choice of a closed question: its text, cut to ``each`` characters, and votes."""
    votes = labels.counted(choice.votes, "vote")
    shown = markdown.flat(choice.text, each)
    if choice.right:
        return f"✅ **{choice.letter}  {shown} ({votes})**"
    return f"**{choice.letter}**  {shown} ({votes})"


def _outcome(card: RevealCard) -> str:
    """Return what the reveal's own post tells, where there is none, and corrections."""
    lines: list[str] = []
    if not card.brief:
        right = next((choice for choice in card.choices if choice.right), None)
        if right is not None and right.why:
            lines.append(f"> {markdown.flat(right.why, WHY_LENGTH)}")
        lines.append(_who(card))
        lines = [told for told in lines if told]
    if card.corrected:
        lines.append(f"**{labels.CORRECTED}** {markdown.inert(shortened(card.corrected, 300))}")
    small = [labels.turnout(card)] if card.own_words or not card.choices else []
    if card.credit:
        small.append(f"{labels.SUGGESTED_BY} {markdown.name(card.credit)}")
    if small:
        lines.append(f"-# {' · '.join(small)}")
    return "\n".join(lines)


def _who(card: RevealCard) -> str:
    led = labels.got_it(card) if card.format is Format.CHOICE else "Answered"
    if not card.right_names and not card.right_more:
        return labels.NOBODY_RIGHT if card.format is Format.CHOICE else ""
    named = labels.names([markdown.name(person) for person in card.right_names], card.right_more)
    return f"**{led}:** {named}"
