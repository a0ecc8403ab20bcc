"""A member's home in Slack: today's question first, what managers look after, then one's own."""

from bot.adapters.shared import home_words, labels, setup_words
from bot.adapters.shared.action_ids import (
    BoardPage,
    Change,
    NewInterview,
    OwnWords,
    QuizAgain,
    ReviewNow,
    Setup,
    Show,
)
from bot.adapters.shared.streak_words import streak_title
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button, context, divider, header
from bot.adapters.slack.render.choices import answering
from bot.adapters.slack.render.mrkdwn import date_element, escape, until
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import document_elements, line, section, text
from bot.adapters.slack.render.rounds import subject_line
from bot.engine.cards import HomeCard, HomeManager, HomeQuestion, ScheduleLine

MY_COMMANDS = "/warmup {}"
"""Slack keeps /me for itself."""
PROMPT_BLOCKS = 3
"""As much of a question as is shown here; all of it is in its channel."""


def home(card: HomeCard) -> tuple[Message, ...]:
    """Return all of it as one message; the home tab shows the same blocks."""
    title = home_words.title(card)
    blocks: list[Json] = []
    for each in card.today:
        blocks += [*_question(each), divider()]
    if not card.today:
        blocks += [*rich([line(home_words.NOTHING_OPEN, bold=True)]), divider()]
    if card.manager is not None:
        blocks += [*_manager(card.manager), divider()]
    blocks += [*_streak(card), divider(), *_practice(card)]
    if card.results:
        results = [line(home_words.result(each)) for each in card.results]
        blocks += [divider(), header("Last results"), *rich(results)]
    blocks += [divider(), *rich([line(home_words.settings(card, MY_COMMANDS.format))])]
    return (message(escape(title), [header(title), *blocks]),)


def _question(each: HomeQuestion) -> list[Json]:
    closes = until(each.until, each.zone, overnight=each.overnight)
    where: Json = {"type": "channel", "channel_id": each.channel.channel}
    about = subject_line(each.subject, f"open until {closes}")
    top = [header(each.subject.title), about, *rich([section([text("Asked in "), where])])]
    if each.mine is not None:
        letter = f": {each.mine.letter}" if each.mine.letter else ""
        said = rich([line(f"{home_words.ANSWERED}{letter}.", bold=True)])
        return [*top, *said, *actions([button(home_words.CHANGE, Change(each.round_id))])]
    prompt = document_elements(each.prompt)[:PROMPT_BLOCKS]
    own = actions([button(labels.OWN_WORDS, OwnWords(each.round_id))])
    return [*top, *rich(prompt), *answering(each.round_id, each.choices), *own]


def _streak(card: HomeCard) -> list[Json]:
    title = streak_title(card.streak, "🔥 ") if card.streak else "Your streak"
    buttons = [button(home_words.LEADERBOARD, BoardPage("week", "", 1))]
    if card.streak is not None:
        mine = button(home_words.MY_STREAK, Show("streak"))
        buttons = [mine, *buttons, button(home_words.MY_STATS, Show("stats"))]
    return [header(title), *rich([line(home_words.streak(card))]), *actions(buttons)]


def _practice(card: HomeCard) -> list[Json]:
    buttons = [button(labels.START_QUIZ, QuizAgain("")),
               button(home_words.INTERVIEW, NewInterview())]  # fmt: skip
    if card.due_reviews:
        now = labels.review_now(card.due_reviews)
        buttons.insert(0, button(now, ReviewNow(0), "primary"))
    return [header("Practice"), *rich([line(home_words.practice(card))]), *actions(buttons)]


def _manager(manager: HomeManager) -> list[Json]:
    told = [_schedule(each) for each in manager.schedules] or [line(home_words.NO_SCHEDULES)]
    buttons = [button(setup_words.SET_UP, Setup(0))]
    if manager.schedules:
        buttons.insert(0, button(home_words.SCHEDULES, Show("schedules")))
    if manager.suggestions or manager.reports:
        buttons.insert(0, button(home_words.REVIEW, Show("queue"), "primary"))
    more = [context(f"and {manager.more:,} more")] if manager.more else []
    waiting = line(home_words.waiting(manager), bold=True)
    head = [header(home_words.FOR_MANAGERS), *rich([waiting, *told])]
    return [*head, *more, *actions(buttons)]


def _schedule(each: ScheduleLine) -> Json:
    channel: Json = {"type": "channel", "channel_id": each.channel}
    if each.paused or each.next_at is None:
        return section([channel, text(f"  {home_words.paused(each)}")])
    return section([channel, text("  next: "), date_element(each.next_at, each.zone)])
