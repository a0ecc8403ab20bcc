"""``FIT_REVIEWS``: off unless it's on, and refused with the line that installs what is missing."""

import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot import fitters
from bot.engine.ports.runtime import Finding
from bot.engine.rules.install_line import Installation, Way, install_line
from bot.fitting.process import IN_AN_IMAGE, how_to_install, missing_extra
from bot.settings import load
from tests.support.builders import bank
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.fitter import HeardFits
from tests.support.fakes.memory_store import MemoryStore
from tests.support.memories import START

ROOT = Path(__file__).parent.parent
INSTALL = install_line("fit-reviews")
WITHOUT = (
    "import importlib.util as u\n"
    "real = u.find_spec\n"
    "u.find_spec = lambda name, *more: None if name == 'torch' else real(name, *more)\n"
)
"""A process in which the optional package can't be found, as in a default install."""


def without_torch(code: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + code], capture_output=True, text=True, check=False,
        env=settings or None,
    )  # fmt: skip


def test_it_is_off_unless_it_is_on() -> None:
    assert not load({}).fit_reviews
    assert not load({"FIT_REVIEWS": "off"}).fit_reviews
    assert load({"FIT_REVIEWS": "On"}).fit_reviews


async def test_nothing_is_built_and_nothing_found_while_it_is_off() -> None:
    store, clock = MemoryStore(), FakeClock(START)
    assert fitters.build_fitting(store, bank(), clock, HeardFits(), is_on=False) is None
    assert await fitters.check_fitting(is_on=False) == ()


def test_what_is_missing_is_named_with_the_line_that_installs_it() -> None:
    code = (
        "import asyncio\n"
        "from bot import fitters\n"
        "from bot.engine.errors import StartRefused\n"
        "print(asyncio.run(fitters.check_fitting(is_on=True)))\n"
        "try: fitters.build_fitting(None, None, None, None, is_on=True)\n"
        "except StartRefused as refused: print(refused)\n"
    )
    found, refused = without_torch(code).stdout.splitlines()
    assert "ok=False" in found
    assert INSTALL in found
    assert refused == f"FIT_REVIEWS needs packages that aren't installed: {INSTALL}"


def test_the_image_which_has_not_the_packages_is_not_told_to_build_itself_again() -> None:
    assert how_to_install(Installation(Way.IMAGE, "/usr/bin/python3")) == IN_AN_IMAGE
    page = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
    (lines,) = re.findall(r"```dockerfile\n(.*?)```", page, re.DOTALL)
    assert all(
        each.startswith(("RUN pip --python /opt/", "    && pip")) for each in lines.splitlines()
    )
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (wanted,) = declared["project"]["optional-dependencies"]["fit-reviews"]
    assert f'"{wanted}"' in lines


@pytest.mark.slow
@pytest.mark.skipif(find_spec("torch") is None, reason="the extra fit-reviews isn't installed")
async def test_the_doctor_has_the_optimizer_answer() -> None:
    assert missing_extra() == ""
    told = "Reviews can be fitted to each member's own memory."
    assert await fitters.check_fitting(is_on=True) == (Finding(True, told),)
