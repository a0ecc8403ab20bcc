"""Fitting reviews to a member's own memory: who is looked at, what is kept, what failures cost."""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine import commands as c
from bot.engine.errors import FitFails
from bot.engine.model.practice import Attempt
from bot.engine.model.review_fits import Reviewed, ReviewFit
from bot.engine.ports.context import Context
from bot.engine.records.review_fitting import ReviewFitting
from bot.engine.records.review_history import history_of
from bot.engine.rules.review_fitting import LOOK_AGAIN, RESUME
from tests.support.builders import actor
from tests.support.drills import ANN, letter, press, quiz
from tests.support.fakes.fitter import FakeFitter, HeardFits
from tests.support.interviewing import begun, held, to_report
from tests.support.memories import DEFAULTS, LASTING, START, forgotten, remembered
from tests.support.world import World

BEN = actor("ben")
ENOUGH = 4
"""Repeats that are needed here: the histories below have as many."""
OUT_OF_MEMORY = FitFails("failed", "the optimizer ended with -9")


async def lived(history: Iterable[Reviewed] = (), who: str = "ann") -> World:
    """Return a world in which someone has this history, shortly after it."""
    world = World(start="2026-04-01 09:00")
    await remember(world, history, who)
    return world


async def remember(world: World, history: Iterable[Reviewed], who: str = "ann") -> int:
    await world.ask(c.HideMe(actor(who), world.clock.now, hidden=False))
    member = world.member(actor(who))
    attempts = [
        Attempt(member, each.question_id, "maths", each.right, "drill", each.at) for each in history
    ]
    world.store.write_now(lambda tx: tx.practice.add_attempts(attempts))
    return member


def fitting(world: World, fitter: FakeFitter, heard: HeardFits | None = None) -> ReviewFitting:
    return ReviewFitting(
        world.store, world.bank, fitter, world.clock, heard or HeardFits(), needed=ENOUGH
    )


def fit_of(world: World, who: str = "ann") -> ReviewFit | None:
    return world.store.tables.review_fits.get(world.member(actor(who)))


def due_after_a_right_answer(world: World) -> timedelta:
    due = world.read(lambda tx: tx.practice.next_review(world.member(ANN)))
    assert due is not None
    return due - world.clock.now


async def test_what_is_found_is_kept_with_when_and_from_how_much() -> None:
    world, fitter, heard = await lived(remembered()), FakeFitter(LASTING), HeardFits()
    await fitting(world, fitter, heard).run()
    assert fitter.asked == [remembered()]
    now = world.clock.now
    assert fit_of(world) == ReviewFit(world.member(ANN), now + LOOK_AGAIN, 4, LASTING, now)
    assert heard.outcomes == ["own"]


async def test_the_next_answer_is_scheduled_by_it_and_only_the_members() -> None:
    world = await lived(remembered())
    await remember(world, (), "ben")
    await fitting(world, FakeFitter(LASTING)).run()
    await quiz(world, count=1)
    await press(world, letter(world))
    assert due_after_a_right_answer(world) > timedelta(days=60)
    assert fit_of(world, "ben") is None


async def test_the_days_question_is_scheduled_by_it_too() -> None:
    world = await lived(remembered())
    await fitting(world, FakeFitter(LASTING)).run()
    await world.schedule()
    asked = await world.day("2026-04-02", ANN, BEN)
    due = {
        who: world.read(
            lambda tx, who=who: tx.practice.review(world.member(who), asked.question_id)
        )
        for who in (ANN, BEN)
    }
    mine, theirs = due[ANN], due[BEN]
    assert mine is not None
    assert theirs is not None
    assert mine.due_at - world.clock.now > timedelta(days=60)
    assert theirs.due_at - world.clock.now < timedelta(days=5)


async def test_a_corrected_question_is_scheduled_again_by_it() -> None:
    world = await lived(remembered())
    await fitting(world, FakeFitter(LASTING)).run()
    await world.schedule()
    asked = await world.day("2026-04-02", wrong=(ANN,))
    chosen = next(iter(world.store.tables.responses.values())).choice
    assert chosen is not None
    lead = actor("lead", manager=True)
    await world.ask(c.CorrectKey(lead, world.clock.now, asked.question_id, chosen + 1, "typo"))
    again = world.read(lambda tx: tx.practice.review(world.member(ANN), asked.question_id))
    assert again is not None
    assert again.due_at - world.clock.now > timedelta(days=60)


async def test_an_interviews_reviews_are_scheduled_by_it_and_part_of_the_history() -> None:
    world = World(start="2026-04-01 09:00")
    ann = await remember(world, remembered())
    world.store.write_now(lambda tx: tx.review_fits.save(ReviewFit(ann, START, 4, LASTING, START)))
    await begun(world)
    await world.after(minutes=5)
    await to_report(world)
    ended_at = held(world).ended_at
    assert ended_at is not None
    member = world.store.tables.members[ann]
    history = world.read(lambda tx: history_of(Context(tx, world.bank), member))
    reviewed = [each for each in history if each.at == ended_at]
    states = [world.read(lambda tx, q=each.question_id: tx.practice.review(ann, q))
              for each in reviewed]  # fmt: skip
    assert reviewed
    assert history == tuple(sorted((*remembered(), *reviewed), key=lambda each: each.at))
    assert all(state and state.due_at - ended_at > timedelta(days=60) for state in states)


