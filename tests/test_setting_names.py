"""Names that are nearly a setting's are pointed out; what other programs use isn't."""

import pytest

from bot.setting_names import NAMES, misspelled


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DISCORD_TOKN", "DISCORD_TOKEN"),
        ("DISCORD_BOT_TOKEN", "DISCORD_TOKEN"),
        ("SLACK_TOKEN", "SLACK_BOT_TOKEN"),
        ("SLACK_APP_TOKENS", "SLACK_APP_TOKEN"),
        ("WARMUP_HEALTHPORT", "WARMUP_HEALTH_PORT"),
        ("DATABASE_ULR", "DATABASE_URL"),
    ],
)
def test_a_name_that_is_nearly_right_is_pointed_out(name: str, meant: str) -> None:
    for found in (misspelled({name: "x"}, {}), misspelled({}, {name: "x"})):
        (finding,) = found
        assert not finding.ok
        assert f"did you mean {meant}?" in finding.what


def test_it_is_no_problem_where_the_right_one_is_set_too() -> None:
    (finding,) = misspelled({"DISCORD_BOT_TOKEN": "x", "DISCORD_TOKEN": "y"}, {})
    assert finding.ok
    assert finding.fix


def test_names_of_other_programs_are_left_alone() -> None:
    others = ("HOSTNAME", "HOSTS", "TOKEN", "PATH", "SLACK_CHANNEL_FOR_ALERTS", "LOG_FILE", "PORTS")
    assert list(misspelled(dict.fromkeys(others, "x"), {})) == []
    assert list(misspelled(dict.fromkeys(NAMES, "x"), dict.fromkeys(NAMES, "x"))) == []


def test_everything_in_the_file_is_meant_for_warmup() -> None:
    assert [finding.ok for finding in misspelled({}, {"TOKEN": "x", "HOSTS": "y"})] == [False] * 2
