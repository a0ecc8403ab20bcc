"""The slash commands around a team's questions, and the forms that they open."""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.commands.autocomplete import Choices
from bot.adapters.discord.render import forms, question_forms
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.actors import actor_of, channel_of
from bot.adapters.discord.serving.handler import Answers, Handler
from bot.adapters.discord.serving.replies import Press, Shown
from bot.adapters.shared import action_ids as ids
from bot.adapters.shared.command_table import entry
from bot.adapters.shared.question_presses import form_query
from bot.adapters.shared.uploads import TOO_LARGE, UPLOAD_BYTES, questions_in
from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine.cards import ProblemCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused, StorageError
from bot.engine.model.people import Actor
from bot.engine.model.question_form import QuestionForm

log = logging.getLogger(__name__)

FORM_SECONDS = 1.5
"""How long a form may wait for what it holds: it must open within three."""
SLOW = Refused("The form takes too long to open.", "Press again in a minute.")
Words = app_commands.Range[str, 1, 100]


async def open_question(
    handler: Handler, press: Press, action: ids.Action | None, begun: QuestionForm | None = None
) -> forms.Form:
    """Return a question's form, filled in; raises Refused when it can't be opened.

    ``begun`` is what a new question holds already.
    """
    try:
        async with asyncio.timeout(FORM_SECONDS):
            query = form_query(action, actor_of(press), channel_of(press))
            filled = await handler.engine.ask(await handler.placed(query))
    except StorageError as error:
        handler.note_failure(error)
        raise SLOW from error
    except TimeoutError as error:
        log.info("a question's form didn't open: the database is slow")
        raise SLOW from error
    filled = replace(filled, form=begun) if begun else filled
    return question_forms.question(action or ids.Suggest(), filled)


async def show_form(
    handler: Handler, press: Press, action: ids.Action, begun: QuestionForm | None = None
) -> None:
    """Open a question's form, or say why it can't be opened."""
    try:
        form = await open_question(handler, press, action, begun)
    except Refused as problem:
        await replies.refuse(press, ProblemCard(problem.message, problem.fix))
        return
    await replies.open_form(press, form)


def add_suggest(handler: Handler, group: app_commands.Group) -> None:
    """Add ``/question suggest``."""

    @group.command(name="suggest", description=entry("question suggest").does)
    async def suggest(press: Press) -> None:
        await show_form(handler, press, ids.Suggest())


def add_writing(handler: Handler, choices: Choices, group: app_commands.Group) -> None:
    """Add what managers do with questions, apart from correcting and retiring them."""

    @group.command(name="review", description=entry("question review").does)
    @app_commands.describe(**entry("question review").options)
    async def review(press: Press, item: int | None = None) -> None:
        by, channel = handler.asked_by(press), channel_of(press)
        asked = (
            c.ReviewQueue(*by, channel)
            if item is None
            else qc.ShowProposal(*by, number=item, channel=channel)
        )
        await handler.serve(press, asked)

    @group.command(name="add", description=entry("question add").does)
    async def add(press: Press) -> None:
        await show_form(handler, press, ids.EditQuestion(""))

    @group.command(name="edit", description=entry("question edit").does)
    @app_commands.describe(**entry("question edit").options)
    @app_commands.autocomplete(question=choices.questions)
    async def edit(press: Press, question: Words) -> None:
        await show_form(handler, press, ids.EditQuestion(question))

    @group.command(name="list", description=entry("question list").does)
    @app_commands.describe(**entry("question list").options)
    async def listed(press: Press, words: Words = "", page: int = 1) -> None:
        await handler.serve(press, qc.ListQuestions(*handler.asked_by(press), words, page))

    @group.command(name="import", description=entry("question import").does)
    @app_commands.describe(**entry("question import").options)
    async def import_(press: Press, file: discord.Attachment) -> None:
        await handler.serve(press, ReadNotes(*handler.asked_by(press), file))

    for name, kind in (
        ("show", qc.ShowTeamQuestion),
        ("next", qc.AskNext),
        ("restore", qc.RestoreQuestion),
    ):
        _add_on_question(handler, choices, group, name, kind)


def _add_on_question(
    handler: Handler,
    choices: Choices,
    group: app_commands.Group,
    name: str,
    kind: type[qc.OnQuestion],
) -> None:
    async def run(press: Press, question: Words) -> None:
        await handler.serve(press, kind(*handler.asked_by(press), question))

    about = entry(f"question {name}")
    made: app_commands.Command[Any, ..., Any]
    made = app_commands.Command(name=name, description=about.does, callback=run)
    app_commands.describe(**about.options)(made)
    if name != "restore":
        app_commands.autocomplete(question=choices.questions)(made)
    group.add_command(made)


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """Read an uploaded file, and preview its import."""

    actor: Actor
    at: datetime
    file: discord.Attachment


def notes_answers(engine: Engine) -> Answers:
    """Return what answers an upload, for the handler's table."""

    async def read(press: Press, asked: ReadNotes) -> Shown:
        del press
        if asked.file.size > UPLOAD_BYTES:
            return TOO_LARGE
        try:
            content = await asked.file.read()
        except discord.HTTPException as error:
            log.warning("an upload couldn't be read: %s", error)
            return ProblemCard("Discord didn't give the file.", "Send it again.")
        read = await questions_in(engine, asked.actor, asked.file.filename, content)
        if isinstance(read, ProblemCard):
            return read
        return await engine.handle(qc.PreviewImport(asked.actor, asked.at, read=read))

    return {ReadNotes: read}
