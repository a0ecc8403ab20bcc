"""Warmup on Discord."""
