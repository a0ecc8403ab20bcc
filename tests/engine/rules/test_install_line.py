"""The line that adds an optional part, in each way of installing Warmup."""

import sys
from pathlib import Path

import pytest

from bot.engine.rules.install_line import (
    IMAGE_MARK,
    PIPX_MARK,
    REBUILD,
    Installation,
    Way,
    install_line,
    installation,
    packages_of,
)

PYTHON = "/opt/warmup/bin/python"


@pytest.mark.parametrize(
    ("mark", "way"), [(IMAGE_MARK, Way.IMAGE), (PIPX_MARK, Way.PIPX), ("lib", Way.ENVIRONMENT)]
)
def test_how_it_is_installed_is_told_by_what_lies_in_its_environment(
    tmp_path: Path, mark: str, way: Way
) -> None:
    (tmp_path / mark).touch()
    assert installation(tmp_path, PYTHON).way is way


def test_an_environment_is_changed_from_outside_since_it_may_have_no_pip() -> None:
    line = install_line("import", Installation(Way.ENVIRONMENT, PYTHON))
    assert line == f'python3 -m pip --python {PYTHON} install "warmup-bot[import]"'


def test_an_environment_of_the_system_takes_sudo(tmp_path: Path) -> None:
    line = install_line("grader", Installation(Way.ENVIRONMENT, PYTHON, writable=False))
    assert line == f'sudo python3 -m pip --python {PYTHON} install "warmup-bot[grader]"'
    assert installation(tmp_path, PYTHON).writable
    assert not installation(tmp_path / "gone", PYTHON).writable


def test_where_warmup_is_not_installed_itself_the_lock_of_everything_is(tmp_path: Path) -> None:
    host = installation(tmp_path, PYTHON, has_warmup=False)
    line = f"python3 -m pip --python {PYTHON} install --no-deps -r requirements-all.txt"
    assert install_line("import", host) == line


def test_a_path_with_a_space_is_quoted() -> None:
    line = install_line("import", Installation(Way.ENVIRONMENT, "/my bots/.venv/bin/python"))
    assert '--python "/my bots/.venv/bin/python" install' in line


def test_pipx_is_told_the_packages_so_that_it_keeps_them_when_it_installs_again() -> None:
    line = install_line("import", Installation(Way.PIPX, PYTHON))
    assert line == 'pipx inject warmup-bot "openpyxl>=3.1" "zstandard>=0.23"'


def test_an_image_is_built_again_from_the_lock_with_everything() -> None:
    assert install_line("grader", Installation(Way.IMAGE, PYTHON)) == REBUILD


def test_here_it_is_the_environment_of_these_tests() -> None:
    assert sys.executable in install_line("grader")


@pytest.mark.parametrize(
    ("extra", "package"),
    [("grader", "pydantic-ai-slim[openai]"), ("import", "openpyxl"), ("postgresql", "psycopg")],
)
def test_every_extra_that_is_named_in_a_message_has_packages(extra: str, package: str) -> None:
    assert any(each.startswith(package) for each in packages_of(extra))
