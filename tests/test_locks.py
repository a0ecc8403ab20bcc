"""Each lock names everything that its packages need."""

from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.engine.rules.install_line import packages_of
from tests.support.locks import LOCKS, pins, unmet

ROOT = Path(__file__).parent.parent
INSTALLED = (
    "requirements.txt",
    "requirements-all.txt",
    "tests/requirements.txt",
)  # .ci/run checks its own, installed later

EXTRAS = ("grader", "import", "postgresql")


@pytest.mark.parametrize("lock", INSTALLED)
def test_every_requirement_of_every_pin_is_met_by_a_pin(lock: str) -> None:
    pinned = pins((ROOT / lock).read_text(encoding="utf-8"))
    assert len(pinned) > 20
    assert unmet(pinned, LOCKS[lock]) == []


def test_the_lock_of_everything_is_the_usual_one_with_every_extra() -> None:
    usual, whole = (
        pins((ROOT / name).read_text(encoding="utf-8"))
        for name in ("requirements.txt", "requirements-all.txt")
    )
    assert usual.items() <= whole.items()
    packages = [each for extra in EXTRAS for each in packages_of(extra)]
    extras = {canonicalize_name(Requirement(each).name) for each in packages}
    assert len(extras) == 4
    assert extras <= whole.keys()


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
