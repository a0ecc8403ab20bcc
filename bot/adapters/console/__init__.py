"""Warmup in a terminal."""
