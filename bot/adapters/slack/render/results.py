"""What someone is told in private after the reveal: their result, and why not the others."""

from collections.abc import Sequence

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import (
    Flag,
    Later,
    MarkPoints,
    Reasons,
    SuggestTicks,
    TakeOut,
)
from bot.adapters.slack.limits import CHECKBOX_OPTIONS, OPTION_TEXT, Json, shorten_to_size
from bot.adapters.slack.render.blocks import actions, button, divider, option, plain
from bot.adapters.slack.render.mrkdwn import escape
from bot.adapters.slack.render.packing import Message, fit, message, rich
from bot.adapters.slack.render.receipts import WORDS_SIZE, chosen_elements
from bot.adapters.slack.render.rich_text import bullets, inline_elements, line, quote, section, text
from bot.engine.cards import (
    KeyPointMark,
    MineCard,
    ReasonedChoice,
    ReasonsCard,
    ShownChoice,
)
from bot.engine.model.rich_text import plain_inlines
from bot.engine.rules.text import cut

POINTS = "points"
"""How the ids of the fields with key points begin."""
LONGEST_BOX = 2 * OPTION_TEXT - 10
"""Characters of a key point that a box shows, in its label and its description."""


def mine(card: MineCard) -> tuple[Message, ...]:
    """Show how it went, where no form can: key points are ticked in a form of their own."""
    *before, last = _verdict(card)
    head, body = _apart(before), [*last, *_listed_points(card)]
    buttons = _actions(card)
    if card.can_mark:
        buttons.insert(0, button(labels.TICK, MarkPoints(card.round_id)))
    tail = [*_standing(card), *actions(buttons)]
    notice = escape(_notice(card))
    return fit(notice, head, body, tail, labels.CONTINUED_BELOW)


def mine_blocks(card: MineCard) -> list[Json]:
    """Return how it went as a form's blocks, with a box per key point for who wrote words."""
    marked = [*_boxes(card), *_suggestion(card)]
    points = marked if card.can_mark else rich(_listed_points(card))
    return [*_apart(_verdict(card)), *points, *_standing(card), *actions(_actions(card))]


def _suggestion(card: MineCard) -> list[Json]:
    """Return what is said of suggested ticks, and the button to ask for them; saving keeps them."""
    if card.suggestion is None:
        return []
    told = labels.suggestion_told(card.suggestion, card.key_points)
    shown = rich([line(told)]) if told else []
    press = labels.suggest_press(card.suggestion)
    if press is None:
        return shown
    label, agrees = press
    style = "primary" if agrees else None
    return [*shown, *actions([button(label, SuggestTicks(card.round_id, agrees), style)])]


def reasons(card: ReasonsCard) -> tuple[Message, ...]:
    """Show why the wrong choices are wrong; the right one comes last."""
    title = [line(card.subject.title, bold=True)]
    wrong = [_reasoned("❌", each, own=each.letter == card.chosen) for each in card.wrong]
    right = _reasoned("✅", card.answer, own=card.answer.letter == card.chosen)
    report = actions([button(labels.REPORT, Flag(card.round_id))])
    blocks = [*_apart([title, *wrong]), divider(), *rich(right), *report]
    return (message(labels.WHY_NOT, blocks),)


def _apart(groups: Sequence[Sequence[Json]]) -> list[Json]:
    """Return groups of lines as blocks of their own, between which Slack leaves room."""
    return [block for group in groups for block in rich(group)]


def _reasoned(sign: str, choice: ReasonedChoice, *, own: bool) -> list[Json]:
    head = [
        text(f"{sign} "),
        text(choice.letter, bold=True),
        text("  "),
        *inline_elements(choice.text),
    ]
    if own:
        head += [text("  ·  "), text(labels.YOUR_CHOICE, italic=True)]
    return [section(head), *([section(inline_elements(choice.why))] if choice.why else [])]


def _notice(card: MineCard) -> str:
    right = f" {card.answer.letter}" if card.answer and card.right is not None else ""
    return f"{labels.result_title(card)}{right}"


def _verdict(card: MineCard) -> list[list[Json]]:
    """Return the verdict and why the right choice is right, then why one's own is not."""
    title = labels.result_title(card)
    words = [quote([text(shorten_to_size(card.words, WORDS_SIZE))])] if card.words else []
    if card.answer is None:
        return [[line(title, bold=True), *words]]
    right = ShownChoice(card.answer.letter, card.answer.text)
    why = [section(inline_elements(card.answer.why))] if card.answer.why else []
    if card.right is None:
        answer = section([text("The answer is "), *chosen_elements(right)])
        told = [line(title, bold=True), *words, answer, *why]
        if card.freezes is not None:
            told.append(line(f"❄️ {labels.freeze_told(card.freezes)}"))
        return [told]
    joint = ": " if card.right else " "
    told = [section([text(f"{title}{joint}", bold=True), *chosen_elements(right, bold=True)]), *why]
    if card.right or card.chosen is None:
        return [told]
    own = ShownChoice(card.chosen.letter, card.chosen.text)
    chose = section([text("You chose ", bold=True), *chosen_elements(own, bold=True)])
    why = [section(inline_elements(card.chosen.why))] if card.chosen.why else []
    return [told, [chose, *why]]


