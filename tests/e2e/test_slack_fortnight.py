from pathlib import Path

import pytest

from tests.e2e.fortnight import play
from tests.e2e.slack_stage import SlackStage


@pytest.mark.slow
async def test_a_teams_fortnight_on_slack(tmp_path: Path) -> None:
    stage = SlackStage(tmp_path)
    await stage.open()
    try:
        await play(stage)
        assert stage.broken == []
    finally:
        await stage.close()
