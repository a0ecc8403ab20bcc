"""Pressed buttons and submitted forms: which command each of them is.

Everything is found again by its id alone, so a button pressed months and restarts later
still answers. Slash commands have their own way in.
"""

import asyncio
import logging
from dataclasses import replace
from functools import partial

import discord

from bot.adapters.discord.commands.anyone import spelled
from bot.adapters.discord.commands.writing import open_question
from bot.adapters.discord.render import forms, question_forms
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.actors import actor_of, channel_of
from bot.adapters.discord.serving.handler import Handler
from bot.adapters.discord.serving.replies import Press
from bot.adapters.discord.setup import form as setup_form
from bot.adapters.discord.setup.conversation import Preview, Setup, ShowForChange, first_words
from bot.adapters.discord.setup.words import words_in
from bot.adapters.shared import action_ids as ids
from bot.adapters.shared.help_lines import members_help
from bot.adapters.shared.log_round import log_round
from bot.adapters.shared.presses import MOVES_ON, Entered, command_of, submission_of
from bot.adapters.shared.problems import OLD_BUTTON
from bot.adapters.shared.question_presses import needs_words, opens_question, submitted
from bot.engine import queries as q
from bot.engine.cards import ProblemCard
from bot.engine.errors import Refused, StorageError
from bot.engine.interview_commands import FindInterviewForm

log = logging.getLogger(__name__)

DRAFT_SECONDS = 1.0
"""How long a form may wait for what it shows: it must open within three."""


def is_private(press: Press) -> bool:
    """Tell whether the message that was pressed is shown to the presser alone."""
    return press.message is not None and press.message.flags.ephemeral


class Interactions:
    """Hands presses and submitted forms to the handler."""

    def __init__(self, handler: Handler, setup: Setup) -> None:
        self._handler = handler
        self._setup = setup

    async def serve(self, press: Press) -> None:
        """Serve a press or a submission; any other interaction is left alone."""
        action = ids.decode(str((press.data or {}).get("custom_id", "")))
        with log_round(action):
            if press.type is discord.InteractionType.component:
                await self._pressed(press, action)
            elif press.type is discord.InteractionType.modal_submit:
                await self._submitted(press, action)

    async def _pressed(self, press: Press, action: ids.Action | None) -> None:
        """Open a form, which Discord takes as the first answer only, or serve a command."""
        try:
            form = await self._form_of(press, action)
        except Refused as problem:
            await replies.refuse(press, ProblemCard(problem.message, problem.fix))
            return
        if form is not None:
            await replies.open_form(press, form)
        elif action is None:
            await replies.refuse(press, OLD_BUTTON)
        elif isinstance(action, ids.Help):
            await self._handler.serve(press, members_help(spelled))
        elif isinstance(action, ids.Setup):
            asked_by, here = self._handler.asked_by(press), channel_of(press)
            change = ShowForChange(*asked_by, None, here, action.schedule_id)
            await self._handler.serve(press, change)
        else:
            asked = command_of(
                action, *self._handler.asked_by(press), channel_of(press), _chosen(press)
            )
            in_place = isinstance(action, MOVES_ON) and not _is_public(press)
            await self._handler.serve(press, asked, in_place=in_place)

    async def _form_of(self, press: Press, action: ids.Action | None) -> forms.Form | None:
        if opens_question(action):
            return await open_question(self._handler, press, action)
        match action:
            case ids.OwnWords(round_id):
                return forms.own_words(round_id, await self._draft(press, round_id))
            case ids.InterviewWords(interview_id, step):
                query = FindInterviewForm(actor_of(press), interview_id, step)
                return forms.interview_words(action, await self._found(query))
            case ids.Flag(round_id):
                return forms.report(round_id)
            case ids.MarkPoints(round_id):
                return forms.key_points(round_id, press.message)
            case ids.Review() if needs_words(action):
                return question_forms.reason(action)
            case ids.Setup(0):
                return await self._setup.form(press, self._handler.clock(), setup_form.WHEN, "")
            case ids.EditPlan(part, token) if part in setup_form.PARTS:
                return await self._setup.form(press, self._handler.clock(), part, token)
            case _:
                return None

    async def _draft(self, press: Press, round_id: int) -> q.Draft | None:
        return await self._found(q.FindDraft(actor_of(press), round_id))

    async def _found(self, query: q.FindDraft | FindInterviewForm) -> q.Draft | None:
        """Return what the form shows; None when the database isn't quick enough."""
        try:
            async with asyncio.timeout(DRAFT_SECONDS):
                return await self._handler.engine.ask(await self._handler.placed(query))
        except StorageError as error:
            self._handler.note_failure(error)
        except TimeoutError:
            log.info("a form opens without its question: the database is slow")
        return None

    async def _submitted(self, press: Press, action: ids.Action | None) -> None:
        fields = forms.values(dict(press.data or {}))
        actor, at = self._handler.asked_by(press)
        in_place = press.message is not None
        if isinstance(action, ids.EditPlan) and action.part in setup_form.PARTS:
            part, token = action.part, action.token
            words = setup_form.read(part, fields, words_in(press.message) or first_words(press))
            preview = Preview(actor, at, part, token, words, fields)
            back = partial(setup_form.refused, part, token, words)
            in_place = in_place and is_private(press)  # the hello is everybody's
            await self._handler.serve(press, preview, in_place=in_place, give_back=back)
            return
        typed = {name: forms.first(fields, name) for name in fields}
        ours = submitted(action, actor, at, typed, channel_of(press))
        if ours is not None:
            given = "\n\n".join(filter(None, typed.values()))
            back = partial(replace, words=given)
            await self._handler.serve(press, ours, in_place=in_place, give_back=back)
            return
        words = forms.first(fields, forms.WORDS)
        entered = Entered(words, forms.covered(fields), forms.is_private(fields))
        asked = submission_of(action, actor, at, entered)
        marks = isinstance(action, ids.MarkPoints | ids.InterviewWords)
        back = partial(replace, words=words)
        await self._handler.serve(press, asked, in_place=marks and in_place, give_back=back)


def _is_public(press: Press) -> bool:
    """Tell whether a channel shows the message that was pressed on, such as a recap."""
    message, others = press.message, press.guild_id is not None or press.context.private_channel
    return message is not None and others and not message.flags.ephemeral


def _chosen(press: Press) -> str:
    """Return what was picked from a list; empty for a button."""
    picked = forms.values({"components": [dict(press.data or {})]})
    return next((values[0] for values in picked.values() if values), "")
