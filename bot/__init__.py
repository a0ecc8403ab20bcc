"""Warmup, an interview-practice bot."""
