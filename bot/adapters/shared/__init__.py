"""What is the same on every platform."""
