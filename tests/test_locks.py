"""Each lock names everything that its packages need."""

from pathlib import Path

import pytest

from tests.support.locks import LOCKS, pins, unmet

ROOT = Path(__file__).parent.parent
INSTALLED = (
    "requirements.txt",
    "tests/requirements.txt",
)  # .ci/run checks its own, installed later


@pytest.mark.parametrize("lock", INSTALLED)
def test_every_requirement_of_every_pin_is_met_by_a_pin(lock: str) -> None:
    pinned = pins((ROOT / lock).read_text(encoding="utf-8"))
    assert len(pinned) > 20
    assert unmet(pinned, LOCKS[lock]) == []


def test_a_missing_pin_is_reported() -> None:
    pinned = pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    del pinned["mako"]
    assert any(problem.startswith("alembic needs Mako") for problem in unmet(pinned, "postgresql"))


def test_a_pin_of_an_unsuitable_version_is_reported() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = pins(text) | pins("sqlalchemy==1.4.0 \\\n")
    assert any("SQLAlchemy" in problem for problem in unmet(pinned, "postgresql"))


def test_the_requirements_of_an_extra_count() -> None:
    pinned = pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    del pinned["psycopg-binary"]
    assert any("psycopg-binary" in problem for problem in unmet(pinned, "postgresql"))
