"""Cards that the tests of every platform show. A sample of a new card goes here, once."""

from bot.engine.cards import Card
from bot.engine.cards.questions import (
    DraftCard,
    ReviewCard,
    Settled,
    VerdictCard,
    Whole,
    WholeChoice,
)
from bot.engine.model.moderation import Verdict
from bot.engine.model.question_form import DraftPurpose
from bot.engine.model.questions import Level
from bot.engine.model.rich_text import Code, CodeBlock, Paragraph, Strong, Text, paragraph
from tests.support.interviews import INTERVIEWS
from tests.support.pair_cards import PAIRS
from tests.support.shared_cards import GROUP_QUIZZES, HOMES

HOSTILE = "*bold* _it_ ~no~ `code` <!channel> @everyone <@U1> [x](https://a.b) # top\n> quote"
WHOLE = Whole(
    "Two keys, one value",
    "Python",
    Level.INTERMEDIATE,
    (
        Paragraph((Text("What is "), Code("len({1: 'a', True: 'b'})"), Text("?"))),
        CodeBlock("d = {}\n", "python"),
    ),
    tuple(
        WholeChoice(letter, (Text(text),), letter == "B", (Text(why),))
        for letter, text, why in (
            ("A", "2", "They are equal, so they are one key"),
            ("B", "1", "Both have the same hash"),
            ("C", HOSTILE, HOSTILE),
            ("D", "It raises an error", ""),
        )
    ),
    ((Text("Equal keys are one key"),), (Strong((Text("The last value wins"),)),)),
    paragraph("They are equal."),
)
HIDDEN = Whole(
    WHOLE.title, WHOLE.track_title, WHOLE.level, WHOLE.prompt,
    tuple(WholeChoice(each.letter, each.text, None, ()) for each in WHOLE.choices), (), (),
    hidden=True,
)  # fmt: skip
TRACKS = (("python-data", "Python for data"), ("sql", "SQL"))
LONG = Whole(
    HOSTILE[:80], "SQL", Level.ADVANCED, paragraph("why " * 370),
    tuple(WholeChoice("ABCD"[n], (Text("x" * 200),), n == 0, (Text("y" * 300),)) for n in range(4)),
    tuple((Text("z" * 200),) for _ in range(6)), paragraph("because " * 430),
)  # fmt: skip
NOTED = ("No model answer yet: a reviewer may ask for one.",)
WRONG = (("Choices", "Which choice is right?"), ("Question", HOSTILE))

CARD_SAMPLES: dict[str, Card] = {
    **INTERVIEWS,
    **PAIRS,
    **GROUP_QUIZZES,
    **HOMES,
    "draft": DraftCard(
        5, DraftPurpose.SUGGEST, WHOLE.title, WHOLE, (), NOTED, TRACKS, "sql", "basic"
    ),
    "draft-wrong": DraftCard(
        5, DraftPurpose.ADD, HOSTILE, None, WRONG, (), TRACKS, "", ""
    ),
    "draft-untracked": DraftCard(
        5, DraftPurpose.SUGGEST, WHOLE.title, WHOLE, (("Track", "Choose what it is about."),), (),
        TRACKS, "", "basic",
    ),
    "draft-long": DraftCard(5, DraftPurpose.EDIT, "Long", LONG, (), (), TRACKS, "sql", "basic"),
    "review-suggestion": ReviewCard(7, 3, False, HOSTILE, WHOLE.title, "", WHOLE, "", NOTED),
    "review-old-words": ReviewCard(7, 3, False, "Cleo", "Suggestion 3", "", None, HOSTILE, ()),
    "review-report": ReviewCard(
        8, 4, True, "someone", WHOLE.title, "python-data/keys", WHOLE, HOSTILE, ()
    ),
    "review-open": ReviewCard(
        8, 4, True, "Cleo", WHOLE.title, "python-data/keys", HIDDEN, "C is right, too.", ()
    ),
    "review-settled": ReviewCard(
        7, 3, False, "Cleo", WHOLE.title, "python-data/keys", WHOLE, "", (),
        Settled(Verdict.DECLINED, HOSTILE, HOSTILE, "Cleo"),
    ),
    "verdict-accepted": VerdictCard(
        7, f"Your question is in: {WHOLE.title}", (f"{HOSTILE} accepted it.",), named=True
    ),
    "verdict-declined": VerdictCard(
        7, f"Not this time: {WHOLE.title}", ("Cleo left a reason:", HOSTILE), named=False
    ),
    "question-shown": ReviewCard(
        0, 0, False, "", WHOLE.title, "python-data/keys", WHOLE, "", ("python-data/keys",)
    ),
}  # fmt: skip
