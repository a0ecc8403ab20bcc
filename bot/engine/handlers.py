"""Which use case serves what: commands by whether they write, queries, and notes."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine import interview_commands as ic
from bot.engine import key_point_commands as kc
from bot.engine import practice_queries as pq
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine import review_commands as rc
from bot.engine import team_commands as tc
from bot.engine import thread_queries as tq
from bot.engine.cards import Card
from bot.engine.file_queries import MissedDeck
from bot.engine.home_commands import ShowHome
from bot.engine.pair_handlers import PAIR_WRITES
from bot.engine.ports.context import Context
from bot.engine.records.reading import ToRead
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
    own_memory,
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
    rc.SetOwnMemory: own_memory.choose,
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
    rc.ShowOwnMemory: own_memory.show,
    qc.ListQuestions: team_questions.list_questions,
}

QUERIES: Mapping[type[q.Query[Any]], Lookup] = {
    q.FindSchedule: schedules.find_schedule,
    q.FindWaitingPlan: setup.find_waiting_plan,
    q.FindDraft: drafts.find_draft,
    ic.FindInterviewForm: interviews.find_form,
    ic.FindWaiting: interview_messages.find_waiting,
    ic.WaitingAccounts: interview_messages.waiting_accounts,
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
    pq.CountDueReviews: practice_team.count_due_reviews,
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
