"""What people paste from the README.

``python3 -m tests.support.readme N`` prints line N, counted from 1, so that CI runs the same.
Imports the standard library only: CI calls it before anything is installed.
"""

import re
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def shell_lines(text: str) -> list[str]:
    """Return every line of every fenced shell block, in order."""
    blocks = re.findall(r"```(?:sh|bash|shell)\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.strip().splitlines()]


if __name__ == "__main__":
    print(shell_lines(README.read_text(encoding="utf-8"))[int(sys.argv[1]) - 1])
