"""The rules of the game: pure functions over values, one module per rule."""
