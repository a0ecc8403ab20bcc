"""Questions, reveals and drills in a terminal."""

from string import ascii_uppercase

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.adapters.console.clock import local
from bot.adapters.console.render import boards
from bot.adapters.console.render.rich_text import document, inline
from bot.adapters.shared import labels
from bot.adapters.shared.dates import clock_time
from bot.engine.cards import (
    AnswerCard,
    DrillCard,
    DrillFeedback,
    MineCard,
    QuestionCard,
    RevealCard,
    RevealedChoice,
    ShownChoice,
    Subject,
)
from bot.engine.model.questions import Format, Question
from bot.engine.model.rich_text import Inlines
from bot.engine.rules.text import count_of


def question(card: QuestionCard) -> RenderableType:
    """Return the day's question."""
    reveals = local(card.reveal_at, card.zone)
    closes = clock_time(card.reveal_at, card.zone, with_day=card.overnight)
    day = f"{reveals:%A} {reveals.day} {reveals:%B %Y}"
    shown: list[RenderableType] = [
        Rule(Text(f"Question {card.number} · {_about(card.subject)}"), style="cyan"),
        Text(f"{day} · open until {closes}", style="dim"),
    ]
    if card.late_since is not None:
        late = local(card.late_since, card.zone)
        shown.append(Text(f"Posted late (due {late:%H:%M}).", style="yellow"))
    if card.opening.title or card.opening.intro:
        title = (f"{card.opening.title} ", "bold")
        shown.append(Text.assemble(title, card.opening.intro))
    shown += ["", document(card.prompt), ""]
    shown += [_choices(card.choices), ""] if card.choices else []
    how = {
        Format.CHOICE: "Type a letter, or /answer and your own words.",
        Format.OPEN: "Answer with /answer and your own words.",
        Format.THREAD: "Answer with /answer and your own words; everyone can see them.",
    }[card.format]
    shown.append(Text(f"{labels.answered_so_far(card.responded)}. {how}", style="dim"))
    return Group(*shown)


def reveal(card: RevealCard) -> RenderableType:
    """Return the reveal: the right choice and why, the votes, who got it."""
    shown: list[RenderableType] = [
        Rule(Text(f"Answer {card.number} · {_about(card.subject)}"), style="green")
    ]
    if card.corrected:
        shown.append(Text(f"{labels.CORRECTED} {card.corrected}", style="yellow"))
    votes = sum(choice.votes for choice in card.choices)
    for choice in card.choices:
        shown += [_revealed(choice, votes), ""]
    shown.append(Text(_turnout(card)))
    if card.right_names:
        more = f" and {card.right_more} more" if card.right_more else ""
        who = "Got it right" if card.format is Format.CHOICE else "Answered"
        shown.append(Text(f"{who}: {', '.join(card.right_names)}{more}", style="green"))
    elif card.responded and card.format is Format.CHOICE:
        shown.append(Text(labels.NOBODY_RIGHT))
    for mention in card.streaks:
        best = ", a personal best" if mention.best else ""
        shown.append(
            Text(f"Streak: {mention.name}, {count_of(mention.days, 'day')} in a row{best}.")
        )
    return Group(*shown)


def answer(card: AnswerCard) -> RenderableType:
    """Return the model answer and the key points."""
    return Group(
        "", Text(labels.MODEL_ANSWER, style="bold"), document(card.answer),
        *_points(card.key_points), *_references(card.references), "",
    )  # fmt: skip


def mine(card: MineCard) -> RenderableType:
    """Return one's own answer next to the key points."""
    shown: list[RenderableType] = [Text(f"Your answer to {card.subject.title}", style="bold")]
    points = count_of(card.points, "point")
    if card.letter:
        result = {True: ", correct", False: ", incorrect", None: ""}[card.right]
        shown.append(Text(f"  {card.letter}{result}: {points}"))
    else:
        shown += [Padding(Text(card.words), (0, 0, 0, 2)), Text(f"  {points}")]
    for number, point in enumerate(card.key_points, 1):
        box = {True: "[x]", False: "[ ]", None: "[ ]"}[point.covered]
        shown.append(Text.assemble(f"  {box} {number}. ", inline(point.text)))
    if card.can_mark:
        shown.append(Text("  Covered points 1 and 3? Type /mark 1 3.", style="dim"))
    return Group(*shown)


