"""A round's messages: the question, the reveal, the answer, one's own response."""

from collections.abc import Sequence
from typing import Any

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
    bar,
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
    KeyPointMark,
    MineCard,
    Opening,
    QuestionCard,
    RevealCard,
    RevealedChoice,
    ShownChoice,
    Subject,
)
from bot.engine.model.questions import Format
from bot.engine.rules.text import count_of

KEY_POINT_ID = 200
"""Component id of the first key point of a MineCard; the others follow."""
QUESTION_PART_ID = 1000
ANSWER_PART_ID = 2000
"""Component ids of content that spans several messages: they show which exist already."""
PAGE = 3900
SHORTEST_PROMPT = 200
CHOICES_LENGTH = 2600
"""Of a message: all choices, or all choices with their reasons. The longest are cut."""
POINTS_LENGTH = 2400
NAMES_LENGTH = 250
"""What names may take even where the prompt has to be shortened for them."""
PARTS_APART = 8
"""Choices that get a part of the message each; more share one, for parts are counted, too."""

COVERED, NOT_COVERED, UNMARKED = "☑", "☐", "▫"


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
    """Return the question revealed; what everybody has read already gives way to the rest."""
    top = heading(card.subject, f"question {card.number} · revealed")
    votes = sum(choice.votes for choice in card.choices)
    each = CHOICES_LENGTH // max(len(card.choices), 1) // 2
    shown = [_revealed(choice, votes, each) for choice in card.choices]
    if len(shown) > PARTS_APART:
        shown = ["\n".join(shown)]
    rest = limits.MESSAGE_TEXT - len(top) - sum(map(len, shown)) - len(_SHORTENED)
    told = _outcome(card, _room_for_names(card, rest))
    spare = rest - len(told)
    parts: list[Part] = [text(top), *_prompt_within(card, spare)]
    for choice in shown:
        parts += [line(), text(choice)]
    parts += [line(), text(told), *_round_buttons(card.round_id)]
    return panel(parts, GREEN)


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
    return (
        *(panel([text(page, number)], GREEN) for number, page in enumerate(before, ANSWER_PART_ID)),
        panel([text(last), *_round_buttons(card.round_id)], GREEN),
    )


def mine(card: MineCard) -> tuple[Panel, ...]:
    """Return a member's answer next to the key points."""
    top = f"{heading(card.subject, 'your answer')}\n{_verdict(card)}"
    content = [Piece(top)]
    if card.words:
        content.append(Piece(quoted(card.words)))
    each = POINTS_LENGTH // max(len(card.key_points), 1)
    points = [_marked(mark, each) for mark in card.key_points]
    room = limits.MESSAGE_TEXT - sum(map(len, points)) - 100
    *before, last = _pages_ending_in(content, room)
    parts: list[Part] = [text(last)]
    if points:
        parts += [line(), text(f"**{labels.KEY_POINTS}**")]
        parts += [text(point, KEY_POINT_ID + i) for i, point in enumerate(points)]
    if card.can_mark:
        action = action_ids.MarkPoints(card.round_id)
        parts += rows([button(labels.CHECK_OFF, action, ButtonStyle.primary)])
    colour = {True: GREEN, False: RED, None: BLURPLE}[card.right]
    return (*(panel([text(page)], GREY) for page in before), panel(parts, colour))


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
_SHORTENED = "-# …"


def _footer(card: QuestionCard) -> str:
    seen = {Format.CHOICE: labels.PRIVATE, Format.OPEN: labels.ONLY_YOU_SEE, Format.THREAD: ""}
    late = f"posted late, due {moment(card.late_since, 't')}" if card.late_since else ""
    facts = (labels.answered_so_far(card.responded), seen[card.format], late)
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


def _round_buttons(round_id: int) -> list[ui.ActionRow[Any]]:
    own = button(labels.MY_ANSWER, action_ids.Mine(round_id))
    return rows([own, button(labels.REPORT, action_ids.Flag(round_id))])


def _prompt_within(card: RevealCard, spare: int) -> list[Part]:
    if spare < SHORTEST_PROMPT:
        return []
    first, *rest = markdown.paginate(markdown.pieces(card.prompt), spare, spare)
    return [text(first), *([text(_SHORTENED)] if rest else [])]


def _revealed(choice: RevealedChoice, votes: int, each: int) -> str:
    mark = "✅" if choice.right else "▫️"
    share = choice.votes / votes if votes else 0.0
    counted = f"{bar(share)} {count_of(choice.votes, 'vote')} · {share:.0%}"
    body = f"{mark} **{choice.letter}**  {markdown.flat(choice.text, each)}\n{counted}"
    why = markdown.flat(choice.why, each)
    return f"{body}\n> {why}" if why else body


def _outcome(card: RevealCard, names_length: int) -> str:
    what, nobody = "Got it right", labels.NOBODY_RIGHT
    if card.format is not Format.CHOICE:
        what, nobody = "Answered", "Nobody answered."
    lines = [_people(what, card.right_names, card.right_more, nobody, names_length)]
    if card.own_words and card.format is Format.CHOICE:
        lines.append(f"{count_of(card.own_words, 'answer')} in their own words.")
    for streak in card.streaks:
        best = ", their best so far" if streak.best else ""
        days = count_of(streak.days, "day")
        lines.append(f"🔥 {markdown.name(streak.name)}: {days} in a row{best}")
    if card.corrected:
        lines.append(f"**{labels.CORRECTED}** {markdown.inert(shortened(card.corrected, 300))}")
    lines.append(
        f"-# {labels.answered_in_all(card.responded)} · revealed {moment(card.revealed_at, 'F')}"
    )
    return "\n".join(lines)


def _room_for_names(card: RevealCard, rest: int) -> int:
    """Return what names may take of ``rest``: what the whole prompt leaves, or a fair share."""
    rest -= len(_outcome(card, 0))
    whole = len(markdown.join(markdown.pieces(card.prompt)))
    return max(rest - whole, min(NAMES_LENGTH, rest - SHORTEST_PROMPT))


def _people(what: str, names: Sequence[str], more: int, nobody: str, room: int) -> str:
    shown: list[str] = []
    length = 0
    for person in map(markdown.name, names):
        length += len(person) + 2
        if length > room:
            break
        shown.append(person)
    rest = more + len(names) - len(shown)
    if not shown and not rest:
        return nobody
    listed = ", ".join(shown)
    also = f"{' and ' if shown else ''}{rest:,} more" if rest else ""
    return f"**{what}:** {listed}{also}"


def _verdict(card: MineCard) -> str:
    points = count_of(card.points, "point")
    if card.right is None:
        return f"In your own words · {points}"
    result = "correct ✅" if card.right else "incorrect ❌"
    return f"**{card.letter}** · {result} · {points}"


def _marked(mark: KeyPointMark, each: int) -> str:
    sign = {True: COVERED, False: NOT_COVERED, None: UNMARKED}[mark.covered]
    return f"{sign} {markdown.flat(mark.text, each)}"


def _pages_ending_in(content: Sequence[Piece], room: int) -> tuple[str, ...]:
    """Return pages of which the last leaves space for what stands below it."""
    whole = markdown.join(content)
    if len(whole) <= room:
        return (whole,)
    return (*markdown.paginate(content, PAGE), "-# Your answer is above.")
