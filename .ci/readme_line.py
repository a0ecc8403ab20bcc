"""Print one of the README's shell lines, numbered from 1, so that CI runs what people paste."""

import re
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def shell_lines(text: str) -> list[str]:
    """Return the content of every fenced shell block."""
    return [
        block.strip() for block in re.findall(r"```(?:sh|bash|shell)\n(.*?)```", text, re.DOTALL)
    ]


if __name__ == "__main__":
    print(shell_lines(README.read_text(encoding="utf-8"))[int(sys.argv[1]) - 1])
