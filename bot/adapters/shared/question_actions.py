"""What buttons and forms around a team's own questions do; see ``action_ids``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggest:
    """The submission of the form that proposes a question."""


@dataclass(frozen=True, slots=True)
class EditDraft:
    """Open a draft's form, or (as the form's id) its submission."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class DraftTrack:
    """Choose a draft's track."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class DraftLevel:
    """Choose a draft's level."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class SendDraft:
    """Send a draft to where it belongs."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """Delete a draft."""

    draft_id: int


@dataclass(frozen=True, slots=True)
class Review:
    """Do something with a suggestion or report: ``ACCEPT``, ``EDIT`` and so on, below.

    What needs words opens a form, and is its submission as the form's id.
    """

    proposal_id: int
    what: str


@dataclass(frozen=True, slots=True)
class HideCredit:
    """Not be named as who suggested a question."""

    proposal_id: int


@dataclass(frozen=True, slots=True)
class EditQuestion:
    """Open a question's form, or (as the form's id) its submission; empty for a new one."""

    question_id: str
