"""A model that reads answers: what it is asked, how its word is read, and how it's kept in check.

Only ``openai_compatible`` imports the library that speaks to a server, and only once it's used.
"""
