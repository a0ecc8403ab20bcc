"""A question as each platform would show it: to look at, and to compare with its limits."""

from collections.abc import Iterator
from datetime import UTC, datetime
from string import ascii_uppercase

from rich.console import RenderableType
from rich.json import JSON

from bot.adapters.console.render.rounds import show_question
from bot.adapters.discord import limits as discord_limits
from bot.adapters.discord.render.cards import render as discord_panels
from bot.adapters.slack import limits as slack_limits
from bot.adapters.slack.render.cards import render as slack_messages
from bot.engine.cards import (
    AnswerCard,
    Card,
    FollowUpCard,
    PointCovered,
    QuestionCard,
    RevealCard,
    RevealedChoice,
    RevealPostCard,
    ShownChoice,
    StreakMention,
    Subject,
)
from bot.engine.model.people import Platform
from bot.engine.model.questions import Format, Question
from bot.engine.rounds.cards import NAMES_SHOWN, shown_choices
from bot.engine.rounds.reveal_post import NAMES_SHOWN as POSTED_NAMES
from bot.engine.rules.text import NAME_LENGTH

_AT = datetime(2026, 1, 5, 16, tzinfo=UTC)
_ZONE = "America/Argentina/ComodRivadavia"  # the longest name there is
_MANY = 9999


def cards_of(question: Question) -> tuple[Card, ...]:
    """Return the cards that show a question, with as many votes and names as there can be."""
    about = Subject(question.track, question.track, question.level, question.title)
    asked_as = Format.CHOICE if question.choices else Format.OPEN
    order = tuple(range(len(question.choices)))
    revealed = tuple(
        RevealedChoice(ascii_uppercase[index], choice.text, choice.right, choice.why, _MANY)
        for index, choice in enumerate(question.choices)
    )
    names = ("W" * NAME_LENGTH,) * NAMES_SHOWN
    shown = shown_choices(question, order)
    return (
        QuestionCard(1, about, _MANY, asked_as, question.prompt, shown, _MANY, _AT, _ZONE, _AT),
        RevealCard(
            1, about, _MANY, asked_as, question.prompt, revealed, _MANY, _MANY, names, _MANY, (),
            _AT, _ZONE,
        ),
        AnswerCard(
            1, about, question.answer, question.key_points, question.references,
        ),
        _post(question, about, asked_as),
        *(FollowUpCard(1, follow_up.question) for follow_up in question.follow_ups[:1]),
    )  # fmt: skip


def _post(question: Question, about: Subject, asked_as: Format) -> RevealPostCard:
    """Return the reveal's short message, with twelve names and many more."""
    key = question.key if question.choices else None
    right = None if key is None else question.choices[key]
    points = () if right else tuple(PointCovered(point, _MANY) for point in question.key_points)
    return RevealPostCard(
        1, about, asked_as, ShownChoice("A", right.text) if right else None,
        right.why if right else (), _MANY, _MANY, _MANY, ("W" * NAME_LENGTH,) * POSTED_NAMES, _MANY,
        (StreakMention("W" * NAME_LENGTH, _MANY, best=True),), _MANY, None, _MANY, points, _MANY,
    )  # fmt: skip


def platform_problems(question: Question) -> Iterator[str]:
    """Yield one sentence for each part of ``question`` that a platform can't show well."""
    cards = cards_of(question)
    asked = cards[0]
    for platform, count in (
        ("Discord", len(discord_panels(asked))),
        ("Slack", len(slack_messages(asked))),
    ):
        if count > 1:
            yield f"The prompt and choices need {count} messages on {platform}."
    for card in cards:
        yield from _discord_problems(card)
        yield from _slack_problems(card)


def shown_on(platform: Platform, question: Question) -> RenderableType:
    """Return a question as ``platform`` would show it, to be printed by rich."""
    match platform:
        case "console":
            return show_question(question)
        case "discord":
            return _discord_json(question)
        case "slack":
            return _slack_json(question)


def _discord_json(question: Question) -> JSON:
    """Return the components that Discord would get, as JSON."""
    panels = [panel for card in cards_of(question) for panel in discord_panels(card)]
    return JSON.from_data([panel.to_components() for panel in panels])


def _slack_json(question: Question) -> JSON:
    """Return the blocks that Slack would get, as JSON for its Block Kit Builder."""
    messages = [message for card in cards_of(question) for message in slack_messages(card)]
    return JSON.from_data([{"blocks": list(message.blocks)} for message in messages])


def _discord_problems(card: Card) -> Iterator[str]:
    for panel in discord_panels(card):
        text = panel.content_length()
        if text > discord_limits.MESSAGE_TEXT:
            yield f"{type(card).__name__} has {text} characters in one message on Discord."
        if panel.total_children_count > discord_limits.COMPONENTS:
            yield f"{type(card).__name__} has too many components for Discord."


def _slack_problems(card: Card) -> Iterator[str]:
    for message in slack_messages(card):
        taken = slack_limits.size(message.blocks)
        if taken > slack_limits.MESSAGE_CHARACTERS:
            yield f"{type(card).__name__} has {taken} characters in one message on Slack."
        if len(message.blocks) > slack_limits.MESSAGE_BLOCKS:
            yield f"{type(card).__name__} has too many blocks for Slack."
