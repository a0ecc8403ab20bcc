"""Trouble at a platform, over real sockets: what is late comes by itself, or its owner is told."""
