"""A quiz that people take together, in a terminal that watches the channel."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.adapters.console.render.layout import Heading
from bot.adapters.console.render.rich_text import document, inline
from bot.adapters.shared import group_quiz_words
from bot.adapters.shared.group_quiz_words import place_of
from bot.engine.cards import GroupAnswerCard, GroupBoardCard, GroupQuestionCard


def question(card: GroupQuestionCard) -> RenderableType:
    """Return a question and its choices."""
    listed = [Text.assemble(f"  {each.letter}  ", inline(each.text)) for each in card.choices]
    return Group(_heading(card), document(card.prompt), *listed)


def answer(card: GroupAnswerCard) -> RenderableType:
    """Return what was right, the votes, and who knew."""
    listed = [
        Text.assemble(
            f"{'✓' if each.right else ' '} {each.letter}  ", inline(each.text), f"  {each.votes:,}"
        )
        for each in card.choices
    ]
    return Group(_heading(card), *listed, Text(group_quiz_words.who_knew(card)))


def board(card: GroupBoardCard) -> RenderableType:
    """Return the places, the best first."""
    told = [
        f"  {each.rank}.  {each.right:,} right  {group_quiz_words.named(each)}"
        for each in card.places
    ]
    lines = told or [group_quiz_words.NO_ANSWERS]
    return Group(Text(group_quiz_words.board_title(card), "bold"), *map(Text, lines))


def _heading(card: GroupQuestionCard | GroupAnswerCard) -> Heading:
    return Heading(f"{place_of(card).capitalize()} · {card.subject.title}", "magenta")
