"""What one is told about one's own answer after the reveal."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.console.render.layout import indented
from bot.adapters.console.render.receipts import chosen_line
from bot.adapters.console.render.rich_text import inline
from bot.adapters.shared import labels
from bot.engine.cards import MineCard, ReasonedChoice, ReasonsCard, ShownChoice, SuggestionState


def mine(card: MineCard) -> RenderableType:
    """Return how it went: the verdict, the answer and one's own, key points, where one stands."""
    shown: list[RenderableType] = _verdict(card)
    if card.right is None:
        for number, point in enumerate(card.key_points, 1):
            box = "[x] " if point.ticked else "[ ] "
            lead = f"{number} {box if card.can_mark else ''}"
            shown.append(indented(Text.assemble(lead, inline(point.text))))
            if point.quote and point.covered is None:
                shown.append(indented(f"“{point.quote}”", style="dim", cells=8))
    if card.can_mark:
        shown += _suggestion(card)
        shown.append(indented("Covered points 1 and 3? Type /mark 1 3.", style="dim"))
    if card.answered:
        shown.append(indented("".join(labels.points_told(card))))
    if card.standing is not None and card.standing.streak:
        shown.append(indented("🔥 " + "".join(labels.streak_told(card.standing))))
    shown += [indented(line) for line in card.news]
    if card.in_thread:
        shown.append(indented("/private takes your words out of the thread.", style="dim"))
    if card.can_practice:
        offered = labels.IN_REVIEWS if card.in_reviews else f"p {labels.LATER.lower()}"
        shown.append(indented(offered, style="dim"))
    return Group(*shown)


def _suggestion(card: MineCard) -> list[RenderableType]:
    """Return what is said of suggested ticks, and what to type."""
    if card.suggestion is None:
        return []
    told = labels.suggestion_told(card.suggestion, card.key_points)
    typed = {
        SuggestionState.OFFERED: "/ticks has a model suggest which ones you covered.",
        SuggestionState.ASKS: "/ticks send sends your answer.",
        SuggestionState.MADE: "/ticks keep keeps them."
        if any(point.quote for point in card.key_points)
        else "",
        SuggestionState.FAILED: "/ticks tries again.",
    }[card.suggestion.state]
    shown = [indented(told)] if told else []
    return [*shown, *([indented(typed, style="dim")] if typed else [])]


def reasons(card: ReasonsCard) -> RenderableType:
    """Return why the wrong choices are wrong; the right one comes last."""
    shown: list[RenderableType] = [Text(labels.WHY_NOT, style="bold")]
    for choice in card.wrong:
        shown += _reasoned("✗", "red", choice, own=choice.letter == card.chosen)
    shown += _reasoned("✓", "green", card.answer, own=card.answer.letter == card.chosen)
    return Group(*shown)


def _reasoned(mark: str, style: str, choice: ReasonedChoice, *, own: bool) -> list[RenderableType]:
    yours = f" ({labels.YOUR_CHOICE})" if own else ""
    head = Text.assemble((f"{mark} {choice.letter}  ", style), inline(choice.text), yours)
    return [head, indented(inline(choice.why, "dim"), cells=5)]


def _verdict(card: MineCard) -> list[RenderableType]:
    title = labels.result_title(card)
    words = [indented(Text(card.words))] if card.words else []
    if card.answer is None:
        return [Text(title, style="bold"), *words]
    right = chosen_line(ShownChoice(card.answer.letter, card.answer.text))
    why = indented(inline(card.answer.why))
    if card.right is None:
        shown: list[RenderableType] = [Text(title, style="bold"), *words]
        shown += [indented(Text.assemble("The answer is ", right)), why]
        if card.freezes is not None:
            shown.append(indented(f"❄ {labels.freeze_told(card.freezes)}"))
        return shown
    joint = ": " if card.right else " "
    shown = [Text.assemble((f"{title}{joint}", "bold"), right), why]
    if not card.right and card.chosen is not None:
        own = chosen_line(ShownChoice(card.chosen.letter, card.chosen.text))
        shown += [indented(Text.assemble("You chose ", own))]
        shown += [indented(inline(card.chosen.why))]
    return shown
