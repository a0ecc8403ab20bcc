"""Restricted Markdown to rich text, with maths."""
