"""A reveal's new messages: the short one in the channel, people's words, the invitation."""

from bot.adapters.shared import labels, reveal_text
from bot.adapters.shared.action_ids import Applaud, Mine, Visit
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button, context
from bot.adapters.slack.render.mrkdwn import date_element, escape
from bot.adapters.slack.render.packing import Message, message, rich
from bot.adapters.slack.render.rich_text import bullets, inline_elements, line, quote, section, text
from bot.adapters.slack.render.rounds import cut
from bot.engine.cards import FollowUpCard, PointCovered, RevealPostCard, SharedWords, WordsCard
from bot.engine.model.rich_text import plain_inlines
from bot.engine.rules.text import count_of

CHOICE_LENGTH, WHY_LENGTH, POINT_LENGTH = 300, 900, 250


def reveal_post(card: RevealPostCard) -> Message:
    """Show the short message that answers the question."""
    bold, rest = reveal_text.outcome(card)
    why = inline_elements(cut(card.why, WHY_LENGTH))
    head = section(
        [*_heading(card), text("\n"), text(bold, bold=True), *([text(rest)] if rest else []),
         *([text(" "), *why] if why else [])]
    )  # fmt: skip
    right = plain_inlines(cut(card.right.text, CHOICE_LENGTH)) if card.right else ""
    label = labels.TICK if card.points else labels.MY_RESULT
    buttons = [button(label, Mine(card.round_id), "primary")]
    if card.answer_link:
        visit = button(labels.MODEL_ANSWER, Visit(card.round_id))
        buttons.append({**visit, "url": card.answer_link})
    blocks = [
        *rich([head]),
        *rich(_facts(card)),
        *rich(_points(card)),
        *actions(buttons),
    ]
    return message(escape(reveal_text.notice(card, right)), blocks)


def words(card: WordsCard) -> Message:
    """Show a page of answers in own words, each with its applause."""
    if not card.answers:
        return message(labels.WORDS_GONE, [context(labels.WORDS_GONE)])
    blocks: list[Json] = []
    if card.page == 1:
        title = line(labels.OWN_WORDS_TITLE, bold=True)
        blocks += [*rich([title]), context(escape(labels.APPLAUD_HINT))]
    for shared in card.answers:
        blocks += _shared(card, shared)
    people = len({shared.author_id for shared in card.answers})
    return message(f"{count_of(people, 'answer')} in own words", blocks)


def follow_up(card: FollowUpCard) -> Message:
    """Show the question that invites people to continue."""
    asked = [text(f"{labels.FOLLOW_UP_TITLE}\n", bold=True), *inline_elements(card.question)]
    blocks = [*rich([section(asked)]), context(escape(labels.FOLLOW_UP_HINT))]
    return message(escape(f"One step further: {plain_inlines(card.question)}"), blocks)


def _heading(card: RevealPostCard) -> list[Json]:
    if card.right is None:
        return [text(f"{card.subject.title}: {labels.STRONG_ANSWER}", bold=True)]
    shown = inline_elements(cut(card.right.text, CHOICE_LENGTH), bold=True)
    return [text(f"✅ {card.right.letter}: ", bold=True), *shown]


def _facts(card: RevealPostCard) -> list[Json]:
    label, names = reveal_text.people(card)
    rows: list[list[Json]] = []
    if card.mistake:
        why = inline_elements(cut(card.mistake.why, WHY_LENGTH))
        chose = [text("Most chose "), text(card.mistake.letter, bold=True)]
        rows.append([*chose, *([text(": "), *why] if why else [])])
    if names and not card.points:
        rows.append([text(f"{label} ", bold=True), text(names)])
    if streak := reveal_text.streak(card):
        rows.append([text(streak)])
    if card.corrected:
        rows.append([text(f"{labels.CORRECTED} ", bold=True), text(card.corrected)])
    if words_shown := reveal_text.words_in_thread(card):
        rows.append([text(words_shown)])
    joined = [element for row in rows for element in (text("\n"), *row)][1:]
    return [section(joined)] if joined else []


def _points(card: RevealPostCard) -> list[Json]:
    """Return the key points: a list, or after the first ticks a line each with its count."""
    if card.ticked:
        return [_counted(point, card.ticked) for point in card.points]
    rows = [section(inline_elements(cut(point.text, POINT_LENGTH))) for point in card.points]
    return [bullets(rows)] if rows else []


def _counted(point: PointCovered, ticked: int) -> Json:
    bar = "🟦" * reveal_text.squares(point, ticked)
    count = text(f"{point.members:,} of {ticked:,}", bold=True)
    said = inline_elements(cut(point.text, POINT_LENGTH))
    return section([count, text(f"  {bar}{'  ' if bar else ''}"), *said])


def _shared(card: WordsCard, shared: SharedWords) -> list[Json]:
    name = text(shared.name, bold=True)
    if shared.continued:
        return rich([section([name, text(", continued")]), quote([text(shared.text)])])
    said = section([name, text("  ·  "), date_element(shared.at, card.zone)])
    count = f"  ·  {shared.applause:,}" if shared.applause else ""
    so_far = f". {shared.applause:,} so far" if shared.applause else ""
    clap = button(f"👏 {labels.APPLAUD}{count}", Applaud(card.round_id, shared.author_id))
    spoken = f"{labels.APPLAUD} {shared.name}'s answer"[:60] + so_far
    return [
        *rich([said, quote([text(shared.text)])]),
        *actions([{**clap, "accessibility_label": spoken}]),
    ]
