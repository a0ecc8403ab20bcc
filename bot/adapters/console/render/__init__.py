"""Cards as text in a terminal."""
