"""Cards as Discord shows them: every card of the engine, as one or more messages.

Most cards are one message. What does not fit into one continues in further ones: after a
question in its thread, elsewhere right below.
"""

from typing import assert_never

from bot.adapters.discord import render_boards, render_notices, render_practice, render_rounds
from bot.adapters.discord.layout import Panel
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


def render(card: Card) -> tuple[Panel, ...]:  # noqa: C901  # one line a card
    """Return ``card`` as the layouts of its messages, at least one."""
    match card:
        case QuestionCard():
            return render_rounds.question(card)
        case RevealCard():
            return (render_rounds.reveal(card),)
        case AnswerCard():
            return render_rounds.answer(card)
        case ReceiptCard():
            return (render_rounds.receipt(card),)
        case MineCard():
            return render_rounds.mine(card)
        case DrillCard():
            return (render_practice.drill(card),)
        case DrillSummaryCard():
            return (render_practice.summary(card),)
        case LeaderboardCard():
            return (render_boards.leaderboard(card),)
        case StreakCard():
            return (render_boards.streak(card),)
        case StatsCard():
            return (render_boards.stats(card),)
        case SchedulesCard():
            return render_notices.schedules(card)
        case ConfirmCard():
            return (render_notices.confirm(card),)
        case NoticeCard():
            return render_notices.notice(card)
        case ProblemCard():
            return (render_notices.problem(card),)
        case HelpCard():
            return render_notices.commands(card)
        case _:
            assert_never(card)
