"""Libraries that only some formats need: they're an extra of the package."""

from bot.engine.errors import Refused
from bot.engine.rules.install_line import install_line

PART = "import"


class PackageMissing(Refused):
    """A format needs a package that isn't installed; ``otherwise`` is how to do without.

    The fix names the line that adds it here, for whoever has a shell: it holds a path of the host.
    """

    def __init__(self, wrong: str, otherwise: str = "") -> None:
        super().__init__(wrong, _fix(f": {install_line(PART)}", otherwise))
        self._otherwise = otherwise

    def in_chat(self) -> Refused:
        """Return the same for people in chat, who can't run the line and needn't know the host."""
        part = f" (the optional part `{PART}`; docs/hosting.md, Optional parts)."
        return Refused(self.message, _fix(part, self._otherwise))


def _fix(how: str, otherwise: str) -> str:
    said = f"Whoever runs Warmup can add it{how}"
    return f"{said} {otherwise}" if otherwise else said
