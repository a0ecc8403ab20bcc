"""Thin adapters: each turns a platform's events into commands and cards into its messages."""
