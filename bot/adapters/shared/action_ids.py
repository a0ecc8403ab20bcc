"""One codec for the ids of buttons and forms, the same on every platform.

An id is ``w1:kind:field:…``: a version, what is meant, and ids only. It never holds an
answer, and says nothing of who may press it: authorization is checked on every press. An
id of an unknown kind or a later version decodes to None and gets a friendly answer.
"""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_type_hints

from bot.adapters.shared.interview_actions import (
    InterviewAnswers,
    InterviewBegin,
    InterviewBoxes,
    InterviewDrop,
    InterviewEnd,
    InterviewModel,
    InterviewPass,
    InterviewSave,
    InterviewShorter,
    InterviewSuggest,
    InterviewTick,
    InterviewWords,
    NewInterview,
)
from bot.adapters.shared.pair_actions import PAIR_KINDS, PairAction
from bot.adapters.shared.question_actions import (
    DiscardDraft,
    DraftLevel,
    DraftTrack,
    EditDraft,
    EditQuestion,
    HideCredit,
    Review,
    SendDraft,
    Suggest,
)
from bot.adapters.shared.quiz_actions import (
    DrillAnswer,
    GroupChoose,
    QuizAgain,
    QuizOn,
    ReviewNow,
    StopGroup,
)
from bot.adapters.shared.view_actions import (
    BoardPage,
    HistoryPage,
    PostBoard,
    Show,
)

VERSION = "w1"
LONGEST = 100
"""Discord's limit for a custom_id, in characters; Slack's action_id takes 255."""


