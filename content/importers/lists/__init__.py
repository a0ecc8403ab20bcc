"""Questions in Markdown lists of any shape, found by structure."""
