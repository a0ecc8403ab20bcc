"""Questions that a team writes and reviews, in a terminal."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.adapters.console.render.layout import Heading, indented
from bot.adapters.console.render.rich_text import document, inline
from bot.adapters.shared import labels, review_labels
from bot.engine.cards.questions import DraftCard, ReviewCard, Whole


def draft(card: DraftCard) -> RenderableType:
    """Return a draft as the team will see it, or what is wrong with it, and what to type."""
    wrong = [Text(f"! {name}: {said}", style="red") for name, said in card.problems]
    if card.whole is None or wrong:
        how = "Type /question again to change it, or /question discard."
        return Group(Text(f"Please fix: {card.title}", style="bold"), *wrong, Text(how))
    send = review_labels.SEND[card.purpose].lower()
    return Group(
        Heading(f"{review_labels.PREVIEW}: {card.title}", "cyan"),
        *_content(card.whole),
        Text(review_labels.draft_state(card), style="dim"),
        Text(f"Type /question send ({send}) or /question discard."),
    )


def review(card: ReviewCard) -> RenderableType:
    """Return a suggestion, a report or a shown question, and what to type."""
    if settled := review_labels.settled_line(card):
        return Group(Text(settled, style="bold"), indented(card.title))
    shown: list[RenderableType] = [
        Heading(review_labels.review_heading(card), "yellow"),
        Text(review_labels.review_source(card), style="dim"),
    ]
    if card.text:
        shown.append(Padding(Text(card.text), (0, 0, 0, 2)))
    if card.whole is not None:
        shown += _content(card.whole)
        if card.whole.hidden:
            shown.append(Text(review_labels.HIDDEN, style="yellow"))
    shown += [Text(fact, style="dim") for fact in card.facts]
    if card.proposal_id:
        number = card.number
        accept = "" if card.report else f"/question accept {number} or "
        shown.append(Text(f"Type {accept}/question decline {number} and the reason."))
    return Group(*shown)


def _content(whole: Whole) -> list[RenderableType]:
    shown: list[RenderableType] = [document(whole.prompt), ""]
    for choice in whole.choices:
        mark, style = ("✓", "green") if choice.right else (" ", "")
        shown.append(Text.assemble((f"{mark} {choice.letter}. ", style), inline(choice.text)))
        if choice.why:
            shown.append(Padding(inline(choice.why, "dim"), (0, 0, 0, 5)))
    if whole.key_points:
        shown.append(Text(labels.KEY_POINTS, style="bold"))
        shown += [
            Text.assemble(f" {number}. ", inline(point))
            for number, point in enumerate(whole.key_points, 1)
        ]
    if whole.answer:
        shown += [Text(labels.MODEL_ANSWER, style="bold"), document(whole.answer)]
    return shown
