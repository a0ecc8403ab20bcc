"""Boards against a naive sum: ranks, pages, periods, who is shown."""

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import commands as c
from bot.engine.cards import LeaderboardCard, PostedLeaderboardCard, ProblemCard, RevealCard
from bot.engine.model.people import Actor, Member
from bot.engine.model.rounds import Response
from bot.engine.model.scores import Period, PointEntry
from bot.engine.ports.repositories import Transaction
from tests.support.builders import CHANNEL, actor, at, plan
from tests.support.world import LEAD, World, the

ANN, BEN = actor("ann"), actor("ben")
NOW = at("2026-11-18 12:00")  # a Wednesday
TODAY = NOW.date()
DAY = timedelta(days=1)

Entry = tuple[int, int, int, str]  # whose, points, days ago, track


async def board(
    world: World, who: Actor, page: int = 1, period: Period = Period.WEEK, track: str = ""
) -> LeaderboardCard:
    card = await world.ask(c.ShowLeaderboard(who, world.clock.now, period, track, page))
    return the(LeaderboardCard, card)


async def with_entries(entries: list[Entry], hidden: set[int]) -> World:
    """Return a world whose points log holds ``entries``, of 26 members."""
    world = World(start="2026-10-01 00:00")
    await world.schedule()
    await world.to("2026-10-01 09:00")

    def book(tx: Transaction) -> None:
        for number in range(26):
            member = Member(0, 1, f"member {number}", NOW, hidden=number in hidden)
            tx.members.add(member)
        tx.points.add(
            [
                PointEntry(
                    1,
                    2 + whose,
                    1,
                    track,
                    points,
                    "a test",
                    (NOW - timedelta(days=ago)).date(),
                    NOW,
                )
                for whose, points, ago, track in entries
            ]
        )

    world.store.write_now(book)
    world.clock.now = NOW
    return world


entries = st.lists(
    st.tuples(
        st.integers(0, 25),
        st.sampled_from((2, 5, 10, 8)),
        st.integers(0, 40),
        st.sampled_from(("maths", "pytorch")),
    ),
    max_size=60,
)
PERIODS = {Period.WEEK: 2, Period.MONTH: 17, Period.ALL: 1000}  # days back from the 18th


@settings(max_examples=25)
@given(
    entries,
    st.sets(st.integers(0, 25), max_size=5),
    st.sampled_from(Period),
    st.sampled_from(("", "maths")),
)
async def test_a_board_is_the_naive_sum_and_its_pages_make_up_the_whole(
    log: list[Entry], hidden: set[int], period: Period, track: str
) -> None:
    world = await with_entries(log, hidden)
    sums: Counter[int] = Counter()
    for whose, points, ago, of_track in log:
        if ago <= PERIODS[period] and track in ("", of_track) and whose not in hidden:
            sums[2 + whose] += points
    expected = sorted(sums, key=lambda member: (-sums[member], member))

    first = await board(world, ANN, period=period, track=track)
    pages = [
        await board(world, ANN, number + 1, period=period, track=track)
        for number in range(first.pages)
    ]
    lines = [line for page in pages for line in page.lines]
    ties = [
        [member for member in expected if sums[member] == points]
        for points in sorted(set(sums.values()), reverse=True)
    ]
    assert [line.member_ids for line in lines] == [tuple(tied[:2]) for tied in ties]
    assert [len(line.names) + line.more for line in lines] == [len(tied) for tied in ties]
    for line in lines:
        assert line.points == sums[line.member_ids[0]]
        assert line.rank == 1 + sum(points > line.points for points in sums.values())
    assert {page.people for page in pages} == {len(expected)}
    assert all(len(page.lines) == 10 for page in pages[:-1])


async def test_ties_share_a_rank_and_the_next_rank_skips() -> None:
    world = await with_entries([(0, 10, 0, ""), (1, 5, 0, ""), (2, 5, 0, ""), (3, 2, 0, "")], set())
    shown = await board(world, ANN)
    assert [(line.rank, line.points, len(line.names)) for line in shown.lines] == [
        (1, 10, 1),
        (2, 5, 2),
        (4, 2, 1),
    ]


async def test_a_tie_of_many_is_one_line_with_two_names() -> None:
    world = await with_entries([(n, 20, 0, "") for n in range(7)], set())
    (line,) = (await board(world, ANN)).lines
    assert (line.names, line.more) == (("member 0", "member 1"), 5)


async def test_the_next_place_is_the_one_with_the_fewest_points_before_yours() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN, BEN)
    await world.day("2026-11-03", ANN, wrong=(actor("cleo"),))
    ahead = (await board(world, actor("cleo"))).ahead
    assert ahead is not None
    assert (ahead.rank, ahead.points) == (2, 10)
    assert (await board(world, ANN)).ahead is None


async def test_streaks_of_two_days_are_told_and_shorter_ones_are_not() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN)
    await world.day("2026-11-03", ANN, wrong=(BEN,))
    assert [line.streaks for line in (await board(world, ANN)).lines] == [(2,), (0,)]


async def test_dates_end_today() -> None:
    world = await with_entries([], set())
    shown = await board(world, ANN)
    assert (str(shown.first), str(shown.last)) == ("2026-11-16", "2026-11-18")


