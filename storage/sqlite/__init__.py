"""What only SQLite needs: one writer with group commit, one process per file."""
