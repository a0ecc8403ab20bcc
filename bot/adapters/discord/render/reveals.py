"""A reveal's new messages: the short one in the channel, people's words, the invitation."""

from discord import ButtonStyle, ui

from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREEN,
    GREY,
    Panel,
    Part,
    button,
    line,
    link_button,
    panel,
    shortened,
    text,
)
from bot.adapters.discord.render.rounds import quoted
from bot.adapters.shared import action_ids, labels, reveal_text
from bot.engine.cards import FollowUpCard, PointCovered, RevealPostCard, SharedWords, WordsCard

CHOICE_LENGTH, WHY_LENGTH, POINT_LENGTH = 300, 900, 250


def reveal_post(card: RevealPostCard) -> Panel:
    """Return the short message that answers the question."""
    bold, rest = reveal_text.outcome(card)
    why = markdown.flat(card.why, WHY_LENGTH)
    said = f"### {_heading(card)}\n**{bold}**{rest} {why}".rstrip()
    parts: list[Part] = [text(said)]
    parts += [text(block) for block in (_facts(card), _points(card)) if block]
    if words := reveal_text.words_in_thread(card):
        parts.append(text(f"-# {words}"))
    label = labels.TICK if card.points else labels.MY_RESULT
    row = [button(label, action_ids.Mine(card.round_id), ButtonStyle.primary)]
    if card.answer_link:
        row.append(link_button(labels.MODEL_ANSWER, card.answer_link))
    return panel([*parts, ui.ActionRow(*row)], GREEN)


def words(card: WordsCard) -> Panel:
    """Return a page of answers in own words, each with its applause."""
    if not card.answers:
        return panel([text(f"-# {labels.WORDS_GONE}")], GREY)
    parts: list[Part] = []
    if card.page == 1:
        parts.append(text(f"### {labels.OWN_WORDS_TITLE}\n-# {labels.APPLAUD_HINT}"))
    for number, shared in enumerate(card.answers):
        if number:
            parts.append(line())
        parts += _shared(card.round_id, shared)
    return panel(parts, BLURPLE)


def follow_up(card: FollowUpCard) -> Panel:
    """Return the question that invites people to continue."""
    asked = markdown.at_line_start(markdown.inlines(card.question))
    said = f"### {labels.FOLLOW_UP_TITLE}\n{asked}\n-# {labels.FOLLOW_UP_HINT}"
    return panel([text(said)], GREY)


def _heading(card: RevealPostCard) -> str:
    if card.right is None:
        title = markdown.escape(shortened(card.subject.title, 150))
        return f"{title}: {labels.STRONG_ANSWER}"
    return f"✅ {card.right.letter}: {markdown.flat(card.right.text, CHOICE_LENGTH)}"


def _facts(card: RevealPostCard) -> str:
    label, names = reveal_text.people(card)
    rows: list[str] = []
    if card.mistake:
        why = markdown.flat(card.mistake.why, WHY_LENGTH)
        rows.append(f"Most chose **{card.mistake.letter}**: {why}".rstrip(": "))
    if names and not card.points:
        rows.append(f"**{label}** {markdown.inert(names)}")
    if streak := reveal_text.streak(card):
        rows.append(markdown.inert(streak))
    if card.corrected:
        rows.append(f"**{labels.CORRECTED}** {markdown.inert(shortened(card.corrected, 300))}")
    return "\n".join(rows)


def _points(card: RevealPostCard) -> str:
    return "\n".join(_point(point, card.ticked) for point in card.points)


def _point(point: PointCovered, ticked: int) -> str:
    said = markdown.flat(point.text, POINT_LENGTH)
    if not ticked:
        return f"- {said}"
    filled = reveal_text.squares(point, ticked)
    bar = "🟦" * filled + "⬜" * (reveal_text.SQUARES - filled)
    return f"**{point.members:,} of {ticked:,}**  {bar}  {said}"


def _shared(round_id: int, shared: SharedWords) -> list[Part]:
    name = markdown.name(shared.name)
    if shared.continued:
        return [text(f"**{name}**, continued"), text(quoted(shared.text))]
    applause = f" · {shared.applause:,}" if shared.applause else ""
    clap = button(
        f"{labels.APPLAUD}{applause}", action_ids.Applaud(round_id, shared.author_id), emoji="👏"
    )
    return [ui.Section(text(f"**{name}**"), accessory=clap), text(quoted(shared.text))]
