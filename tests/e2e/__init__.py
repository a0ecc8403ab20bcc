"""One story, told on every platform."""
