"""Every card as rich's renderables: color on a terminal, plain text elsewhere."""

from typing import assert_never

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.adapters.console.clock import local
from bot.adapters.console.render import (
    boards,
    group_quizzes,
    history,
    home,
    interviews,
    leaderboards,
    pairs,
    recaps,
    receipts,
    reports,
    results,
    reveals,
    reviews,
    who_may,
)
from bot.adapters.console.render.layout import explained, indented
from bot.adapters.console.render.rounds import answer, drill, feedback, question, reveal
from bot.adapters.shared import labels, quiz_words, setup_words
from bot.adapters.shared.dates import written_days, written_time
from bot.adapters.shared.stats_words import (
    interviews_told,
    memory_told,
    points_and_reviews,
    stats_title,
    trend_weeks,
)
from bot.adapters.shared.streak_words import freezes_left, streak_facts, streak_title
from bot.engine.cards import (
    AlertCard,
    AnswerCard,
    Card,
    ChampionCard,
    ChangeCard,
    ConfirmCard,
    DrillCard,
    DrillSummaryCard,
    FollowUpCard,
    GroupAnswerCard,
    GroupBoardCard,
    GroupQuestionCard,
    HelpCard,
    HistoryCard,
    HomeCard,
    InterviewAnswersCard,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    InterviewWrittenCard,
    LeaderboardCard,
    MineCard,
    NoticeCard,
    PairCard,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
    PartnerWaitCard,
    PlanCard,
    PlanSavedCard,
    PostedLeaderboardCard,
    ProblemCard,
    QuestionCard,
    ReasonsCard,
    RecapCard,
    ReceiptCard,
    ReminderCard,
    ReportCard,
    RevealCard,
    RevealPostCard,
    SchedulesCard,
    StatsCard,
    StreakCard,
    TrackScore,
    WelcomeCard,
    WhoMayCard,
    WordsCard,
)
from bot.engine.cards.questions import DraftCard, ReviewCard, VerdictCard


def render(card: Card) -> RenderableType:  # noqa: C901  # one case a card, on purpose
    """Return ``card`` as people see it in a terminal."""
    match card:
        case QuestionCard():
            return question(card)
        case RevealCard():
            return reveal(card)
        case AnswerCard():
            return answer(card)
        case RevealPostCard():
            return reveals.reveal_post(card)
        case WordsCard():
            return reveals.words(card)
        case FollowUpCard():
            return reveals.follow_up(card)
        case ReceiptCard():
            return receipts.receipt(card)
        case RecapCard():
            return recaps.recap(card)
        case ChampionCard():
            return recaps.champion(card)
        case ReportCard():
            return reports.report(card)
        case ReminderCard():
            return receipts.reminder(card)
        case ChangeCard():
            return receipts.change(card)
        case MineCard():
            return results.mine(card)
        case ReasonsCard():
            return results.reasons(card)
        case DrillCard():
            return drill(card)
        case DrillSummaryCard():
            return _summary(card)
        case GroupQuestionCard():
            return group_quizzes.question(card)
        case GroupAnswerCard():
            return group_quizzes.answer(card)
        case GroupBoardCard():
            return group_quizzes.board(card)
        case InterviewOfferCard():
            return interviews.offer(card)
        case InterviewQuestionCard():
            return interviews.question(card)
        case InterviewWrittenCard():
            return interviews.written(card)
        case InterviewPointsCard():
            return interviews.points(card)
        case InterviewReportCard():
            return interviews.report(card)
        case InterviewAnswersCard():
            return interviews.answers(card)
        case PairCard():
            return pairs.pair(card)
        case PairSheetCard():
            return pairs.sheet(card)
        case PairQuestionCard():
            return pairs.question(card)
        case PairNotesCard():
            return pairs.notes(card)
        case PartnerWaitCard():
            return pairs.waiting(card)
        case HomeCard():
            return home.home(card)
        case LeaderboardCard():
            return leaderboards.leaderboard(card)
        case PostedLeaderboardCard():
            return leaderboards.posted(card)
        case HistoryCard():
            return history.history(card)
        case StreakCard():
            return _streak(card)
        case StatsCard():
            return _stats(card)
        case SchedulesCard():
            return _schedules(card)
        case WelcomeCard():
            return _lines(setup_words.HELLO, (setup_words.HELLO_WHAT, setup_words.HELLO_ALONE))
        case PlanCard():
            first = f"{setup_words.coming(card)}: {card.first}"
            return _lines(card.title, (card.where, first, card.what, card.how, *card.notes))
        case PlanSavedCard():
            return _lines(card.title, (card.summary, card.note, card.pool))
        case ConfirmCard(title, lines):
            return _lines(title, lines)
        case NoticeCard(title, lines, channel=channel):
            where = (f"#{channel.channel}",) if channel is not None else ()
            return _lines(title, (*where, *lines))
        case VerdictCard(_, title, lines):
            return _lines(title, lines)
        case ProblemCard(message, fix, words):
            given_back = f"\n{words}" if words else ""
            return Text.assemble(("! ", "red"), f"{message} {fix}".rstrip(), given_back)
        case AlertCard(title, channel, lines):
            return _lines(f"{title} (#{channel.channel})", lines)
        case HelpCard():
            listed = explained((entry.command, entry.about) for entry in card.entries)
            return Group(Text(card.title, style="bold"), listed)
        case DraftCard():
            return reviews.draft(card)
        case ReviewCard():
            return reviews.review(card)
        case WhoMayCard():
            return who_may.who_may(card)
        case _:
            assert_never(card)


