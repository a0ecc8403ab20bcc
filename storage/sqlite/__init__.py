"""The parts specific to SQLite: one writer with group commit, one process per file."""
