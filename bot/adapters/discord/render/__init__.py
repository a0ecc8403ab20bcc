"""Cards as Discord components."""
