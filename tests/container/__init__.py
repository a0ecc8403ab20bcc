"""Runs the Dockerfile's steps where there's no container engine (see ``__main__``)."""
