import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ops import logs
from bot.settings import Settings, SettingsProblems, load


def test_nothing_set_means_the_console_and_a_sqlite_file() -> None:
    found = load({})
    assert found == Settings()
    assert found.database_url == "sqlite:///warmup.db"
    assert found.platforms == ()


def test_the_environment_takes_precedence_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("LOG_LEVEL=debug\nDISCORD_TOKEN=from-file\nSLACK_API_URL=\n")
    found = load({"DISCORD_TOKEN": "from-environment"}, file)
    assert found.discord_token == "from-environment"
    assert found.log_level == "DEBUG"
    assert found.slack_api_url == ""


def test_a_missing_file_is_fine(tmp_path: Path) -> None:
    assert load({}, tmp_path / ".env") == Settings()


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_that_is_not_utf_8_is_named_with_its_fix(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / ".env"
    file.write_text("# café\nLOG_LEVEL=debug\n", encoding=encoding)
    with pytest.raises(SettingsProblems, match=r"\.env isn't UTF-8: save it as UTF-8\."):
        load({}, file)


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"DATABASE_URL": "mysql://a"}, ["DATABASE_URL", "postgresql://"]),
        ({"LOG_LEVEL": "loud"}, ["LOG_LEVEL", "DEBUG"]),
        ({"PORT": "0", "WARMUP_HEALTH_PORT": "99999"}, ["PORT", "WARMUP_HEALTH_PORT"]),
        ({"DISCORD_API_URL": "x", "DISCORD_GATEWAY_URL": "https://x"}, ["_API_URL", "wss://"]),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "PORT"]),
        ({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1"}, ["starts with xoxb-"]),
        ({"SLACK_APP_TOKEN": "xapp-1"}, ["SLACK_BOT_TOKEN is missing"]),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}, ["PORT is missing"]),
        ({"BACKUP_KEEP": "0"}, ["BACKUP_KEEP must be a number from 1 to 10,000, not '0'"]),
        ({"BACKUP_KEEP": "9" * 5000}, ["BACKUP_KEEP must be a number"]),
        ({"FIT_REVIEWS": "yes"}, ["FIT_REVIEWS must be on or off, not 'yes'"]),
        ({"BACKUP_DIR": "a\nb"}, ["BACKUP_DIR contains a line break"]),
        ({"DISCORD_SHARD_IDS": "0-3"}, ["DISCORD_SHARD_IDS needs DISCORD_SHARD_COUNT"]),
        ({"DISCORD_SHARD_COUNT": "0"}, ["DISCORD_SHARD_COUNT must be a number from 1 to 10,000"]),
        ({"DISCORD_SHARD_COUNT": "many"}, ["not 'many'"]),
        ({"DISCORD_SHARD_COUNT": "9" * 5000}, ["DISCORD_SHARD_COUNT must be a number"]),
        ({"DISCORD_SHARD_COUNT": "4", "DISCORD_SHARD_IDS": "0-4"}, ["names shard 4", "is 3."]),
        ({"DISCORD_SHARD_COUNT": "4", "DISCORD_SHARD_IDS": "3-1"}, ["such as 0-3", "not '3-1'"]),
        ({"DISCORD_SHARD_COUNT": "4", "DISCORD_SHARD_IDS": "-1"}, ["such as 0-3", "not '-1'"]),
        ({"PORT": "8" * 5000}, ["PORT must be a port number"]),
        ({"SLACK_API_URL": "http://[::1"}, ["SLACK_API_URL isn't an address"]),
        ({"SLACK_API_URL": "http://127.0.0.1:99999/api/"}, ["isn't an address", "1 to 65535"]),
        ({"SLACK_API_URL": "http://a\\b/"}, ["SLACK_API_URL isn't an address"]),
        ({"DISCORD_API_URL": "http://127.0.0.1:abc/x"}, ["DISCORD_API_URL isn't an address"]),
        ({"DISCORD_API_URL": "http://host/a\nb"}, ["DISCORD_API_URL isn't an address"]),
        ({"DISCORD_GATEWAY_URL": "ws://127.0.0.1:99999"}, ["like wss://host:8080"]),
        ({"DISCORD_TOKEN": "one\ntwo"}, ["DISCORD_TOKEN contains a line break", "copy it again"]),
        ({"DISCORD_TOKEN": "one\udcfftwo"}, ["DISCORD_TOKEN contains"]),
        ({"DATABASE_URL": "sqlite:///one\ntwo"}, ["DATABASE_URL contains a line break"]),
        ({"DATABASE_URL": "sqlite:///one%00two"}, ["DATABASE_URL contains"]),
        ({"DATABASE_URL": "sqlite:///x.db?mode=zz&timeout=abc"}, ["remove it", "%3F"]),
        ({"DATABASE_URL": "sqlite:///file:x.db?uri=true&timeout=abc"}, ["isn't a valid URL"]),
        ({"DATABASE_URL": "sqlite://host/x.db"}, ["three slashes"]),
        ({"DATABASE_URL": "postgresql://u:p@[::1/d"}, ["DATABASE_URL isn't a valid URL"]),
        ({"DATABASE_URL": "postgresql://u:p@h:5432x/d"}, ["DATABASE_URL isn't a valid URL"]),
        ({"DATABASE_URL": "postgresql://u:p@h:99999/d"}, ["a port that isn't between 1 and 65535"]),
    ],
)
def test_a_wrong_value_is_named_with_its_fix(environment: dict[str, str], named: list[str]) -> None:
    with pytest.raises(SettingsProblems) as problem:
        load(environment)
    for words in named:
        assert words in str(problem.value)


