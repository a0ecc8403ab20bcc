"""What one is told about one's own answer while the question is open."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.adapters.console.render.layout import indented
from bot.adapters.console.render.rich_text import inline
from bot.adapters.shared import labels
from bot.adapters.shared.dates import clock_time
from bot.engine.cards import ChangeCard, ReceiptCard, ReminderCard, ShownChoice


def receipt(card: ReceiptCard) -> RenderableType:
    """Return what was saved, in words, and until when it can be changed."""
    title = labels.receipt_title(card)
    joint = ": " if card.letter else ", "
    chosen = chosen_line(ShownChoice(card.letter, card.choice))
    shown: list[RenderableType] = [Text.assemble(("✓ ", "green"), f"{title}{joint}", chosen)]
    if card.words:
        shown.append(Padding(Text(card.words), (0, 0, 0, 2)))
    if card.before is not None and (card.letter or card.before.letter):
        shown.append(Text.assemble("  It was ", chosen_line(card.before), "."))
    at = clock_time(card.until, card.zone, with_day=card.overnight)
    shown.append(indented(f"{labels.CHANGE_UNTIL} {at}. {labels.seen_by(card)}", style="dim"))
    if card.words_shown:
        shown.append(indented("/private keeps it to yourself.", style="dim"))
    shown += [indented(line) for line in card.news]
    if card.offer_reminders:
        shown.append(indented(f"{labels.NUDGE_TITLE} /me remind streak, or /me remind every."))
    return Group(*shown)


def reminder(card: ReminderCard) -> RenderableType:
    """Return that a question closes soon: first when, then what a missed day costs."""
    at = clock_time(card.reveal_at, card.zone)
    shown = [
        Text(f"{labels.CLOSES_AT} {at}.", style="bold"),
        indented(f"{card.title} is still waiting for you."),
    ]
    if stake := labels.at_stake(card):
        shown.append(indented(stake))
    if card.due_reviews:
        shown.append(indented(f"{labels.reviews_due(card.due_reviews)}, too: /practice"))
    shown.append(indented("/me remind off stops reminders.", style="dim"))
    return Group(*shown)


def change(card: ChangeCard) -> RenderableType:
    """Return the choices again, next to the answer as it is."""
    shown: list[RenderableType] = [Text(labels.CHANGE_TITLE, style="bold")]
    if card.current is not None:
        shown.append(Text.assemble("  Now: ", chosen_line(card.current)))
    shown += [
        Text.assemble((f"  {choice.letter}  ", "bold cyan"), inline(choice.text))
        for choice in card.choices
    ]
    return Group(*shown)


def chosen_line(chosen: ShownChoice) -> Text:
    """Return a choice in words: ``B, The sum of both``."""
    if not chosen.letter:
        return Text(labels.IN_OWN_WORDS)
    words = inline(chosen.text)
    return Text.assemble(f"{chosen.letter}, ", words) if words.plain else Text(chosen.letter)
