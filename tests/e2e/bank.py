"""A small bank for scenarios: what is right is easy to tell, for a test."""

from collections.abc import Mapping

from bot.engine.model.questions import Choice, Level, Question, Track
from bot.engine.model.rich_text import Paragraph, Text

TRACK = "fixtures"
RIGHT_WHY = "because the secret reason"
SECRET_ANSWER = "the secret model answer"
SECRET_POINT = "the secret key point"


def question(number: int, choices: int = 4) -> Question:
    """Return question ``number``; choice 0 is right."""
    return Question(
        id=f"{TRACK}/question-{number:02}",
        title=f"Subject {number}",
        track=TRACK,
        level=Level.BASIC,
        prompt=(Paragraph((Text(f"What is asked in question {number}?"),)),),
        choices=tuple(
            Choice(
                (Text(f"choice {index} of {number}"),),
                index == 0,
                (Text(f"{RIGHT_WHY} {number}" if index == 0 else f"why {index} is wrong"),),
            )
            for index in range(choices)
        ),
        key_points=((Text(f"{SECRET_POINT} {number}"),), (Text("a second point"),)),
        answer=(Paragraph((Text(f"{SECRET_ANSWER} {number}"),)),),
        revision=f"revision-{number}",
    )


class FixtureBank:
    """``count`` questions of one track."""

    def __init__(self, count: int = 20) -> None:
        made = [question(number) for number in range(1, count + 1)]
        self.questions: Mapping[str, Question] = {one.id: one for one in made}
        self.tracks: Mapping[str, Track] = {TRACK: Track(TRACK, "Fixtures")}
