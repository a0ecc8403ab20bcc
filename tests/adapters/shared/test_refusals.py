"""Every code that the platforms document has one meaning."""

import pytest

from bot.adapters.discord import refusals as discord
from bot.adapters.shared.refusals import Kind
from bot.adapters.slack import refusals as slack


def test_no_code_of_discord_is_in_two_lists() -> None:
    lists = [set(each) for each in (discord.GONE, discord.FORBIDDEN, discord.PASSING)]
    lists += [set(discord.BLOCKED), set(discord.OURS)]
    assert sum(map(len, lists)) == len(set[int]().union(*lists)) > 200


def test_no_code_of_slack_is_in_two_lists() -> None:
    lists = [set(slack.GONE), set(slack.FORBIDDEN), set(slack.LIMITED), set(slack.PASSING)]
    lists.append(set(slack.OURS))
    assert sum(map(len, lists)) == len(set[str]().union(*lists)) > 90


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, 50083, Kind.FORBIDDEN),
        (400, 160005, Kind.FORBIDDEN),
        (404, 10003, Kind.GONE),
        (404, 0, Kind.GONE),
        (403, 0, Kind.FORBIDDEN),
        (400, 200000, Kind.OURS),
        (400, 50035, Kind.OURS),
        (400, 20028, Kind.PASSING),
        (401, 0, Kind.PASSING),
        (503, 50013, Kind.PASSING),
    ],
)
def test_what_a_refusal_of_discord_means(status: int, code: int, kind: Kind) -> None:
    assert discord.kind_of(status, code) is kind


@pytest.mark.parametrize("code", sorted({*slack.GONE, *slack.FORBIDDEN}))
def test_what_lasts_on_slack_is_told_in_words(code: str) -> None:
    told = slack.sentence_of(code)
    assert told
    assert "{" not in told
