"""``warmup init`` and then ``warmup doctor``, against platforms over real sockets."""

import asyncio
import os
import pty
import stat
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.settings import load
from tests.support.fakes.discord_server import DiscordServer
from tests.support.fakes.slack_server import SlackServer
from tests.support.process import environment, result_of, shell

pytestmark = pytest.mark.slow


class Done:
    """How a command ended, and what it printed."""

    def __init__(self, code: int, out: str) -> None:
        self.code = code
        self.out = out


async def warmup(folder: Path, *arguments: str, typed: str = "", **settings: str) -> Done:
    """Run ``warmup`` while this process serves the platforms."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env=environment(folder, **settings),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await asyncio.wait_for(process.communicate(typed.encode()), 60)
    return Done(process.returncode or 0, out.decode())


@asynccontextmanager
async def platforms() -> AsyncGenerator[tuple[DiscordServer, SlackServer, dict[str, str]]]:
    """Serve both; the last value is the settings that point there."""
    discord, slack = DiscordServer(), SlackServer()
    await discord.start()
    await slack.start()
    try:
        addresses = {"DISCORD_API_URL": discord.api_url, "SLACK_API_URL": slack.api_url}
        yield discord, slack, addresses
    finally:
        await discord.stop()
        await slack.stop()


def names_in(file: Path) -> list[str]:
    return [line.partition("=")[0] for line in file.read_text().splitlines() if line[0] != "#"]


async def test_both_platforms_are_set_up_by_answering_questions(tmp_path: Path) -> None:
    async with platforms() as (discord, slack, addresses):
        typed = f"both\n{discord.token}\n{slack.world.bot_token}\n{slack.world.app_token}\n"
        done = await warmup(tmp_path, "init", typed=typed, **addresses)
        assert done.code == 0, done.out
        told = ("client_id=900000000000000001", "permissions=", "command: /leaderboard",
                "App-Level Tokens", "✓ Slack: Socket Mode works.", "/daily setup")  # fmt: skip
        assert [words for words in told if words not in done.out] == []
        assert discord.token not in done.out
        written = tmp_path / ".env"
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
        settings = load({}, written)
        assert settings.discord_token == discord.token
        assert settings.slack_bot_token == slack.world.bot_token
        assert settings.slack_app_token == slack.world.app_token
        checked = await warmup(tmp_path, "doctor", **addresses)
        assert checked.code == 0, checked.out
        assert "○ Commands that the next start registers" in checked.out
        assert discord.api.commands == []


async def test_a_wrong_token_is_asked_for_again(tmp_path: Path) -> None:
    async with platforms() as (discord, _, addresses):
        typed = f"discord\nwrong\n{discord.token}\n"
        done = await warmup(tmp_path, "init", typed=typed, **addresses)
        assert done.code == 0, done.out
        assert "✗ Discord doesn't accept the token." in done.out
        assert load({}, tmp_path / ".env").discord_token == discord.token


async def test_swapped_slack_tokens_are_refused_before_slack_hears_of_them(tmp_path: Path) -> None:
    async with platforms() as (_, slack, addresses):
        given = {"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xoxb-1", **addresses}
        done = await warmup(tmp_path, "init", "--no-questions", **given)
        assert done.code == 1
        assert "SLACK_BOT_TOKEN is an app token" in done.out
        assert slack.world.calls == []
        assert not (tmp_path / ".env").exists()


async def test_without_questions_the_tokens_come_from_options_or_the_environment(
    tmp_path: Path,
) -> None:
    async with platforms() as (discord, slack, addresses):
        done = await warmup(
            tmp_path, "init", "--no-questions", "--slack-bot-token", slack.world.bot_token,
            "--slack-app-token", slack.world.app_token, DISCORD_TOKEN=discord.token, **addresses,
        )  # fmt: skip
        assert done.code == 0, done.out
        expected = ["DISCORD_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]
        assert names_in(tmp_path / ".env") == expected


async def test_without_questions_what_is_refused_or_missing_writes_nothing(tmp_path: Path) -> None:
    async with platforms() as (_, _slack, addresses):
        for arguments, told in (
            ((), "nothing to set up"),
            (("--slack", "--slack-bot-token", "xoxb-1"), "--slack-app-token"),
            (("--discord-token", "wrong"), "Discord doesn't accept the token"),
        ):
            done = await warmup(tmp_path, "init", "--no-questions", *arguments, **addresses)
            assert done.code == 1
            assert told in done.out
            assert not (tmp_path / ".env").exists()


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=INFO\n")
    done = shell(tmp_path, "init", "--no-questions", "--no-check", "--discord-token", "a")
    assert done.returncode == 1
    assert "never overwritten" in done.stderr
    assert (tmp_path / ".env").read_text() == "LOG_LEVEL=INFO\n"
    (tmp_path / ".env").unlink()
    (tmp_path / ".env").symlink_to("nowhere")
    assert shell(tmp_path, "init", "--no-questions").returncode == 1
    assert not (tmp_path / "nowhere").exists()


def test_a_token_with_odd_characters_is_not_written(tmp_path: Path) -> None:
    done = shell(tmp_path, "init", "--no-questions", "--no-check", "--discord-token", "a b")
    assert done.returncode == 1
    assert "DISCORD_TOKEN has characters" in done.stderr
    assert not (tmp_path / ".env").exists()


async def test_in_a_terminal_the_token_stays_hidden(tmp_path: Path) -> None:
    async with platforms() as (discord, _, addresses):
        ours, theirs = pty.openpty()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "init", "--discord"),
            cwd=tmp_path, env=environment(tmp_path, **addresses), start_new_session=True,
            stdin=theirs, stdout=theirs, stderr=theirs,
        )  # fmt: skip
        os.close(theirs)

        def read() -> str:
            """Type the token once it's asked for; return all that was shown."""
            shown, typed = "", False
            with suppress(OSError):  # the other side closes when the process ends
                while chunk := os.read(ours, 4096):
                    shown += chunk.decode(errors="replace")
                    if not typed and shown.rstrip().endswith("paste it):"):
                        typed = True
                        os.write(ours, f"{discord.token}\n".encode())
            return shown

        shown = await asyncio.wait_for(asyncio.to_thread(read), 60)
        assert await process.wait() == 0, shown
        assert "hidden while you type" in shown
        assert discord.token not in shown
        assert (tmp_path / ".env").exists()


def test_the_doctor_points_out_a_misspelled_token(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKN=x\n")
    done = shell(tmp_path, "doctor")
    assert done.returncode == 1
    assert "✗ DISCORD_TOKN isn't a setting" in done.stdout
    told = shell(tmp_path, "run", typed="/quit\n")
    assert "did you mean DISCORD_TOKEN?" in told.stderr


def test_a_missing_token_gets_no_tick(tmp_path: Path) -> None:
    assert "○ No DISCORD_TOKEN or SLACK_BOT_TOKEN set." in shell(tmp_path, "doctor").stdout
    found = result_of(shell(tmp_path, "doctor", "--json"))
    (finding,) = [each for each in found if "No DISCORD_TOKEN" in each["what"]]
    assert finding["fix"]
