"""Cards as Slack blocks."""
