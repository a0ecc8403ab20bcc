"""What can be done with a message by right-clicking it, or holding it on a phone."""

from dataclasses import replace

import discord
from discord import app_commands

from bot.adapters.discord.commands.writing import show_form
from bot.adapters.discord.message_marks import round_of
from bot.adapters.discord.message_words import is_by_person, words_of
from bot.adapters.discord.render import forms, question_forms
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.handler import Handler
from bot.adapters.discord.serving.replies import Press
from bot.adapters.shared import action_ids, labels
from bot.engine.cards import ProblemCard
from bot.engine.errors import Refused
from bot.engine.model.question_form import QuestionForm
from bot.engine.rules.message_question import form_of_message
from bot.engine.rules.text import cut

NOT_A_QUESTION = ProblemCard(
    "That message isn't one of Warmup's questions.", "Use it on a question or on its answer."
)
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
INSTALLED_THERE = app_commands.AppInstallationType(guild=True, user=False)


def report_menu() -> app_commands.ContextMenu:
    """Return the entry that opens the same form as the button below a result."""
    return app_commands.ContextMenu(
        name=labels.REPORT,
        callback=_report,
        allowed_contexts=IN_SERVERS,
        allowed_installs=INSTALLED_THERE,
    )


def suggest_menu(handler: Handler) -> app_commands.ContextMenu:
    """Return the entry that opens the form of ``/question suggest`` with the message's words."""

    async def suggest(press: Press, message: discord.Message) -> None:
        try:
            begun = form_of(message)
        except Refused as problem:
            await replies.refuse(press, ProblemCard(problem.message, problem.fix))
            return
        await show_form(handler, press, action_ids.Suggest(), begun)

    return app_commands.ContextMenu(
        name=labels.SUGGEST_MESSAGE,
        callback=suggest,
        allowed_contexts=IN_SERVERS,
        allowed_installs=INSTALLED_THERE,
    )


def form_of(message: discord.Message) -> QuestionForm:
    """Return the form of a question with a message's words; what it hides is the answer.

    Raises Refused for a message that nobody wrote, or that has no words.
    """
    words, longest = words_of(message), question_forms.LENGTHS
    shown, hidden = (words.shown, words.hidden) if words.shown else (words.hidden, "")
    form = form_of_message(shown, longest["prompt"], by_app=not is_by_person(message))
    return replace(form, answer=cut(hidden, longest["answer"]))


async def _report(press: Press, message: discord.Message) -> None:
    """Open the form for the question that a message of ours is about; any other is refused."""
    ours = press.client.user is not None and message.author.id == press.client.user.id
    round_id = round_of(message) if ours else None
    if round_id is None:
        await replies.refuse(press, NOT_A_QUESTION)
    else:
        await replies.open_form(press, forms.report(round_id))
