"""Questions written out again: as bank files, and as plain listings for other tools."""
