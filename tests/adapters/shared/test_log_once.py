"""A trouble that lasts is said once; met again after a while, it is another."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.shared.log_once import OVER, Lasting

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_trouble_is_said_again_only_once_nobody_has_met_it_for_a_while(
    caplog: pytest.LogCaptureFixture,
) -> None:
    troubles = Lasting(logging.getLogger("tests.lasting"))
    at = NOW
    for _ in range(10):
        at += OVER - timedelta(seconds=1)
        troubles.met("the disk is full", at)
        troubles.met("the database is locked", at)
    assert caplog.messages == ["the disk is full", "the database is locked"]
    troubles.met("the disk is full", at + OVER)
    assert caplog.messages[2:] == ["the disk is full"]
