"""Running the code blocks of questions."""
