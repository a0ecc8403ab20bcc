"""The console: a real adapter on the same engine, with a team's day in fast forward."""

from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TextIO

from tzlocal import get_localzone_name

from bot.adapters.console import clock as times
from bot.adapters.console import colleagues
from bot.adapters.console.clock import ConsoleClock
from bot.adapters.console.commands.help import COMMANDS, Typed, understand
from bot.adapters.console.commands.interviewing import STEPS, Step, meant, step_of
from bot.adapters.console.commands.parser import Asked, Here, command_of
from bot.adapters.console.commands.writing import FormInProgress
from bot.adapters.console.doing import Doing, Look
from bot.adapters.console.files import save_file
from bot.adapters.console.fronts import front_of
from bot.adapters.console.gateway import ConsoleGateway
from bot.adapters.console.screen.looking import Looker
from bot.adapters.shared.action_ids import Action, EditDraft, EditQuestion, Suggest
from bot.adapters.shared.personal_files import personal_file
from bot.adapters.shared.question_presses import form_query, submitted
from bot.adapters.shared.typed import AskedBy
from bot.engine.cards import (
    Card,
    DrillCard,
    DrillSummaryCard,
    HelpCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    NoticeCard,
    ProblemCard,
)
from bot.engine.cards.questions import DraftCard
from bot.engine.commands import Command, ShowMine
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused, StartRefused
from bot.engine.model.people import Actor
from bot.engine.model.question_form import form_to_plain
from bot.engine.model.rounds import Round, RoundState
from bot.engine.model.schedules import ChannelRef, Plan, Schedule
from bot.engine.ports.runtime import Gateway
from bot.engine.practice_queries import (
    LatestRound,
    LiveRounds,
    NoteTime,
    ResponseCount,
    ShowQuestion,
    StartPracticeTeam,
    StoppedAt,
)
from bot.engine.queries import KnownTracks
from bot.engine.question_commands import DiscardDraft, SendDraft

WORKSPACE = "local"
CHANNEL = ChannelRef("console", WORKSPACE, "interview-prep")
YOU = Actor("console", WORKSPACE, "you", "you", manager=True)


