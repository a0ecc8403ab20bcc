"""Running the migrations in ``migrations/versions`` with Alembic."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from storage.migrations.revision import MIGRATIONS


def upgrade(connection: Connection, to: str) -> None:
    """Migrate up to revision ``to``."""
    command.upgrade(config_for(connection), to)


def downgrade(connection: Connection, to: str) -> None:
    """Migrate back to revision ``to``."""
    command.downgrade(config_for(connection), to)


def config_for(connection: Connection) -> Config:
    """Return Alembic's configuration, which passes ``connection`` to ``migrations/env.py``."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
