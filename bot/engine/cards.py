"""Cards say what people should see, and nothing of how: no colors, rows or vendor types.

Each platform has a total ``render(card)``. Names and words of members are plain strings
and are shown literally. No card that can be shown before the reveal holds the key.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.engine.model.questions import Format, Level
from bot.engine.model.rich_text import Document, Inlines
from bot.engine.model.schedules import ChannelRef, MessageRef
from bot.engine.model.scores import BoardRow, DayRule, Period
from bot.engine.question_cards import DraftCard, ReviewCard
from bot.engine.setup_cards import PlanCard, PlanSavedCard, WelcomeCard


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
    ``brief`` says that a post of its own tells why, and who was right.
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


@dataclass(frozen=True, slots=True)
class ReminderCard:
    """A question that its reader hasn't answered closes soon.

    ``streak`` and ``freezes`` are the reader's before the day. ``link`` leads to the question;
    a platform whose links need to know the workspace fills it in.
    """

    round_id: int
    title: str
    channel: ChannelRef
    message: MessageRef | None
    reveal_at: datetime
    zone: str
    streak: int
    freezes: int
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
    """A key point next to a member's response; ``covered`` is None until they mark it."""

    text: Inlines
    covered: bool | None


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
    that it is due in theirs already.
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


@dataclass(frozen=True, slots=True)
class DrillFeedback:
    """How the last answer of a drill was. ``chosen`` is empty for "I don't know"."""

    subject: Subject
    chosen: str
    right: bool
    right_letter: str
    right_text: Inlines
    why_right: Inlines
    why_wrong: Inlines
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class DrillCard:
    """A drill: feedback on the last answer (if any), and the question being asked."""

    drill_id: int
    position: int
    total: int
    subject: Subject
    prompt: Document
    choices: tuple[ShownChoice, ...]
    feedback: DrillFeedback | None = None


@dataclass(frozen=True, slots=True)
class TrackScore:
    """Right answers of all answers in a track."""

    track: str
    title: str
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class DrillSummaryCard:
    """The end of a drill: feedback on the last answer, the score, the weakest track.

    ``due_reviews`` counts what can be reviewed now; ``next_review`` is when the next one comes,
    None if none does; ``zone`` is the team's, for platforms that can't show the reader's own.
    """

    drill_id: int
    right: int
    total: int
    tracks: tuple[TrackScore, ...]
    weakest: str
    next_review: datetime | None
    zone: str
    due_reviews: int = 0
    feedback: DrillFeedback | None = None


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A place on a board, with everyone who shares it: two names, and how many more.

    ``streaks`` are the days in a row of those who are named; it is empty where none are told.
    """

    rank: int
    member_ids: tuple[int, ...]
    names: tuple[str, ...]
    more: int
    points: int
    streaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LeaderboardCard:
    """A page of a board. ``mine`` is the reader's own row, also when it is on the page.

    ``ahead`` is the row with the fewest points of those before the reader. ``first`` and ``last``
    are the local dates covered so far (None for all time). ``note`` says why the reader is not on
    the board, if they are not. ``track`` is the id of the track the board is of, empty for all:
    what turning a page asks for again.
    """

    period: Period
    track_title: str
    lines: tuple[BoardLine, ...]
    mine: BoardRow | None
    page: int
    pages: int
    people: int
    first: date | None
    last: date | None
    ahead: BoardRow | None = None
    note: str = ""
    track: str = ""


@dataclass(frozen=True, slots=True)
class PostedLeaderboardCard:
    """A board that a member posts to the channel: nothing on it is the reader's own.

    ``posted_by`` is empty for someone who is hidden.
    """

    board: LeaderboardCard
    posted_by: str


@dataclass(frozen=True, slots=True)
class NamedCount:
    """Someone, and how many of something: days in a row, applause."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class HardestQuestion:
    """The question that the fewest got right, and where it was asked."""

    title: str
    message: MessageRef | None
    right: int
    answers: int


