from pathlib import Path

import pytest

from tests.e2e.discord_stage import DiscordStage
from tests.e2e.fortnight import play


@pytest.mark.slow
async def test_a_teams_fortnight_on_discord(tmp_path: Path) -> None:
    stage = DiscordStage(tmp_path)
    await stage.open()
    try:
        await play(stage)
    finally:
        await stage.close()
