"""Dates as people read them."""

from datetime import date

from bot.adapters.shared.dates import written_days


def test_days_name_their_month_once_where_that_is_enough() -> None:
    assert written_days(date(2026, 11, 23), date(2026, 11, 23)) == "Mon 23 Nov"
    assert written_days(date(2026, 11, 23), date(2026, 11, 27)) == "Mon 23 to Fri 27 Nov"
    assert written_days(date(2026, 11, 30), date(2026, 12, 4)) == "Mon 30 Nov to Fri 4 Dec"
