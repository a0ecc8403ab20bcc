"""A person's terminal: one screen at a time, and the keys that work on it."""
