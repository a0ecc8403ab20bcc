"""What all tests share."""

import logging
import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.support import postgresql

# No deadline: a busy machine isn't a failure. Rules with large inputs ask for fewer examples.
# The same examples every time, so that a change that is right is not refused by chance;
# `poe explore` looks at new ones.
settings.register_profile(
    "explore", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("warmup", settings.get_profile("explore"), derandomize=True)
settings.load_profile("warmup")


def pytest_configure(config: pytest.Config) -> None:
    """Leave the slow tests out, unless ``-m`` or a path asks for them."""
    if (told := getattr(config, "workerinput", None)) is not None:
        config.option.markexpr = told["markexpr"]
    elif not config.option.markexpr and config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.option.markexpr = "not slow"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:  # a worker of pytest-xdist
    """Tell a worker which tests were asked for: it's given paths in any case."""
    node.workerinput["markexpr"] = node.config.option.markexpr


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what needs a browser, and count it as such, unless CHROMIUM names one."""
    if os.environ.get("CHROMIUM"):
        return
    needy = [item for item in items if item.get_closest_marker("chromium")]
    config.hook.pytest_deselected(items=needy)
    items[:] = [item for item in items if item not in needy]


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    """Give every logger its handlers and level back after a test that sets logging up."""
    known = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    before = [(logger, logger.handlers[:], logger.level) for logger in known]
    yield
    for name in logging.root.manager.loggerDict:
        logging.getLogger(name).setLevel(logging.NOTSET)
    for logger, handlers, level in before:
        logger.handlers[:] = handlers
        logger.setLevel(level)


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server; tests fail where it can't be started."""
    with postgresql.serving() as running:
        yield running


@pytest.fixture
def postgresql_url(server: postgresql.Server) -> Iterator[str]:
    """A PostgreSQL database of the test's own, empty, at today's revision."""
    with server.copy("migrated") as url:
        yield url