def _standing(card: MineCard) -> list[Json]:
    rows: list[Json] = []
    if card.answered:
        gained, rest = labels.points_told(card)
        rows.append(section([text(gained, bold=True), *([text(rest)] if rest else [])]))
    if card.standing is not None and card.standing.streak:
        days, rest = labels.streak_told(card.standing)
        rows.append(section([text("🔥 "), text(days, bold=True), *([text(rest)] if rest else [])]))
    if card.can_practice and card.in_reviews:
        rows.append(line(labels.IN_REVIEWS))
    rows += [line(words) for words in card.news]
    return [divider(), *rich(rows)] if rows else []


def _actions(card: MineCard) -> list[Json]:
    shown: list[Json] = []
    if card.can_practice and not card.in_reviews:
        missed = card.right is False or not card.answered
        later = Later(card.round_id)
        shown.append(button(labels.LATER, later, "primary" if missed else None))
    if card.in_thread:
        shown.append(button(labels.TAKE_OUT, TakeOut(card.round_id)))
    if card.answer is not None and not card.can_mark:  # it would take the ticked boxes away
        return [*shown, button(labels.WHY_NOT, Reasons(card.round_id))]
    return [*shown, button(labels.REPORT, Flag(card.round_id))]


def _listed_points(card: MineCard) -> list[Json]:
    """Return the key points as a list; those of a right or wrong choice would add nothing."""
    if not card.key_points or card.right is not None:
        return []
    rows = [section(_marked(point)) for point in card.key_points]
    return [line(labels.KEY_POINTS, bold=True), bullets(rows)]


def _marked(point: KeyPointMark) -> list[Json]:
    mark = "✅ " if point.covered else ""
    return [*([text(mark)] if mark else []), *inline_elements(point.text)]


def boxes(points: Sequence[KeyPointMark]) -> tuple[list[Json], list[Json]]:
    """Return a box per key point, and the blocks above them: those too long for a box."""
    words = [" ".join(plain_inlines(point.text).split()) for point in points]
    rows = [
        section([text(f"{number}. ", bold=True), *inline_elements(point.text)])
        for number, point in enumerate(points, 1)
        if len(words[number - 1]) > LONGEST_BOX
    ]
    options = [box(index, each, _quote(points[index])) for index, each in enumerate(words)]
    return options, rich(rows) if rows else []


def checkboxes(action_id: str, points: Sequence[KeyPointMark], options: list[Json]) -> Json:
    """Return a field with these boxes, some of the key points'; what is ticked shows a tick."""
    element: Json = {"type": "checkboxes", "action_id": action_id, "options": options}
    chosen = [each for each in options if points[int(each["value"])].ticked]
    return {**element, "initial_options": chosen} if chosen else element


def box_row(action_id: str, points: Sequence[KeyPointMark]) -> list[Json]:
    """Return a box per key point that is saved when it's ticked; long ones stand above."""
    options, above = boxes(points)
    return [*above, *actions([checkboxes(action_id, points, options[:CHECKBOX_OPTIONS])])]


def told_points(points: Sequence[KeyPointMark]) -> list[Json]:
    """Return key points, each with a mark that tells whether it was covered."""
    return [
        section([text("✅ " if each.covered else "▫️ "), *inline_elements(each.text)])
        for each in points
    ]


def _boxes(card: MineCard) -> list[Json]:
    """Return the boxes of the key points, in as many fields as it takes."""
    options, blocks = boxes(card.key_points)
    for start in range(0, len(options), CHECKBOX_OPTIONS):
        element = checkboxes("value", card.key_points, options[start : start + CHECKBOX_OPTIONS])
        blocks.append(
            {
                "type": "input",
                "block_id": f"{POINTS}{start}",
                "label": plain(labels.TICK_TITLE),
                "element": element,
                "optional": True,
            }
        )
    return blocks


def _quote(point: KeyPointMark) -> str:
    """Return on one line the words by which a key point is suggested."""
    return " ".join(point.quote.split()) if point.covered is None else ""


def box(index: int, words: str, quote: str = "") -> Json:
    """Return a box; what doesn't fit its label continues in its description.

    If all fits, ``quote`` is there: the words by which it's suggested.
    """
    if len(words) > LONGEST_BOX:
        return option(f"{index + 1}. {words}", str(index))
    if len(words) <= OPTION_TEXT:
        label = option(words, str(index))
        told = plain(f"“{cut(quote, OPTION_TEXT - 2)}”")
        return {**label, "description": told} if quote else label
    end = words.rfind(" ", OPTION_TEXT - 15, OPTION_TEXT + 1)
    end = end if end > 0 else OPTION_TEXT
    rest = words[end:].strip()
    return {**option(words[:end].rstrip(), str(index)), "description": plain(rest[:OPTION_TEXT])}
