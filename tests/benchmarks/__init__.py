"""Benchmarks: run by a task, not by the tests."""
