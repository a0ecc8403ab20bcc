"""The reveal in one panel: the verdict, the votes, why, and this week's places."""

from collections.abc import Sequence

from rich.box import ROUNDED
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.adapters.console.render.rich_text import inline
from bot.adapters.console.screen.day import Day, Reveal
from bot.adapters.console.screen.draw.ink import one_line, spread
from bot.adapters.shared import labels
from bot.engine.cards import LeaderboardCard, MineCard, RevealCard, RevealedChoice
from bot.engine.rules.text import count_of

SIMULATED = " (simulated)"
"""Said of the teammates elsewhere; here it would leave no room for the picture."""
YOU = "you"
BAR = 12
NARROW = 60
"""Columns below which the verdict and the streak have a line each."""
PLACES = 5
NAMED = 3


def reveal_panel(reveal: Reveal, day: Day, width: int) -> RenderableType:
    """Return the reveal as a panel ``width`` columns wide."""
    card = reveal.card
    about = f" · {card.subject.track_title} · {card.subject.level.value}"
    title = Text.assemble((f"Answer {card.number}", "bold"), about)
    shown: list[RenderableType] = [*_head(reveal, day, width), ""]
    if card.choices:
        shown += [_votes(reveal, width), ""]
    elif card.responded:
        names = labels.names([plain_name(name) for name in card.right_names], card.right_more)
        shown += [Text(f"{labels.turnout(card)}: {names}"), ""]
    shown += _why(reveal)
    if places := week_places(day.board, _place_before(day)):
        shown.append(Text("This week  ", style="bold").append_text(places))
    shown += [Text(f"❄ {line}" if "reeze" in line else line) for line in reveal.mine.news]
    return Panel(Group(*shown), title=title, box=ROUNDED, border_style="cyan", padding=(0, 1))


def plain_name(name: str) -> str:
    """Return a teammate's name as it fits on a panel."""
    return name.removesuffix(SIMULATED)


def week_places(board: LeaderboardCard, before: int) -> Text | None:
    """Return the first places of the week in one line; an arrow says that one has risen.

    ``before`` is one's own place at the last reveal, 0 if it isn't known.
    """
    if not board.lines:
        return None
    places: list[Text] = []
    mine = board.mine if board.mine and board.mine.points else None
    for line in board.lines[:PLACES]:
        own = mine is not None and mine.rank == line.rank  # not everyone in a tie is named
        arrow = " ▲" if own and line.rank < before else ""
        names = _few(line.names, line.more, len(line.names), own=own)
        told = f"{line.rank} {names} {line.points:,}{arrow}"
        places.append(Text(told, style="bold green" if own else ""))
    if mine is not None and mine.rank > board.lines[:PLACES][-1].rank:
        places.append(Text(f"{mine.rank} {YOU} {mine.points:,}", style="bold green"))
    return Text("   ").join(places)


def _few(names: Sequence[str], more: int, most: int, *, own: bool) -> str:
    """Return up to ``most`` of ``names``, oneself first if one is among them or the ``more``."""
    others = [plain_name(name) for name in names if not (own and name == YOU)]
    shown = [*([YOU] if own else []), *others][:most]
    left = len(names) + more - len(shown)
    return ", ".join(shown) + (f" +{left}" if left else "")


def _place_before(day: Day) -> int:
    """Return one's own place at the last reveal of this week, 0 if it isn't known."""
    mine = day.standings[-1].board.mine if day.standings else None
    return mine.rank if mine else 0


def _head(reveal: Reveal, day: Day, width: int) -> list[RenderableType]:
    verdict = _verdict(reveal.mine)
    streak = _streak(day)
    head: list[RenderableType] = [verdict, streak] if width < NARROW else [spread(verdict, streak)]
    if reveal.card.corrected:
        head.append(Text(f"{labels.CORRECTED} {reveal.card.corrected}", style="yellow"))
    return head


def _verdict(mine: MineCard) -> Text:
    letter = mine.answer.letter if mine.answer else ""
    points = Text(f"+{count_of(mine.points, 'point')}", style="green" if mine.points else "")
    match mine.right:
        case True:
            verdict = Text.assemble(("✓ Right!", "bold green"), (f"  {letter}", "bold"))
        case False:
            verdict = Text.assemble(("✗ Not this time", "bold red"), f": it's {letter}")
        case None if mine.answered:
            verdict = Text("~ In your own words", style="bold cyan")
            if letter:
                verdict.append(f": it's {letter}", style="not bold default")
        case None:
            verdict = Text(f"· {labels.DIDNT_ANSWER}", style="bold")
            if letter:
                verdict.append(f": it's {letter}", style="not bold")
    if mine.answered:
        verdict.append("   ").append_text(points)
    return verdict


def _streak(day: Day) -> Text:
    streak = day.streak
    if streak is None or not streak.current:
        return Text("no streak yet", style="dim")
    days = Text.assemble(("🔥 ", ""), (f"{streak.current}-day streak", "bold"))
    if streak.to_next_freeze:
        days.append(f"   {streak.to_next_freeze} to a freeze")
    elif streak.freezes:
        days.append(f"   ❄ {streak.freezes}")
    return days


def _votes(reveal: Reveal, width: int) -> Table:
    card, mine = reveal.card, reveal.mine
    most = max((choice.votes for choice in card.choices), default=0)
    grid = Table.grid(expand=True, padding=(0, 1))
    for _ in range(4):
        grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True, justify="right", max_width=max(width // 4, 8))
    for choice in card.choices:
        own = choice.letter == mine.letter
        style = "bold green" if choice.right else "red" if own else ""
        mark = "✓" if choice.right else "✗" if own else " "
        text = one_line(choice.text)
        text.stylize(style)
        grid.add_row(
            Text(mark, style=style),
            Text(choice.letter, style=style),
            _bar(choice, most, style),
            Text(f"{choice.votes:,}", style=style),
            text,
            Text(_who(card, choice, own=own), style=style, overflow="ellipsis"),
        )
    return grid


def _bar(choice: RevealedChoice, most: int, style: str) -> Text:
    """Return a bar as long as the votes are many; a vote always shows."""
    cells = max(round(BAR * choice.votes / most), 1) if choice.votes else 0
    return Text.assemble(("█" * cells, style), ("░" * (BAR - cells), "dim"))


def _who(card: RevealCard, choice: RevealedChoice, *, own: bool) -> str:
    """Return who is known to have taken a choice: oneself, and whoever was right."""
    if not choice.right:
        return YOU if own else ""
    return _few(card.right_names, card.right_more, NAMED, own=own)


def _why(reveal: Reveal) -> list[RenderableType]:
    answer = reveal.mine.answer
    if answer is None:
        return []
    why = Text.assemble((f"Why {answer.letter}  ", "bold"), inline(answer.why))
    return [why, ""]
