"""Small lists in shapes met in public repositories, and what a person counts in them."""

from tests.support.list_sample import Asked, ListSample
from tests.support.public_keys import PUBLIC_KEYS

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
    **PUBLIC_KEYS,
}
