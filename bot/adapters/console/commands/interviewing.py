"""What is typed in a mock interview in the terminal: an answer, or a word for each step."""

from bot.adapters.console.commands.parser import numbers_in
from bot.adapters.shared.typed import AskedBy
from bot.engine import interview_commands as ic
from bot.engine.cards import (
    Card,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    NoticeCard,
)
from bot.engine.commands import Command
from bot.engine.errors import Refused
from bot.engine.model.interviews import How

Step = InterviewOfferCard | InterviewQuestionCard | InterviewPointsCard | InterviewReportCard
STEPS = (InterviewOfferCard, InterviewQuestionCard, InterviewPointsCard, InterviewReportCard)
"""Cards on which what is typed is about the interview."""
_OFFER = "Type start, shorter or no."
_POINTS = "Type numbers such as 1 3, save or model."


def step_of(card: Card, before: Step | None) -> Step | None:
    """Return the step that what is typed next is about, after ``card`` was shown.

    A notice is the end of an interview; a problem or a model answer leaves it where it is.
    """
    if isinstance(card, NoticeCard):
        return None
    return card if isinstance(card, STEPS) else before


def meant(step: Step | None, line: str, by: AskedBy) -> Command | None:
    """Return what a line means in an interview; None for what isn't about it.

    Slash commands never are. Raises Refused for a line that the step can't use.
    """
    words = line.strip()
    if step is None or not words or words.startswith("/"):
        return None
    match step:
        case InterviewOfferCard():
            return _offer(step, words.lower(), by)
        case InterviewQuestionCard():
            return _question(step, words, by)
        case InterviewPointsCard():
            return _points(step, words.lower(), by)
        case InterviewReportCard():
            asked = words.lower() == "answers"
            return ic.ShowInterviewAnswers(by.actor, by.at, step.interview_id) if asked else None


def _offer(step: InterviewOfferCard, word: str, by: AskedBy) -> Command:
    match word:
        case "start" | "s":
            return ic.BeginInterview(by.actor, by.at, step.interview_id)
        case "shorter" if step.shorter:
            return ic.ShortenInterview(by.actor, by.at, step.interview_id, step.shorter)
        case "no" | "n":
            return ic.DropInterview(by.actor, by.at, step.interview_id)
        case _:
            raise Refused("Start the interview?", _OFFER)


def _question(step: InterviewQuestionCard, words: str, by: AskedBy) -> Command:
    here = (by.actor, by.at, step.interview_id, step.step)
    match words.lower():
        case "done" | "d":
            return ic.PassStep(*here, How.SPOKEN)
        case "skip" | "s":
            return ic.PassStep(*here, How.SKIPPED)
        case "end" | "e":
            return ic.EndInterview(*here)
        case letter if len(letter) == 1 and letter.isalpha():  # meant for the day's question
            raise Refused("You're in an interview.", "Answer in words, or /stop to leave it.")
        case _:
            return ic.AnswerInterview(*here, words)


def _points(step: InterviewPointsCard, words: str, by: AskedBy) -> Command:
    here = (by.actor, by.at, step.interview_id, step.step)
    match words:
        case "save" | "s":
            return ic.SaveInterviewPoints(*here)
        case "model" | "m":
            return ic.ShowInterviewAnswer(*here)
        case "ticks" | "ticks send":
            return ic.SuggestInterviewTicks(*here, agreed=words.endswith("send"))
        case _:
            numbers = numbers_in(words)
            known = range(1, len(step.points) + 1)
            wrong = [n for n in numbers if n not in known]
            if wrong:
                raise Refused(f"The key points are 1 to {len(step.points)}.", _POINTS)
            ticked = {n for n, mark in enumerate(step.points) if mark.ticked}
            covered = ticked ^ {number - 1 for number in numbers if number}
            return ic.TickInterviewPoints(*here, tuple(sorted(covered)))
