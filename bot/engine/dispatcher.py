"""The engine's front door: a command in, a card out; a query in, a value out."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any, TypeVar, cast

from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine import interview_commands as ic
from bot.engine import key_point_commands as kc
from bot.engine import practice_queries as pq
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine import team_commands as tc
from bot.engine import thread_queries as tq
from bot.engine.cards import Card, ProblemCard, ReceiptCard
from bot.engine.command_text import clean_command
from bot.engine.errors import AlreadyServed, GraderFails, Refused
from bot.engine.file_queries import MissedDeck
from bot.engine.home_commands import ShowHome
from bot.engine.model.coverage import Reader
from bot.engine.model.read_notes import ReadNotes
from bot.engine.pair_handlers import PAIR_WRITES
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
from bot.engine.rules.calendar import utc
from bot.engine.usecases import (
    account,
    adapter_notes,
    answers,
    applause,
    drafts,
    drills,
    group_quizzes,
    history,
    home,
    imports,
    interview_messages,
    interview_points,
    interview_ticks,
    interviews,
    leaderboard,
    lookups,
    missed,
    moderation,
    practice_team,
    progress,
    recaps,
    reminders,
    reports,
    results,
    review_queue,
    schedules,
    setup,
    suggested_ticks,
    suggestions,
    team_questions,
    teams,
    thread_answers,
    who_may,
)

T = TypeVar("T")
Handler = Callable[[Context, Any], Card]
Lookup = Callable[[Context, Any], Any]
Reading = tuple[Callable[..., Card | ToRead], Callable[..., Card], Callable[..., Card]]

WRITES: Mapping[type[c.Command], Handler] = {
    c.SubmitChoice: answers.submit_choice,
    c.SubmitWords: answers.submit_words,
    kc.MarkKeyPoints: results.mark_key_points,
    kc.TickKeyPoint: results.tick_key_point,
    kc.KeepTicks: results.keep_ticks,
    c.PracticeLater: results.practice_later,
    c.Applaud: applause.applaud,
    c.TakeOutWords: results.take_out_words,
    c.PostLeaderboard: leaderboard.post,  # changes nothing, but happens once a press
    c.StartQuiz: drills.start_quiz,
    c.StartPractice: drills.start_practice,
    gc.StartGroupQuiz: group_quizzes.start,
    gc.SubmitGroupAnswer: group_quizzes.answer,
    gc.StopGroupQuiz: group_quizzes.stop,
    c.AnswerDrill: drills.answer_drill,
    ic.StartInterview: interviews.start,
    ic.BeginInterview: interviews.begin,
    ic.ShortenInterview: interviews.shorten,
    ic.DropInterview: interviews.drop,
    ic.AnswerInterview: interviews.answer,
    ic.WriteInInterview: interview_messages.write,
    ic.PassStep: interviews.pass_step,
    ic.EndInterview: interviews.end,
    ic.TickInterviewPoint: interview_points.tick,
    ic.TickInterviewPoints: interview_points.tick_all,
    ic.SaveInterviewPoints: interview_points.save,
    **PAIR_WRITES,
    c.PreviewSchedule: setup.preview,
    c.SavePreview: setup.save_preview,
    c.AddSchedule: setup.add,
    c.EditSchedule: setup.edit,
    c.PauseSchedule: schedules.pause,
    c.ResumeSchedule: schedules.resume,
    c.RemoveSchedule: schedules.remove,
    c.SkipNext: schedules.skip,
    c.PostNow: schedules.post_now,
    c.SetZone: teams.set_zone,
    c.SetWeekends: teams.set_weekends,
    c.SetWords: teams.set_words,
    c.SetRecap: recaps.set_recap,
    c.AddHoliday: teams.add_holiday,
    c.RemoveHoliday: teams.remove_holiday,
    c.FlagQuestion: moderation.flag,
    c.CorrectKey: moderation.correct,
    c.RetireQuestion: moderation.retire,
    c.TakeLeave: account.take_leave,
    c.EndLeave: account.end_leave,
    c.HideMe: account.hide,
    tc.SetPrivacy: account.set_privacy,
    c.SetReminders: reminders.set_reminders,
    c.SkipReminders: reminders.skip_reminders,
    c.ForgetMe: account.forget,
    qc.CheckQuestion: suggestions.check,
    qc.SortDraft: suggestions.sort,
    qc.SendDraft: suggestions.send,
    qc.DiscardDraft: suggestions.discard,
    qc.ShowProposal: review_queue.show,
    qc.AcceptSuggestion: review_queue.accept,
    qc.Decline: review_queue.decline,
    qc.CorrectReported: review_queue.correct_reported,
    qc.RetireReported: review_queue.retire_reported,
    qc.HideCredit: suggestions.hide_credit,
    qc.SetReviewers: who_may.set_reviewers,
    tc.SetSuggestions: suggested_ticks.set_suggestions,
    tc.SetManagers: who_may.set_managers,
    qc.ShowTeamQuestion: team_questions.show,
    qc.AskNext: team_questions.ask_next,
    qc.RestoreQuestion: team_questions.restore,
    qc.PreviewImport: imports.preview,
    qc.SaveImport: imports.save,
}

READS: Mapping[type[c.Command], Handler] = {
    ShowHome: home.home,
    c.ShowMine: results.show_mine,
    c.ShowReasons: results.show_reasons,
    c.ChangeMine: answers.change_mine,
    c.ShowLeaderboard: leaderboard.leaderboard,
    c.ShowHistory: history.history,
    c.ShowStreak: progress.streak,
    c.ShowStats: progress.stats,
    ic.ShowInterviewAnswer: interview_points.show_answer,
    ic.ShowInterviewAnswers: interview_points.show_answers,
    c.ListSchedules: schedules.list_schedules,
    c.ListHolidays: teams.list_holidays,
    c.ReviewQueue: review_queue.queue,
    tc.ShowReport: reports.report,
    qc.ShowReviewers: who_may.show_reviewers,
    tc.ShowManagers: who_may.show_managers,
    tc.ShowPrivacy: account.show_privacy,
    qc.ListQuestions: team_questions.list_questions,
}

QUERIES: Mapping[type[q.Query[Any]], Lookup] = {
    q.FindSchedule: schedules.find_schedule,
    q.FindWaitingPlan: setup.find_waiting_plan,
    q.FindDraft: drafts.find_draft,
    ic.FindInterviewForm: interviews.find_form,
    ic.FindWaiting: interview_messages.find_waiting,
    ic.InterviewWorkspace: interview_messages.interview_workspace,
    q.FindForm: suggestions.find_form,
    q.AskableQuestions: lookups.askable_questions,
    q.KnownTracks: lookups.known_tracks,
    q.OfferedTracks: lookups.offered_tracks,
    q.MayManage: lookups.may_manage,
    q.ManagerRoles: lookups.manager_roles,
    tq.OpenThread: thread_answers.open_thread,
    tq.OpenThreads: thread_answers.open_threads,
    tq.Answered: thread_answers.answered,
    q.AccountsOf: lookups.accounts_of,
    q.ExportMe: account.export,
    q.HomeWorkspace: adapter_notes.home_workspace,
    q.DrillWorkspace: lookups.drill_workspace,
    q.PairWorkspace: lookups.pair_workspace,
    q.SentCommands: adapter_notes.sent_commands,
    q.CommandIds: adapter_notes.command_ids,
    q.HasSchedules: adapter_notes.has_schedules,
    q.FirstTry: lookups.first_try,
    MissedDeck: missed.missed_deck,
    q.FirstGroupTry: group_quizzes.first_try,
    pq.LiveRounds: practice_team.live_rounds,
    pq.ResponseCount: practice_team.response_count,
    pq.LatestRound: practice_team.latest_round,
    pq.ShowQuestion: practice_team.show_question,
    pq.ShowReveal: practice_team.show_reveal,
    pq.StoppedAt: practice_team.stopped_at,
}

NOTES: Mapping[type[q.Note[Any]], Lookup] = {
    q.NoteHome: adapter_notes.note_home,
    q.NoteName: adapter_notes.note_name,
    tq.ReplyWritten: thread_answers.reply_written,
    tq.ReplyDeleted: thread_answers.reply_deleted,
    tq.ThreadRead: thread_answers.thread_read,
    q.MemberLeft: adapter_notes.member_left,
    q.Invited: adapter_notes.invited,
    q.ChannelClosed: adapter_notes.channel_closed,
    q.ChannelOpened: adapter_notes.channel_opened,
    q.ChannelMoved: adapter_notes.channel_moved,
    q.FirstDelivery: adapter_notes.first_delivery,
    q.NoteSentCommands: adapter_notes.note_sent_commands,
    q.Origin: adapter_notes.origin,
    pq.NoteTime: practice_team.note_time,
    pq.StartPracticeTeam: practice_team.start_practice_team,
}


READINGS: Mapping[type[c.Command], Reading] = {
    kc.SuggestTicks: (suggested_ticks.prepare, suggested_ticks.keep, suggested_ticks.fail),
    ic.SuggestInterviewTicks: (interview_ticks.prepare, interview_ticks.keep, interview_ticks.fail),
}
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

    async def read_file(self, name: str, content: bytes) -> ReadNotes:
        """Return the questions of a file that somebody sent; raises Refused with one sentence.

        It's read outside the transactions, in a thread, so a large file delays nobody else.
        """
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
