"""Everything the engine serves is within reach: a button that is shown, or words to type."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

import pytest

from bot.adapters.discord.render import cards as discord_cards
from bot.adapters.shared import action_ids as ids
from bot.adapters.shared.pair_actions import PairBoxes, PairTick
from bot.adapters.slack.render import cards as slack_cards
from bot.engine.commands import Command
from bot.engine.dispatcher import SLOW
from bot.engine.handlers import READS, WRITES
from tests.support.discord.samples import CARDS
from tests.support.slack.samples import SAMPLES

BOT = Path(__file__).parents[2] / "bot"
ONLY_ON: dict[type[ids.Action], str] = {
    ids.Setup: "slack",
    ids.EditPlan: "discord",
    ids.MoreOptions: "forms",
    ids.MarkPoints: "forms",
    ids.DraftTrack: "discord",
    ids.DraftLevel: "discord",
    ids.Tick: "discord",
    ids.InterviewTick: "discord",
    ids.InterviewBoxes: "slack",
    PairTick: "discord",
    PairBoxes: "slack",
    ids.SuggestTicks: "discord",  # on Slack in the form with the boxes
    ids.KeepTicks: "discord",
    ids.Change: "slack",
    ids.Visit: "slack",
}
"""Actions that one platform has alone, or that only forms carry, which aren't cards."""


def values_used(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a module uses as values: not to import, match or annotate."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        aside: list[ast.AST | None] = []
        if isinstance(node, ast.MatchClass):
            aside = [node.cls]
        elif isinstance(node, ast.AnnAssign | ast.arg):
            aside = [node.annotation]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            aside = [node.returns]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance":
            aside = [*node.args]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            aside = [node]
        for each in aside:
            skipped |= {id(part) for part in ast.walk(each)} if each is not None else set()
    for node in ast.walk(tree):
        if id(node) not in skipped and isinstance(node, ast.Attribute | ast.Name):
            yield node.attr if isinstance(node, ast.Attribute) else node.id


@cache
def made_in(*folders: str) -> dict[str, set[str]]:
    """Return where each name is used as a value, by the names of the files."""
    made: dict[str, set[str]] = {}
    for folder in folders:
        for file in (BOT / folder).rglob("*.py"):
            for name in values_used(ast.parse(file.read_text())):
                made.setdefault(name, set()).add(file.name)
    return made


def every(kind: type[Command]) -> Iterator[type[Command]]:
    for below in kind.__subclasses__():
        yield below
        yield from every(below)


def ids_in(shown: Any) -> Iterator[ids.Action]:
    """Yield what every button and list in a payload stands for."""
    if isinstance(shown, dict):
        part = cast("dict[str, Any]", shown)
        for key in ("custom_id", "action_id"):
            action = ids.decode(str(part.get(key) or ""))
            if action is not None:
                yield action
        for value in part.values():
            yield from ids_in(value)
    elif isinstance(shown, list | tuple):
        for value in cast("list[Any]", shown):
            yield from ids_in(value)


@cache
def shown_on(platform: str) -> set[type[ids.Action]]:
    """Return the kinds of buttons on the cards of a platform."""
    if platform == "discord":
        payloads = [panel.to_components() for card in CARDS.values()
                    for panel in discord_cards.render(card)]  # fmt: skip
    else:
        payloads = [list(message.blocks) for card in SAMPLES.values()
                    for message in slack_cards.render(card)]  # fmt: skip
    return {type(action) for action in ids_in(payloads)}


def test_every_command_is_served() -> None:
    served = (*READS, *WRITES, *SLOW)
    bases = {base.__name__ for kind in served for base in kind.__mro__}  # slots make classes twice
    ours = {kind.__name__ for kind in every(Command) if kind.__module__.startswith("bot.engine")}
    assert ours - bases == set()


@pytest.mark.parametrize("kind", [*READS, *WRITES], ids=lambda kind: kind.__name__)
def test_every_command_is_made_by_what_people_do(kind: type[Command]) -> None:
    assert made_in("adapters", "cli").get(kind.__name__), "no press, form or word leads to it"


@pytest.mark.parametrize("action", get_args(ids.Action), ids=lambda action: action.__name__)
def test_every_button_is_shown_where_it_belongs(action: type[ids.Action]) -> None:
    where = {platform for platform in ("discord", "slack") if action in shown_on(platform)}
    only = ONLY_ON.get(action)
    if only == "forms":
        assert made_in("adapters").get(action.__name__, set()) - {"action_ids.py"}
    else:
        assert where >= ({only} if only else {"discord", "slack"})
