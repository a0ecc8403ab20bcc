"""What a team's report counts, from rounds and answers alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.questions import Format
from bot.engine.model.reports import Asked, Tally
from bot.engine.model.rounds import Response, Round, RoundState
from bot.engine.rules import participation
from tests.support.builders import CHANNEL

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 2)
RIGHT, WRONG, WORDS = 1, 0, None


def asked(
    *answers: tuple[int, int | None], day: int = 0, question: str = "maths/q", track: str = "maths"
) -> Asked:
    """Return a round in which these members (by id) chose, on a day counted from a Monday."""
    round_ = Round(
        id=day + 1,
        schedule_id=1,
        team_id=1,
        channel=CHANNEL,
        slot=MONDAY + timedelta(days=day),
        by_hand_number=0,
        due_at=AT,
        reveal_at=AT,
        state=RoundState.REVEALED,
        format=Format.CHOICE,
        question_id=question,
        track=track,
        right_choice=RIGHT,
    )
    responses = (Response(day + 1, who, choice, "", AT, AT) for who, choice in answers)
    return Asked(round_, tuple(responses))


def test_weeks_go_from_monday_to_sunday_and_an_empty_one_between_is_there() -> None:
    rounds = (
        asked((1, RIGHT), (2, WRONG), day=0),
        asked((1, WORDS), day=6),
        asked((3, RIGHT), day=14),
    )
    first, empty, third, fourth = participation.weeks(rounds, MONDAY + timedelta(days=21))
    assert (first.first, first.last) == (MONDAY, MONDAY + timedelta(days=6))
    assert (first.questions, first.people, first.tally) == (2, 2, Tally(3, 2, 1))
    assert (empty.questions, empty.people, empty.tally) == (0, 0, Tally())
    assert (third.people, third.tally) == (1, Tally(1, 1, 1))
    assert (fourth.first, fourth.questions) == (MONDAY + timedelta(days=21), 0)


def test_without_a_round_there_is_no_week() -> None:
    assert participation.weeks((), MONDAY) == ()


def test_the_weakest_track_comes_first_and_own_words_say_nothing_about_it() -> None:
    enough = [(1, RIGHT), (2, RIGHT), (3, WRONG)]
    rounds = (
        asked(*enough, track="sql"),
        asked((1, WRONG), (2, WRONG), (3, RIGHT), (4, WORDS), track="maths"),
        asked((1, WRONG), (2, WRONG), (3, WORDS), track="python"),
    )
    titles = {"sql": "SQL", "maths": "Maths", "python": "Python"}
    tracks = participation.weakest_tracks(rounds, titles)
    assert [(each.title, each.tally) for each in tracks] == [
        ("Maths", Tally(4, 3, 1)),
        ("SQL", Tally(3, 3, 2)),
    ]


def test_a_question_counts_once_wherever_it_was_asked() -> None:
    rounds = (
        asked((1, WRONG), (2, WRONG), question="a/x"),
        asked((3, RIGHT), (4, RIGHT), question="a/x", day=3),
        asked((1, RIGHT), (2, RIGHT), (3, RIGHT), question="a/y"),
    )
    hardest, other = participation.hardest_questions(rounds)
    assert (hardest.question_id, hardest.tally) == ("a/x", Tally(4, 4, 2))
    assert hardest.asked_on == MONDAY + timedelta(days=3)
    assert other.question_id == "a/y"


def test_only_who_is_named_is_told_of() -> None:
    rounds = (asked((1, RIGHT), (2, WRONG)), asked((1, WRONG), day=1))
    people = participation.people_named(rounds, {1: "zoe", 7: "Ann"})
    assert [(each.name, each.tally) for each in people] == [
        ("Ann", Tally()),
        ("zoe", Tally(2, 2, 1)),
    ]


answers = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from((RIGHT, WRONG, WORDS))),
    unique_by=lambda answer: answer[0],
)


@given(st.lists(st.tuples(st.integers(0, 60), answers), max_size=12))
def test_weeks_and_people_add_up_to_all_answers(
    days: list[tuple[int, list[tuple[int, int | None]]]],
) -> None:
    rounds = [asked(*given_, day=day) for day, given_ in days]
    rounds = [
        replace(each, round=replace(each.round, id=number)) for number, each in enumerate(rounds)
    ]
    weeks = participation.weeks(rounds, MONDAY)
    people = participation.people_named(rounds, {who: str(who) for who in range(1, 6)})
    for parts in (weeks, people):
        for what in ("answers", "chosen", "right"):
            total = getattr(participation.tally(rounds), what)
            assert sum(getattr(each.tally, what) for each in parts) == total
    assert sum(week.questions for week in weeks) == len(rounds)
