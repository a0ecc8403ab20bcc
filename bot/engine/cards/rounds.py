"""Cards of a round: its question, receipts, its reveal and thread, and one's own result."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.engine.model.questions import Format, Level
from bot.engine.model.rich_text import Document, Inlines
from bot.engine.model.schedules import ChannelRef, MessageRef


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is: shown as a line above it."""

    track: str
    track_title: str
    level: Level
    title: str


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """A choice as shown: its letter by position, and its text."""

    letter: str
    text: Inlines


@dataclass(frozen=True, slots=True)
class Opening:
    """What a schedule says above its question, and the one role or user group that it pings.

    Each may be empty; ``notify`` is the platform's id.
    """

    title: str
    intro: str
    notify: str


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """The day's question, open for responses.

    ``number`` counts the team's questions; ``late_since`` is when it was due if it comes
    late; ``zone`` is the schedule's, for platforms that can't show the reader's own.
    ``overnight`` says that the reveal is on a later day than the question.
    """

    round_id: int
    subject: Subject
    number: int
    format: Format
    prompt: Document
    choices: tuple[ShownChoice, ...]
    responded: int
    reveal_at: datetime
    zone: str
    late_since: datetime | None = None
    overnight: bool = False
    opening: Opening = Opening("", "", "")


@dataclass(frozen=True, slots=True)
class RevealedChoice:
    """A choice after the reveal: whether it is right, why, and how many took it."""

    letter: str
    text: Inlines
    right: bool
    why: Inlines
    votes: int


@dataclass(frozen=True, slots=True)
class StreakMention:
    """A streak worth a mention at the reveal (a multiple of five, or a new best)."""

    name: str
    days: int
    best: bool


@dataclass(frozen=True, slots=True)
class RevealCard:
    """The day's question, revealed.

    ``right_names`` are at most 20 who were right, first responders first, and
    ``right_more`` counts the rest. In open and thread rounds, everyone who responded is
    listed instead. ``own_words`` counts responses in members' own words.
    ``corrected`` says why the answer was corrected after the reveal, else it is empty.
    ``brief`` says that a post of its own tells why, and who was right. ``credit`` is who of the
    team suggested the question, or empty.
    """

    round_id: int
    subject: Subject
    number: int
    format: Format
    prompt: Document
    choices: tuple[RevealedChoice, ...]
    responded: int
    own_words: int
    right_names: tuple[str, ...]
    right_more: int
    streaks: tuple[StreakMention, ...]
    revealed_at: datetime
    zone: str
    corrected: str = ""
    brief: bool = False
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """The wrong choice that most people took, and why it is wrong."""

    letter: str
    why: Inlines


@dataclass(frozen=True, slots=True)
class PointCovered:
    """A key point, and how many of those who ticked theirs have covered it."""

    text: Inlines
    members: int


