import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.markdown.maths import readable

FORMULAS = {
    r"x_i^2": "xᵢ²",
    r"\frac{a}{b+c}": "a/(b+c)",
    r"\frac{\partial L}{\partial w}": "∂L/∂w",
    r"\sum_{i=1}^{n} x_i": "∑ᵢ₌₁ⁿ xᵢ",
    r"\sqrt{d_k}": "√dₖ",
    r"\sqrt{a+b}": "√(a+b)",
    r"\alpha_{ij} \le \beta": "αᵢⱼ ≤ β",
    r"O(n\log n)": "O(n log n)",
    r"\log p(x\mid z)": "log p(x | z)",
    r"\operatorname{softmax}(z)": "softmax(z)",
    r"\mathrm{KL}(q\|p)": "KL(q‖p)",
    r"\binom{n}{k}": "C(n, k)",
    r"2^{-\lambda t}": "2^(-λt)",
    r"W^\top x": "Wᵀ x",
    r"\max_a Q(s,a)": "maxₐ Q(s,a)",
    r"\arg\max_x f(x)": "arg maxₓ f(x)",
    r"10^{-3}": "10⁻³",
    r"50\%": "50%",
    r"50%": "50%",
    r"\neg A": "¬A",
    r"y\in\{0,1\}": "y ∈ {0,1}",
    r"n/(n+1)": "n/(n+1)",
}


@pytest.mark.parametrize("latex", FORMULAS)
def test_reads_as(latex: str) -> None:
    assert readable(latex) == FORMULAS[latex]


@given(st.text(r"\{}^_$%&ax1 frac", min_size=1, max_size=40))
def test_any_jumble_of_latex_is_read(latex: str) -> None:
    assert readable(latex) or not any(char.isalnum() for char in latex)
