"""House rules for the tests themselves."""

import ast
from pathlib import Path

TESTS = Path(__file__).parent


def imported(file: Path) -> set[str]:
    """Return the modules that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_no_test_module_is_imported_by_another() -> None:
    modules = {
        ".".join(("tests", *file.relative_to(TESTS).with_suffix("").parts))
        for file in TESTS.rglob("test_*.py")
    }
    offenders = {
        str(file.relative_to(TESTS)): sorted(found)
        for file in TESTS.rglob("*.py")
        if (found := imported(file) & modules)
    }
    assert offenders == {}, "move what they share to tests/support"
