"""A daily question being set up: what a plan would do, part by part, and that it was saved."""

from typing import Any

from discord import ButtonStyle, ui

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.command_links import spoken
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREEN,
    Panel,
    Part,
    button,
    line,
    moment,
    panel,
    rows,
    text,
)
from bot.adapters.shared import action_ids, labels, setup_words
from bot.engine.cards import PlanCard, PlanSavedCard


def plan(card: PlanCard) -> Panel:
    """Return what a plan would do, each part with the button that edits it."""
    head = [
        f"### {markdown.inert(card.title)}",
        f"In <#{card.channel}>, {markdown.inert(card.where)}.",
        f"**{setup_words.coming(card)}: {markdown.inert(card.first)}**",
        *(spoken(note) for note in card.notes),
    ]
    parts = [
        _part(setup_words.WHEN, card.when, setup_words.EDIT_TIMES, "when", card.token),
        _part(setup_words.WHAT, card.what, setup_words.EDIT_TOPICS, "what", card.token),
        _part(setup_words.HOW, card.how, setup_words.EDIT_POSTING, "how", card.token),
    ]
    confirm = action_ids.Confirm(card.token, 1)
    buttons = [
        button(setup_words.start(card), confirm, ButtonStyle.success),
        button(labels.CANCEL, action_ids.Confirm(card.token, 0)),
    ]
    return panel([text("\n".join(head)), line(), *parts, line(), *rows(buttons)], BLURPLE)


def saved(card: PlanSavedCard) -> Panel:
    """Return that a schedule was saved, what happens next, and what to try meanwhile."""
    when = f", {moment(card.next_at, 'R')}" if card.next_at else ""
    lines = [
        f"### ✅ {markdown.inert(card.title)}",
        f"{markdown.inert(card.summary)}. It's posted in <#{card.channel}>{when}.",
        setup_words.NO_SIGN_UP,
        spoken(card.note),
        markdown.inert(card.pool),
        f"{setup_words.TOLD_OF_TROUBLE}\n-# {spoken(setup_words.CHANGE_LATER)}",
    ]
    told = "\n".join(each for each in lines if each)
    return panel([text(told), *rows(_next_steps(card))], GREEN)


def welcome() -> Panel:
    """Return the hello: what the bot does, who may set it up, and the button that does."""
    buttons = [
        button(setup_words.SET_UP, action_ids.Setup(0), ButtonStyle.success),
        button(setup_words.SAMPLE, action_ids.Sample()),
    ]
    told = (
        text(f"### {setup_words.HELLO}\n{setup_words.HELLO_WHAT}"),
        text(setup_words.HELLO_WHO.format(who="Anyone who may manage this server")),
    )
    below = text(f"-# {spoken(f'{setup_words.HELLO_ALONE} · all commands: /help')}")
    return panel([*told, *rows(buttons), below], BLURPLE)


def _next_steps(card: PlanSavedCard) -> list[ui.Button[Any]]:
    if not card.is_new:
        return []
    ask = action_ids.AskNow(card.schedule_id)
    return [
        button(setup_words.SAMPLE, action_ids.Sample(), ButtonStyle.primary),
        button(setup_words.ASK_NOW, ask),
    ]


def _part(title: str, said: str, label: str, part: str, token: str) -> Part:
    edit = button(label, action_ids.EditPlan(part, token))
    return ui.Section(text(f"**{title}**  {markdown.inert(said)}"), accessory=edit)
