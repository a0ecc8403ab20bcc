"""Draws the pictures of README and docs from the payloads that are really sent."""