def _lines(title: str, lines: tuple[str, ...]) -> RenderableType:
    return Group(Text(title, style="bold"), *(indented(line) for line in lines if line))


def _summary(card: DrillSummaryCard) -> RenderableType:
    shown: list[RenderableType] = []
    if card.feedback is not None:
        shown += [feedback(card.feedback), ""]
    shown.append(Text(f"Quiz finished: {quiz_words.score(card)}", style="bold"))
    shown += [indented(f"{'✓' if each.right else '✗'} {each.title}") for each in card.asked]
    if len(card.tracks) > 1:
        shown.append(_tracks(card.tracks))
    if card.weakest:
        shown.append(Text(f"Weakest track: {card.weakest}"))
    if card.due_reviews:
        shown.append(Text(f"{labels.reviews_due(card.due_reviews)} now: /practice"))
    elif card.next_review is not None:
        day = local(card.next_review, card.zone)
        shown.append(Text(f"Next review: {day:%a} {day.day} {day:%b} (/practice)"))
    return Group(*shown)


def _tracks(scores: tuple[TrackScore, ...]) -> Table:
    grid = Table.grid(padding=(0, 2))
    for score in scores:
        share = round(100 * score.right / score.total) if score.total else 0
        shown = boards.bar(score.right, score.total, "green")
        grid.add_row(Text(score.title), shown, f"{score.right} of {score.total} ({share}%)")
    return grid


def _streak(card: StreakCard) -> RenderableType:
    shown: list[RenderableType] = [Text(streak_title(card), style="bold")]
    shown += [indented(words) for words in (streak_facts(card), freezes_left(card)) if words]
    shown.append(boards.calendar(card.days, card.today))
    for day in card.lines:
        when = written_days(day.first, day.last)
        shown.append(Text.assemble(boards.mark(day), f" {when}: {day.reason}"))
    if not card.days:
        shown.append(indented(labels.NO_STREAK_DAYS))
    return Group(*shown)


def _stats(card: StatsCard) -> RenderableType:
    shown: list[RenderableType] = [Text(stats_title(card), style="bold")]
    if weeks := trend_weeks(card):
        shown.append(indented(weeks))
    if card.tracks:
        shown.append(_tracks(card.tracks))
    if mocks := interviews_told(card):
        shown.append(indented(mocks))
    if memory := memory_told(card):
        shown.append(indented(memory))
    return Group(*shown, indented(points_and_reviews(card)))


def _schedules(card: SchedulesCard) -> RenderableType:
    shown: list[RenderableType] = [Text(card.title, style="bold")]
    if card.note:
        shown.append(indented(card.note))
    for line in card.lines:
        shown.append(indented(f"{line.number}. #{line.channel.lstrip('#')}: {line.summary}"))
        if line.paused:
            shown.append(indented(f"paused: {line.paused}", style="yellow", cells=5))
        elif line.next_at is not None:
            shown.append(indented(f"next: {written_time(line.next_at, line.zone)}", cells=5))
    return Group(*shown)