async def test_the_defaults_stay_where_they_foretell_as_well() -> None:
    world, heard = await lived(forgotten()), HeardFits()
    await fitting(world, FakeFitter(LASTING), heard).run()
    fit = fit_of(world)
    assert fit is not None
    assert (fit.parameters, fit.fitted_at, fit.reviews) == ((), None, 4)
    assert heard.outcomes == ["defaults"]


@pytest.mark.parametrize("found", [DEFAULTS[:19], (float("nan"),) * 21, ()])
async def test_what_the_scheduler_cannot_use_is_not_kept(found: tuple[float, ...]) -> None:
    world = await lived(remembered())
    await fitting(world, FakeFitter(found)).run()
    fit = fit_of(world)
    assert fit is not None
    assert fit.parameters == ()


async def test_a_member_is_looked_at_once_a_week_if_there_is_more_to_learn() -> None:
    world, fitter = await lived(remembered()), FakeFitter(LASTING)
    works = fitting(world, fitter)
    for _ in range(3):
        await works.run()
        await world.after(days=2)
    assert len(fitter.asked) == 1
    await world.after(days=2)
    await works.run()
    assert len(fitter.asked) == 1, "nothing was answered since"
    again = Reviewed("maths/q00", world.clock.now, True)
    await remember(world, [again])
    await world.after(days=6)
    await works.run()
    assert len(fitter.asked) == 1, "the last look was six days ago"
    await world.after(days=1)
    await works.run()
    assert fitter.asked[1:] == [(*remembered(), again)]


async def test_too_short_a_history_is_left_alone_for_a_week() -> None:
    short = [replace(each, question_id=f"maths/q{n:02}") for n, each in enumerate(remembered())]
    world, fitter = await lived(short), FakeFitter(LASTING)
    await fitting(world, fitter).run()
    assert fitter.asked == []
    assert fit_of(world) == ReviewFit(world.member(ANN), world.clock.now + LOOK_AGAIN)


async def test_all_who_are_due_are_looked_at_one_after_another() -> None:
    world, fitter = World(start="2026-04-01 09:00"), FakeFitter(LASTING)
    people = [f"p{number}" for number in range(25)]
    for who in people:
        await remember(world, remembered(), who)
    await fitting(world, fitter).run()
    assert len(fitter.asked) == 25


async def test_a_failure_keeps_the_old_parameters_and_is_said_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    world, heard = await lived(remembered()), HeardFits()
    await remember(world, remembered(), "ben")
    ann = world.member(ANN)
    old = ReviewFit(ann, START, 3, LASTING, START)
    world.store.write_now(lambda tx: tx.review_fits.save(old))
    fitter = FakeFitter(fails=OUT_OF_MEMORY)
    works = fitting(world, fitter, heard)
    with caplog.at_level(logging.WARNING, "bot.engine.records.review_fitting"):
        await works.run()
    assert fit_of(world) == replace(old, next_at=world.clock.now + LOOK_AGAIN)
    assert heard.outcomes == ["failed", "failed"]
    (line,) = caplog.messages
    assert "the optimizer ended with -9" in line
    fitter.fails, fitter.finds = None, LASTING
    await world.after(days=7)
    await works.run()
    assert heard.outcomes[2:] == ["own", "own"]


class Killed(BaseException):
    """The process ends here."""


async def test_a_worker_that_is_killed_loses_nothing_and_another_takes_over() -> None:
    world = await lived(remembered())
    old = ReviewFit(world.member(ANN), START, 3, LASTING, START)
    world.store.write_now(lambda tx: tx.review_fits.save(old))

    async def kill() -> None:
        raise Killed

    with pytest.raises(Killed):
        await fitting(world, FakeFitter(meanwhile=kill)).run()
    assert fit_of(world) == replace(old, next_at=world.clock.now + RESUME)
    other = FakeFitter(LASTING)
    await fitting(world, other).run()
    assert other.asked == [], "it may still be at work"
    await world.after(days=1)
    await fitting(world, other).run()
    assert other.asked == [remembered()]


async def test_two_workers_do_not_look_at_the_same_member() -> None:
    world, other = await lived(remembered()), FakeFitter(LASTING)
    first = FakeFitter(LASTING, meanwhile=lambda: fitting(world, other).run())
    await fitting(world, first).run()
    assert (len(first.asked), len(other.asked)) == (1, 0)


async def test_who_is_forgotten_meanwhile_stays_forgotten() -> None:
    world = await lived(remembered())

    async def forget() -> None:
        await world.ask(c.ForgetMe(ANN, world.clock.now, confirmed=True))

    await fitting(world, FakeFitter(LASTING, meanwhile=forget)).run()
    assert world.store.tables.review_fits == {}


async def test_who_chooses_the_defaults_meanwhile_keeps_them() -> None:
    world = await lived(remembered())
    chosen = ReviewFit(world.member(ANN), world.clock.now, wants_defaults=True)

    async def choose() -> None:
        world.store.write_now(lambda tx: tx.review_fits.save(chosen))

    works = fitting(world, FakeFitter(LASTING, meanwhile=choose))
    await works.run()
    assert fit_of(world) == chosen


async def test_a_stop_ends_it_after_the_member_that_is_looked_at() -> None:
    world = World(start="2026-04-01 09:00")
    for who in ("ann", "ben"):
        await remember(world, remembered(), who)
    fitter, heard = FakeFitter(LASTING), HeardFits()
    works = fitting(world, fitter, heard)
    fitter.meanwhile = works.close
    await works.run()
    assert len(fitter.asked) == 1
    assert heard.outcomes == [], "a stop isn't a failure"
    mark = fit_of(world)
    assert mark is not None
    assert mark.next_at == world.clock.now + RESUME
