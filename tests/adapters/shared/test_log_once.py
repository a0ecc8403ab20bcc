"""A problem that lasts is logged once; after a quiet while it is logged again."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.shared.log_once import FORGET_AFTER, LogOnce

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_problem_is_logged_again_only_after_a_quiet_while(
    caplog: pytest.LogCaptureFixture,
) -> None:
    problems = LogOnce(logging.getLogger("tests.log_once"))
    at = NOW
    for _ in range(10):
        at += FORGET_AFTER - timedelta(seconds=1)
        problems.error("the disk is full", at)
        problems.error("the database is locked", at)
    assert caplog.messages == ["the disk is full", "the database is locked"]
    problems.error("the disk is full", at + FORGET_AFTER)
    assert caplog.messages[2:] == ["the disk is full"]
