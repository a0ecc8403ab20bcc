"""Libraries that only some formats need: they're an extra of the package."""

INSTALL = 'Install it: pip install "warmup-bot[import]"'
"""What to do when one of them is missing."""
