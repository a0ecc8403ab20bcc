"""Run by Alembic: apply migrations on the connection passed by ``storage.migrations.steps``."""

from alembic import context
from sqlalchemy import Connection

from storage.tables import metadata

_connection: Connection = context.config.attributes["connection"]

# SQLite changes a table by recreating it; only batch mode does that.
context.configure(connection=_connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
