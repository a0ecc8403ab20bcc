r"""Text in GIFT, Moodle's format: its signs are escaped, and a line end is ``\n``.

What GIFT has no place for stands in a comment above the question, as JSON on one line.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, cast

OWN_COMMENT = "// warmup: "
_SIGNS = re.compile(r"[~=#{}:\\]")
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")


def escaped(text: str) -> str:
    """Return ``text`` so that GIFT sees no sign of its own in it."""
    return _SIGNS.sub(r"\\\g<0>", text).replace("\n", "\\n")


def unescaped(text: str) -> str:
    """Return GIFT's text as it is meant."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def own_comment(values: Mapping[str, Any]) -> str:
    """Return the comment that carries ``values``, in ASCII."""
    return OWN_COMMENT + json.dumps(values, separators=(",", ":"))


def own_values(comment: str) -> Mapping[str, Any]:
    """Return the values that a comment carries; none for any other line."""
    if not comment.startswith(OWN_COMMENT):
        return {}
    try:
        found: object = json.loads(comment.removeprefix(OWN_COMMENT))
    except (ValueError, RecursionError):
        return {}
    return cast("Mapping[str, Any]", found) if isinstance(found, dict) else {}
