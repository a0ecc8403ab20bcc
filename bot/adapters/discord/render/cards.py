"""Cards as Discord shows them: every card of the engine, as one or more messages.

Most cards are one message. What does not fit into one continues in further ones: after a
question in its thread, elsewhere right below.
"""

from typing import assert_never

from bot.adapters.discord.render import (
    boards,
    drills,
    group_quizzes,
    history,
    home,
    interviews,
    leaderboards,
    notices,
    pairs,
    recaps,
    receipts,
    reports,
    results,
    reveals,
    reviews,
    rounds,
    setup,
    who_may,
)
from bot.adapters.discord.render.command_links import NO_LINKS, CommandLinks, linked
from bot.adapters.discord.render.layout import Panel
from bot.adapters.shared.card_pictures import Picture
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
    WelcomeCard,
    WhoMayCard,
    WordsCard,
)
from bot.engine.cards.questions import DraftCard, ReviewCard, VerdictCard


def render(
    card: Card, picture: Picture | None = None, links: CommandLinks = NO_LINKS
) -> tuple[Panel, ...]:
    """Return ``card`` as the layouts of its messages, at least one.

    ``picture`` is sent with the first, for the cards that have one. ``links`` are those of the
    commands that its texts name.
    """
    return tuple(linked(panel, links) for panel in _panels(card, picture))


def _panels(card: Card, picture: Picture | None) -> tuple[Panel, ...]:  # noqa: C901  # one line per card
    match card:
        case QuestionCard():
            return rounds.question(card)
        case RevealCard():
            return (rounds.reveal(card),)
        case AnswerCard():
            return rounds.answer(card)
        case RevealPostCard():
            return (reveals.reveal_post(card),)
        case WordsCard():
            return (reveals.words(card),)
        case FollowUpCard():
            return (reveals.follow_up(card),)
        case ReceiptCard():
            return (receipts.receipt(card),)
        case RecapCard():
            return (recaps.recap(card, picture),)
        case ChampionCard():
            return (recaps.champion(card),)
        case ReportCard():
            return (reports.report(card),)
        case ReminderCard():
            return (receipts.reminder(card),)
        case ChangeCard():
            return (receipts.change(card),)
        case MineCard():
            return results.mine(card)
        case ReasonsCard():
            return (results.reasons(card),)
        case DrillCard():
            return (drills.drill(card),)
        case DrillSummaryCard():
            return (drills.summary(card),)
        case GroupQuestionCard():
            return (group_quizzes.question(card),)
        case GroupAnswerCard():
            return (group_quizzes.answer(card),)
        case GroupBoardCard():
            return (group_quizzes.board(card),)
        case InterviewOfferCard():
            return (interviews.offer(card),)
        case InterviewQuestionCard():
            return (interviews.question(card),)
        case InterviewWrittenCard():
            return (interviews.written(card),)
        case InterviewPointsCard():
            return (interviews.points(card),)
        case InterviewReportCard():
            return (interviews.report(card, picture),)
        case InterviewAnswersCard():
            return interviews.answers(card)
        case PairCard():
            return (pairs.pair(card),)
        case PairSheetCard():
            return (pairs.sheet(card),)
        case PairQuestionCard():
            return (pairs.question(card),)
        case PairNotesCard():
            return pairs.notes(card)
        case PartnerWaitCard():
            return (pairs.waiting(card),)
        case HomeCard():
            return (home.home(card),)
        case LeaderboardCard():
            return (leaderboards.leaderboard(card),)
        case PostedLeaderboardCard():
            return (leaderboards.posted(card),)
        case HistoryCard():
            return (history.history(card),)
        case StreakCard():
            return (boards.streak(card, picture),)
        case StatsCard():
            return (boards.stats(card, picture),)
        case SchedulesCard():
            return notices.schedules(card)
        case WelcomeCard():
            return (setup.welcome(),)
        case PlanCard():
            return (setup.plan(card),)
        case PlanSavedCard():
            return (setup.saved(card),)
        case ConfirmCard():
            return (notices.confirm(card),)
        case NoticeCard():
            return notices.notice(card)
        case ProblemCard():
            return notices.problem(card)
        case AlertCard():
            return (notices.alert(card),)
        case HelpCard():
            return notices.commands(card)
        case DraftCard():
            return reviews.draft(card)
        case ReviewCard():
            return reviews.review(card)
        case VerdictCard():
            return (reviews.verdict(card),)
        case WhoMayCard():
            return (who_may.who_may(card),)
        case _:
            assert_never(card)
