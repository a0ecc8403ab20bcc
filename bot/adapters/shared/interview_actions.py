"""What the buttons and forms of a mock interview do; see ``action_ids``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewInterview:
    """Be offered an interview."""


@dataclass(frozen=True, slots=True)
class InterviewBegin:
    """Start an interview that was offered."""

    interview_id: int


@dataclass(frozen=True, slots=True)
class InterviewShorter:
    """Be offered one of so many minutes instead."""

    interview_id: int
    minutes: int


@dataclass(frozen=True, slots=True)
class InterviewDrop:
    """Have no interview now."""

    interview_id: int


@dataclass(frozen=True, slots=True)
class InterviewWords:
    """Open the form for an answer, or (as the form's id) its submission."""

    interview_id: int
    step: int


@dataclass(frozen=True, slots=True)
class InterviewPass:
    """Continue without the form: ``how`` is ``spoken``, ``typed`` (in messages) or ``skipped``."""

    interview_id: int
    step: int
    how: str


@dataclass(frozen=True, slots=True)
class InterviewEnd:
    """Be asked nothing more."""

    interview_id: int
    step: int


@dataclass(frozen=True, slots=True)
class InterviewTick:
    """Tick one key point (``on`` is 1), or untick it (0)."""

    interview_id: int
    step: int
    index: int
    on: int


@dataclass(frozen=True, slots=True)
class InterviewBoxes:
    """Tick the key points whose boxes are chosen, and no others."""

    interview_id: int
    step: int


@dataclass(frozen=True, slots=True)
class InterviewSuggest:
    """Have ticks suggested for what was written; ``agreed`` is 1 once one was told what is sent."""

    interview_id: int
    step: int
    agreed: int


@dataclass(frozen=True, slots=True)
class InterviewSave:
    """Keep the ticks, and see what comes next."""

    interview_id: int
    step: int


@dataclass(frozen=True, slots=True)
class InterviewModel:
    """See the model answer."""

    interview_id: int
    step: int


@dataclass(frozen=True, slots=True)
class InterviewAnswers:
    """See what one said."""

    interview_id: int