@dataclass(frozen=True, slots=True)
class Choose:
    """Answer a round with the choice shown under ``letter``."""

    round_id: int
    letter: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Open the form for an answer in own words, or (as the form's id) its submission."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Mine:
    """See one's own response to a round."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Change:
    """See the choices of a round again, to change one's response."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Applaud:
    """Applaud a member's words in a revealed round, or take that back."""

    round_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Take one's own words out of the thread in which a reveal has shown them."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Follow a link of a round: the platform opens it, nothing is left to do."""

    round_id: int


@dataclass(frozen=True, slots=True)
class MarkPoints:
    """Open the form to mark the key points covered, or (as the form's id) its submission."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Tick:
    """Mark one key point as covered (``on`` is 1) or as not covered (0)."""

    round_id: int
    index: int
    on: int


@dataclass(frozen=True, slots=True)
class SuggestTicks:
    """Have ticks suggested for one's words; ``agreed`` is 1 once one was told what is sent."""

    round_id: int
    agreed: int


@dataclass(frozen=True, slots=True)
class KeepTicks:
    """Keep the ticks that were suggested."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """See why the wrong choices of a round are wrong."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Later:
    """Have a round's question among one's reviews."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Report a round's question, or (as the form's id) the report's submission."""

    round_id: int


@dataclass(frozen=True, slots=True)
class Setup:
    """Open the form of ``/daily setup``; ``schedule_id`` is 0 for a new schedule."""

    schedule_id: int


@dataclass(frozen=True, slots=True)
class EditPlan:
    """Open a part of the form of ``/daily setup``, or (as the form's id) its submission.

    ``part`` is ``when``, ``what`` or ``how``; ``token`` is the plan's that waits to be confirmed,
    or empty.
    """

    part: str
    token: str


@dataclass(frozen=True, slots=True)
class MoreOptions:
    """Show the second part of the form that the button is in."""


@dataclass(frozen=True, slots=True)
class Sample:
    """See a question as one would be asked, in private."""


@dataclass(frozen=True, slots=True)
class AskNow:
    """Ask an extra question of a schedule right now."""

    schedule_id: int


@dataclass(frozen=True, slots=True)
class Help:
    """See what members can do."""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Confirm what a ConfirmCard with ``token`` asked, or (``yes`` is 0) leave it."""

    token: str
    yes: int


@dataclass(frozen=True, slots=True)
class Remind:
    """Choose when to be reminded: ``off``, ``every`` or ``streak``.

    ``round_id`` is the round whose message offered it: it tells the team.
    """

    when: str
    round_id: int


@dataclass(frozen=True, slots=True)
class SkipToday:
    """Be reminded no more of the day of a round."""

    round_id: int


ACCEPT, EDIT, DECLINE, KEY, RETIRE, LOOK = "a", "e", "d", "c", "t", "l"
"""What a reviewer can press."""

Action = (
    Choose
    | OwnWords
    | Mine
    | Change
    | Applaud
    | TakeOut
    | Visit
    | MarkPoints
    | Tick
    | SuggestTicks
    | KeepTicks
    | Reasons
    | Later
    | Flag
    | DrillAnswer
    | GroupChoose
    | StopGroup
    | BoardPage
    | PostBoard
    | HistoryPage
    | QuizAgain
    | QuizOn
    | Setup
    | EditPlan
    | MoreOptions
    | Sample
    | AskNow
    | Help
    | Confirm
    | Remind
    | SkipToday
    | ReviewNow
    | Show
    | Suggest
    | EditDraft
    | DraftTrack
    | DraftLevel
    | SendDraft
    | DiscardDraft
    | Review
    | HideCredit
    | EditQuestion
    | InterviewAnswers
    | InterviewBegin
    | InterviewBoxes
    | InterviewDrop
    | InterviewEnd
    | InterviewModel
    | InterviewPass
    | InterviewSave
    | InterviewShorter
    | InterviewSuggest
    | InterviewTick
    | InterviewWords
    | NewInterview
    | PairAction
)

_KINDS: dict[str, type[Action]] = {
    "c": Choose,
    "w": OwnWords,
    "m": Mine,
    "e": Change,
    "a": Applaud,
    "t": TakeOut,
    "u": Visit,
    "k": MarkPoints,
    "kt": Tick,
    "ks": SuggestTicks,
    "kk": KeepTicks,
    "o": Reasons,
    "p": Later,
    "f": Flag,
    "d": DrillAnswer,
    "z": GroupChoose,
    "zs": StopGroup,
    "b": BoardPage,
    "hp": HistoryPage,
    "bp": PostBoard,
    "q": QuizAgain,
    "qf": QuizOn,
    "s": Setup,
    "sp": EditPlan,
    "so": MoreOptions,
    "sm": Sample,
    "sa": AskNow,
    "hm": Help,
    "y": Confirm,
    "n": Remind,
    "ns": SkipToday,
    "rn": ReviewNow,
    "sh": Show,
    "g": Suggest,
    "ge": EditDraft,
    "gt": DraftTrack,
    "gl": DraftLevel,
    "gs": SendDraft,
    "gx": DiscardDraft,
    "r": Review,
    "gh": HideCredit,
    "qe": EditQuestion,
    "ia": InterviewAnswers,
    "ib": InterviewBegin,
    "ik": InterviewBoxes,
    "ix": InterviewDrop,
    "ie": InterviewEnd,
    "im": InterviewModel,
    "ip": InterviewPass,
    "in": InterviewSave,
    "iu": InterviewSuggest,
    "is": InterviewShorter,
    "it": InterviewTick,
    "iw": InterviewWords,
    "i": NewInterview,
    **PAIR_KINDS,
}
_CODES = {kind: code for code, kind in _KINDS.items()}


def encode(action: Action) -> str:
    """Return the id of ``action``; raises ValueError when a field can't be carried."""
    values = [str(getattr(action, field.name)) for field in fields(action)]
    encoded = ":".join((VERSION, _CODES[type(action)], *values))
    if len(encoded) > LONGEST or any(":" in value for value in values):
        raise ValueError(f"{action!r} does not fit an id of {LONGEST} characters")
    return encoded


@cache
def _hints(kind: type[Action]) -> dict[str, Any]:
    return get_type_hints(kind)


def decode(text: str) -> Action | None:
    """Return the action ``text`` stands for, or None when this version knows no such id."""
    version, _, rest = text.partition(":")
    code, *values = rest.split(":")
    kind = _KINDS.get(code)
    if version != VERSION or kind is None:
        return None
    hints = _hints(kind)
    names = [field.name for field in fields(kind)]
    if len(names) != len(values):
        return None
    read: dict[str, int | str] = {}
    for name, value in zip(names, values, strict=True):
        if hints[name] is int:
            if not (value.isascii() and value.isdecimal() and len(value) < 19):
                return None
            read[name] = int(value)
        else:
            read[name] = value
    made: Action = kind(**read)  # pyright: ignore[reportArgumentType]  # read by the hints above
    return made if encode_safely(made) == text else None


def encode_safely(action: Action) -> str:
    """Return the id of ``action``, or an empty string when it can't be carried."""
    try:
        return encode(action)
    except ValueError:
        return ""
