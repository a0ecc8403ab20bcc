"""Words around the questions that a team writes and reviews, the same on every platform."""

from collections.abc import Mapping

from bot.engine.cards.questions import DraftCard, ReviewCard
from bot.engine.model.moderation import Verdict
from bot.engine.model.question_form import DraftPurpose

TO_REVIEW, PROBLEM_WITH = "To review:", "Problem with:"
ACCEPT, EDIT_FIRST, DECLINE = "Accept", "Edit first", "Decline with a reason"
CHANGE_KEY, EDIT, RETIRE = "Change the right choice", "Edit", "Retire"
NOTHING_WRONG, SHOW_ANSWER = "Nothing wrong", "Show the answer"
SUGGEST_ANOTHER, HIDE_NAME = "Suggest another", "Don't show my name"
DISCARD, BACK_TO_FORM = "Discard", "Back to the form"
PREVIEW = "Preview · this is what the team will see"
HIDDEN = "This question is open, so its answer is left out."
SEND: Mapping[DraftPurpose, str] = {
    DraftPurpose.SUGGEST: "Send to the reviewers",
    DraftPurpose.ADD: "Add it",
    DraftPurpose.EDIT: "Save",
    DraftPurpose.REVIEW: "Save and accept",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.ACCEPTED: "Accepted",
    Verdict.DECLINED: "Declined",
    Verdict.CORRECTED: "Right choice changed",
    Verdict.EDITED: "Edited",
    Verdict.RETIRED: "Retired",
    Verdict.NOTHING_WRONG: "Nothing wrong",
}
CHOICES_HINT = "One per line. Put * before the right one, and the reason after |. Optional."
FORM_HINTS: Mapping[str, tuple[str, str]] = {
    "title": ("Title", "A few words; it must not give the answer away."),
    "prompt": ("Question", "Code goes between three backticks."),
    "choices": ("Choices, one per line", CHOICES_HINT),
    "points": ("Key points, one per line", "What a strong answer covers: three to six."),
    "answer": ("Model answer", "What you would say aloud."),
}
"""A field of a question's form: its label, and what to write."""


def review_heading(card: ReviewCard) -> str:
    """Return the first line of a suggestion, a report, or a question that is shown."""
    if not card.proposal_id:
        return card.title
    return f"{PROBLEM_WITH if card.report else TO_REVIEW} {card.title}"


def review_source(card: ReviewCard) -> str:
    """Return who suggested or reported it and what it is about, in a line."""
    about = (card.whole.track_title, card.whole.level.value) if card.whole else ()
    who = f"{'Reported' if card.report else 'Suggested'} by {card.author}"
    return " · ".join((who, *about) if card.proposal_id else about)


def settled_line(card: ReviewCard) -> str:
    """Return what became of it, by whom and why; empty while it waits."""
    if card.settled is None:
        return ""
    why = f": {card.settled.reason}" if card.settled.reason else ""
    return f"{VERDICTS[card.settled.verdict]} by {card.settled.by}{why}"


def draft_state(card: DraftCard) -> str:
    """Return what the checks found in a draft without mistakes, in a line."""
    if not card.notes:
        return "No problems found."
    return " ".join(f"⚠️ {note}" for note in card.notes)
