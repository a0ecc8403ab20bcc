"""Libraries that only some formats need: they're an extra of the package."""

from bot.engine.rules.install_line import install_line


def how_to_install() -> str:
    """Return what to do when one of them is missing."""
    return f"Whoever runs Warmup can add it: {install_line('import')}"
