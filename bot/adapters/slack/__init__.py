"""Warmup on Slack."""