def drill(card: DrillCard) -> RenderableType:
    """Return feedback on the last answer and the next question of a drill."""
    shown: list[RenderableType] = []
    if card.feedback is not None:
        shown += [feedback(card.feedback), ""]
    title = f"Quiz {card.position + 1} of {card.total} · {_about(card.subject)}"
    shown += [Rule(Text(title), style="magenta"), document(card.prompt), ""]
    shown += [
        _choices(card.choices),
        Text("Type a letter, ? if you don't know, or /stop.", style="dim"),
    ]
    return Group(*shown)


def feedback(last: DrillFeedback) -> RenderableType:
    """Return whether the last answer was right, and why."""
    if last.skipped:
        return Text(last.skipped, style="yellow")
    right = Table.grid(padding=(0, 1))
    right.add_row(f"{last.right_letter}.", inline(last.right_text))
    right.add_row("", inline(last.why_right))
    if last.right:
        return Group(Text("✓ Correct.", style="green"), right)
    head = f"✗ Not {last.chosen}. The answer:" if last.chosen else "The answer:"
    shown: list[RenderableType] = [Text(head, style="red" if last.chosen else "")]
    if last.why_wrong:
        shown.append(Padding(inline(last.why_wrong), (0, 0, 0, 3)))
    return Group(*shown, right)


def show_question(asked: Question) -> RenderableType:
    """Return a question of the bank with its key, as an author wants to see it."""
    shown: list[RenderableType] = [
        Rule(Text(f"{asked.id} · {asked.level.value} · {asked.title}"), style="cyan"),
        document(asked.prompt),
        "",
    ]
    for index, choice in enumerate(asked.choices):
        revealed = RevealedChoice(
            ascii_uppercase[index], choice.text, choice.right, choice.why, votes=0
        )
        shown += [_revealed(revealed, 0), ""]
    shown += [Text(labels.MODEL_ANSWER, style="bold"), document(asked.answer)]
    return Group(
        *shown, *_points(asked.key_points), *_follow_ups(asked), *_references(asked.references)
    )


def _about(about: Subject) -> str:
    return f"{about.track_title} · {about.level.value} · {about.title}"


def _choices(choices: tuple[ShownChoice, ...]) -> Table:
    grid = Table.grid(padding=(0, 1))
    for choice in choices:
        grid.add_row(Text(f"{choice.letter}.", style="bold cyan"), inline(choice.text))
    return grid


def _revealed(choice: RevealedChoice, votes: int) -> RenderableType:
    mark, style = ("✓", "green") if choice.right else ("✗", "dim")
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(f"{mark} {choice.letter}.", style=style), inline(choice.text))
    if votes:
        count = count_of(choice.votes, "vote")
        bar = boards.bar(choice.votes, votes, style)
        grid.add_row("", bar.append(" " if bar.plain else "").append(count))
    grid.add_row("", inline(choice.why, "" if choice.right else "dim"))
    return grid


def _turnout(card: RevealCard) -> str:
    own = f", {card.own_words} in their own words" if card.own_words and card.choices else ""
    return f"{labels.answered_in_all(card.responded)}{own}."


def _points(points: tuple[Inlines, ...]) -> tuple[RenderableType, ...]:
    if not points:
        return ()
    grid = Table.grid(padding=(0, 1))
    for number, point in enumerate(points, 1):
        grid.add_row(f" {number}.", inline(point))
    return ("", Text(labels.KEY_POINTS, style="bold"), grid)


def _follow_ups(asked: Question) -> tuple[RenderableType, ...]:
    if not asked.follow_ups:
        return ()
    shown: list[RenderableType] = ["", Text("Follow-ups", style="bold")]
    for follow_up in asked.follow_ups:
        shown += [inline(follow_up.question), Padding(inline(follow_up.answer), (0, 0, 0, 3))]
    return tuple(shown)


def _references(references: tuple[str, ...]) -> tuple[RenderableType, ...]:
    if not references:
        return ()
    return ("", Text("Further reading: " + "; ".join(references), style="dim"))
