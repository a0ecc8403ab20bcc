"""How practicing alone looks in Slack: a drill's question with feedback, and its end."""

from bot.adapters.shared import labels, quiz_words
from bot.adapters.shared.action_ids import DrillAnswer
from bot.adapters.shared.stats_words import (
    interviews_told,
    memory_told,
    points_and_reviews,
    stats_title,
    trend_weeks,
)
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button, context, divider, header
from bot.adapters.slack.render.choices import choice_rows
from bot.adapters.slack.render.mrkdwn import date, escape
from bot.adapters.slack.render.packing import Message, fit, message, rich
from bot.adapters.slack.render.rich_text import (
    document_elements,
    inline_elements,
    line,
    quote,
    section,
    text,
)
from bot.adapters.slack.render.rounds import subject_line
from bot.engine.cards import (
    DrillCard,
    DrillFeedback,
    DrillResult,
    DrillSummaryCard,
    StatsCard,
    TrackScore,
)

BAR = 10


def drill(card: DrillCard) -> tuple[Message, ...]:
    """Show feedback on the last answer, and the question being asked."""
    place = f"question {card.position + 1} of {card.total}"
    head = [
        *_feedback(card.feedback),
        subject_line(card.subject, place),
        header(card.subject.title),
    ]
    position = card.position
    buttons = [
        button(choice.letter, DrillAnswer(card.drill_id, position, choice.letter))
        for choice in card.choices
    ]
    buttons.append(button(labels.DONT_KNOW, DrillAnswer(card.drill_id, position, "")))
    tail = [*rich(choice_rows(card.choices)), *actions(buttons)]
    notice = escape(f"{place.capitalize()}: {card.subject.title}")
    return fit(notice, head, document_elements(card.prompt), tail, labels.CONTINUED_BELOW)


def summary(card: DrillSummaryCard) -> tuple[Message, ...]:
    """Show how a drill went."""
    rows = [*map(_asked, card.asked)]
    rows += score_rows(card.tracks) if len(card.tracks) > 1 else []
    if card.weakest:
        rows.append(section([text("Weakest track: ", bold=True), text(card.weakest)]))
    first, *others = quiz_words.what_next(card)
    again = [button(*first, "primary"), *(button(*each) for each in others)]
    review: list[Json] = []
    if card.due_reviews:
        review = [context(f"{labels.reviews_due(card.due_reviews)} now  ·  /practice")]
    elif card.next_review:
        review = [
            context(f"Your next review is due {date(card.next_review, card.zone)}  ·  /practice")
        ]
    score = quiz_words.score(card)
    blocks = [*_feedback(card.feedback), header(score), *rich(rows), *actions(again), *review]
    return (message(score, blocks),)


def stats(card: StatsCard) -> tuple[Message, ...]:
    """Show accuracy by track as bars."""
    title, weeks = stats_title(card), trend_weeks(card)
    mocks = interviews_told(card)
    rows = [*([line(weeks)] if weeks else []), *score_rows(card.tracks)]
    rows += [line(mocks)] if mocks else []
    memory = memory_told(card, "/warmup {}".format)
    rows += [line(memory)] if memory else []
    foot = context(points_and_reviews(card))
    return (message(title, [header(title), *rich(rows), foot]),)


def score_rows(tracks: tuple[TrackScore, ...]) -> list[Json]:
    """Return a bar a track."""
    return [
        section(
            [
                text(_bar(score), code=True),
                text(f"  {score.title}", bold=True),
                text(f"  {score.right} of {score.total}"),
            ]
        )
        for score in tracks
    ]


def _bar(score: TrackScore) -> str:
    full = round(BAR * score.right / score.total) if score.total else 0
    return "▇" * full + "▁" * (BAR - full)


def _feedback(feedback: DrillFeedback | None) -> list[Json]:
    if feedback is None:
        return []
    if feedback.skipped:
        return [*rich([line(f"Skipped: {feedback.subject.title}", bold=True),
                       quote([text(feedback.skipped)])]), divider()]  # fmt: skip
    rows = [line(f"{quiz_words.sign(feedback)} {quiz_words.verdict(feedback)}", bold=True)]
    if feedback.chosen and not feedback.right:
        chose = text(f"You chose {feedback.chosen}  ", bold=True)
        rows.append(section([chose, *inline_elements(feedback.chosen_text)]))
        rows += [quote(inline_elements(feedback.why_wrong))] if feedback.why_wrong else []
    right = text(f"{feedback.right_letter}  ", bold=True)
    rows.append(section([right, *inline_elements(feedback.right_text)]))
    rows += [quote(inline_elements(feedback.why_right))] if feedback.why_right else []
    return [*rich(rows), divider()]


def _asked(result: DrillResult) -> Json:
    return line(f"{'✅' if result.right else '❌'} {result.title}")
