"""Lists whose questions are headings, or the summaries of folded details."""

from tests.support.list_sample import Asked, ListSample

IN_HEADINGS: dict[str, ListSample] = {
    "small headings, lettered choices, folded answers": ListSample(
        """# Snippets

[![build](https://img.shields.io/x.svg)](https://ci.example)

* [Deutsch](./de/README.md)

---

###### 1. What's printed?

```python
# 2. What is this? Not a heading
print(1)
```

- A: `1`
- B: `None`
- C:`SyntaxError`

<details><summary><b>Answer</b></summary>
<p>

#### Answer: A

It prints <i>once</i>.

</p>
</details>

---

###### 2. A tuple can be a key of a dict.

- A: true
- B: false

<details><summary><b>Answer</b></summary>
<p>

#### Answer: A

If its items can be hashed.

</p>
</details>
""",
        (
            Asked(
                "What's printed?", ("1", "None", "SyntaxError"), "1", "It prints once.", "print(1)"
            ),
            Asked("A tuple can be a key of a dict.", ("true", "false"), "true", "If its items"),
        ),
    ),
    "summaries that ask": ListSample(
        """# Shell

* [Files](#files)

<a name="files"></a>
### Files

<details>
<summary>What does <code>pwd</code> print?</summary><br><b>

The current folder.
</b></details>

<details>
<summary>What do these do?

  * ls
  * rm
</summary><br><b>

  * ls - lists
  * rm - removes
</b></details>

<details>
<summary>What is a hard link?</summary><br><b>
</b></details>
""",
        (
            Asked("What does pwd print?", answer="The current folder."),
            Asked("What do these do?", answer="- ls - lists", shown="- ls\n- rm"),
            Asked("What is a hard link?"),
        ),
    ),
    "headings in numbered items, a table of contents, links to the top": ListSample(
        """# Frontend

### Table of Contents

| No. | Questions |
| --- | --------- |
|1 | [What is a prop?](#what-is-a-prop) |
|2 | [How do hooks work?](#how-do-hooks-work) |

## Core

1. ### What is a prop?

    An input.

    1. First
    2. Second

   **[⬆ Back to Top](#table-of-contents)**

2. ### How do hooks work?
    By call order.

    ```jsx
    const a = 1;
      const b = 2;
    ```

   **[⬆ Back to Top](#table-of-contents)**
""",
        (
            Asked("What is a prop?", answer="An input.\n\n1. First\n2. Second"),
            Asked("How do hooks work?", answer="By call order.\n\nconst a = 1;\n  const b = 2;"),
        ),
    ),
    "numbers with a bracket, sources in the heading": ListSample(
        """# Vision

#### 1) What is a kernel? [[src](http://example.com/a-b)]
[[Answer]](https://example.com/kernel)

A small matrix.

#### 2) Implement a blur. [[src](http://example.com)]

#### 3) Reverse the bits.

```
x[::-1]
```
#### 4) Explain pooling.
It shrinks maps.
""",
        (
            Asked("What is a kernel?", answer="[Answer]\n\nA small matrix."),
            Asked("Implement a blur."),
            Asked("Reverse the bits.", answer="x[::-1]"),
            Asked("Explain pooling.", answer="It shrinks maps."),
        ),
    ),
    "numbered headings with headings inside answers": ListSample(
        """# Structures

<div>
<a href="https://example.com"><img src="https://example.com/a?b=c" width="100%"></a>

#### All answers: 👉 [Example](https://example.com)

<br>

## 1. Explain an _array_ and a _list_.

They differ.

### What is an index?

#### Cost

$$
x^2
$$
<br>

## 2. Hash tables

Buckets, $O(1)$.

### Example

```python
d = {}
```
<br>
""",
        (
            Asked("Explain an array and a list.", answer="They differ.\n\nWhat is an index?"),
            Asked("Hash tables", answer="Buckets, O(1)."),
        ),
    ),
    "headings that ask, each with references": ListSample(
        """### Explain delegation

One listener for many:

- less memory

###### References

- https://example.com

### What is hoisting, and why?

**Why does it matter?**

It surprises.

### Difference between `a` and `b`?

None.
""",
        (
            Asked("Explain delegation", answer="One listener for many:"),
            Asked("What is hoisting, and why?", answer="Why does it matter?"),
            Asked("Difference between a and b?", answer="None."),
        ),
    ),
    "links to the headings above them": ListSample(
        """- [1. Why scale?](#1-why)
    - [Methods](#methods)
- [2. Explain bias.](#2-explain)

## 1. Why scale?
So that distances are fair.
#### Methods
Two.

## 2. Explain bias.
A constant.
1. TN: right
2. FN: wrong

* Which one is worse?
It depends.
""",
        (
            Asked("Why scale?", answer="So that distances are fair."),
            Asked("Explain bias.", answer="A constant."),
        ),
    ),
    "words on the heading, the question below it": ListSample(
        """### Question 1

Which of these is a mapping?

A. list
B. dict

**Correct answer:** B

### Question 2

Why is it fast?

**Correct answer:** Hashing.
""",
        (
            Asked("Which of these is a mapping?", ("list", "dict"), "dict"),
            Asked("Why is it fast?", answer="Hashing."),
        ),
    ),
    "a heading one level off": ListSample(
        """### Q1. What is one?

First.

#### Q2. What is two?

Second.

### Q3. What is three?

Third.
""",
        (
            Asked("What is one?", answer="First."),
            Asked("What is two?", answer="Second."),
            Asked("What is three?", answer="Third."),
        ),
    ),
    "code that is the answer of a task, and code that is asked about": ListSample(
        """### Write a query that finds open doors
```sql
SELECT open FROM doors
```
### How do you print a line?
```python
print("line")
```
### Which command lists files?
```sh
ls
```
### Write a program for this task:
```text
in 1, out 2
```

```python
print(2)
```
### What does the following code print?
```python
print(3)
```
### Explain the code
```c
x++
```
""",
        (
            Asked("Write a query that finds open doors", answer="SELECT"),
            Asked("How do you print a line?", answer="print"),
            Asked("Which command lists files?", answer="ls"),
            Asked("Write a program for this task:", answer="print(2)", shown="in 1, out 2"),
            Asked("What does the following code print?", shown="print(3)"),
            Asked("Explain the code", shown="x++"),
        ),
    ),
}
