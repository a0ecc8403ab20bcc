"""Lists whose choices, or steps of answers, stand as far out as the questions."""

from tests.support.list_sample import Asked, ListSample

_RIVERS = ("Elbe", "Rhine", "Danube")
_LAKES = ("Constance", "Geneva", "Garda")
_ASKED = (
    Asked("Which river is longest?", _RIVERS, "Danube"),
    Asked("Which lake is deepest?", _LAKES, "Garda"),
)


def _list(question: str, choice: str, key: str, between: str = "\n\n") -> str:
    parts: list[str] = []
    for number, asked in enumerate(_ASKED, 1):
        place = asked.choices.index(asked.right) + 1
        said = key.format(place=place, roman="i" * place, text=asked.right)
        choices = [
            choice.format(n=n, roman="i" * n, c=text) for n, text in enumerate(asked.choices, 1)
        ]
        parts.append("\n".join((question.format(n=number, q=asked.title), *choices, said)))
    return between.join(parts) + "\n"


def _sample(question: str, choice: str, key: str, between: str = "\n\n") -> ListSample:
    return ListSample(_list(question, choice, key, between), _ASKED)


WITH_LEVEL_CHOICES: dict[str, ListSample] = {
    "choices numbered like the questions": _sample("{n}. {q}", "{n}. {c}", "Answer: {place}"),
    "choices with another bracket": _sample("{n}) {q}", "{n}. {c}", "Ans: {place}) {text}"),
    "choices between empty lines": _sample("{n}. {q}\n", "{n}) {c}", "\n**Answer:** {text}"),
    "no empty line at all": _sample("{n}. {q}", "{n}. {c}", "Answer: {place}", "\n"),
    "choices a column further in": _sample("{n}. **{q}**", " {n}. {c}", "Correct option: {place}"),
    "numbers in brackets": _sample("{n}. {q}", "({n}) {c}", "Ans. ({place})"),
    "bold questions above numbers": _sample("**Q{n}.** {q}", "{n}. {c}", "[Answer: {place}]"),
    "items with a key as their last": _sample("- {q}", "- {c}", "- Answer: {text}"),
    "items with a key below": _sample("* {q}", "* {c}", "Answer: {text}"),
    "a key that is the last number": _sample("{n}. {q}", "{n}. {c}", "4. Answer: {text}"),
    "a folded key": _sample(
        "{n}. {q}",
        "{n}. {c}",
        "\n<details><summary>Answer</summary>\n\n{place}. {text}\n\n</details>",
    ),
    "an arrow to the key": _sample("{n}. {q}", "{n}. {c}", "-> {place}"),
    "roman numbers": _sample("{n}. {q}", "{roman}. {c}", "Ans: {roman}"),
    "numbers after a word": _sample("{n}. {q}", "Option {n}: {c}", "Answer: Option {place}"),
    "numbers as pictures": _sample("{n}. {q}", "{n}\ufe0f\u20e3 {c}", "Answer: {place}"),
    "numbers on one line": ListSample(
        """Q1. Which river is longest?
1) Elbe 2) Rhine 3) Danube
Ans: 3

Q2. Which lake is deepest?
1) Constance 2) Geneva 3) Garda
Ans: 3
""",
        _ASKED,
    ),
    "numbered choices, answers at the end": ListSample(
        """1. Which river is longest?
1) Elbe
2) Rhine
3) Danube

2. Which lake is deepest?
1) Constance
2) Geneva
3) Garda

Answers: 1-3, 2-3
""",
        _ASKED,
    ),
    "bold questions, their right choices at the end": ListSample(
        """**1. Which river is longest?**

1. Elbe
2. Rhine
3. Danube

**2. Which lake is deepest?**

1. Constance
2. Geneva
3. Garda

## Answers

1. Danube
2. Garda
""",
        _ASKED,
    ),
    "as many choices as the number of the next question": ListSample(
        """1. Is ice cold?
1. Yes
2. No
Answer: 1
2. Which number is even?
1. 3
2. 4
3. 5
Answer: 2
3. Which number is odd?
1. 2
2. 4
3. 5
4. 6
Answer: 3
""",
        (
            Asked("Is ice cold?", ("Yes", "No"), "Yes"),
            Asked("Which number is even?", ("3", "4", "5"), "4"),
            Asked("Which number is odd?", ("2", "4", "5", "6"), "5"),
        ),
    ),
    "reasons numbered below the key": ListSample(
        """1. Which river is longest?
1. Elbe
2. Danube
Answer: 2

1. It crosses ten countries
2. It ends in a sea

2. Which lake is deepest?
1. Garda
2. Bled
Answer: 1
""",
        (
            Asked("Which river is longest?", ("Elbe", "Danube"), "Danube", "1. It crosses"),
            Asked("Which lake is deepest?", ("Garda", "Bled"), "Garda"),
        ),
    ),
    "steps of answers numbered like the questions": ListSample(
        """1. How do you make tea?
Answer:
1. Boil water
2. Add leaves
2. How do you bake bread?
Answer:
1. Knead
2. Rest
3. Bake
3. Why does it rest?
Answer:
1. Time
2. Yeast
""",
        (
            Asked("How do you make tea?", answer="1. Boil water"),
            Asked("How do you bake bread?", answer="1. Knead"),
            Asked("Why does it rest?", answer="1. Time"),
        ),
    ),
    "every item numbered one": ListSample(
        "1. What is a lake?\n1. What is a river?\n1. What is a sea?\n",
        (Asked("What is a lake?"), Asked("What is a river?"), Asked("What is a sea?")),
    ),
    "numbers that begin again with more questions": ListSample(
        "1. What is a lake?\n2. What is a river?\n\n1. What is a sea?\n2. What is a bay?\n",
        (
            Asked("What is a lake?"),
            Asked("What is a river?"),
            Asked("What is a sea?"),
            Asked("What is a bay?"),
        ),
    ),
}
