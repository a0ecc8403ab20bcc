"""The one door to pylatexenc, which has no types: LaTeX in, Unicode out."""

import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Protocol, cast

from pylatexenc import latex2text, macrospec  # pyright: ignore[reportMissingTypeStubs]

log = logging.getLogger(__name__)


class _Converter(Protocol):
    def latex_to_text(self, latex: str) -> str: ...


class _Node(Protocol):
    nodeargd: Any


Render = Callable[[list[str]], str]


def to_unicode(latex: str, macros: Mapping[str, tuple[int, Render]]) -> str:
    """Return ``latex`` in Unicode; ``macros`` maps a name to its arguments and rendering.

    Unknown macros are dropped and their arguments kept; malformed LaTeX is read as far as
    it makes sense, as pylatexenc does. What it can't read at all is returned as it is.
    """
    converter = _converter(tuple(sorted(macros.items())))
    try:
        return converter.latex_to_text(latex)
    except Exception as error:  # noqa: BLE001 - it fails with an IndexError on \verb, for one
        log.debug("can't read a formula (%s)", type(error).__name__)
        return latex


@cache
def _converter(macros: tuple[tuple[str, tuple[int, Render]], ...]) -> _Converter:
    texts = cast("Any", latex2text.get_default_latex_context_db())
    texts.add_context_category(
        "warmup",
        prepend=True,
        macros=[_text_spec(name, render) for name, (_, render) in macros],
    )
    module = cast("Any", latex2text)
    converter = module.LatexNodes2Text(latex_context=texts, math_mode="text")
    return cast("_Converter", _WithSyntax(converter, macros))


class _WithSyntax:
    """A converter whose parser knows how many arguments our macros take."""

    def __init__(self, converter: Any, macros: tuple[tuple[str, tuple[int, Render]], ...]) -> None:  # noqa: ANN401
        walker = cast("Any", latex2text).latexwalker
        self._walker = walker
        self._converter = converter
        self._syntax = walker.get_default_latex_context_db()
        self._syntax.add_context_category(
            "warmup",
            prepend=True,
            macros=[cast("Any", macrospec).std_macro(name, "{" * n) for name, (n, _) in macros],
        )

    def latex_to_text(self, latex: str) -> str:
        walker = self._walker.LatexWalker(latex, latex_context=self._syntax, tolerant_parsing=True)
        nodes = walker.get_latex_nodes()[0]
        return cast("str", self._converter.nodelist_to_text(nodes))


def _text_spec(name: str, render: Render) -> Any:  # noqa: ANN401
    def show(node: _Node, l2tobj: Any) -> str:  # noqa: ANN401
        arguments = cast("list[Any]", node.nodeargd.argnlist or [] if node.nodeargd else [])
        texts = [l2tobj.nodelist_to_text([a]) for a in arguments if a is not None]
        return render(texts)

    return cast("Any", latex2text).MacroTextSpec(name, simplify_repl=show)
