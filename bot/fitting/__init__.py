"""Fitting the reviews' scheduler to someone's history, in a process of its own."""
