"""Setting up a channel's schedule."""
