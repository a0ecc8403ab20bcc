"""A question's choices in Slack: each with its button next to it, or as text above one row."""

from collections.abc import Sequence

from bot.adapters.shared.action_ids import Choose
from bot.adapters.shared.choices import letters_beside, one_line
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button
from bot.adapters.slack.render.mrkdwn import choice as choice_text
from bot.adapters.slack.render.packing import rich
from bot.adapters.slack.render.rich_text import inline_elements, section, text
from bot.engine.cards import ShownChoice


def choice_rows(choices: Sequence[ShownChoice]) -> list[Json]:
    """Return the choices as text, a line each."""
    return [
        section([text(f"{choice.letter}  ", bold=True), *inline_elements(choice.text)])
        for choice in choices
    ]


def answering(round_id: int, choices: Sequence[ShownChoice]) -> list[Json]:
    """Return the choices with the buttons that take them."""
    if not choices:
        return []
    letters = [_letter(round_id, choice) for choice in choices]
    told = [choice_text(choice.text) for choice in choices]
    if not letters_beside(choices) or None in told:
        return [*rich(choice_rows(choices)), *actions(letters)]
    return [
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": f"*{choice.letter}*  {words}", "verbatim": True},
            "accessory": letter,
        }
        for choice, words, letter in zip(choices, told, letters, strict=True)
    ]


def _letter(round_id: int, choice: ShownChoice) -> Json:
    spoken = f"Choose {choice.letter}: {one_line(choice.text)}"
    return button(choice.letter, Choose(round_id, choice.letter), spoken=spoken)