@dataclass(frozen=True, slots=True)
class RecapCard:
    """A channel's week on one page.

    ``first`` and ``last`` are the local dates that were asked on. ``right`` counts if ``graded``:
    when there were choices. ``favorite`` had the most applause. ``next_tracks`` is empty for all.
    """

    first: date
    last: date
    people: int
    answers: int
    right: int
    graded: bool
    lines: tuple[BoardLine, ...]
    streaks: tuple[NamedCount, ...]
    hardest: HardestQuestion | None
    favorite: NamedCount | None
    next_at: datetime | None
    next_tracks: tuple[str, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class ChampionCard:
    """Who had the most points in a month; ``month`` is its first day.

    ``answered`` and ``days`` are those of a champion who shares the place with nobody, else 0.
    """

    month: date
    lines: tuple[BoardLine, ...]
    answered: int
    days: int


class HistoryMark(StrEnum):
    """What became of the reader's part in a question that was asked."""

    OPEN = "open"
    ANSWERED_OPEN = "answered"
    RIGHT = "right"
    WRONG = "wrong"
    WORDS = "own words"
    NONE = "not answered"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question the team was asked, on a local date, and the reader's own result.

    ``link`` leads to its message; a platform whose links need to know the workspace fills it in.
    """

    day: date
    title: str
    track_title: str
    mark: HistoryMark
    message: MessageRef | None
    link: str = ""


@dataclass(frozen=True, slots=True)
class HistoryCard:
    """A page of what a team was asked, newest first; ``more`` if older ones follow."""

    questions: tuple[AskedQuestion, ...]
    page: int
    more: bool


class DayMark(StrEnum):
    """What a date shows in the streak's calendar."""

    KEPT = "kept"
    FREEZE = "freeze"
    LEAVE = "leave"
    EXCUSED = "excused"
    MISSED = "missed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class StreakDay:
    """A team day in the streak's calendar, and why it is what it is.

    ``reason`` says in words what ``rule`` decided; a day that is still open has no rule yet, and
    ``answered_open`` says whether it was answered.
    """

    day: date
    mark: DayMark
    reason: str
    rule: DayRule | None = None
    answered_open: bool = False


@dataclass(frozen=True, slots=True)
class StreakLine:
    """Why a day is what it is, or several plain days in a row, from ``first`` to ``last``."""

    first: date
    last: date
    mark: DayMark
    reason: str


@dataclass(frozen=True, slots=True)
class WeekSoFar:
    """Of this week's ``days`` that were to be answered, how many were."""

    answered: int
    days: int


@dataclass(frozen=True, slots=True)
class StreakCard:
    """A member's streak and why: ``days`` one by one, ``lines`` to read, oldest first."""

    current: int
    best: int
    freezes: int
    to_next_freeze: int
    week: WeekSoFar
    days: tuple[StreakDay, ...]
    lines: tuple[StreakLine, ...]
    today: date


@dataclass(frozen=True, slots=True)
class StatsCard:
    """A member's accuracy by track, in rounds and drills together."""

    name: str
    tracks: tuple[TrackScore, ...]
    points: int
    due_reviews: int


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A schedule in words: ``summary`` has days, time, zone, reveal, tracks, levels, format.

    People call it by its ``number``; buttons carry ``schedule_id``.
    """

    schedule_id: int
    number: int
    channel: str
    summary: str
    next_at: datetime | None
    zone: str
    paused: str


@dataclass(frozen=True, slots=True)
class SchedulesCard:
    """A channel's or a team's schedules; ``note`` says what else happens, if anything."""

    title: str
    lines: tuple[ScheduleLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmCard:
    """Something to confirm before it happens: a title, what will happen, line by line."""

    title: str
    lines: tuple[str, ...]
    confirm: str
    token: str


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """Something went as asked, or is worth knowing: a title and lines of plain text.

    ``posting`` is the round that is being posted because of it, if one is: whoever asked for it
    is to hear when that fails.
    """

    title: str
    lines: tuple[str, ...] = ()
    posting: int = 0


@dataclass(frozen=True, slots=True)
class ProblemCard:
    """Something can't be done: what, and the fix; ``words`` gives back what they typed."""

    message: str
    fix: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class AlertCard:
    """Something a manager has to know about a channel, which is named by links.

    ``server`` is the name of its server or workspace, filled in by the platform.
    """

    title: str
    channel: ChannelRef
    lines: tuple[str, ...] = ()
    server: str = ""


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A command and what it does; without a command, a heading."""

    command: str
    about: str


@dataclass(frozen=True, slots=True)
class HelpCard:
    """The commands; ``more`` offers what members can do, where managers' come first."""

    title: str
    entries: tuple[HelpEntry, ...]
    more: bool = False


Card = (
    QuestionCard
    | RevealCard
    | RevealPostCard
    | AnswerCard
    | WordsCard
    | FollowUpCard
    | ReceiptCard
    | ReminderCard
    | RecapCard
    | ChampionCard
    | ChangeCard
    | MineCard
    | ReasonsCard
    | DrillCard
    | DrillSummaryCard
    | LeaderboardCard
    | PostedLeaderboardCard
    | HistoryCard
    | StreakCard
    | StatsCard
    | SchedulesCard
    | PlanCard
    | PlanSavedCard
    | WelcomeCard
    | ConfirmCard
    | NoticeCard
    | ProblemCard
    | AlertCard
    | HelpCard
    | DraftCard
    | ReviewCard
)
