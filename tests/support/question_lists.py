"""Small lists of questions in the shapes that real ones have, and what is in them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """What a person sees in a list: a question, its choices, the right one, how its answer begins.

    ``shown`` is more that the prompt has to hold.
    """

    title: str
    choices: tuple[str, ...] = ()
    right: str = ""
    answer: str = ""
    shown: str = ""


@dataclass(frozen=True)
class ListSample:
    """A list, what is in it, and nothing else."""

    text: str
    asked: tuple[Asked, ...]


SAMPLES: dict[str, ListSample] = {
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
    "bold questions with marks for the level": ListSample(
        """# Theory

* Legend: 👶 easy ⭐️ medium 🚀 expert

## Trees

**What is a split? 👶**

A rule on one feature.

- by gain
- by Gini

<br/>

**How deep is too deep ⭐️**

When validation suffers.

<br/>

**Why do forests help? 🚀**

Answer here
""",
        (
            Asked("What is a split?", answer="A rule on one feature."),
            Asked("How deep is too deep", answer="When validation suffers."),
            Asked("Why do forests help?"),
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
    "task lists with one ticked": ListSample(
        """## Branches

#### Q1. Which makes a branch?

- [ ] branch --now
- [x] switch -c name

#### Q2. Describe what this does:

```sh
reset --hard
```

- [ ] It keeps all
- [x] It drops changes

**Explanation:** the working tree, too.

#### Q3. Which block undoes a commit?

- [ ] ⠀
  ```sh
  push --force
  ```
- [x] ⠀

  ```sh
  revert HEAD
  ```

[Reference](https://example.com/revert)
""",
        (
            Asked("Which makes a branch?", ("branch --now", "switch -c name"), "switch -c name"),
            Asked(
                "Describe what this does:",
                ("It keeps all", "It drops changes"),
                "It drops changes",
                "the working tree, too.",
                "reset --hard",
            ),
            Asked(
                "Which block undoes a commit?",
                ("push --force", "revert HEAD"),
                "revert HEAD",
                "Reference",
            ),
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
    "bullets without answers, an underlined title, code below an item": ListSample(
        """Server questions
================

Pick a few.

## <a name='toc'>Table of Contents</a>

  1. [Caches](#caches)

####[[↑]](#toc) <a name='caches'>Caches:</a>

* When does a cache hurt?
* Pros and cons of write-through.
* [What is a stampede?](https://example.com/stampede)

#### [[↑]](#toc) Code:
* What is the output of this?
```
for (;;) {
  tick();
}
```

* Write a function that leaks memory
""",
        (
            Asked("When does a cache hurt?"),
            Asked("Pros and cons of write-through."),
            Asked("What is a stampede?"),
            Asked("What is the output of this?", shown="for (;;) {\n  tick();\n}"),
            Asked("Write a function that leaks memory"),
        ),
    ),
    "nested bullets that ask more": ListSample(
        """---
title: Language
layout: page
---

* Explain scope.
  * Which kinds are there?
* What is a closure?

## Exercises
* Make this work:
```js
double([1]);
```
* Create a loop up to `100`
""",
        (
            Asked("Explain scope.", shown="- Which kinds are there?"),
            Asked("What is a closure?"),
            Asked("Make this work:", shown="double([1]);"),
            Asked("Create a loop up to 100"),
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
    "questions and answers by letters, in several forms": ListSample(
        """# Types

Q1: What is a list?
A: Something that changes.

Q2: What is a tuple?
A: Something that doesn't.
It can be hashed.

Q3. Which is a float?
A. 1
B. 1.0
Answer: B

**Q4.** Which is a set?
a) {}
b) {1}

**Ans:** b) because of the braces.
""",
        (
            Asked("What is a list?", answer="Something that changes."),
            Asked("What is a tuple?", answer="Something that doesn't. It can be hashed."),
            Asked("Which is a float?", ("1", "1.0"), "1.0"),
            Asked("Which is a set?", ("{}", "{1}"), "{1}", "because of the braces."),
        ),
    ),
    "answers at the end": ListSample(
        """# Quiz

1. What is 2 + 2?
   a) 3
   b) 4

2. Which one is a fruit?
   a) Apple
   b) Stone

3. Name a planet.

## Answers

1. b
2. a
3. Mars, for example.
""",
        (
            Asked("What is 2 + 2?", ("3", "4"), "4"),
            Asked("Which one is a fruit?", ("Apple", "Stone"), "Apple"),
            Asked("Name a planet.", answer="Mars, for example."),
        ),
    ),
    "answers at the end, in one line": ListSample(
        """## 1) Which is even?
