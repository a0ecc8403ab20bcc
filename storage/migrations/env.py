"""Run by Alembic: apply steps over the connection that ``storage.migrations.upgrade`` hands in."""

from alembic import context
from sqlalchemy import Connection

from storage.tables import metadata

_connection: Connection = context.config.attributes["connection"]

# SQLite changes a table by making it anew; only batch mode knows how.
context.configure(connection=_connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
