"""Small lists in shapes met in public repositories, and what a person counts in them."""

from tests.support.list_sample import Asked, ListSample

PUBLIC_SAMPLES: dict[str, ListSample] = {
    "sections of folded questions": ListSample(
        """###### System

<details>
<summary><b>Where do logs go?</b></summary><br>

To a folder.

</details>

<details>
<summary><b>How is a file copied?</b></summary><br>

By a command.

</details>

###### Network

<details>
<summary><b>What is a port?</b></summary><br>

A number.

</details>
""",
        (
            Asked("Where do logs go?", answer="To a folder."),
            Asked("How is a file copied?", answer="By a command."),
            Asked("What is a port?", answer="A number."),
        ),
    ),
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
    "goals and tips between the questions": ListSample(
        """## Part 1

### Goals
- Identify the parts of an engine.
- Build a small model.

### Test

**Question 1:** What turns the wheels?

  A) The engine
  B) The lamp

**Correct Answer:** A
**Explanation:** It has the power.

### Activities
- Draw the engine.
- Find a wheel.

## Part 2

**Question 1:** What gives light?

  A) The engine
  B) The lamp

**Correct Answer:** B
""",
        (
            Asked("What turns the wheels?", ("The engine", "The lamp"), "The engine", "It has"),
            Asked("What gives light?", ("The engine", "The lamp"), "The lamp"),
        ),
    ),
    "questions named by their number, in folds in folds": ListSample(
        """## Questions

### About loops
<details>
<summary>Question 1</summary>

What does this print?

```
loop(3)
```

<details>
<summary>Answer</summary>

Three lines.
</details>
</details>

<details>
<summary>Question 2</summary>

Write a loop.

<details>
<summary>Answer</summary>

A line will do.
</details>
</details>
""",
        (
            Asked("What does this print?", answer="Three lines.", shown="loop(3)"),
            Asked("Write a loop.", answer="A line will do."),
        ),
    ),
    "exercises by number": ListSample(
        """# Exercise 1 - Connect two hosts

1. Start both of them
2. Determine the address of the first

<details><summary>Answer</summary>

Look at its interface.
</details>

# Exercise 2 - Split a network

1. Cut it in two

<details><summary>Answer</summary>

Add a bit.
</details>
""",
        (
            Asked("Connect two hosts", answer="Look at its interface.", shown="Start both"),
            Asked("Split a network", answer="Add a bit.", shown="Cut it in two"),
        ),
    ),
    "drills below sections of a text": ListSample(
        """## Step 1 - Masks

A mask counts bits:

```
255 = 8 bits
```

**Drill 3.** A mask has 24 bits. How many hosts fit?

<details><summary>Answer</summary>

254.
</details>

## Step 2 - Rates

A rate is a quotient.

**Drill 4.** 10 bytes in 5 seconds,
as a rate.

<details><summary>Answer</summary>

2.
</details>
""",
        (
            Asked("A mask has 24 bits. How many hosts fit?", answer="254."),
            Asked("10 bytes in 5 seconds, as a rate.", answer="2."),
        ),
    ),
    "contents that link to another place": ListSample(
        """# Data #

## Questions ##
* [Q1: What is a join?](https://example.com/data.md#:~:text=Q1)
* [Q2: Define a key](https://example.com/data.md#:~:text=Q2)

## Questions & Answers ##

### Q1: What is a join? ###
It combines rows.

### Q2: Define a key ###

It names a row.
""",
        (
            Asked("What is a join?", answer="It combines rows."),
            Asked("Define a key", answer="It names a row."),
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
    "one question per file, below headings": ListSample(
        """---
id: graph_1
tags: [graphs]
---

# Question
Which graph has no cycle?

## Options
A) A ring
B) A tree

---
# Solution
**Correct Answer:** B

## Explanation
A tree has none.
""",
        (Asked("Which graph has no cycle?", ("A ring", "A tree"), "A tree", "A tree has none."),),
    ),
    "a topic in brackets before the question": ListSample(
        """**Q1 (caching).** Name the header that checks
a stored response.

<details>
<summary>Answer</summary>

It's a tag.

</details>

**Q2 (status).** What does 404 say?

<details>
<summary>Answer</summary>

Nothing is there.

</details>
""",
        (
            Asked("Name the header that checks a stored response.", answer="It's a tag."),
            Asked("What does 404 say?", answer="Nothing is there."),
        ),
    ),
    "questions in tags of their own": ListSample(
        """# Page

<quiz>
What is 3+3?
- [ ] 5
- [x] 6

Count on your fingers.
</quiz>

<quiz>
Is it hot?
- [x] Yes
- [ ] No
</quiz>
""",
        (
            Asked("What is 3+3?", ("5", "6"), "6", "Count on your fingers."),
            Asked("Is it hot?", ("Yes", "No"), "Yes"),
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
    "bold numbers before tasks that don't ask": ListSample(
        """# Tasks

* [Queries](#queries)

## Queries

Write queries for:

**1)** The number of open doors.

```sql
SELECT count(*) FROM doors
```

<br/>

**2)** All red doors. A door is red if it's painted.

```sql
SELECT * FROM doors
```

## Code

**1) Tea.** Print the kinds of tea

```python
print("green")
```

**2) Milk**. Return the price of milk.

Answer here
""",
        (
            Asked("The number of open doors.", answer="SELECT count"),
            Asked("All red doors. A door is red if it's painted.", answer="SELECT *"),
            Asked("Tea. Print the kinds of tea", answer="print"),
            Asked("Milk. Return the price of milk."),
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
    "boxes of a site": ListSample(
        """## Hills

Some text.

!!! question "Which hill is tallest?"

    - [ ] Brocken
    - [x] Feldberg

    !!! success "Answer"
        By far.

??? question "What is a valley?"

    ??? note "Solution"
        Low land.
""",
        (
            Asked("Which hill is tallest?", ("Brocken", "Feldberg"), "Feldberg", "By far."),
            Asked("What is a valley?", answer="Low land."),
        ),
    ),
    "fences in a comment": ListSample(
        """1*. What is a hill?

    - (x) High
    - ( ) Low

<!-- 9. What does this do?

```python
print(1)
-->

2. What is a valley?

    - ( ) High
    - (x) Low

```python
print(2)
```
""",
        (
            Asked("What is a hill?", ("High", "Low"), "High"),
            Asked("What is a valley?", ("High", "Low"), "Low", "print(2)"),
        ),
    ),
    "how to use something, and how to use the list": ListSample(
        """# Hills

## What this repository covers

All hills.

## How to use this list

Read it.

## Why this guide exists

For you.

### How to use a map?

Fold it.

### What is a hill?

High land.
""",
        (
            Asked("How to use a map?", answer="Fold it."),
            Asked("What is a hill?", answer="High land."),
        ),
    ),
}
