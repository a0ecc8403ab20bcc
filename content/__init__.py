"""The question bank, and everything that reads, checks, imports and exports questions."""
