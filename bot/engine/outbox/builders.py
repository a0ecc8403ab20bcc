"""What each kind of message shows: built from the database at the moment it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.cards import Card
from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.outbox.group_quizzes import continue_group_quiz, group_quiz_card
from bot.engine.outbox.pairs import pair_message, partner_message
from bot.engine.outbox.proposals import review_message, verdict_message
from bot.engine.outbox.recaps import champion_card, recap_card
from bot.engine.outbox.reminders import reminder_card
from bot.engine.outbox.welcome import welcome_card
from bot.engine.ports.context import Context
from bot.engine.ports.question_parser import QuestionParser

Builder = Callable[[Context, Delivery, datetime], Card | str]
"""Returns the card to send now, or a reason why none is needed any more: the delivery is dropped.

It may be called several times for one message, and changes nothing.
"""
Builders = Mapping[DeliveryKind, Builder]

AfterSending = Callable[[Context, Delivery, datetime], None]
"""Changes what follows from a message that people now see, in the same transaction."""

BUILDERS: Builders = {
    DeliveryKind.REMINDER: reminder_card,
    DeliveryKind.RECAP: recap_card,
    DeliveryKind.CHAMPION: champion_card,
    DeliveryKind.REVIEW: review_message,
    DeliveryKind.VERDICT: verdict_message,
    DeliveryKind.WELCOME: welcome_card,
    DeliveryKind.GROUP_QUIZ: group_quiz_card,
    DeliveryKind.PAIR: pair_message,
    DeliveryKind.PARTNER: partner_message,
}

AFTER_SENDING: Mapping[DeliveryKind, AfterSending] = {
    DeliveryKind.GROUP_QUIZ: continue_group_quiz,
}


def builders_with(parser: QuestionParser) -> Builders:
    """Return the builders, with what reads the questions that people have written."""

    def build(kind: DeliveryKind) -> Builder:
        builder = BUILDERS[kind]
        return lambda ctx, delivery, now: builder(replace(ctx, parser=parser), delivery, now)

    return {kind: build(kind) for kind in BUILDERS}
