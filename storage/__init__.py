"""The database: tables, repositories, the store, migrations and maintenance."""
