"""What the short message at a reveal says, in plain words that each platform escapes."""

from bot.adapters.shared.labels import ANSWERED, RIGHT
from bot.engine.cards import PointCovered, RevealPostCard
from bot.engine.model.questions import Format
from bot.engine.rules.text import count_of

SQUARES = 5


def outcome(card: RevealPostCard) -> tuple[str, str]:
    """Return how it went, to be shown bold, and what follows it in the sentence."""
    if not card.responded:
        return "Nobody answered today.", ""
    if card.format is not Format.CHOICE:
        return f"{count_of(card.responded, 'person', 'people')} answered{_ticked(card)}.", ""
    if not card.graded:
        return f"{count_of(card.responded, 'answer')}, all in own words.", ""
    if not card.got_it:
        return "Nobody got it right today", ", so it's worth a look."
    return f"{card.got_it:,} of {card.graded:,} got it.", ""


def people(card: RevealPostCard) -> tuple[str, str]:
    """Return a label and the names it is of; empty when nobody is named."""
    rest = f"{card.right_more:,} more" if card.right_more else ""
    named = " and ".join(part for part in (", ".join(card.right_names), rest) if part)
    return (RIGHT if card.format is Format.CHOICE else ANSWERED, named) if named else ("", "")


def streak(card: RevealPostCard) -> str:
    """Return the streak worth a mention, and how many more there are; or nothing."""
    if not card.streaks:
        return ""
    first = card.streaks[0]
    best = ", a new best" if first.best else ""
    more = f", and {count_of(card.streaks_more, 'more streak')}" if card.streaks_more else ""
    return f"🔥 {first.name}: {count_of(first.days, 'day')} in a row{best}{more}"


def words_in_thread(card: RevealPostCard) -> str:
    """Return that people's own words are in the thread; or nothing."""
    if not card.words_shown:
        return ""
    are = "is" if card.words_shown == 1 else "are"
    return f"{count_of(card.words_shown, 'answer')} in own words {are} in the thread"


def squares(point: PointCovered, ticked: int) -> int:
    """Return how many of five squares show a point's share; anything above nothing shows."""
    return max(round(SQUARES * point.members / ticked), int(point.members > 0)) if ticked else 0


def notice(card: RevealPostCard, right: str) -> str:
    """Return what a lock screen shows; ``right`` is the right choice in plain words."""
    said = "".join(outcome(card)).partition(", so")[0].rstrip(".")
    if card.right is None:
        return f"{card.subject.title}: what a strong answer covers. {said}."
    return f"Answer: {card.right.letter}, {right}. {said}."


def _ticked(card: RevealPostCard) -> str:
    if not card.points or not card.ticked:
        return ""
    return f"; {card.ticked:,} {'has' if card.ticked == 1 else 'have'} ticked what they covered"
