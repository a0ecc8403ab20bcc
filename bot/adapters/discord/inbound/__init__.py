"""What arrives from Discord: presses, forms, thread replies."""
