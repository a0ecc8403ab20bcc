"""The shipped bank lasts a year of working days."""

import pytest

from bot.engine.model.questions import Format
from bot.engine.rules.selection import choose, pool
from content.format.loader import load_bank

WORKING_DAYS = 260


@pytest.mark.parametrize("round_format", Format)
@pytest.mark.parametrize("team", [1, 2, 77])
def test_a_team_that_takes_everything_sees_no_question_twice_in_a_year(
    team: int, round_format: Format
) -> None:
    candidates = pool(load_bank().questions.values(), (), (), round_format)
    asked: dict[str, int] = {}
    for day in range(1, WORKING_DAYS + 1):
        question = choose(candidates, asked, f"team {team}")
        assert question is not None
        assert question.id not in asked, f"asked again on day {day}"
        asked[question.id] = day
