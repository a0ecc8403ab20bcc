"""A lock is complete when every requirement of every pin is met by another pin.

Locks are installed with ``--no-deps``: pip before 23.3 refuses to check hashes when a pinned
package asks for another one with an extra. Nothing that a lock forgets is installed by itself.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = "warmup-bot"
LOCKS = {
    "requirements.txt": "postgresql",
    "requirements-all.txt": "all",
    "tests/requirements.txt": "test",
    ".ci/requirements.txt": "dev",
}
"""The extra of Warmup that each lock is for."""
PIN = re.compile(r"^(?P<pin>[A-Za-z0-9][^\s\\]*==[^\\\n]+?)\s*\\?$", re.MULTILINE)


def pins(text: str) -> dict[str, Requirement]:
    """Return the pins of a lock that apply to this Python and system, by canonical name."""
    found = [Requirement(match["pin"].strip()) for match in PIN.finditer(text)]
    return {
        canonicalize_name(pin.name): pin
        for pin in found
        if pin.marker is None or pin.marker.evaluate()
    }


def unmet(pinned: dict[str, Requirement], extra: str) -> list[str]:
    """Return a sentence for each requirement that no pin meets, and for each pin not installed.

    ``extra`` is the extra of Warmup that the lock is for.
    """
    pinned = pinned | {PROJECT: Requirement(f"{PROJECT}=={version(PROJECT)}")}
    asked = [(name, frozenset[str]()) for name in pinned] + [(PROJECT, frozenset({extra}))]
    done: set[tuple[str, frozenset[str]]] = set()
    problems: list[str] = []
    while asked:
        name, extras = asked.pop()
        if (name, extras) in done:
            continue
        done.add((name, extras))
        try:
            needs = list(_requirements(name, extras))
        except PackageNotFoundError:
            problems.append(f"{name} is not installed, so its requirements are not known")
            continue
        for need in needs:
            target = canonicalize_name(need.name)
            if _met(need, pinned.get(target)):
                asked.append((target, frozenset(need.extras)))
            else:
                problems.append(f"{name} needs {need}, which no pin meets")
    return sorted(problems)


def _requirements(name: str, extras: frozenset[str]) -> Iterator[Requirement]:
    for text in distribution(name).requires or []:
        need = Requirement(text)
        if need.marker is None or any(
            need.marker.evaluate({"extra": extra}) for extra in (extras or {""})
        ):
            yield need


def _met(need: Requirement, pin: Requirement | None) -> bool:
    if pin is None:
        return False
    (pinned,) = (spec.version for spec in pin.specifier)
    return need.specifier.contains(pinned, prereleases=True)


if __name__ == "__main__":
    lock = sys.argv[1]
    problems = unmet(pins((ROOT / lock).read_text(encoding="utf-8")), LOCKS[lock])
    sys.exit("\n".join(problems) or 0)
