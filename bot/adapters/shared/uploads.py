"""Files that a manager uploads to import their questions."""

from bot.engine.cards import ProblemCard
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused
from bot.engine.model.people import Actor
from bot.engine.model.read_notes import ReadNotes

UPLOAD_BYTES = 1024 * 1024
TOO_LARGE = ProblemCard("This file is larger than 1 MiB.", "Split it, or use the shell.")


async def questions_in(
    engine: Engine, actor: Actor, name: str, content: bytes
) -> ReadNotes | ProblemCard:
    """Return the questions of a file in any format, or what is wrong with it.

    ``actor`` is who sent it, with their rights.
    """
    if len(content) > UPLOAD_BYTES:
        return TOO_LARGE
    try:
        return await engine.read_file(actor, name, content)
    except Refused as problem:
        return ProblemCard(problem.message, problem.fix)
