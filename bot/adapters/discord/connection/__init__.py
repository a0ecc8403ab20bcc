"""Connecting to Discord and staying connected."""
