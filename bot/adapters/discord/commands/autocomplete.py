"""What autocompletion offers: tracks, zones, questions, schedules. Errors offer nothing."""

import logging
from collections.abc import Iterable
from typing import TypeVar

from discord.app_commands import Choice

from bot.adapters.discord import limits
from bot.adapters.discord.render.layout import shortened
from bot.adapters.discord.serving.actors import actor_of
from bot.adapters.discord.serving.handler import Handler
from bot.adapters.discord.serving.replies import Press
from bot.engine import commands as c
from bot.engine.cards import SchedulesCard
from bot.engine.errors import StorageError
from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_inlines
from bot.engine.queries import AskableQuestions, OfferedTracks
from bot.engine.rules.zones import find_zones

log = logging.getLogger(__name__)
V = TypeVar("V", str, int)


def matching(typed: str, known: Iterable[tuple[V, str]]) -> list[Choice[V]]:
    """Return those whose value or name holds what was typed; that begin with it first."""
    wanted = typed.strip().lower().replace(" ", "_")

    def rank(entry: tuple[V, str]) -> int:
        words = [str(part).lower().replace(" ", "_") for part in entry]
        if any(w.startswith(wanted) or w.rpartition("/")[2].startswith(wanted) for w in words):
            return 0
        return 1 if any(wanted in w for w in words) else 2

    ranked = sorted((rank(entry), n, entry) for n, entry in enumerate(known))
    return [
        Choice(name=shortened(name, limits.COMMAND_TEXT), value=value)
        for position, _, (value, name) in ranked
        if position < 2
    ][: limits.AUTOCOMPLETE_CHOICES]


class Choices:
    """Autocompletion over the bank, the tz database and the team's own."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    async def tracks(self, press: Press, typed: str) -> list[Choice[str]]:
        """Offer the tracks that have questions for the team."""
        try:
            tracks = await self._handler.engine.ask(OfferedTracks(actor_of(press)))
        except StorageError as error:
            self._handler.note_failure(error)
            tracks = self._handler.engine.shipped_tracks()
        return matching(typed, tracks.items())

    async def zones(self, _: Press, typed: str) -> list[Choice[str]]:
        """Offer time zones, by city or region."""
        found = find_zones(typed, self._handler.clock())
        return [
            Choice(name=shortened(label, limits.COMMAND_TEXT), value=zone)
            for zone, label in found.items()
        ]

    async def schedules(self, press: Press, typed: int | str) -> list[Choice[int]]:
        """Offer the team's schedules."""
        listing = c.ListSchedules(*self._handler.asked_by(press))
        try:
            card = await self._handler.engine.handle(listing)
        except StorageError as error:
            self._handler.note_failure(error)
            return []
        except Exception:
            log.exception("no schedules could be offered")
            return []
        lines = card.lines if isinstance(card, SchedulesCard) else ()
        offered = [(line.number, f"{line.number} · {line.summary}") for line in lines]
        return matching(str(typed), offered)

    async def questions(self, press: Press, typed: str) -> list[Choice[str]]:
        """Offer the questions that can be asked of the team."""
        found = await self._questions(press)
        return matching(typed, [(q.id, f"{q.id} · {q.title}") for q in found if len(q.id) <= 100])

    async def numbers(self, press: Press, typed: int | str) -> list[Choice[int]]:
        """Offer the choices of the question named, numbered in the author's order."""
        wanted = str(getattr(press.namespace, "question", ""))
        question = next((q for q in await self._questions(press) if q.id == wanted), None)
        numbered = enumerate(question.choices if question else (), 1)
        offered = [(n, f"{n}. {plain_inlines(choice.text)}") for n, choice in numbered]
        return matching(str(typed), offered)

    async def _questions(self, press: Press) -> tuple[Question, ...]:
        try:
            return await self._handler.engine.ask(AskableQuestions(actor_of(press)))
        except StorageError as error:
            self._handler.note_failure(error)
            return ()
        except Exception:
            log.exception("no questions could be offered")
            return ()
