"""The ``warmup`` command."""
