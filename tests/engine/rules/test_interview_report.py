"""The figures of a mock interview's report."""

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.model.interviews import How, InterviewItem, Said
from bot.engine.rules import interview_report as report

SPOKEN = Said(How.SPOKEN, "", 120)


def item(
    name: str, points: int = 4, covered: tuple[int, ...] | None = (), answer: Said | None = SPOKEN
) -> InterviewItem:
    return InterviewItem(name, "r1", points, 4, 0, 2, answer, None, covered)


def test_skipped_questions_count_their_points_and_cover_none() -> None:
    skipped = item("sql/a", covered=(0, 1), answer=Said(How.SKIPPED))
    sums = report.figures([skipped, item("sql/b", covered=(0, 3))])
    assert (sums.covered, sums.points, sums.minutes) == (2, 8, 12)


def test_time_adds_up_question_and_follow_up_and_leaves_out_what_was_paused() -> None:
    both = InterviewItem("sql/a", "r1", 4, 4, 0, 2, SPOKEN, Said(How.TYPED, "x", 30), ())
    paused = InterviewItem("sql/b", "r1", 4, 4, 0, 2, SPOKEN, Said(How.TYPED, "x", None), ())
    assert report.seconds_of(both) == 150
    assert report.seconds_of(paused) is None
    assert report.seconds_of(item("sql/c", answer=None)) is None
    assert report.figures([both, paused]).seconds == 150
    assert report.figures([paused]).seconds is None


def test_tracks_are_summed_up_in_the_order_they_came() -> None:
    sums = report.by_track([item("sql/a", covered=(0,)), item("nlp/a"), item("sql/b", points=1)])
    assert [(track, each.covered, each.points) for track, each in sums.items()] == [
        ("sql", 1, 5),
        ("nlp", 0, 4),
    ]


def test_the_missed_points_come_from_the_weakest_questions_in_turn() -> None:
    strong = item("sql/a", covered=(0, 1, 3))
    weak = item("sql/b", covered=(0,))
    never_said = item("sql/c", answer=Said(How.SKIPPED))
    assert report.missed_most([strong, weak, never_said]) == (
        ("sql/b", 1),
        ("sql/a", 2),
        ("sql/b", 2),
    )
    assert report.missed_most([item("sql/a", covered=(0, 1, 2, 3))]) == ()


def test_a_question_went_well_from_three_of_five_points_on() -> None:
    assert report.went_well(item("sql/a", 5, (0, 1, 2)))
    assert not report.went_well(item("sql/a", 5, (0, 1)))
    assert report.went_well(item("sql/a", 0)), "said, with nothing to tick"


@given(
    st.lists(
        st.integers(0, 6).flatmap(
            lambda n: st.builds(
                item,
                st.sampled_from(["sql/a", "nlp/b"]),
                st.just(n),
                st.sets(st.integers(0, max(n - 1, 0)), max_size=n).map(lambda s: tuple(sorted(s))),
                st.sampled_from([SPOKEN, None, Said(How.SKIPPED)]),
            )
        ),
        max_size=6,
    )
)
def test_no_sum_is_larger_than_its_whole_and_tracks_add_up(items: list[InterviewItem]) -> None:
    total = report.figures(items)
    assert 0 <= total.covered <= total.points
    parts = report.by_track(items).values()
    assert sum(part.covered for part in parts) == total.covered
    assert sum(part.points for part in parts) == total.points
    assert sum(part.minutes for part in parts) == total.minutes
    shares = [report.share_of(each) for each in report.weakest_first(items)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)
