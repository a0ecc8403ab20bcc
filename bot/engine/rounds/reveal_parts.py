"""The messages of a reveal: some in the question's thread, a short one that everyone notices.

Then the question itself is edited. Each part is posted once: under a key by which it is found
again after a crash, and noted once it is there. What was noted is only edited from then on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.engine.cards import (
    AnswerCard,
    FollowUpCard,
    RevealCard,
    RevealPostCard,
    SharedWords,
    WordsCard,
)
from bot.engine.model.people import Member
from bot.engine.model.rounds import Response
from bot.engine.model.schedules import MessageRef
from bot.engine.ports.repositories import Transaction
from bot.engine.ports.runtime import Bank, Gateway
from bot.engine.records.shared_words import is_shared, shows_words
from bot.engine.rounds.cards import answer_card, reveal_card
from bot.engine.rounds.closed_rounds import ClosedRound
from bot.engine.rounds.reveal_post import reveal_post_card
from bot.engine.rules.word_pages import Words, paginate

RevealPartCard = AnswerCard | WordsCard | RevealPostCard | RevealCard | FollowUpCard

ANSWER, REVEAL, QUESTION, FOLLOW_UP = "answer", "reveal", "question", "follow-up"


@dataclass(frozen=True, slots=True)
class RevealPart:
    """One message of a reveal: its name, and what it shows."""

    name: str
    card: RevealPartCard

    @property
    def key(self) -> str:
        """The key in its message, by which it can be found again."""
        return f"{self.name}-{self.card.round_id}"

    @property
    def names_people(self) -> bool:
        """Whether it may change after it was posted: a name goes, a key is corrected."""
        return not isinstance(self.card, AnswerCard | FollowUpCard)


def parts_of(
    tx: Transaction, bank: Bank, closed: ClosedRound, there: Mapping[str, MessageRef]
) -> tuple[RevealPart, ...]:
    """Return the parts of a closed round's reveal, in the order in which they are shown.

    ``there`` are its messages that are known.
    """
    words = words_cards(tx, closed)
    parts = [RevealPart(ANSWER, answer_card(bank, closed))]
    parts += [RevealPart(words_part(card.page), card) for card in words]
    parts += _emptied_pages(closed, there, len(words))
    if not closed.quiet:
        shown = len({line.author_id for card in words for line in card.answers})
        parts.append(RevealPart(REVEAL, reveal_post_card(bank, closed, shown)))
    parts.append(RevealPart(QUESTION, reveal_card(bank, closed)))
    parts += _invitation(closed)
    return tuple(parts)


def linked(
    part: RevealPart, gateway: Gateway, there: Mapping[str, MessageRef], question: MessageRef
) -> RevealPartCard:
    """Return the part's card, with a link to the model answer where it has room for one."""
    if not isinstance(part.card, RevealPostCard) or ANSWER not in there:
        return part.card
    return replace(part.card, answer_link=gateway.link(there[ANSWER], question))


def words_part(page: int) -> str:
    """Return the name of a page of people's words."""
    return f"words-{page}"


def words_cards(tx: Transaction, closed: ClosedRound) -> tuple[WordsCard, ...]:
    """Return the answers in own words that people let others read, page by page.

    Replies in a thread stand there already. Who is hidden or gone has shared nothing.
    """
    round_, members = closed.round, closed.members
    if not shows_words(tx, round_):
        return ()
    shared = {
        response.member_id: response
        for response in closed.responses
        if is_shared(response, members.get(response.member_id))
    }
    pages = paginate((author, response.text or "") for author, response in shared.items())
    applause = tx.applause.counts(round_.id)
    return tuple(
        WordsCard(
            round_.id,
            number,
            tuple(_shared_words(piece, members, shared, applause) for piece in page),
            closed.zone,
        )
        for number, page in enumerate(pages, 1)
    )


def _shared_words(
    piece: Words,
    members: Mapping[int, Member],
    shared: Mapping[int, Response],
    applause: Mapping[int, int],
) -> SharedWords:
    author = piece.author_id
    return SharedWords(
        author,
        members[author].name,
        shared[author].at,
        piece.text,
        piece.continued,
        applause.get(author, 0),
    )


def _emptied_pages(
    closed: ClosedRound, there: Mapping[str, MessageRef], pages: int
) -> Iterator[RevealPart]:
    """Yield the pages of words that were posted and have nothing to show any more."""
    page = pages + 1
    while words_part(page) in there:
        yield RevealPart(words_part(page), WordsCard(closed.round.id, page, (), closed.zone))
        page += 1


def _invitation(closed: ClosedRound) -> Sequence[RevealPart]:
    follow_ups = closed.question.follow_ups
    if not follow_ups:
        return ()
    return (RevealPart(FOLLOW_UP, FollowUpCard(closed.round.id, follow_ups[0].question)),)
