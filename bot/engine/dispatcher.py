"""The engine's front door: a command in, a card out; a query in, a value out."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar, cast

from bot.engine import commands as c
from bot.engine import key_point_commands as kc
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine import thread_queries as tq
from bot.engine.cards import Card, ProblemCard, ReceiptCard
from bot.engine.command_text import clean_command
from bot.engine.errors import AlreadyServed, GraderFails, Refused
from bot.engine.handlers import NOTES, QUERIES, READINGS, READS, WRITES
from bot.engine.model.coverage import Reader
from bot.engine.model.people import Actor
from bot.engine.model.read_notes import ReadNotes
from bot.engine.ports.context import Context
from bot.engine.ports.deck_writer import NO_DECKS, DeckWriter
from bot.engine.ports.grader import Grader
from bot.engine.ports.question_parser import NO_PARSER, QuestionParser
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Monitor, NullMonitor, Store
from bot.engine.records import question_pool
from bot.engine.records.members import known_member, member_of, needs_update
from bot.engine.records.news import has_news
from bot.engine.records.reading import ToRead
from bot.engine.records.rights import require_manager
from bot.engine.rules.calendar import utc
from bot.engine.usecases import imports

T = TypeVar("T")

_ANY_TIME = datetime.min.replace(tzinfo=UTC)
"""Stands for when something was pressed, where only what was pressed matters."""
SLOW = tuple(READINGS)
"""Commands that ask somebody outside, which may take ``ports.grader.SECONDS``."""

MAKE_WORK = (c.PostNow, c.CorrectKey, c.ForgetMe, c.TakeOutWords, qc.HideCredit)
"""Commands after which the daily work has something to do: a post, or a reveal shown again."""


class Engine:
    """Serves commands; a refusal comes back as a ProblemCard and changes nothing.

    ``on_response`` hears the id of each round whose messages show less than people have done:
    responded, ticked key points, applauded. ``on_due`` hears that the daily work has something
    to do at once.
    """

    def __init__(
        self,
        store: Store,
        bank: Bank,
        on_response: Callable[[int], None] = lambda _: None,
        on_due: Callable[[], None] = lambda: None,
        monitor: Monitor | None = None,
        parser: QuestionParser = NO_PARSER,
        decks: DeckWriter = NO_DECKS,
        grader: Grader | None = None,
        grader_per_day: int = 0,
    ) -> None:
        self._store = store
        self.bank = bank
        self._parser = parser
        self._decks = decks
        self._grader = grader
        self._reader = Reader(grader.model, grader.host, grader_per_day) if grader else None
        self._on_response = on_response
        self._on_due = on_due
        self._suggesting: dict[c.Command, asyncio.Task[Card]] = {}
        self._monitor = monitor or NullMonitor()

    async def handle(self, command: c.Command, delivery: str = "") -> Card:
        """Serve ``command``; answers only once its effect is durable.

        ``delivery`` is the platform's id of what was pressed, sent or typed, if it has one:
        it is kept in the command's own transaction, so that whatever is delivered twice has one
        effect, and what was lost before it was saved has one when it is delivered again.

        Raises AlreadyServed for a delivery that has had its effect, StorageError when the
        database fails, NaiveTime for a time without a zone.
        """
        at = utc(command.at)
        if command.at.tzinfo is not UTC:
            command = replace(command, at=at)
        with self._monitor.serving(type(command).__name__):
            cleaned = clean_command(command)
            if isinstance(cleaned, SLOW):
                return await self._suggest(cleaned)
            return await self._serve(cleaned, delivery)

    async def ask(self, query: q.Query[T]) -> T:
        """Return the answer to ``query``; raises Refused where it can't be had."""
        lookup = QUERIES[type(query)]
        return await self._store.read(lambda tx: lookup(self._context(tx), query))

    async def read_file(self, actor: Actor, name: str, content: bytes) -> ReadNotes:
        """Return the questions of a file that a manager sent; raises Refused with one sentence.

        Anybody else is refused before it's read: a large file takes seconds of a processor.
        It's read outside the transactions, in a thread, so a large file delays nobody else.
        """
        await self._store.read(lambda tx: require_manager(tx, actor))
        return await asyncio.to_thread(self._parser.read_file, name, content)

    def _context(self, tx: Transaction) -> Context:
        return Context(tx, self.bank, self._parser, self._decks, self._reader)

    def shipped_tracks(self) -> Mapping[str, str]:
        """Return the titles of the tracks to offer where the database can't be asked in time."""
        return question_pool.shipped_offer(self.bank)

    async def note(self, note: q.Note[T]) -> T:
        """Keep ``note`` and return its answer once it is durable."""
        keep = NOTES[type(note)]
        answer = await self._store.write(lambda tx: keep(self._context(tx), note))
        for round_id in _changed_rounds(answer):
            self._on_response(round_id)
        if isinstance(note, q.ChannelClosed | q.ChannelOpened | q.Invited):
            self._on_due()
        return answer

    async def _serve(self, command: c.Command, delivery: str) -> Card:
        kind = type(command)

        due = isinstance(command, MAKE_WORK)

        def save(tx: Transaction) -> Card:
            nonlocal due
            added = tx.deliveries.added
            event = f"{command.actor.platform}:{delivery}"
            if delivery and not tx.events.first_time(event, command.at):
                raise AlreadyServed(f"{delivery} was delivered before")
            card = WRITES[kind](self._context(tx), command)
            due = due or tx.deliveries.added > added
            return card

        try:
            if kind in READS:
                return await self._read(command)
            if isinstance(command, qc.PreviewImport):
                command = await self._plan(command)
            card = await self._store.write(save)
        except Refused as problem:
            return ProblemCard(problem.message, problem.fix)
        if isinstance(card, ReceiptCard):
            self._on_response(card.round_id)
        if isinstance(command, kc.MarkKeyPoints | kc.TickKeyPoint | kc.KeepTicks | c.Applaud):
            self._on_response(command.round_id)
        if due:
            self._on_due()
        return card

    async def _plan(self, command: qc.PreviewImport) -> qc.PreviewImport:
        """Find out what an import would do: in a thread, so it delays nobody else."""
        known = await self._store.read(lambda tx: imports.there(self._context(tx), command))
        return await asyncio.to_thread(imports.planned, self._parser, self.bank, command, known)

    async def _suggest(self, command: c.Command) -> Card:
        """Have a model read an answer; whoever presses again meanwhile gets the same card."""
        pressed = replace(command, at=_ANY_TIME)
        running = self._suggesting.get(pressed)
        if running is None:
            running = self._suggesting[pressed] = asyncio.create_task(self._have_read(command))
            running.add_done_callback(lambda _: self._suggesting.pop(pressed, None))
        return await running

    async def _have_read(self, command: c.Command) -> Card:
        """Have a model read an answer, between a transaction that asks and one that keeps."""
        prepare, keep, fail = READINGS[type(command)]
        write = self._store.write
        try:
            ready = await write(lambda tx: prepare(self._context(tx), command))
            if not isinstance(ready, ToRead) or self._grader is None:
                return cast("Card", ready)
            try:
                claims = await self._grader.claims(ready.task)
            except GraderFails as failure:
                why = failure.kind
                return await write(lambda tx: fail(self._context(tx), command, why))
            return await write(lambda tx: keep(self._context(tx), command, ready, claims))
        except Refused as problem:
            return ProblemCard(problem.message, problem.fix)

    async def _read(self, command: c.Command) -> Card:
        """Serve a command that only looks; whoever was marked as gone is back by it.

        A guest's account that was kept under the channel's workspace moves to its own. A result
        that has news of the member's streak notes that they were told.
        """
        handler = READS[type(command)]

        def look(tx: Transaction) -> Card | None:
            if needs_update(tx, command.actor) or _tells_news(tx, command):
                return None
            return handler(self._context(tx), command)

        def update(tx: Transaction) -> Card:
            member_of(tx, command.actor, command.at)
            return handler(self._context(tx), command)

        return await self._store.read(look) or await self._store.write(update)


def _tells_news(tx: Transaction, command: c.Command) -> bool:
    member = known_member(tx, command.actor) if isinstance(command, c.ShowMine) else None
    return member is not None and has_news(tx, member)


def _changed_rounds(answer: object) -> set[int]:
    """Return the rounds whose answers a note has changed."""
    outcomes = cast("tuple[object, ...]", answer if isinstance(answer, tuple) else (answer,))
    return {
        each.round_id for each in outcomes if isinstance(each, tq.ReplyOutcome) and each.changed
    }
