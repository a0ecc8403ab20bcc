"""What people ask for around the questions of a team: writing, reviewing, looking after them."""

from dataclasses import dataclass

from bot.engine.commands import Command
from bot.engine.model.import_plan import Update
from bot.engine.model.question_form import DraftPurpose, QuestionForm
from bot.engine.model.read_notes import ReadNotes
from bot.engine.model.schedules import ChannelRef

# --- writing one -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckQuestion(Command):
    """Check what was typed into the form, and keep it as a draft.

    A ``draft_id`` changes a draft that is there. Otherwise ``purpose`` says what is to become of
    it, with the question ``target`` or the proposal ``proposal_id`` that it replaces. Where a form
    stays open with what is wrong in it, nothing is kept yet: ``keep_mistakes`` is false.
    """

    form: QuestionForm
    draft_id: int = 0
    purpose: DraftPurpose = DraftPurpose.SUGGEST
    target: str = ""
    proposal_id: int = 0
    channel: ChannelRef | None = None
    keep_mistakes: bool = True


@dataclass(frozen=True, slots=True)
class SortDraft(Command):
    """Choose a draft's track or level; an empty one stays."""

    draft_id: int
    track: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class SendDraft(Command):
    """Send a draft to where its purpose says."""

    draft_id: int
    channel: ChannelRef | None = None


@dataclass(frozen=True, slots=True)
class DiscardDraft(Command):
    """Delete a draft."""

    draft_id: int


# --- reviewing ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnProposal(Command):
    """Something done to a suggestion or report: by its id (a button) or its number (words).

    ``channel`` is where: in the reviewers' channel more people may decide than managers.
    """

    proposal_id: int = 0
    number: int = 0
    channel: ChannelRef | None = None


@dataclass(frozen=True, slots=True)
class ShowProposal(OnProposal):
    """See it; with ``look``, an open question's answer too, which then earns no points."""

    look: bool = False


@dataclass(frozen=True, slots=True)
class AcceptSuggestion(OnProposal):
    """Make a suggestion a question of the team."""


@dataclass(frozen=True, slots=True)
class Decline(OnProposal):
    """Decline a suggestion, or find nothing wrong with what was reported."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class CorrectReported(OnProposal):
    """Make the choice at ``choice`` (from 1, in the author's order) the right one."""

    choice: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RetireReported(OnProposal):
    """Never ask the reported question again."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class HideCredit(OnProposal):
    """Don't say who suggested a question when it is revealed: for its author alone."""


@dataclass(frozen=True, slots=True)
class SetReviewers(Command):
    """Choose who is told of suggestions and reports: a channel, or (None) the managers."""

    channel: ChannelRef | None
    role: str = ""


@dataclass(frozen=True, slots=True)
class ShowReviewers(Command):
    """See who is told of suggestions and reports."""


# --- looking after questions -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnQuestion(Command):
    """Something done to a question of the team, by its id."""

    question_id: str


@dataclass(frozen=True, slots=True)
class ShowTeamQuestion(OnQuestion):
    """See all of it; with ``look``, an open question's answer too, which then earns no points."""

    look: bool = False


@dataclass(frozen=True, slots=True)
class AskNext(OnQuestion):
    """Ask it next."""


@dataclass(frozen=True, slots=True)
class RestoreQuestion(OnQuestion):
    """Let a retired question be asked again."""


@dataclass(frozen=True, slots=True)
class ListQuestions(Command):
    """List the team's questions whose id or title holds ``words``, a page at a time."""

    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class PreviewImport(Command):
    """See what importing notes would add and change; they wait to be confirmed.

    ``read`` is what a file held, which the engine has read already; else ``text`` is read.
    ``planned`` is what they would do, which the engine finds out itself.
    """

    text: str = ""
    read: ReadNotes | None = None
    planned: Update | None = None


@dataclass(frozen=True, slots=True)
class SaveImport(Command):
    """Keep what a preview of an import showed: what is new, and with ``changes`` the rest."""

    import_id: int
    changes: bool = False
