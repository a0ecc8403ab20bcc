"""Lists whose questions have on their own line what others have below: choices, keys, answers."""

from tests.support.list_sample import Asked, ListSample

ON_ONE_LINE: dict[str, ListSample] = {
    "flashcards": ListSample(
        """# Kitchen

Whisk :: beats air into eggs
Ladle :: takes soup out of the pot
- What does `std::sieve` do? :: Keeps the lumps back
""",
        (
            Asked("Whisk", answer="beats air into eggs"),
            Asked("Ladle", answer="takes soup out of the pot"),
            Asked("What does std::sieve do?", answer="Keeps the lumps back"),
        ),
    ),
    "flashcards below a heading that asks": ListSample(
        """# What is in a kitchen?

Whisk ::: beats air into eggs

What holds soup?::A pot
""",
        (
            Asked("Whisk", answer="beats air into eggs"),
            Asked("What holds soup?", answer="A pot"),
        ),
    ),
    "statements with their verdicts": ListSample(
        """1. A whale is a fish. **False**
2. A bat can fly (True)
   Its wings are hands.
3. Snails have no teeth. [F]
""",
        (
            Asked("A whale is a fish.", ("True", "False"), "False"),
            Asked("A bat can fly", ("True", "False"), "True", answer="Its wings are hands."),
            Asked("Snails have no teeth.", ("True", "False"), "False"),
        ),
    ),
    "statements in plain lines": ListSample(
        """# Animals

A whale is a fish. (False)
A bat can fly. (True)

Der Wal ist ein Fisch. **Falsch**
""",
        (
            Asked("A whale is a fish.", ("True", "False"), "False"),
            Asked("A bat can fly.", ("True", "False"), "True"),
            Asked("Der Wal ist ein Fisch.", ("Wahr", "Falsch"), "Falsch"),
        ),
    ),
    "headings that are statements": ListSample(
        """### A whale is a fish. **False**

It breathes air.

### A bat can fly. **True**
""",
        (
            Asked("A whale is a fish.", ("True", "False"), "False", answer="It breathes air."),
            Asked("A bat can fly.", ("True", "False"), "True"),
        ),
    ),
    "choices and key on the line": ListSample(
        """1. What is a leek? a) a leak b) a plant c) a drink Answer: b
2. Which one is cold? (A) fire, (B) ice (Answer: B)
3. What is a fig? a. a fruit b. a tool c. a car
   Correct answer: a
""",
        (
            Asked("What is a leek?", ("a leak", "a plant", "a drink"), "a plant"),
            Asked("Which one is cold?", ("fire", "ice"), "ice"),
            Asked("What is a fig?", ("a fruit", "a tool", "a car"), "a fruit"),
        ),
    ),
    "plain lines with choices and key": ListSample(
        """What is a leek? a) a leak b) a plant c) a drink Answer: b
What is a fig? a) a fruit b) a tool c) a car d) a song Correct answer: a) a fruit
""",
        (
            Asked("What is a leek?", ("a leak", "a plant", "a drink"), "a plant"),
            Asked("What is a fig?", ("a fruit", "a tool", "a car", "a song"), "a fruit"),
        ),
    ),
    "choices and key behind a bold question, or on the next line": ListSample(
        """**1. What is a leek?** a) a leak b) a plant c) a drink Answer: b

**2. What is a fig?**
a) a fruit b) a tool c) a car Ans. a
""",
        (
            Asked("What is a leek?", ("a leak", "a plant", "a drink"), "a plant"),
            Asked("What is a fig?", ("a fruit", "a tool", "a car"), "a fruit"),
        ),
    ),
    "a bare letter behind the choices": ListSample(
        """1. What is a leek? a) a leak b) a plant c) a drink (b)
2. What is a fig? (A) a fruit (B) a tool (C) a car **(A)**
3. What is hot? a) fire b) ice c) both (a) and (b) d) none [a].
""",
        (
            Asked("What is a leek?", ("a leak", "a plant", "a drink"), "a plant"),
            Asked("What is a fig?", ("a fruit", "a tool", "a car"), "a fruit"),
            Asked("What is hot?", ("fire", "ice", "both (a) and (b)", "none"), "fire"),
        ),
    ),
    "a bare letter behind choices on the next line": ListSample(
        """**1. What is a leek?**
a) a leak b) a plant c) a drink (b)

**2. What is a fig?**
a) a fruit b) a tool c) a car [a]
""",
        (
            Asked("What is a leek?", ("a leak", "a plant", "a drink"), "a plant"),
            Asked("What is a fig?", ("a fruit", "a tool", "a car"), "a fruit"),
        ),
    ),
    "a letter that belongs to the last choice": ListSample(
        """1. What is hot? a) fire b) ice c) both a and (b)
   Answer: a
2. What is cold? a) fire b) ice c) both a and (b)
   Answer: b
""",
        (
            Asked("What is hot?", ("fire", "ice", "both a and (b)"), "fire"),
            Asked("What is cold?", ("fire", "ice", "both a and (b)"), "ice"),
        ),
    ),
    "parts of a task aren't choices": ListSample(
        """1. Explain a) salt and b) pepper
2. Which statement about tea is **true**?
   It is wet.
""",
        (
            Asked("Explain a) salt and b) pepper"),
            Asked("Which statement about tea is true?", answer="It is wet."),
        ),
    ),
}
