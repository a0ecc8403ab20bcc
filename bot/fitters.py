"""The fitting of reviews, made from the settings: on if ``FIT_REVIEWS`` says so."""

from collections.abc import Callable
from datetime import datetime

from bot.engine.errors import FitFails, StartRefused
from bot.engine.ports.review_fitter import FitMonitor
from bot.engine.ports.runtime import Bank, Finding, Store
from bot.engine.records.review_fitting import ReviewFitting
from bot.engine.rules.spaced_repetition import are_usable
from bot.fitting.process import ProcessFitter, how_to_install, missing_extra


def build_fitting(
    store: Store, bank: Bank, clock: Callable[[], datetime], monitor: FitMonitor, *, is_on: bool
) -> ReviewFitting | None:
    """Return what fits everyone's reviews, None if that is off; nothing is started yet.

    Raises StartRefused, with the line that installs it, if the package it needs is missing.
    """
    if not is_on:
        return None
    if problem := missing_extra():
        raise StartRefused(problem)
    return ReviewFitting(store, bank, ProcessFitter(), clock, monitor)


async def check_fitting(*, is_on: bool) -> tuple[Finding, ...]:
    """Have the optimizer start, and answer for an empty history."""
    if not is_on:
        return ()
    fix = f"Remove FIT_REVIEWS, or install the packages: {how_to_install()}"
    if missing_extra():
        what = "Reviews can't be fitted: packages are missing (FIT_REVIEWS)."
        return (Finding(False, what, fix),)
    try:
        found = await ProcessFitter().fit(())
    except FitFails as failure:
        what = f"Reviews can't be fitted: {failure}."
        return (Finding(False, what, fix),)
    if not are_usable(found):
        what = "Reviews can't be fitted: the optimizer is of another version than the scheduler."
        return (Finding(False, what, how_to_install()),)
    return (Finding(True, "Reviews can be fitted to each member's own memory."),)
