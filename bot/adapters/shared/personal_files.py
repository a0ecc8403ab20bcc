"""What people take along as a file: everything kept about them, or their missed questions."""

import json

from bot.engine import queries as q
from bot.engine.dispatcher import Engine
from bot.engine.file_queries import MissedDeck, PersonalFile

EVERYTHING = "Everything Warmup keeps about you."


async def personal_file(engine: Engine, asked: q.ExportMe | MissedDeck) -> PersonalFile:
    """Return the file that is asked for; raises Refused where there is nothing to put into it."""
    if isinstance(asked, MissedDeck):
        return await engine.ask(asked)
    kept = json.dumps(await engine.ask(asked), indent=2, ensure_ascii=False)
    return PersonalFile("warmup.json", kept.encode(), EVERYTHING)
