"""House rules for the tests themselves."""

import ast
from collections.abc import Iterator
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


def test_every_test_asserts_something() -> None:
    functions = list(_functions())
    asserting = {name for _, name, node in functions if _asserts(node)}
    known = 0
    while known != len(asserting):
        known = len(asserting)
        asserting |= {name for _, name, node in functions if called(node) & asserting}
    idle = [
        f"{file.relative_to(TESTS)}: {name}"
        for file, name, node in functions
        if name.startswith("test_") and not (_asserts(node) or called(node) & asserting)
    ]
    assert not idle, "\n".join(idle)


def called(function: ast.AST) -> set[str]:
    """Return the names of the functions that a function calls; methods are not among them."""
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {func.id for func in calls if isinstance(func, ast.Name)}


def _functions() -> Iterator[tuple[Path, str, ast.AST]]:
    for file in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield file, node.name, node


def _asserts(function: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Attribute) and node.attr in ("raises", "warns", "fail"))
        for node in ast.walk(function)
    )
