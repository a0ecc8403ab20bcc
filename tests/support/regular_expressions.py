"""Finds the regular expressions of a package, and inputs that make them slow, if any do."""

import ast
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple, cast

# The standard library's own parser of patterns, which has no types.
codes: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
LARGEST = 8192  # characters
ENOUGH = 0.008  # seconds: what takes less for LARGEST characters is not super-linear
SUPER_LINEAR = 2.9  # times as long for twice the input; linear is 2, quadratic 4
_SUFFIXES = ("", "\x00", "!\n", "a")
_SAMPLES = "aA0 \n_-.`~|é€\u4e2d\x01"
_CATEGORIES = {"DIGIT": "0", "SPACE": " ", "WORD": "a"}


class Use(NamedTuple):
    """A regular expression, one method it's used with, and where."""

    place: str
    pattern: re.Pattern[str]
    method: str


def uses_in(package: str) -> Iterator[Use]:
    """Yield every use of a regular expression in the modules of ``package``."""
    root = import_module(package)
    for found in pkgutil.walk_packages(root.__path__, f"{package}."):
        if not found.name.endswith("__main__") and ".migrations." not in found.name:
            yield from _uses_of(found.name)


def _uses_of(name: str) -> Iterator[Use]:
    module = import_module(name)
    for variable, value in vars(module).items():
        for pattern in _in_collection(value):
            yield Use(f"{name}:{variable}", pattern, "search")
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            owner, method = call.func.value, call.func.attr
            if method in METHODS and isinstance(owner, ast.Name):
                place = f"{name}:{call.lineno}"
                pattern = vars(module).get(owner.id)
                if isinstance(pattern, re.Pattern):
                    yield Use(place, pattern, method)  # pyright: ignore[reportUnknownArgumentType]
                elif owner.id == "re":
                    yield Use(place, _inline(call, module, place), method)


def _in_collection(value: object) -> Iterator[re.Pattern[str]]:
    items = cast("Any", value).values() if isinstance(value, dict) else cast("Any", value)
    if isinstance(value, dict | list | tuple):
        for item in items:
            if isinstance(item, re.Pattern):
                yield item
            else:
                yield from _in_collection(item)


def _inline(call: ast.Call, module: Any, place: str) -> re.Pattern[str]:
    """Return the pattern given to ``re.sub`` and the like; it must be known without running."""
    flags = next((k.value for k in call.keywords if k.arg == "flags"), None)
    more = [flags] if flags else [each for each in call.args if "re." in ast.unparse(each)]
    known: dict[str, Any] = {**vars(module)}
    try:
        text = eval(ast.unparse(call.args[0]), known)  # noqa: S307 - our own source
        value = eval(ast.unparse(more[0]), known) if more else 0  # noqa: S307 - our own source
    except NameError as error:
        raise AssertionError(f"{place}: compile this pattern where it can be tested") from error
    return re.compile(text, value)


def slowest_growth(use: Use) -> tuple[float, str]:
    """Return the worst growth of time for twice the input that was found, and that input."""
    worst, culprit = 0.0, ""
    run = _runner(use)
    for pump, suffix in product(_pumps(use.pattern), _SUFFIXES):
        growth = _growth(run, pump, suffix)
        if growth > worst:
            worst, culprit = growth, f"{pump!r} repeated, then {suffix!r}"
    return worst, culprit


def _runner(use: Use) -> Callable[[str], object]:
    method = getattr(use.pattern, use.method)
    if use.method in ("sub", "subn"):
        return lambda text: method("", text)
    if use.method == "finditer":
        return lambda text: sum(1 for _ in method(text))
    return method


def _growth(run: Callable[[str], object], pump: str, suffix: str) -> float:
    size = 512
    while size < LARGEST and _seconds(run, pump, suffix, size) < ENOUGH:
        size *= 2
    if _seconds(run, pump, suffix, size) < ENOUGH:
        return 1.0
    half, whole = (
        min(_seconds(run, pump, suffix, length) for _ in range(4)) for length in (size // 2, size)
    )
    return whole / half


def _seconds(run: Callable[[str], object], pump: str, suffix: str, size: int) -> float:
    text = pump * (size // len(pump)) + suffix
    began = time.process_time()
    run(text)
    return time.process_time() - began


def _pumps(pattern: re.Pattern[str]) -> list[str]:
    """Return short texts of the characters ``pattern`` speaks of, to be repeated."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    singles = [*dict.fromkeys(_characters(tree))][:14]
    words = [*dict.fromkeys(_words(tree))][:20]
    pairs = [one + other for one, other in product(singles, repeat=2) if one != other]
    mixed = [word + single for word in words for single in singles[:6]]
    return [*singles, *pairs, *words, *mixed]


def _characters(tree: Any) -> Iterator[str]:
    for code, argument in tree:
        if code is codes.LITERAL:
            yield chr(argument)
        elif code is codes.IN:
            yield from _of_set(argument)
        elif code in (codes.ANY, codes.NOT_LITERAL):
            yield "a"
        else:
            for part in _parts(argument):
                yield from _characters(part)


def _of_set(items: Any) -> Iterator[str]:
    negated = items[0][0] is codes.NEGATE
    found: list[str] = []
    for code, argument in items:
        if code is codes.LITERAL:
            found.append(chr(argument))
        elif code is codes.RANGE:
            found.append(chr(argument[0]))
        elif code is codes.CATEGORY:
            name = str(argument).removeprefix("CATEGORY_")
            found.append(
                _CATEGORIES.get(name.removeprefix("NOT_"), "a") if "NOT" not in name else "-"
            )
    if negated:
        yield next(char for char in _SAMPLES if char not in found)
    yield from found[:6]


def _words(tree: Any) -> Iterator[str]:
    """Yield a text for each branch and repeat: one that it matches, more or less."""
    text = _minimal(tree)
    if len(text) > 1:
        yield text
    for _, argument in tree:
        for part in _parts(argument):
            yield from _words(part)


def _minimal(tree: Any) -> str:
    text = ""
    for code, argument in tree:
        if code is codes.LITERAL:
            text += chr(argument)
        elif code is codes.IN:
            text += next(_of_set(argument), "a")
        elif code in (codes.ANY, codes.NOT_LITERAL):
            text += "a"
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, _, inner = argument
            text += _minimal(inner) * max(low, 1)
        elif code is codes.BRANCH:
            text += _minimal(argument[1][0])
        elif code is codes.SUBPATTERN:
            text += _minimal(argument[3])
    return text


def _parts(argument: Any) -> Iterator[Any]:
    """Yield the trees inside an argument of the parser's, whatever its shape."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for part in argument:  # pyright: ignore[reportUnknownVariableType]
            yield from _parts(part)
