"""Lists whose questions are items, bold lines, terms or rows of a table."""

from tests.support.list_sample import Asked, ListSample

IN_ITEMS: dict[str, ListSample] = {
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
    "question and answer on one line": ListSample(
        """- **Q:** What is a hill? **A:** High land.
- **Q:** What is a lake? **A:** Water.
""",
        (
            Asked("What is a hill?", answer="High land."),
            Asked("What is a lake?", answer="Water."),
        ),
    ),
    "plain items, one marked right": ListSample(
        """### 1. Which hill?

- Brocken
- Feldberg (correct)

### 2. Which lake?

- Garda ✅
- Bled
""",
        (
            Asked("Which hill?", ("Brocken", "Feldberg"), "Feldberg"),
            Asked("Which lake?", ("Garda", "Bled"), "Garda"),
        ),
    ),
    "a key behind a word and a space": ListSample(
        """問1 山はどれか。
ア 富士山
イ 琵琶湖
正解 ア

問2 湖はどれか。
ア 富士山
イ 琵琶湖
正解 イ
""",
        (
            Asked("山はどれか。", ("富士山", "琵琶湖"), "富士山"),
            Asked("湖はどれか。", ("富士山", "琵琶湖"), "琵琶湖"),
        ),
    ),
}
