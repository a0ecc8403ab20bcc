r"""Formulas for places without LaTeX: ``x_i^2`` becomes ``xᵢ²``, ``\frac{a}{b+c}`` ``a/(b+c)``."""

import re
from functools import lru_cache

from content.markdown.latex import Render, to_unicode

_SUPERS = dict(zip("0123456789+-−=()niktdmxT⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵏᵗᵈᵐˣᵀᵀ", strict=True))
_SUBS = dict(zip("0123456789+-=()aeijkmnprtx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₘₙₚᵣₜₓ", strict=True))
_FUNCTIONS = (
    "arg cos cosh cot det dim exp gcd inf ker lim ln log max min sec sin sinh sup tan tanh Pr"
)
_OPERATORS = "=≤≥≈≠∼≡→⇒⇔←∈∉⊂⊆∪∩≪≫∝×⋅·∧∨"
MAX_LENGTH = 2000  # characters
MAX_NESTING = 20
_BRACE_OR_PAIR = re.compile(r"\\(?P<word>begin|end|left|right)\b|\\.|(?P<brace>[{}])", re.S)
_MACRO_NAME = re.compile(r"\\(?:[A-Za-z]+|.?)")
_DEPTH = {"{": 1, "begin": 1, "left": 1, "}": -1, "end": -1, "right": -1}
_MARK = "\u2063"  # invisible: where a function's name meets its neighbors


@lru_cache(maxsize=4096)
def readable(latex: str) -> str:
    """Return the formula ``latex`` as one line of Unicode; as it is, if it's too much for that."""
    if len(latex) > MAX_LENGTH or _nesting(latex) > MAX_NESTING:
        return latex.strip()
    return _tidy(_convert(re.sub(r"(?<!\\)%", r"\\%", latex))) or latex.strip()


def _nesting(latex: str) -> int:
    """Return how deep the groups and environments of ``latex`` are nested."""
    depth = deepest = 0
    for found in _BRACE_OR_PAIR.finditer(latex):
        depth += _DEPTH.get(found["word"] or found["brace"], 0)
        deepest = max(deepest, depth)
    return deepest


def _convert(latex: str) -> str:
    return to_unicode(_scripts(latex), _MACROS)


def _scripts(latex: str) -> str:
    """Replace every ``^`` and ``_`` with its argument by Unicode, innermost first."""
    out: list[str] = []
    position = 0
    while position < len(latex):
        char = latex[position]
        if char == "\\":
            out.append(latex[position : position + 2])
            position += 2
        elif char in "^_":
            argument, position = _argument(latex, position + 1)
            # The empty group ends a macro's name before it; a letter would join it.
            out.append("{}" + _script(char, _tidy(_convert(argument))))
        else:
            out.append(char)
            position += 1
    return "".join(out)


def _argument(latex: str, start: int) -> tuple[str, int]:
    """Return the script's argument that begins at ``start`` and the place after it."""
    if start >= len(latex):
        return "", start
    if latex[start] == "\\":
        name = _MACRO_NAME.match(latex, start)
        end = name.end() if name else start + 1
        if end < len(latex) and latex[end] == "{":
            end = _group_end(latex, end)
        return latex[start:end], end
    if latex[start] != "{":
        return latex[start], start + 1
    end = _group_end(latex, start)
    return latex[start + 1 : end - 1], end


def _group_end(latex: str, start: int) -> int:
    depth = 0
    for position in range(start, len(latex)):
        if latex[position - 1] != "\\" or position == start:
            depth += {"{": 1, "}": -1}.get(latex[position], 0)
        if depth == 0:
            return position + 1
    return len(latex) + 1


def _script(sign: str, text: str) -> str:
    if not text:
        return ""
    text = text.replace(" ", "") if re.search(rf"[{_OPERATORS}]", text) else text
    table = _SUPERS if sign == "^" else _SUBS
    if all(char in table for char in text):
        return "".join(table[char] for char in text)
    if text in ("*", "′", "'"):
        return text
    shown = text if len(text) == 1 else f"({text})"
    return (
        ("\\^{}" if sign == "^" else "\\_") + "{}" + shown.replace("_", "\\_").replace("^", "\\^{}")
    )


def _atom(text: str) -> str:
    """Return ``text``, in parentheses unless it is one thing."""
    whole = text.strip()
    single = re.fullmatch(r"[\w.∂Δ]+(?:'[²³ᵀ']*)?|\([^()]*\)", whole)
    return whole if single else f"({whole})"


def _named(name: str) -> Render:
    return lambda _: f"{_MARK}{name}{_MARK}"


def _plain(texts: list[str]) -> str:
    return "".join(texts)


def _root(texts: list[str]) -> str:
    body = "".join(texts).strip()
    return f"√{body}" if re.fullmatch(r"\w[ₐ-ₜ₀-₉ᵢⱼ]?", body) else f"√({body})"


_MACROS: dict[str, tuple[int, Render]] = {
    **{name: (0, _named(name)) for name in _FUNCTIONS.split()},
    "operatorname": (1, lambda texts: f"{_MARK}{''.join(texts)}{_MARK}"),
    "frac": (2, lambda texts: "/".join(_atom(text) for text in texts)),
    "dfrac": (2, lambda texts: "/".join(_atom(text) for text in texts)),
    "tfrac": (2, lambda texts: "/".join(_atom(text) for text in texts)),
    "binom": (2, lambda texts: f"C({', '.join(text.strip() for text in texts)})"),
    "sqrt": (1, _root),
    "neg": (0, lambda _: "¬"),
    "mid": (0, lambda _: " | "),
    "|": (0, lambda _: "‖"),
    "mathbf": (1, _plain),
    "boldsymbol": (1, _plain),
    "mathrm": (1, _plain),
    "^": (1, lambda _: "^"),
}


def _tidy(text: str) -> str:
    parted = text.replace(_MARK * 2, " ")
    before = re.sub(rf"(?<=[\w)\]⁰-⁹₀-₉²³]){_MARK}(?=[a-zA-Z])", " ", parted)
    after = re.sub(rf"(?<=\w){_MARK}(?=[^\W_ₐ-ₜᵢⱼ₀-₉⁰-⁹²³]|[√∑∏∫|‖])", " ", before)
    spaced = re.sub(rf" ?([{_OPERATORS}]) ?", r" \1 ", after.replace(_MARK, ""))
    return re.sub(r"\s+", " ", spaced).strip()