@dataclass(frozen=True, slots=True)
class RevealPostCard:
    """The short new message by which everyone notices the reveal.

    ``right`` and ``why`` are the right choice and its reason (None and empty in rounds without
    one). Of ``responded``, ``graded`` made a choice, and ``got_it`` of them the right one;
    ``right_names`` are at most 12 of those, first responders first, and ``right_more`` counts the
    rest. ``mistake`` is set when nobody was right.
    ``words_shown`` answers stand in the thread. In rounds without a right choice, ``points`` say
    how many of the ``ticked`` covered what. ``answer_link`` leads to the model answer, or is empty.
    """

    round_id: int
    subject: Subject
    format: Format
    right: ShownChoice | None
    why: Inlines
    responded: int
    graded: int
    got_it: int
    right_names: tuple[str, ...]
    right_more: int
    streaks: tuple[StreakMention, ...]
    streaks_more: int
    mistake: Mistake | None
    words_shown: int
    points: tuple[PointCovered, ...]
    ticked: int
    corrected: str = ""
    answer_link: str = ""


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """The model answer and the key points, for the question's thread."""

    round_id: int
    subject: Subject
    answer: Document
    key_points: tuple[Inlines, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Someone's answer in their own words, or the part that continues from a page before."""

    author_id: int
    name: str
    at: datetime
    text: str
    continued: bool
    applause: int


@dataclass(frozen=True, slots=True)
class WordsCard:
    """A page of answers in own words, for the question's thread, in the order of their times.

    It is empty when all that it showed was taken out of the thread.
    """

    round_id: int
    page: int
    answers: tuple[SharedWords, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class FollowUpCard:
    """A question that invites people to discuss further, last in the thread."""

    round_id: int
    question: Inlines


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """A response was kept: what it was, and until when it can be changed.

    ``format`` is the round's: it says how the response is changed, and who sees it until then.
    ``choice`` is the text of the choice at ``letter``. ``before`` is the choice that a changed
    response was; its letter is empty for own words. ``asked_for`` says that the member only
    looks at what they saved earlier. ``news`` is what became of their streak since they were
    last told, in sentences. ``offer_reminders`` asks once whether they want to be reminded.
    ``words_shown`` says that the reveal will show the words to the team, with their name.
    """

    round_id: int
    letter: str
    words: str
    changed: bool
    until: datetime
    zone: str
    format: Format = Format.CHOICE
    choice: Inlines = ()
    before: ShownChoice | None = None
    asked_for: bool = False
    overnight: bool = False
    news: tuple[str, ...] = ()
    offer_reminders: bool = False
    words_shown: bool = False


@dataclass(frozen=True, slots=True)
class ReminderCard:
    """A question that its reader hasn't answered closes soon.

    ``streak`` and ``freezes`` are the reader's before the day, ``due_reviews`` counts what they
    can review now. ``link`` leads to the question; a platform whose links need to know the
    workspace fills it in.
    """

    round_id: int
    title: str
    channel: ChannelRef
    message: MessageRef | None
    reveal_at: datetime
    zone: str
    streak: int
    freezes: int
    due_reviews: int = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """The choices once more, for someone who is about to change their response.

    ``current`` is the response as it is (its letter is empty for own words), if there is one.
    """

    round_id: int
    subject: Subject
    format: Format
    choices: tuple[ShownChoice, ...]
    current: ShownChoice | None


@dataclass(frozen=True, slots=True)
class KeyPointMark:
    """A key point next to a member's response; ``covered`` is None until they mark it.

    ``quote`` is the part of their words by which a model suggests it as covered, else empty.
    """

    text: Inlines
    covered: bool | None
    quote: str = ""

    @property
    def ticked(self) -> bool:
        """Whether its box shows a tick: what the member said, or else what is suggested."""
        return bool(self.quote) if self.covered is None else self.covered


class SuggestionState(StrEnum):
    """How far a model's suggestion of ticks is."""

    OFFERED = "offered"
    """It can be asked."""

    ASKS = "asks"
    """It may be asked once the member has agreed to what is sent where."""

    MADE = "made"
    """Boxes are ticked as it suggests, until the member changes or keeps them."""

    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a model has to do with the boxes: what, which one and where, and why it failed."""

    state: SuggestionState
    model: str
    host: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReasonedChoice:
    """A choice of a revealed round, and why it is right or wrong."""

    letter: str
    text: Inlines
    why: Inlines


@dataclass(frozen=True, slots=True)
class ReasonsCard:
    """Why the wrong choices of a revealed round are wrong, the member's own first.

    ``chosen`` is the letter that the member took, empty for none.
    """

    round_id: int
    subject: Subject
    wrong: tuple[ReasonedChoice, ...]
    answer: ReasonedChoice
    chosen: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands after a reveal.

    ``place`` is theirs on this week's board, 0 if they aren't on it. Of the ``days`` of the
    week so far that counted for them they ``answered`` so many. ``to_next_freeze`` is 0 while
    no more can be held.
    """

    week_points: int
    place: int
    streak: int
    answered: int
    days: int
    to_next_freeze: int


@dataclass(frozen=True, slots=True)
class MineCard:
    """A member's result of a revealed round: their response, the answer, where they stand.

    ``answered`` is false for who didn't; ``freezes`` then says how many are left if one saved
    their streak. ``chosen`` and ``answer`` are their choice and the right one, None where there
    is none. ``can_practice`` says that the question can be asked in a review, ``in_reviews``
    that it is due in theirs already. ``in_thread`` says that their words are in the question's
    thread for the team to read. ``news`` is what became of their streak since they were last told.
    ``suggestion`` is set where a model may suggest ticks and they haven't ticked themselves.
    """

    round_id: int
    subject: Subject
    letter: str
    words: str
    right: bool | None
    points: int
    key_points: tuple[KeyPointMark, ...]
    can_mark: bool
    answered: bool = True
    chosen: ReasonedChoice | None = None
    answer: ReasonedChoice | None = None
    standing: Standing | None = None
    freezes: int | None = None
    can_practice: bool = False
    in_reviews: bool = False
    in_thread: bool = False
    news: tuple[str, ...] = ()
    suggestion: Suggestion | None = None