class ConsoleClient:
    """Serves one person in a terminal, or a script.

    ``work`` does all the daily work that is due and returns when it is done. ``run`` ends
    with the input; it raises StartRefused when the input has not a single line. ``folder`` is
    where files are put that are asked for: by default, where Warmup was started.
    """

    def __init__(
        self,
        engine: Engine,
        clock: ConsoleClock,
        work: Callable[[], Awaitable[None]],
        source: TextIO,
        out: TextIO,
        folder: Path | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._work = work
        self._folder = folder or Path()
        self._front = front_of(source, out)
        self._gateway = ConsoleGateway(self._front.post)
        self._drill: DrillCard | None = None
        self._interview: Step | None = None
        self._writing: FormInProgress | None = None
        self._draft: DraftCard | None = None

    @property
    def gateway(self) -> Gateway:
        """The console as a place to post to."""
        return self._gateway

    @property
    def last_contact(self) -> datetime | None:
        """Now: a terminal is always there."""
        return self._clock.now()

    @property
    def trouble(self) -> str:
        """Nothing stands in the way of printing."""
        return ""

    async def ready(self) -> None:
        """Return at once: a terminal is always there."""

    async def close(self, seconds: float) -> None:
        """Nothing to close: every answer was durable when it was acknowledged."""
        del seconds

    async def run(self) -> None:
        """Set the day up, post its question, and serve lines until the input ends."""
        schedule = await self._set_up()
        self._welcome(schedule)
        asked_before = await self._open()
        await self._daily_work()
        await self._show_again({asked.id for asked in asked_before})
        typed_any = False
        try:
            async for line in self._front.lines(self._looks(schedule.plan)):
                typed_any = True
                if not await self._serve(line, schedule):
                    return
                await self._front.settle(self._doing())
        finally:
            await self._front.end()
        if not (typed_any or self._front.for_people):
            raise StartRefused(
                "There's no terminal to play in. "
                "To run the bot, set DISCORD_TOKEN or SLACK_BOT_TOKEN."
            )

    async def _show_again(self, asked_before: Collection[int]) -> None:
        """Print what is still open from before a restart, and one's response to it."""
        for asked in await self._open():
            if asked.id in asked_before:
                self._show(await self._engine.ask(ShowQuestion(asked.id)))
                mine = await self._engine.handle(ShowMine(YOU, self._clock.now(), asked.id))
                if not isinstance(mine, ProblemCard):
                    self._show(mine)

    def _welcome(self, schedule: Schedule) -> None:
        zone, real = schedule.plan.zone, datetime.now(UTC)
        here = times.local(self._clock.now(), zone)
        morning = times.local(times.starting_time(real, schedule.plan, None), zone)
        lines = (
            "Your teammates Robin and Sam are simulated.",
            _why_not_today(here, times.local(real, zone), morning),
            self._front.hint,
        )
        self._show(NoticeCard(f"Your practice team · #{CHANNEL.channel}", lines))

    async def tick(self) -> None:
        """Do what has come due by itself while the person thinks."""
        await self._daily_work()
        await self._front.settle(self._doing())

    async def _serve(self, line: str, schedule: Schedule) -> bool:
        """Serve one line; False when it asked to leave."""
        try:
            if self._writing is not None:
                await self._write(self._writing, line)
                return True
            by = AskedBy(YOU, self._clock.now(), CHANNEL)
            if (asked := meant(self._interview, line, by)) is not None:
                self._serve_step(await self._engine.handle(asked))
                return True
            typed = understand(line)
            if typed is None:
                return True
            if typed.name == "quit":
                return False
            await self._do(typed, schedule)
        except Refused as problem:
            self._show(ProblemCard(problem.message, problem.fix))
        return True

    async def _do(self, typed: Typed, schedule: Schedule) -> None:
        match typed.name:
            case "help" | "letter" if typed.name == "help" or not (typed.words or self._drill):
                self._show(HelpCard("Commands", COMMANDS))
            case "stop":
                self._stop()
            case "question" if await self._writes(typed.words):
                pass
            case "reveal":
                await self._end_day()
            case "next":
                await self._next_day(schedule.plan)
            case _:
                await self._answer(command_of(typed, await self._here()))

    async def _answer(self, asked: Asked) -> None:
        if not isinstance(asked, Command):
            file = await personal_file(self._engine, asked)
            saved = save_file(self._folder, file.name, file.content)
            self._show(NoticeCard("Saved.", (file.about, f"The file is {saved}.")))
            return
        card = await self._engine.handle(asked)
        if isinstance(card, DrillCard | DrillSummaryCard):
            self._drill = card if isinstance(card, DrillCard) else None
            self._interview = None
        if isinstance(card, STEPS):
            self._drill, self._interview = None, card
        self._show(card)

    def _serve_step(self, card: Card) -> None:
        """Show a card; what is typed next is about the step of an interview that it shows."""
        self._interview = step_of(card, self._interview)
        self._show(card)

    def _stop(self) -> None:
        """Leave the quiz or the interview."""
        if isinstance(self._interview, InterviewQuestionCard | InterviewPointsCard):
            later = "Everything is saved. /interview brings you back here."
            self._show(NoticeCard("Interview left for later.", (later,)))
        else:
            stopped = "Quiz stopped. Back to today's question."
            self._show(NoticeCard(stopped if self._drill else "You're not in a quiz."))
            self._drill = None
        self._interview = None

    async def _writes(self, words: str) -> bool:
        """Begin a form, or send or drop what was written; False for anything else."""
        draft, by = self._draft, (YOU, self._clock.now())
        match words.split():
            case ["send"] if draft:
                self._show(await self._engine.handle(SendDraft(*by, draft.draft_id)))
            case ["discard"] if draft:
                self._show(await self._engine.handle(DiscardDraft(*by, draft.draft_id)))
            case [] if draft:
                await self._begin(EditDraft(draft.draft_id))
                return True
            case ["suggest"]:
                await self._begin(Suggest())
                return True
            case ["add"]:
                await self._begin(EditQuestion(""))
                return True
            case ["edit", question_id]:
                await self._begin(EditQuestion(question_id))
                return True
            case _:
                return False
        self._draft = None
        return True

    async def _begin(self, action: Action) -> None:
        filled = await self._engine.ask(form_query(action, YOU, CHANNEL))
        self._writing = FormInProgress(action, filled)
        self._show(NoticeCard(self._writing.question))

    async def _write(self, form: FormInProgress, line: str) -> None:
        if line.strip() == "/stop":
            self._writing = None
            self._show(NoticeCard("Stopped. What you wrote wasn't saved."))
            return
        if not form.take(line):
            return
        if not form.done:
            self._show(NoticeCard(form.question))
            return
        self._writing = None
        now = self._clock.now()
        asked = submitted(form.action, YOU, now, form_to_plain(form.form), CHANNEL)
        if not isinstance(asked, Command):
            return
        card = await self._engine.handle(asked)
        self._draft = card if isinstance(card, DraftCard) else None
        self._show(card)

    async def _end_day(self) -> None:
        live = await self._open()
        if not live:
            raise Refused(
                "Today's question has been revealed.", "/next goes to the next working day."
            )
        await self._jump(max(asked.reveal_at for asked in live))
        await self._daily_work()

    async def _next_day(self, plan: Plan) -> None:
        self._drill = None
        for asked in await self._live():
            await self._jump(asked.reveal_at)
            await self._daily_work()
        await self._jump(times.next_day(self._clock.now(), plan))
        await self._daily_work()

    async def _jump(self, to: datetime) -> None:
        self._clock.jump(to)
        await self._engine.note(NoteTime(self._clock.now(), jumped=True))

    async def _daily_work(self) -> None:
        """Do the due work, then let the colleagues answer what is open."""
        await self._work()
        now = self._clock.now()
        for asked in await self._live():
            responded = await self._engine.ask(ResponseCount(asked.id))
            if asked.state is RoundState.OPEN and not responded:
                for response in colleagues.responses(asked, WORKSPACE, now):
                    await self._engine.handle(response)

    async def _open(self) -> list[Round]:
        return [asked for asked in await self._live() if asked.state is RoundState.OPEN]

    async def _live(self) -> tuple[Round, ...]:
        return await self._engine.ask(LiveRounds(YOU))

    async def _here(self) -> Here:
        latest = await self._engine.ask(LatestRound(CHANNEL))
        tracks = await self._engine.ask(KnownTracks(YOU))
        return Here(AskedBy(YOU, self._clock.now(), CHANNEL), latest, self._drill, tracks)

    async def _set_up(self) -> Schedule:
        """Make the local team and its schedule, or find them; set the console's clock."""
        real = datetime.now(UTC)
        first_plan = Plan(at=time(9), zone=_local_zone(), reveal_at=time(16))
        since = times.starting_time(real, first_plan, None)
        schedule = await self._engine.note(
            StartPracticeTeam(YOU, CHANNEL, first_plan, since, self._clock.now())
        )
        last = await self._engine.ask(StoppedAt())
        self._clock.jump(times.starting_time(real, schedule.plan, last))
        await self._engine.note(NoteTime(self._clock.now(), jumped=False))
        return schedule

    def _show(self, card: Card) -> None:
        self._front.show(card)

    def _doing(self) -> Doing:
        in_form = self._writing is not None
        return Doing(self._drill is not None, in_form, self._interview)

    def _looks(self, plan: Plan) -> Look:
        return partial(Looker(self._engine, YOU, CHANNEL, self._clock.now).look, plan)


def _why_not_today(here: datetime, today: datetime, morning: datetime) -> str:
    """Say why the console's date is not the machine's; empty when it is."""
    if here.date() == today.date():
        return ""
    day = f"{here:%A} {here.day} {here:%B}"
    if here.date() == morning.date():
        return f"Today is {today:%A}; the next working day here is {day}."
    return f"Welcome back. It's still {day} here."


def _local_zone() -> str:
    name = get_localzone_name() or "UTC"
    return "UTC" if name in ("Etc/UTC", "Etc/GMT", "local") else name
