"""Questions, reveals and drills in a terminal."""

from string import ascii_uppercase

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.adapters.console.clock import local
from bot.adapters.console.render import boards
from bot.adapters.console.render.layout import Heading
from bot.adapters.console.render.rich_text import document, inline
from bot.adapters.shared import labels, quiz_words
from bot.adapters.shared.dates import clock_time
from bot.engine.cards import (
    AnswerCard,
    DrillCard,
    DrillFeedback,
    QuestionCard,
    RevealCard,
    RevealedChoice,
    ShownChoice,
    Subject,
)
from bot.engine.model.questions import Choice, Format, Question
from bot.engine.model.rich_text import Inlines
from bot.engine.rules.text import count_of


def question(card: QuestionCard) -> RenderableType:
    """Return the day's question."""
    reveals = local(card.reveal_at, card.zone)
    closes = clock_time(card.reveal_at, card.zone, with_day=card.overnight)
    day = f"{reveals:%A} {reveals.day} {reveals:%B %Y}"
    shown: list[RenderableType] = [
        Heading(f"Question {card.number} · {_about(card.subject)}", "cyan"),
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
        Heading(f"Answer {card.number} · {_about(card.subject)}", "green")
    ]
    if card.corrected:
        shown.append(Text(f"{labels.CORRECTED} {card.corrected}", style="yellow"))
    votes = sum(choice.votes for choice in card.choices)
    shown += [_voted(choice, votes) for choice in card.choices]
    right = next((choice for choice in card.choices if choice.right), None)
    if right is not None and right.why:
        shown += ["", Text.assemble("Why  ", inline(right.why))]
    led = labels.got_it(card) if card.format is Format.CHOICE else "Answered"
    if card.right_names or card.right_more:
        shown.append(Text(f"{led}: {labels.names(card.right_names, card.right_more)}"))
    elif card.responded and card.format is Format.CHOICE:
        shown.append(Text(labels.NOBODY_RIGHT))
    shown.append(Text(f"{labels.turnout(card)}."))
    if card.credit:
        shown.append(Text(f"{labels.SUGGESTED_BY} {card.credit}."))
    for mention in card.streaks:
        best = ", a personal best" if mention.best else ""
        shown.append(
            Text(f"Streak: {mention.name}, {count_of(mention.days, 'day')} in a row{best}.")
        )
    if card.choices:
        shown.append(Text("w why not the others   p practice later   /mine your result", "dim"))
    return Group(*shown)


def _voted(choice: RevealedChoice, votes: int) -> RenderableType:
    """Return a choice in one line: right or not, its text, its votes as a bar."""
    mark, style = ("✓", "bold green") if choice.right else (" ", "")
    counted = Text(f"{choice.votes:,}").append(" ").append(boards.bar(choice.votes, votes, style))
    grid = Table.grid(padding=(0, 1))
    grid.add_column()
    grid.add_column(ratio=1)
    grid.add_column()
    words = Text.assemble(inline(choice.text, style), "  ", counted)
    grid.add_row(Text(f"{mark} {choice.letter}.", style=style), words)
    return grid


def answer(card: AnswerCard) -> RenderableType:
    """Return the model answer and the key points."""
    return Group(
        "", Text(labels.MODEL_ANSWER, style="bold"), document(card.answer),
        *_points(card.key_points), *_references(card.references), "",
    )  # fmt: skip


def drill(card: DrillCard) -> RenderableType:
    """Return feedback on the last answer and the next question of a drill."""
    shown: list[RenderableType] = []
    if card.feedback is not None:
        shown += [feedback(card.feedback), ""]
    title = f"Quiz {card.position + 1} of {card.total} · {_about(card.subject)}"
    shown += [Heading(title, "magenta"), document(card.prompt), ""]
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
    told = quiz_words.verdict(last)
    if last.right:
        return Group(Text(f"✓ {told}", style="green"), right)
    if not last.chosen:
        return Group(Text(told), right)
    wrong = Table.grid(padding=(0, 1))
    wrong.add_row(f"You chose {last.chosen}.", inline(last.chosen_text))
    wrong.add_row("", inline(last.why_wrong))
    return Group(Text(f"✗ {told}", style="red"), wrong, right)


def show_question(asked: Question) -> RenderableType:
    """Return a question of the bank with its key, as an author wants to see it."""
    shown: list[RenderableType] = [
        Heading(f"{asked.id} · {asked.level.value} · {asked.title}", "cyan"),
        document(asked.prompt),
        "",
    ]
    for index, choice in enumerate(asked.choices):
        shown += [_with_reason(ascii_uppercase[index], choice), ""]
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


def _with_reason(letter: str, choice: Choice) -> RenderableType:
    mark, style = ("✓", "green") if choice.right else ("✗", "dim")
    grid = Table.grid(padding=(0, 1))
    grid.add_row(Text(f"{mark} {letter}.", style=style), inline(choice.text))
    grid.add_row("", inline(choice.why, "" if choice.right else "dim"))
    return grid


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
