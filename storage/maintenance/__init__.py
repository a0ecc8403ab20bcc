"""Backing up, copying and checking a database."""
