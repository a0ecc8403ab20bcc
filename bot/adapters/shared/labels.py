"""Texts that are the same on every platform."""

FOLLOW_UP_TITLE = "Want to go one step further?"
FOLLOW_UP_HINT = "Just reply here. No points, no clock."
"""For platforms whose model answer is in a thread."""
