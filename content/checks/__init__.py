"""What a question must be before it is asked, and how a track looks as a whole."""
