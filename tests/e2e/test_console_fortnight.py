from pathlib import Path

from tests.e2e.console_stage import ConsoleStage
from tests.e2e.fortnight import play


async def test_a_teams_fortnight_on_the_console(tmp_path: Path) -> None:
    stage = ConsoleStage(tmp_path)
    try:
        await play(stage)
    finally:
        await stage.close()
