"""The database: tables, repositories, the store, migrations."""
