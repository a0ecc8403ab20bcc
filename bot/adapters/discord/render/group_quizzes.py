"""A quiz that people take together: a question, the same with its answer, the board."""

from discord import ButtonStyle

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREEN,
    Panel,
    button,
    line,
    moment,
    panel,
    rows,
    text,
)
from bot.adapters.discord.render.rounds import (
    CHOICES_LENGTH,
    SHORTENED,
    WHY_LENGTH,
    choices,
    heading,
    revealed,
)
from bot.adapters.shared import action_ids, group_quiz_words
from bot.adapters.shared.group_quiz_words import place_of
from bot.engine.cards import GroupAnswerCard, GroupBoardCard, GroupPlace, GroupQuestionCard
from bot.engine.model.rich_text import Document

MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
EACH_CHOICE = 400


def question(card: GroupQuestionCard) -> Panel:
    """Return a question with a button a choice, and when it closes."""
    top, offered = heading(card.subject, place_of(card)), choices(card.choices, CHOICES_LENGTH)
    foot = f"-# Closes {moment(card.closes_at, 'R')}. {group_quiz_words.PRIVATE}"
    letters = [
        button(
            each.letter,
            action_ids.GroupChoose(card.quiz_id, card.position, each.letter),
            ButtonStyle.primary,
        )
        for each in card.choices
    ]
    stop = button(group_quiz_words.STOP, action_ids.StopGroup(card.quiz_id))
    parts = [text(top), text(_prompt(card.prompt, top, offered, foot)), line(), text(offered)]
    return panel([*parts, *rows(letters), text(foot), *rows([stop])], BLURPLE)


def answer(card: GroupAnswerCard) -> Panel:
    """Return the question with its votes, why the right choice is right, and who knew."""
    top = heading(card.subject, place_of(card))
    told = [revealed(choice, EACH_CHOICE) for choice in card.choices]
    right = next((choice for choice in card.choices if choice.right), None)
    if right is not None and right.why:
        told.append(f"> {markdown.flat(right.why, WHY_LENGTH)}")
    told.append(markdown.inert(group_quiz_words.who_knew(card)))
    below = "\n".join(told)
    return panel([text(top), text(_prompt(card.prompt, top, below)), line(), text(below)], GREEN)


def board(card: GroupBoardCard) -> Panel:
    """Return the places, the best first."""
    told = [f"### {group_quiz_words.board_title(card)}"]
    told += [_place(each) for each in card.places] or [group_quiz_words.NO_ANSWERS]
    return panel([text("\n".join(told))], BLURPLE)


def _place(place: GroupPlace) -> str:
    rank = MEDALS.get(place.rank, f"{place.rank}\\.")  # a bare "4." begins a list
    return f"{rank} **{place.right:,}**  {markdown.inert(group_quiz_words.named(place))}"


def _prompt(prompt: Document, *others: str) -> str:
    """Return as much of the prompt as a message has room for besides ``others``."""
    spare = limits.MESSAGE_TEXT - sum(map(len, others)) - len(SHORTENED)
    first, *rest = markdown.paginate(markdown.pieces(prompt), spare, spare)
    return f"{first}\n{SHORTENED}" if rest else first
