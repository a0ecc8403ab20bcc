"""Warmup, an interview-practice bot."""

__version__ = "0.1.0"
"""The one place that says it; ``pyproject.toml`` reads it from here."""
