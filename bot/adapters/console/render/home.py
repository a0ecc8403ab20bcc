"""A member's home in a terminal."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.shared import home_words
from bot.adapters.shared.dates import clock_time
from bot.adapters.shared.streak_words import streak_title
from bot.engine.cards import HomeCard, HomeQuestion


def home(card: HomeCard) -> RenderableType:
    """Return all of it, with the commands that lead on."""
    shown = [Text(home_words.title(card), "bold"), *map(_question, card.today)]
    if not card.today:
        shown.append(Text(f"  {home_words.NOTHING_OPEN}"))
    lead = f"{streak_title(card.streak, '🔥 ')}: " if card.streak else ""
    shown.append(Text(f"  {lead}{home_words.streak(card)}  /streak"))
    shown.append(Text(f"  {home_words.practice(card)}  /practice, /quiz, /interview"))
    shown += [Text(f"  {home_words.result(each)}") for each in card.results]
    shown.append(Text(f"  {home_words.settings(card)}", "dim"))
    return Group(*shown)


def _question(each: HomeQuestion) -> Text:
    closes = clock_time(each.until, each.zone, with_day=each.overnight)
    letter = f": {each.mine.letter}" if each.mine and each.mine.letter else ""
    state = f"{home_words.ANSWERED}{letter}" if each.mine else "Type a letter to answer"
    return Text.assemble("  ", (each.subject.title, "bold"), f"  until {closes}. {state}.")
