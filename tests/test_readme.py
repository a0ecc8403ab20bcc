"""Everything the README tells you to paste works, in its order.

The two lines that install need a package index: CI pastes them whole (``.ci/run``). Here
their last command is run, and then every other line in one shell, as someone types them.
"""

import asyncio
from pathlib import Path

import pytest

from tests.support.fakes.discord_server import DiscordServer
from tests.support.pasting import fresh_folder, pasted
from tests.support.readme import README, shell_lines

pytestmark = pytest.mark.slow

LINES = shell_lines(README.read_text(encoding="utf-8"))
INSTALLING = "python3 -m venv --without-pip .venv && "


def test_the_quick_start_ends_in_a_demo(tmp_path: Path) -> None:
    *_, last = LINES[0].split(" && ")
    done = pasted(fresh_folder(tmp_path), last, typed="/quit\n")
    assert done.returncode == 0, done.stderr
    assert "Question 1" in done.stdout


def test_the_second_line_runs_the_tests() -> None:
    *_, last = LINES[1].split(" && ")
    assert last == ".venv/bin/pytest -n auto"


def test_only_the_first_two_lines_install() -> None:
    assert [line.startswith(INSTALLING) for line in LINES[:2]] == [True, True]
    assert not [line for line in LINES[2:] if "install" in line]


async def test_what_comes_next_runs_as_pasted(tmp_path: Path) -> None:
    *setting_up, start = LINES[2:]
    assert start == "warmup run"
    discord = DiscordServer()
    await discord.start()
    try:
        done = await asyncio.to_thread(
            pasted, fresh_folder(tmp_path), *setting_up, typed=f"discord\n{discord.token}\n",
            DISCORD_API_URL=discord.api_url,
        )  # fmt: skip
    finally:
        await discord.stop()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Invite the bot" in done.stdout
    assert "Database OK" in done.stdout
    (tmp_path / ".env").unlink()  # the demo, since there's nobody on the other side any more
    done = pasted(tmp_path, LINES[2], start, typed="/quit\n")
    assert done.returncode == 0, done.stderr
    assert "Question 1" in done.stdout