@pytest.mark.parametrize(
    ("ids", "served"), [("", (0, 1, 2, 3)), ("1-2", (1, 2)), ("3, 0-1", (0, 1, 3)), ("2", (2,))]
)
def test_a_worker_serves_the_shards_it_is_given_or_all(ids: str, served: tuple[int, ...]) -> None:
    found = load({"DISCORD_SHARD_COUNT": "4", "DISCORD_SHARD_IDS": ids})
    assert (found.discord_shard_count, found.discord_shard_ids) == (4, served)


def test_all_problems_are_reported_together() -> None:
    with pytest.raises(SettingsProblems) as problem:
        load(
            {
                "LOG_LEVEL": "loud",
                "PORT": "x",
                "DATABASE_URL": "postgresql://u:p@h:5432x/d",
                "DISCORD_TOKEN": "one\ntwo",
                "SLACK_API_URL": "http://[::1",
            }
        )
    assert len(problem.value.problems) == 5


@pytest.mark.parametrize(
    "address",
    ["https://slack.com/api/", "http://[::1]:8080/api/", "http://127.0.0.1:1/", "HTTPS://a_b.é/"],
)
def test_every_valid_address_is_used_unchanged(address: str) -> None:
    assert load({"SLACK_API_URL": address}).slack_api_url == address


def test_a_line_break_around_a_value_is_removed(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('DISCORD_TOKEN="token\\n"\nLOG_LEVEL=" "\n')
    assert load({}, file) == Settings(discord_token="token")


def test_secrets_appear_neither_in_the_settings_nor_in_their_problems() -> None:
    secret = "hush-hush"
    environment = {
        "DISCORD_TOKEN": secret,
        "SLACK_BOT_TOKEN": secret,
        "SLACK_APP_TOKEN": secret,
        "SLACK_SIGNING_SECRET": secret,
        "DATABASE_URL": f"postgresql://user:{secret}@host/db",
    }
    found = load(environment)
    assert secret not in repr(found).replace(found.database_url, "")
    assert len(found.secrets) == 5
    with pytest.raises(SettingsProblems) as problem:
        load(environment | {"LOG_LEVEL": "loud"})
    assert secret not in str(problem.value)


@pytest.mark.parametrize(
    ("url", "secrets"),
    [
        ("postgresql://u:hush%40@h/d", {"hush%40", "hush@"}),
        ("postgresql://u:hu/sh@h/d", {"hu/sh"}),
        ("postgresql://u@h/d?password=hush", {"hush"}),
        ("postgresql://u:a@h/d?x=1&password=b%2B+c", {"a", "b%2B+c", "b++c", "b+ c"}),
        ("sqlite:///warmup.db", set[str]()),
    ],
)
def test_a_databases_password_is_a_secret_in_any_encoding(url: str, secrets: set[str]) -> None:
    assert set(load({"DATABASE_URL": url}).secrets) == secrets


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_API_URL", "http://user:hush-hush@host/"),
        ("DATABASE_URL", "postgresql://user:pass@hush-hush@host/d"),
        ("DATABASE_URL", "postgresql://user:hush-hush@host:x/d"),
        ("DATABASE_URL", "postgres:/user:hush-hush@host/d"),
    ],
)
def test_a_wrong_address_is_refused_without_its_password(name: str, value: str) -> None:
    with pytest.raises(SettingsProblems, match=name) as problem:
        load({name: value})
    assert "hush" not in str(problem.value)


@pytest.mark.usefixtures("logging_as_it_was")
def test_logs_redact_secrets_in_messages_and_tracebacks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up("DEBUG", ["hush-hush", "hush"])
    try:
        int("hush-hush")
    except ValueError:
        logging.getLogger("x").exception("the token is %s", "hush")
    told = capsys.readouterr().err
    assert "the token is" in told
    assert "hush" not in told


@given(st.dictionaries(st.sampled_from(["PORT", "LOG_LEVEL", "DATABASE_URL"]), st.text()))
def test_any_value_gives_settings_or_problems_that_name_it(environment: dict[str, str]) -> None:
    try:
        load(environment)
    except SettingsProblems as problem:
        named = [line.split()[0] for line in problem.problems]
        assert set(named) <= set(environment)


@pytest.mark.usefixtures("logging_as_it_was")
@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
def test_libraries_that_log_every_statement_stay_quiet_at_any_level(level: str) -> None:
    logs.set_up(level)
    assert not logging.getLogger("sqlalchemy.engine.Engine").isEnabledFor(logging.INFO)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("LOG_LEVEL=DEBUG\n\n# fine\nDISCORD_TOKEN: abc\n", [4]),
        ("export LOG_LEVEL=DEBUG\nDISCORD_TOKEN\n", [2]),
        ("\n\nDISCORD_TOKEN='abc\nPORT=1\n=x", [3, 5]),
    ],
)
def test_a_broken_line_of_the_file_stops_the_start_and_is_named(
    text: str, lines: list[int], tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text(text)
    with pytest.raises(SettingsProblems) as refused:
        load({}, file)
    named = [problem.partition(" isn't")[0] for problem in refused.value.problems]
    assert named == [f"{file}, line {line}," for line in lines]
    assert "abc" not in str(refused.value)


def test_ports_listen_on_this_machine_alone_unless_told_otherwise() -> None:
    assert load({}).host == "127.0.0.1"
    assert load({"HOST": "10.0.0.7"}).host == "10.0.0.7"
    assert load({"HOST": "::"}).host == "::"
    with pytest.raises(SettingsProblems, match="HOST must be an address to listen on"):
        load({"HOST": "http://x"})
