"""What all tests share."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import postgresql

# No deadline: a busy machine is no failure. Rules with large inputs ask for fewer examples.
settings.register_profile(
    "warmup", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("warmup")


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
