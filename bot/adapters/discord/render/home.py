"""A member's home: a line and a button for each thing; managers see a second frame."""

from discord import ButtonStyle, ui

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.command_links import spoken
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREY,
    Panel,
    Part,
    button,
    line,
    moment,
    panel,
    rows,
    shortened,
    stacked,
    text,
    until,
)
from bot.adapters.shared import action_ids, home_words, labels, setup_words
from bot.adapters.shared.streak_words import streak_title
from bot.engine.cards import HomeCard, HomeManager, HomeQuestion, ScheduleLine

TITLE = 150


def home(card: HomeCard) -> Panel:
    """Return all of it; for someone on their own, what they can practice."""
    if card.alone:
        return _alone(card)
    parts: list[Part] = [text(f"### {markdown.inert(home_words.title(card))}")]
    parts += [_question(each) for each in card.today] or [text(home_words.NOTHING_OPEN)]
    parts += _progress(card)
    parts += [text(f"-# {spoken(home_words.settings(card, _spelled))}"), line()]
    parts += rows(
        [
            button(labels.START_QUIZ, action_ids.QuizAgain("")),
            button(home_words.INTERVIEW, action_ids.NewInterview()),
            button(home_words.LEADERBOARD, action_ids.BoardPage("week", "", 1)),
        ]
    )
    if card.manager is None:
        return panel(parts, BLURPLE)
    return stacked((parts, BLURPLE), (_manager(card.manager), GREY))


def _spelled(path: str) -> str:
    """Return a command as it's used on Discord, where one command hides and shows a name."""
    return "/me hide hidden:False" if path == "me show" else f"/{path}"


def _alone(card: HomeCard) -> Panel:
    parts: list[Part] = [text(f"### {markdown.inert(home_words.title(card))}"), _practice(card)]
    buttons = [
        button(labels.START_QUIZ, action_ids.QuizAgain(""), ButtonStyle.primary),
        button(home_words.INTERVIEW, action_ids.NewInterview()),
    ]
    if card.practiced:
        buttons.append(button(home_words.MY_STATS, action_ids.Show("stats")))
    parts += [text(f"-# {home_words.ALONE}"), line(), *rows(buttons)]
    return panel(parts, BLURPLE)


def _practice(card: HomeCard) -> Part:
    practice = f"**Practice**  {markdown.inert(home_words.practice(card))}"
    if not card.due_reviews:
        return text(practice)
    return _row(practice, labels.review_now(card.due_reviews), action_ids.ReviewNow(0))


def _progress(card: HomeCard) -> list[Part]:
    lead = f"**{streak_title(card.streak, '🔥 ')}**  " if card.streak else ""
    streak = f"{lead}{markdown.inert(home_words.streak(card))}"
    parts: list[Part] = [_row(streak, home_words.MY_STREAK, action_ids.Show("streak"))]
    if card.streak is None:
        parts = [text(streak)]
    parts.append(_practice(card))
    if card.results:
        told = "\n".join(markdown.inert(home_words.result(each)) for each in card.results)
        parts.append(_row(told, home_words.MY_STATS, action_ids.Show("stats")))
    return parts


def _question(each: HomeQuestion) -> Part:
    about = markdown.inert(shortened(each.subject.title, TITLE))
    closes = until(each.until, overnight=each.overnight)
    where = f"<#{each.channel.channel}>, until {closes}"
    if each.mine is None:
        said, label = f"**{about}**\n{where}", home_words.ANSWER
    else:
        letter = f": {each.mine.letter}" if each.mine.letter else ""
        said = f"**{about}**\n{home_words.ANSWERED}{letter} · {where}"
        label = home_words.CHANGE
    return _row(said, label, action_ids.Change(each.round_id), ButtonStyle.primary)


def _manager(manager: HomeManager) -> list[Part]:
    told = [_schedule(each) for each in manager.schedules] or [home_words.NO_SCHEDULES]
    if manager.more:
        told.append(f"and {manager.more:,} more")
    parts: list[Part] = [text(f"### {home_words.FOR_MANAGERS}")]
    if manager.schedules:
        shown = action_ids.Show("schedules")
        parts.append(_row("\n".join(told), home_words.SCHEDULES, shown))
    else:
        parts.append(_row(told[0], setup_words.SET_UP, action_ids.Setup(0)))
    waiting = home_words.waiting(manager)
    if manager.suggestions or manager.reports:
        parts.append(_row(waiting, home_words.REVIEW, action_ids.Show("queue")))
    else:
        parts.append(text(waiting))
    return parts


def _schedule(each: ScheduleLine) -> str:
    if each.paused or each.next_at is None:
        return f"<#{each.channel}>  {markdown.inert(home_words.paused(each))}"
    return f"<#{each.channel}>  next: {moment(each.next_at, 'f')}"


def _row(
    said: str,
    label: str,
    action: action_ids.Action,
    style: ButtonStyle = ButtonStyle.secondary,
) -> Part:
    return ui.Section(text(said), accessory=button(label, action, style))
