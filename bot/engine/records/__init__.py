"""What the store remembers about members, questions and days, for use cases and rounds."""
