"""Killing the bot at every step, and what must hold all the same: python -m tests.crash."""
