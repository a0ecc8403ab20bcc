"""``warmup doctor --report`` has what a bug report needs, and no secret."""

import logging
from pathlib import Path

import pytest

from bot import __version__
from bot.ops import logs
from tests.support.process import result_of, shell

SECRET = "hush-hush-hush"


def test_it_has_versions_settings_checks_and_no_secret(tmp_path: Path) -> None:
    secret = {
        "DATABASE_URL": f"postgresql://warmup:{SECRET}@127.0.0.1:1/none",
        "SLACK_SIGNING_SECRET": SECRET,
        "DISCORD_API_URL": f"http://127.0.0.1:1/{SECRET}",
    }
    done = shell(tmp_path, "doctor", "--report", LOG_LEVEL="WARNING", **secret)
    assert done.returncode == 1
    assert f"Warmup {__version__}" in done.stdout
    assert "LOG_LEVEL: WARNING" in done.stdout
    assert "DATABASE_URL: set (postgresql)" in done.stdout
    assert "SLACK_SIGNING_SECRET is set but SLACK_BOT_TOKEN is missing." in done.stdout
    assert SECRET not in done.stdout + done.stderr
    found = result_of(shell(tmp_path, "doctor", "--report", "--json"))
    assert found.keys() == {"versions", "settings", "findings", "problems"}


@pytest.mark.usefixtures("logging_as_it_was")
def test_it_ends_with_the_latest_warnings_of_a_bot_on_this_machine(tmp_path: Path) -> None:
    file = tmp_path / ".cache" / "warmup" / "problems.log"
    logs.set_up("INFO", [SECRET], problems=file)
    log = logging.getLogger("bot.test")
    log.info("nothing to see")
    assert not file.exists()
    for number in range(1000):
        log.warning("trouble %d with the token %s %s", number, SECRET, "." * 200)
    assert file.stat().st_mode & 0o777 == 0o600
    assert sum(each.stat().st_size for each in file.parent.iterdir()) < 3 * logs.KEPT_BYTES
    told = shell(tmp_path, "doctor", "--report").stdout
    assert "trouble 999 with the token ••• " in told
    assert "trouble 969 " not in told
    assert "trouble 970 " in told


@pytest.mark.usefixtures("logging_as_it_was")
def test_a_file_that_cannot_be_written_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("")
    logs.set_up("INFO", problems=tmp_path / "taken" / "problems.log")
    logging.getLogger("bot.test").warning("trouble")
    told = capsys.readouterr().err
    assert "trouble" in told
    assert "Traceback" not in told
