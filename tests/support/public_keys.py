"""Small lists met in public repositories that say in unusual ways which choice is right."""

from tests.support.list_sample import Asked, ListSample

PUBLIC_KEYS: dict[str, ListSample] = {
    "what is told after the answer stands before the choices": ListSample(
        """1.  How many legs has an ant?
... All insects have as many ... or so.
a)  4
*b) 6
c)  8

2.  Does a spider have wings?
a)  yes
*b) no
""",
        (
            Asked(
                "How many legs has an ant?",
                choices=("4", "6", "8"),
                right="6",
                answer="All insects have as many ... or so.",
            ),
            Asked("Does a spider have wings?", choices=("yes", "no"), right="no"),
        ),
    ),
    "letters alone are the key": ListSample(
        """1) Which of these is a fruit?
a) stone
b) apple
c) all of the above
b

2) Which is hard?
a) stone
b) butter
a
""",
        (
            Asked("Which of these is a fruit?", ("stone", "apple", "all of the above"), "apple"),
            Asked("Which is hard?", ("stone", "butter"), "stone"),
        ),
    ),
    "keys in many words": ListSample(
        """## 1. Which is first?

A. one
B. two

Correct: A

## 2. Which is second?

A. one
B. two

Correct option: B

## 3. Which is third?

- A) one
- B) three

The correct answer is B.

## 4. Which is fourth?

- A) four
- B) one

Answer » A

## 5. Which is fifth?

- A) one
- B) five

||Answer: B||

## 6. Which is sixth?

- A) one
- B) six

<details><summary>Click to see the answer</summary>

B) six

It comes after five.
</details>

## 7. Which is seventh?

A) seven
B) one

<details>
  <summary>Answer</summary>
  <b>A</b>
</details>

## 8. Which is even?

1) 3
2) 4

**Answer: 2) 4**
""",
        (
            Asked("Which is first?", ("one", "two"), "one"),
            Asked("Which is second?", ("one", "two"), "two"),
            Asked("Which is third?", ("one", "three"), "three"),
            Asked("Which is fourth?", ("four", "one"), "four"),
            Asked("Which is fifth?", ("one", "five"), "five"),
            Asked("Which is sixth?", ("one", "six"), "six", "It comes after five."),
            Asked("Which is seventh?", ("seven", "one"), "seven"),
            Asked("Which is even?", ("3", "4"), "4"),
        ),
    ),
    "all keys on one line below a rule": ListSample(
        """# Test

**1. Which is a fruit?**
a. apple
b. stone

**2. Which is a metal?**
a. butter
b. iron

---

**Answers:** 1-a, 2-b
""",
        (
            Asked("Which is a fruit?", ("apple", "stone"), "apple"),
            Asked("Which is a metal?", ("butter", "iron"), "iron"),
        ),
    ),
    "letters again below, with the right ones marked": ListSample(
        """__Type__

Multiple Choice

__Practice Question__

Some words first.

Which hill is tallest?

A. Brocken
B. Feldberg

__Suggested Answers__

- A
- B - Correct

__Practice Question__

Which number is even?

A. 2
B. 3

__Suggested Answers__

- A - Correct
- B
""",
        (
            Asked("Some words first.", ("Brocken", "Feldberg"), "Feldberg", "", "Which hill"),
            Asked("Which number is even?", ("2", "3"), "2"),
        ),
    ),
}
