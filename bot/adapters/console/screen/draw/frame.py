"""What stands around every screen: the status line above, the footer below."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from bot.adapters.console.screen.day import Day
from bot.adapters.console.screen.keys import SHOWN, Key

GAP = "   "


def status_line(day: Day, width: int) -> Text:
    """Return the day, the streak, the freezes and the points; the least important goes first."""
    number = f" · day {day.number}" if day.number else ""
    left = f" {day.here:%a} {day.here.day} {day.here:%b}{number}"
    current = day.streak.current if day.streak else 0
    freezes = day.streak.freezes if day.streak else 0
    points = day.board.mine.points if day.board.mine else 0
    facts = [f"🔥 {current}", f"❄ {freezes}", f"{points:,} pts this week", f"#{day.channel}"]
    while facts and cell_len(left) + cell_len(GAP.join(facts)) + 2 > width:
        facts.pop()
    right = GAP.join(facts)
    space = max(width - cell_len(left) - cell_len(right) - 1, 1)
    line = Text(left + " " * space, style="bold")
    return line.append(right)


def footer(keys: Sequence[Key], width: int) -> Text:
    """Return the keys that work now as far as there's room; the last one always has it."""
    named = [_named(list(group)) for _, group in groupby(_seen(keys), key=lambda key: key.label)]
    if not named:
        return Text()
    *others, last = named
    room = width - 1 - last.cell_len
    line = Text(" ")
    for each in others:
        if each.cell_len + len(GAP) > room:
            break
        line.append_text(each).append(GAP)
        room -= each.cell_len + len(GAP)
    return line.append_text(last)


def key_name(keys: Sequence[Key]) -> str:
    """Return what keys that do the same are called: ``a–d``, ``Enter``, ``n``."""
    names = [SHOWN.get(key.char, key.char) for key in keys]
    return f"{names[0]}–{names[-1]}" if len(names) > 1 else names[0]


def _named(keys: Sequence[Key]) -> Text:
    return Text.assemble((key_name(keys), "bold cyan"), f" {keys[0].label}")


def _seen(keys: Iterable[Key]) -> Iterable[Key]:
    return (key for key in keys if not key.hidden)
