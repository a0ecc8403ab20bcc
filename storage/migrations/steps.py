"""Alembic's part in a migration: the steps in ``migrations/versions``, one after the other."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from storage.migrations.revision import STEPS


def upgrade(connection: Connection, to: str) -> None:
    """Take the steps up to revision ``to``."""
    command.upgrade(config_for(connection), to)


def downgrade(connection: Connection, to: str) -> None:
    """Take the steps back to revision ``to``."""
    command.downgrade(config_for(connection), to)


def config_for(connection: Connection) -> Config:
    """Return Alembic's configuration, with ``connection`` for ``migrations/env.py``."""
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
