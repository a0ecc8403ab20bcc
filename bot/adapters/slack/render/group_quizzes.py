"""How a quiz that people take together looks in Slack: a question, its answer, the board."""

from bot.adapters.shared import group_quiz_words
from bot.adapters.shared.action_ids import GroupChoose, StopGroup
from bot.adapters.shared.group_quiz_words import place_of
from bot.adapters.slack.render.blocks import actions, button, context, header
from bot.adapters.slack.render.choices import choice_rows
from bot.adapters.slack.render.mrkdwn import escape
from bot.adapters.slack.render.packing import Message, fit, message, rich
from bot.adapters.slack.render.rich_text import (
    document_elements,
    inline_elements,
    line,
    quote,
    section,
    text,
)
from bot.adapters.slack.render.rounds import revealed_choice, subject_line
from bot.engine.cards import GroupAnswerCard, GroupBoardCard, GroupPlace, GroupQuestionCard


def question(card: GroupQuestionCard) -> tuple[Message, ...]:
    """Show a question with a button a choice, and how long people have."""
    head = [subject_line(card.subject, place_of(card)), header(card.subject.title)]
    buttons = [
        button(each.letter, GroupChoose(card.quiz_id, card.position, each.letter))
        for each in card.choices
    ]
    stop = button(group_quiz_words.STOP, StopGroup(card.quiz_id))
    foot = f"{group_quiz_words.time_to_answer()} {group_quiz_words.PRIVATE}"
    tail = [*rich(choice_rows(card.choices)), *actions(buttons), context(foot), *actions([stop])]
    first, *_ = fit(_notice(card), head, document_elements(card.prompt), tail)
    return (first,)


def answer(card: GroupAnswerCard) -> tuple[Message, ...]:
    """Show the question with its votes, why the right choice is right, and who knew."""
    head = [subject_line(card.subject, place_of(card)), header(card.subject.title)]
    told = [revealed_choice(choice) for choice in card.choices]
    right = next((choice for choice in card.choices if choice.right), None)
    if right is not None and right.why:
        told.append(quote(inline_elements(right.why)))
    told.append(line(group_quiz_words.who_knew(card)))
    first, *_ = fit(_notice(card), head, document_elements(card.prompt), rich(told))
    return (first,)


def board(card: GroupBoardCard) -> tuple[Message, ...]:
    """Show the places, the best first."""
    title = group_quiz_words.board_title(card)
    told = [_place(each) for each in card.places] or [line(group_quiz_words.NO_ANSWERS)]
    return (message(title, [header(title), *rich(told)]),)


def _place(place: GroupPlace) -> dict[str, object]:
    named = text(f"  {group_quiz_words.named(place)}")
    return section([text(f"{place.rank}.  "), text(f"{place.right:,} right", bold=True), named])


def _notice(card: GroupQuestionCard | GroupAnswerCard) -> str:
    return escape(f"{place_of(card).capitalize()}: {card.subject.title}")
