"""A reveal's new messages: the short one, people's words, the invitation."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.adapters.console.render.rich_text import inline
from bot.adapters.shared import labels, reveal_text
from bot.engine.cards import FollowUpCard, RevealPostCard, SharedWords, WordsCard


def reveal_post(card: RevealPostCard) -> RenderableType:
    """Return the short message that answers the question."""
    bold, rest = reveal_text.outcome(card)
    shown: list[RenderableType] = []
    if card.right is not None:
        letter = (f"✓ {card.right.letter}. ", "green")
        shown.append(Text.assemble(letter, inline(card.right.text)))
    shown.append(Text.assemble((bold, "bold"), rest, " ", inline(card.why)))
    if card.mistake:
        shown.append(Text.assemble(f"Most chose {card.mistake.letter}: ", inline(card.mistake.why)))
    label, names = reveal_text.people(card)
    if names:
        shown.append(Text(f"{label} {names}", style="green"))
    if card.streaks:
        shown.append(Text(reveal_text.streak(card)))
    for point in card.points:
        count = f"{point.members} of {card.ticked}  " if card.ticked else "• "
        shown.append(Text.assemble(count, inline(point.text)))
    if card.corrected:
        shown.append(Text(f"{labels.CORRECTED} {card.corrected}"))
    return Group(*shown)


def words(card: WordsCard) -> RenderableType:
    """Return a page of answers in own words."""
    shown: list[RenderableType] = [] if card.answers else [Text(labels.WORDS_GONE)]
    if card.page == 1:
        shown += ["", Text(labels.OWN_WORDS_TITLE, style="bold")]
    for answer in card.answers:
        shown += [Text(_name(answer)), Padding(Text(answer.text), (0, 0, 0, 3))]
    return Group(*shown)


def follow_up(card: FollowUpCard) -> RenderableType:
    """Return the question that invites people to continue."""
    return Group("", Text(labels.FOLLOW_UP_TITLE, style="bold"), inline(card.question), "")


def _name(answer: SharedWords) -> str:
    return f"{answer.name}, continued:" if answer.continued else f"{answer.name}:"
