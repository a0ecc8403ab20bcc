"""Discord's adapter, against the real library."""
