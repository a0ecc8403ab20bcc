"""Build and try the image without a container engine: ``python -m tests.container FOLDER``.

Needs root, debootstrap and a package index. It runs the Dockerfile's steps in Debian trees under
FOLDER (kept, so that the next run is quicker) and then starts the bot there as compose.yaml would:
as its own user, without capabilities, on a root that can't be written to, with a folder for /data.

Not tried this way: the real base image, an engine's own network, volumes and limits, compose.
"""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.container.building import base_tree, build
from tests.support.dockerfile import DOCKERFILE, Stage, health_command, read
from tests.support.fakes.discord_server import DiscordServer
from tests.support.ports import free_port

NOTHING: Mapping[str, str] = {}
COMPILERS = ("cc", "gcc", "c++", "make", "ld", "as")


def inside(
    tree: Path, data: Path, stage: Stage, command: Sequence[str], more: Mapping[str, str] = NOTHING
) -> list[str]:
    """Return the command line that runs ``command`` in the image, its root read-only.

    ``more`` is what its environment has besides the image's own.
    """
    user = stage.last("USER").value
    environment = [f"{name}={value}" for name, value in {**stage.environment, **more}.items()]
    shell = (
        'mount --bind "$0" "$0"; mount --bind "$1" "$0/data"; mount -t tmpfs tmpfs "$0/tmp"; '
        'mount -o remount,ro,bind "$0"; tree=$0; shift; '
        f'exec chroot --userspec={user}:{user} --groups={user} "$tree" '
        'setpriv --no-new-privs env -i -C /data "$@"'
    )
    outside = ["unshare", "--mount", "sh", "-ec", shell, str(tree), str(data)]
    return [*outside, *environment, *command]


def check_tree(tree: Path, stage: Stage) -> None:
    """Raise AssertionError unless the image has its user, its folder and no compiler."""
    owner = (tree / "data").stat()
    assert str(owner.st_uid) == stage.last("USER").value
    assert stat.S_IMODE(owner.st_mode) == 0o700
    places = [tree / place.lstrip("/") for place in stage.environment["PATH"].split(":")]
    found = [str(place / name) for place in places for name in COMPILERS if (place / name).exists()]
    assert not found, found


async def start_and_stop(tree: Path, data: Path, stage: Stage) -> None:
    """Serve a small Discord from the image until it's healthy, then stop it as an engine does."""
    discord = DiscordServer()
    await discord.start()
    environment = {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
        "WARMUP_HEALTH_PORT": str(free_port()),
        "BACKUP_DIR": "/data/backups",
    }
    command = [*stage.last("ENTRYPOINT").words, *stage.last("CMD").words]
    bot = await asyncio.create_subprocess_exec(*inside(tree, data, stage, command, environment))
    try:
        async with asyncio.timeout(60):
            await discord.connected.wait()
        health = inside(tree, data, stage, health_command(stage), environment)
        done = await asyncio.create_subprocess_exec(*health)
        assert await done.wait() == 0, "the health check fails"
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(15):
            assert await bot.wait() == 0
    finally:
        if bot.returncode is None:
            bot.kill()
        await discord.stop()


def main(folder: Path) -> None:
    """Build the image's tree and try it."""
    stages = read(DOCKERFILE.read_text(encoding="utf-8"))
    *_, stage = stages
    base_tree(stage.base, folder / "base")
    work, data = folder / "build", folder / "data"
    for each in (work, data):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir(parents=True)
    tree = build(stages, folder / "base", work)
    check_tree(tree, stage)
    data.chmod(0o700)
    os.chown(data, int(stage.last("USER").value), int(stage.last("USER").value))
    version = subprocess.run(
        inside(tree, data, stage, ["warmup", "--version"]),
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    print(version.stdout.strip())
    refused = subprocess.run(
        inside(tree, data, stage, ["touch", "/opt/warmup/x"]),
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert "Read-only file system" in refused.stderr, refused.stderr
    asyncio.run(start_and_stop(tree, data, stage))
    assert {"warmup.db", "backups"} <= {file.name for file in data.iterdir()}
    print("The image's steps work, and the bot starts, is healthy and stops in it.")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
