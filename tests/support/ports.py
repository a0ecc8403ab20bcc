"""TCP ports for test servers."""

import socket


def free_port() -> int:
    """Return a port that nothing is listening on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
