"""What a pressed button or a submitted form asks of the engine, the same on every platform."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared import interview_presses, pair_presses, question_presses
from bot.adapters.shared.problems import OLD_BUTTON, OLD_FORM
from bot.adapters.shared.typed import REMINDERS
from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine import key_point_commands as kc
from bot.engine.cards import Card, NoticeCard
from bot.engine.model.people import Actor
from bot.engine.model.practice import Focus
from bot.engine.model.schedules import ChannelRef
from bot.engine.model.scores import Period

DECLINED = NoticeCard("Nothing changed.")
MOVES_ON = (
    ids.DrillAnswer,
    ids.BoardPage,
    ids.PostBoard,
    ids.HistoryPage,
    ids.QuizAgain,
    ids.QuizOn,
    ids.Confirm,
    ids.Tick,
    ids.SuggestTicks,
    ids.KeepTicks,
    ids.Later,
    ids.TakeOut,
    ids.DraftTrack,
    ids.DraftLevel,
    ids.SendDraft,
    ids.DiscardDraft,
    *interview_presses.STEPS,
    *pair_presses.BUTTONS,
)
"""Buttons whose answer takes the place of the private message they were pressed on."""


def command_of(
    action: ids.Action,
    actor: Actor,
    at: datetime,
    channel: ChannelRef | None = None,
    chosen: str = "",
) -> c.Command | Card:
    """Return what a press on the button of ``action`` asks for, or the card that answers it.

    ``channel`` is where it was pressed; ``chosen`` is what was picked, if it was a list.
    """
    if isinstance(action, ids.Confirm):
        return confirmed(action.token, actor, at, channel) if action.yes else DECLINED
    asked = question_presses.pressed(action, actor, at, channel, chosen)
    asked = asked or interview_presses.pressed(action, actor, at, chosen)
    asked = asked or pair_presses.pressed(action, actor, at, chosen)
    return asked or _of_other(action, actor, at)


def _of_other(action: ids.Action, actor: Actor, at: datetime) -> c.Command | Card:
    match action:
        case ids.Choose() | ids.Mine() | ids.Reasons() | ids.Later() | ids.Change():
            return _of_round(action, actor, at)
        case ids.Tick() | ids.SuggestTicks() | ids.KeepTicks():
            return _of_ticks(action, actor, at)
        case ids.Applaud(round_id, author_id):
            return c.Applaud(actor, at, round_id, author_id)
        case ids.TakeOut(round_id):
            return c.TakeOutWords(actor, at, round_id)
        case ids.DrillAnswer() | ids.GroupChoose() | ids.StopGroup() | ids.ReviewNow():
            return _of_quiz(action, actor, at)
        case ids.HistoryPage() | ids.Show():
            return _shown(action, actor, at)
        case ids.BoardPage() | ids.PostBoard():
            return _board(action, actor, at)
        case ids.Remind() | ids.SkipToday():
            return _reminders(action, actor, at)
        case ids.Sample() | ids.AskNow() | ids.QuizAgain() | ids.QuizOn():
            return _to_try(action, actor, at)
        case _:
            return OLD_BUTTON


SHOWN: Mapping[str, Callable[[Actor, datetime], c.Command]] = {
    "streak": c.ShowStreak,
    "stats": c.ShowStats,
    "schedules": lambda actor, at: c.ListSchedules(actor, at, None),
    "queue": c.ReviewQueue,
}
"""What can be shown by a button that carries no more than its name."""


def _shown(action: ids.HistoryPage | ids.Show, actor: Actor, at: datetime) -> c.Command | Card:
    if isinstance(action, ids.HistoryPage):
        return c.ShowHistory(actor, at, action.page)
    made = SHOWN.get(action.what)
    return made(actor, at) if made else OLD_BUTTON


def _of_quiz(
    action: ids.DrillAnswer | ids.GroupChoose | ids.StopGroup | ids.ReviewNow,
    actor: Actor,
    at: datetime,
) -> c.Command:
    match action:
        case ids.DrillAnswer(drill_id, position, letter):
            return c.AnswerDrill(actor, at, drill_id, position, letter)
        case ids.GroupChoose(quiz_id, position, letter):
            return gc.SubmitGroupAnswer(actor, at, quiz_id, position, letter)
        case ids.StopGroup(quiz_id):
            return gc.StopGroupQuiz(actor, at, quiz_id)
        case ids.ReviewNow(round_id):
            return c.StartPractice(actor, at, round_id)


def _to_try(
    action: ids.Sample | ids.AskNow | ids.QuizAgain | ids.QuizOn, actor: Actor, at: datetime
) -> c.Command | Card:
    match action:
        case ids.Sample():
            return c.StartQuiz(actor, at, count=1)
        case ids.AskNow(schedule_id):
            return c.PostNow(actor, at, None, schedule_id=schedule_id)
        case ids.QuizAgain(track):
            return c.StartQuiz(actor, at, track)
        case ids.QuizOn(focus, track):
            known = focus in tuple(Focus)
            return c.StartQuiz(actor, at, track, focus=Focus(focus)) if known else OLD_BUTTON


def _board(action: ids.BoardPage | ids.PostBoard, actor: Actor, at: datetime) -> c.Command | Card:
    if action.period not in tuple(Period):
        return OLD_BUTTON
    if isinstance(action, ids.PostBoard):
        return c.PostLeaderboard(actor, at, Period(action.period), action.track)
    return c.ShowLeaderboard(actor, at, Period(action.period), action.track, max(action.page, 1))


def _reminders(action: ids.Remind | ids.SkipToday, actor: Actor, at: datetime) -> c.Command | Card:
    if isinstance(action, ids.SkipToday):
        return c.SkipReminders(actor, at, action.round_id)
    chosen = REMINDERS.get(action.when)
    return c.SetReminders(actor, at, chosen, None, action.round_id) if chosen else OLD_BUTTON


def _of_round(
    action: ids.Choose | ids.Mine | ids.Reasons | ids.Later | ids.Change,
    actor: Actor,
    at: datetime,
) -> c.Command:
    match action:
        case ids.Choose(round_id, letter):
            return c.SubmitChoice(actor, at, round_id, letter)
        case ids.Mine(round_id):
            return c.ShowMine(actor, at, round_id)
        case ids.Reasons(round_id):
            return c.ShowReasons(actor, at, round_id)
        case ids.Later(round_id):
            return c.PracticeLater(actor, at, round_id)
        case ids.Change(round_id):
            return c.ChangeMine(actor, at, round_id)


def _of_ticks(
    action: ids.Tick | ids.SuggestTicks | ids.KeepTicks, actor: Actor, at: datetime
) -> c.Command:
    match action:
        case ids.Tick(round_id, index, on):
            return kc.TickKeyPoint(actor, at, round_id, index, on == 1)
        case ids.SuggestTicks(round_id, agreed):
            return kc.SuggestTicks(actor, at, round_id, agreed == 1)
        case ids.KeepTicks(round_id):
            return kc.KeepTicks(actor, at, round_id)


def confirmed(
    token: str, actor: Actor, at: datetime, channel: ChannelRef | None = None
) -> c.Command:
    """Return the command that a ConfirmCard with ``token`` asked to confirm.

    Which commands ask first is the engine's business; see ``ForgetMe`` and ``RemoveSchedule``.
    """
    what, _, number = token.partition("-")
    if what == "forget":
        return c.ForgetMe(actor, at, confirmed=True)
    if number.isascii() and number.isdecimal() and len(number) < 19:
        if what == "remove":
            return c.RemoveSchedule(actor, at, None, schedule_id=int(number), confirmed=True)
        ours = question_presses.confirmed(what, int(number), actor, at, channel)
        if ours is not None:
            return ours
    return c.SavePreview(actor, at, token)


@dataclass(frozen=True, slots=True)
class Entered:
    """What a form was submitted with: words, key points checked off, whether words are private."""

    words: str = ""
    covered: tuple[int, ...] = ()
    private: bool = False


def submission_of(
    action: ids.Action | None, actor: Actor, at: datetime, entered: Entered
) -> c.Command | Card:
    """Return what a submitted form asks for."""
    words = entered.words
    ours = interview_presses.submitted(action, actor, at, words)
    if ours is not None:
        return ours
    match action:
        case ids.OwnWords(round_id):
            return c.SubmitWords(actor, at, round_id, words, entered.private)
        case ids.Flag(round_id):
            return c.FlagQuestion(actor, at, "", words, round_id)
        case ids.MarkPoints(round_id):
            return kc.MarkKeyPoints(actor, at, round_id, entered.covered)
        case _:
            return OLD_FORM
