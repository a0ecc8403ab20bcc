"""Lists that say which choice is right: by a tick, a letter, a mark, or at the end."""

from tests.support.list_sample import Asked, ListSample

WITH_KEYS: dict[str, ListSample] = {
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
}
