"""Connecting to Slack and staying connected."""