async def test_a_posted_board_shows_nothing_of_whoever_posts_it() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN, wrong=(BEN,))
    shown = the(PostedLeaderboardCard, await world.ask(c.PostLeaderboard(BEN, world.clock.now)))
    assert shown.posted_by == "Ben"
    assert (shown.board.mine, shown.board.ahead, shown.board.note) == (None, None, "")
    await world.ask(c.HideMe(BEN, world.clock.now, hidden=True))
    shown = the(PostedLeaderboardCard, await world.ask(c.PostLeaderboard(BEN, world.clock.now)))
    assert "Ben" not in repr(shown)


async def test_a_page_beyond_the_last_is_the_last() -> None:
    world = await with_entries([(n, 10 + n, 0, "") for n in range(15)], set())
    shown = await board(world, ANN, page=99)
    assert (shown.page, shown.pages, len(shown.lines)) == (2, 2, 5)
    assert (await board(world, ANN, page=-3)).page == 1


async def test_an_empty_board_has_one_page() -> None:
    world = await with_entries([], set())
    shown = await board(world, ANN)
    assert (shown.lines, shown.page, shown.pages) == ((), 1, 1)
    assert shown.note == "You haven't answered a question here yet."


async def test_ones_own_row_is_always_there() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", *(actor(f"user{n:02}") for n in range(12)), wrong=(BEN,))
    mine = (await board(world, BEN)).mine
    assert mine is not None
    assert (mine.rank, mine.points, mine.name) == (13, 2, "Ben")


async def test_who_hides_is_not_shown_and_sees_their_own_row_and_why() -> None:
    world = World()
    await world.schedule()
    await world.day("2026-11-02", ANN, wrong=(BEN,))
    await world.ask(c.HideMe(ANN, world.clock.now, hidden=True))
    shown = await board(world, BEN)
    assert [(line.rank, line.names) for line in shown.lines] == [(1, ("Ben",))]
    own = await board(world, ANN)
    assert own.mine is not None
    assert own.mine.points == 10
    assert "only you can see" in own.note
    await world.day("2026-11-03", ANN)
    card = the(RevealCard, world.gateway.shown()[-1].card)
    assert (card.right_names, card.right_more) == ((), 1)
    await world.ask(c.HideMe(ANN, world.clock.now, hidden=False))
    assert [line.names for line in (await board(world, BEN)).lines] == [("Ann",), ("Ben",)]


async def test_the_week_is_the_default_and_begins_anew_on_monday_in_the_teams_zone() -> None:
    world = World()
    await world.schedule(what=plan(zone="Asia/Tokyo"))
    await world.to("2026-11-06 00:00")
    await world.choose(ANN)
    await world.to("2026-11-06 07:00")
    await world.to("2026-11-08 14:59")  # Sunday night in Tokyo
    assert (await board(world, ANN)).people == 1
    await world.to("2026-11-08 15:00")
    shown = await board(world, ANN)
    assert shown.people == 0
    assert shown.note == "You have no points in this period yet."
    assert str(shown.first) == "2026-11-09"


async def test_a_board_of_an_unknown_track_is_refused_with_the_nearest() -> None:
    world = World()
    await world.schedule()
    card = await world.ask(c.ShowLeaderboard(ANN, world.clock.now, track="pytroch"))
    assert isinstance(card, ProblemCard)
    assert card.fix == "Did you mean pytorch?"


async def test_where_nothing_is_set_up_the_board_says_how_to_begin() -> None:
    world = World()
    card = await world.ask(c.ShowLeaderboard(ANN, world.clock.now))
    assert isinstance(card, ProblemCard)
    assert "/daily setup" in card.fix


async def test_drills_give_no_points() -> None:
    world = World()
    await world.schedule()
    await world.ask(c.StartQuiz(ANN, world.clock.now))
    await world.ask(c.AnswerDrill(ANN, world.clock.now, 1, 0, "A"))
    assert world.points(ANN) == 0


# --- what db check finds ---------------------------------------------------------------------


async def lived() -> World:
    world = World()
    await world.schedule()
    for day in (2, 3, 4):
        await world.day(f"2026-11-0{day}", ANN, wrong=(BEN,))
    assert world.differences() == ()
    return world


async def test_points_that_nobody_earned_are_found() -> None:
    world = await lived()
    forged = PointEntry(1, world.member(BEN), 1, "maths", 500, "a forgery", NOW.date(), NOW)
    world.store.write_now(lambda tx: tx.points.add([forged]))
    (told,) = world.differences()
    assert "502 points are booked, 2 are owed" in told


async def test_points_that_were_lost_are_found() -> None:
    world = await lived()
    world.store.tables.entries.popitem()
    assert len(world.differences()) == 1


async def test_a_streak_that_was_made_longer_is_found() -> None:
    world = await lived()
    log = world.read(lambda tx: tx.days.of_member(world.member(ANN)))
    world.store.tables.days.pop((world.member(ANN), log[1].day))
    (told,) = world.differences()
    assert "the streak log has 2 days" in told


async def test_a_response_that_appeared_after_the_reveal_is_found() -> None:
    world = await lived()
    late = Response(1, world.member(LEAD), 0, None, NOW, NOW)
    world.store.write_now(lambda tx: tx.responses.save(late))
    assert world.differences()
    assert world.round(1).channel == CHANNEL
