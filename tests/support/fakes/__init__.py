"""Stand-ins for what the engine needs: they record, and forget what was not committed."""
