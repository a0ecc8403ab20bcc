"""What a terminal takes."""

WIDTH = 96
"""Columns of text when the output is not a terminal (a terminal tells its own)."""

BAR = 24
"""Cells of the longest bar."""