A) 1  B) 2  C) 3

## 2) Which is odd?
A) 4
B) 6
C) 7

**Answer key:**

1-B, 2-C
""",
        (
            Asked("Which is even?", ("1", "2", "3"), "2"),
            Asked("Which is odd?", ("4", "6", "7"), "7"),
        ),
    ),
    "Chinese": ListSample(
        """# 面试题

### 1、什么是锁？

一种同步手段。

### 2、说说队列和栈的区别

**答案：** 顺序不同。

### 问题3：下面输出什么？

```python
print(1)
```

- A. 1
- B. 2

答案：A
""",
        (
            Asked("什么是锁？", answer="一种同步手段。"),
            Asked("说说队列和栈的区别", answer="顺序不同。"),
            Asked("下面输出什么？", ("1", "2"), "1", shown="print(1)"),
        ),
    ),
    "German": ListSample(
        """# Fragen

**Frage 1:** Was ist ein Zeiger?

**Antwort:** Eine Adresse.

**Frage 2:** Was ist ein Heap?

Antwort: Ein Speicherbereich.

**Frage 3:** Welche Sprache ist typisiert?

- [ ] keine
- [x] Java
""",
        (
            Asked("Was ist ein Zeiger?", answer="Eine Adresse."),
            Asked("Was ist ein Heap?", answer="Ein Speicherbereich."),
            Asked("Welche Sprache ist typisiert?", ("keine", "Java"), "Java"),
        ),
    ),
    "Spanish": ListSample(
        """## Pregunta 1: ¿Qué es un índice?

Respuesta: Una estructura.

## Pregunta 2: ¿Cuál es correcta?

a) SELECT
b) CHOOSE

Respuesta correcta: a
""",
        (
            Asked("¿Qué es un índice?", answer="Una estructura."),
            Asked("¿Cuál es correcta?", ("SELECT", "CHOOSE"), "SELECT"),
        ),
    ),
    "French": ListSample(
        """### Question 1 : Qu'est-ce qu'un verrou ?

**Réponse :** Un outil.

### Question 2 : Pourquoi tester ?

**Réponse :** Pour savoir.
""",
        (
            Asked("Qu'est-ce qu'un verrou ?", answer="Un outil."),
            Asked("Pourquoi tester ?", answer="Pour savoir."),
        ),
    ),
    "Japanese": ListSample(
        """## 質問1：スタックとは何ですか？

答え：後入れ先出し。

## 質問2：キューとは何ですか？

答え：先入れ先出し。
""",
        (
            Asked("スタックとは何ですか？", answer="後入れ先出し。"),
            Asked("キューとは何ですか？", answer="先入れ先出し。"),
        ),
    ),
    "a table": ListSample(
        """# Trivia

| # | Question | Answer |
|---|---|---|
| 1 | What is a loss? | A `number` |
| 2 | Name two. | MSE<br>MAE |
""",
        (
            Asked("What is a loss?", answer="A number"),
            Asked("Name two.", answer="MSE\n\nMAE"),
        ),
    ),
    "definitions": ListSample(
        """What is a pod?
: The smallest unit.

What is a node?

: A machine.
""",
        (
            Asked("What is a pod?", answer="The smallest unit."),
            Asked("What is a node?", answer="A machine."),
        ),
    ),
    "numbered items, answers next to and below them": ListSample(
        """1. What is X?

Text at the margin.

More of it.

2. What is Y?

   Text below the item.

3. **What is Z?** A letter.

4. Explain W

- one
- two
""",
        (
            Asked("What is X?", answer="Text at the margin.\n\nMore of it."),
            Asked("What is Y?", answer="Text below the item."),
            Asked("What is Z?", answer="A letter."),
            Asked("Explain W", answer="- one\n- two"),
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
    "the right choice in bold, or marked": ListSample(
        """1. Which is a verb?
   - apple
   - **run**
   - red

   Answer: run

2. Which is a noun?
   - A) quickly
   - B) table (correct)
   - C) blue
""",
        (
            Asked("Which is a verb?", ("apple", "run", "red"), "run"),
            Asked("Which is a noun?", ("quickly", "table", "blue"), "table"),
        ),
    ),
    "two right choices": ListSample(
        """#### Q1. Which are even?

- [x] 2
- [x] 4
- [ ] 5

#### Q2. Which is odd?

- [x] 3
- [ ] 8
""",
        (
            Asked("Which are even?", answer="A: 2, B: 4", shown="- A: 2\n- B: 4\n- C: 5"),
            Asked("Which is odd?", ("3", "8"), "3"),
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
}
