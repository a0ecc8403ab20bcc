"""The hello to whoever invited the bot."""

from datetime import datetime

from bot.engine.cards import Card, WelcomeCard
from bot.engine.model.deliveries import Delivery
from bot.engine.ports.context import Context

SET_UP_MEANWHILE = "a daily question was set up meanwhile"


def welcome_card(ctx: Context, delivery: Delivery, now: datetime) -> Card | str:
    """Return the hello, or why it isn't needed any more."""
    del now
    schedules = ctx.tx.schedules.of_team(delivery.team_id)
    if any(schedule.channel == delivery.target for schedule in schedules):
        return SET_UP_MEANWHILE
    return WelcomeCard()
