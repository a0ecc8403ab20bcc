"""Cards as Slack messages: total, so that a new card fails type-checking until it is shown."""

from typing import assert_never

from bot.adapters.slack import render_boards, render_drills, render_lists, render_rounds
from bot.adapters.slack.packing import Message
from bot.engine.cards import (
    AnswerCard,
    Card,
    ConfirmCard,
    DrillCard,
    DrillSummaryCard,
    HelpCard,
    LeaderboardCard,
    MineCard,
    NoticeCard,
    ProblemCard,
    QuestionCard,
    ReceiptCard,
    RevealCard,
    SchedulesCard,
    StatsCard,
    StreakCard,
)


def render(card: Card) -> tuple[Message, ...]:  # noqa: C901 - one case a card
    """Return ``card`` as one message, or more where it does not fit one."""
    match card:
        case QuestionCard():
            return render_rounds.question(card)
        case RevealCard():
            return render_rounds.reveal(card)
        case AnswerCard():
            return render_rounds.answer(card)
        case ReceiptCard():
            return render_rounds.receipt(card)
        case MineCard():
            return render_rounds.mine(card)
        case DrillCard():
            return render_drills.drill(card)
        case DrillSummaryCard():
            return render_drills.summary(card)
        case LeaderboardCard():
            return render_boards.leaderboard(card)
        case StreakCard():
            return render_boards.streak(card)
        case StatsCard():
            return render_drills.stats(card)
        case SchedulesCard():
            return render_lists.schedules(card)
        case ConfirmCard():
            return render_lists.confirm(card)
        case NoticeCard():
            return render_lists.notice(card)
        case ProblemCard():
            return render_lists.problem(card)
        case HelpCard():
            return render_lists.help_(card)
        case _:
            assert_never(card)
