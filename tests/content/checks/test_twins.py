"""Rewordings of questions are found in a bank of others."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.engine.model.questions import Choice, Question
from bot.engine.model.rich_text import Text, paragraph
from content.checks.stems import meaningful, stem
from content.checks.twins import NEAR, near_twins
from content.format.loader import load_bank
from tests.support.builders import question as ordinary


def _question(name: str, text: str) -> Question:
    """Return a question of a title, a prompt, a right choice and key points, a line each."""
    title, prompt, right, *points = text.strip().split("\n")
    return replace(
        ordinary(name),
        title=title,
        prompt=paragraph(prompt),
        choices=(Choice((Text(right),), right=True, why=()),),
        key_points=tuple((Text(point),) for point in points),
    )


PLANTED = {
    "an open gate": (
        """
Forget gate bias
Early in training an LSTM loses what it read 50 steps ago. Which initialization helps?
Set the forget gate's bias to 1, so the cell state survives
The cell state is multiplied by the forget gate at every step.
At sigmoid(0) half of it is lost each time.
A positive bias keeps gradients alive.
""",
        """
Why start with an open gate
A recurrent network cannot recall tokens far back. One bias vector is filled with ones. Which one?
That of the forget gate: the cell keeps its content from the start
Each step multiplies the cell by the gate.
A bias of zero halves the memory.
Ones let the gradient live longer.
""",
    ),
    "empty positions": (
        """
Attention on padding
A sentence gives other outputs in a batch with a longer one than alone. What is missing?
A mask that sets scores of padding to minus infinity
Softmax gives every key some weight.
Mask padding before the softmax.
Test a sentence alone and in a batch.
""",
        """
Softmax over filler
Two sentences of unequal length are batched. The shorter one changes. Which step is to blame?
The softmax: scores of pad tokens were not masked
Set pad scores to minus infinity before normalizing.
Otherwise weight leaks to padding.
Compare a sentence by itself with the same sentence in a batch.
""",
    ),
    "a sum and a mean": (
        """
Mean against sum
With a mean over pixels in place of the sum, a VAE draws one blurry face. Why?
The KL term now outweighs reconstruction by the number of pixels
The ELBO sums over pixels and over latent dimensions.
A mean of one term acts as a large beta.
The code collapses to the prior.
""",
        """
One term averaged
A variational autoencoder's outputs look alike since the pixel error is averaged. Why?
Divergence dominates: the error shrank by the pixel count
Both terms are sums in the ELBO.
Averaging pixels is a hidden beta.
The latent code is pushed to the prior.
""",
    ),
    "random draws": (
        """
Random search trials
Five percent of configurations are good. How many random trials find one with probability 95%?
About 60
All miss with probability 0.95^n.
The number of hyperparameters does not matter.
Grids waste trials on dimensions that don't matter.
""",
        """
How long to search
One configuration in twenty is good. How often must you draw at random to hit one nearly surely?
Some sixty draws
The probability that all draws miss falls as 0.95^n.
Independent of how many hyperparameters there are.
A grid spends its trials badly when few dimensions matter.
""",
    ),
}


def _nearest(name: str, bank: Sequence[Question]) -> tuple[str, float]:
    """Return the question nearest to ``name``, and how near it is."""
    pairs = near_twins({each.id: each for each in bank}, least=0.0)
    first = next(pair for pair in pairs if name in pair.pair)
    (other,) = set(first.pair) - {name}
    return other, first.nearness


# Tracks that ask nothing like the planted questions: others of the bank may be nearer still.
OTHERS = ("pytorch", "tensorflow", "keras", "machine-learning")


@pytest.mark.slow
@pytest.mark.parametrize("subject", PLANTED)
def test_a_rewording_is_the_nearest_question_of_the_bank(subject: str) -> None:
    one, other = PLANTED[subject]
    planted = [_question("x/one", one), _question("x/other", other)]
    others = [each for each in load_bank().questions.values() if each.track in OTHERS]
    nearest, nearness = _nearest("x/one", [*others, *planted])
    assert nearest == "x/other"
    assert nearness >= NEAR


def test_the_pair_says_by_which_words() -> None:
    _, other = PLANTED["an open gate"]
    rest = [_question(f"x/{subject}", words) for subject, (words, _) in PLANTED.items()]
    bank = {each.id: each for each in (*rest, _question("x/other", other))}
    (pair,) = near_twins(bank, least=NEAR)
    assert pair.pair == ("x/an open gate", "x/other")
    assert {"forget", "gate"} <= set(pair.shared)


def test_questions_without_a_word_in_common_are_not_a_pair() -> None:
    words = ("Alpha\nBeta?\nGamma\nDelta", "Kappa\nLambda?\nSigma\nOmega")
    bank = {f"x/{n}": _question(f"x/{n}", each) for n, each in enumerate(words)}
    assert near_twins(bank, least=0.0) == []
    assert near_twins({}) == []


@pytest.mark.parametrize(
    "forms",
    [
        ("scale", "scales", "scaled", "scaling"),
        ("normalize", "normalizing", "normalized", "normalization"),
        ("stop", "stopped", "stopping"),
        ("gate", "gates", "gating"),
        ("query", "queries"),
        ("estimate", "estimator", "estimation"),
        ("drop", "dropped", "drops"),
        ("loss", "losses"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_words_that_say_nothing_are_left_out() -> None:
    assert meaningful("What is the Loss of a model after 10 steps, x?") == [
        "loss",
        "model",
        "steps",
    ]
