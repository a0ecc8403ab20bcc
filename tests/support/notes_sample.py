"""Small notes with every quirk that real notes have."""

LONG = "What is a tensor? How does it differ from an array? " + "Nobody wraps this line. " * 4
FILLER = "It depends on many things that are told here at length. " * 20
NOTES = f"""\
# Everything for the interview

# PyTorch questions:

## Basic Level

### Question: Tensors

{LONG}

### Answer:

Hereâ€™s the short form.

```python
# Not a heading
x = tensor(3)\t
### Question: nor is this
```

#### Shapes

Still the answer.

### Question:  Optimizers

How do optimizers work?

### Answer


## Advanced Level

### Question: Optimizers

Compare Adam and SGD (Hâ‚€ stays, naïve “quotes” stay).
Learning rate schedules

### Question: What is a scheduler? When do you use one?

## TensorFlow Basics

### Question:Graphs and sessions:

What is a graph?
A second line.

### Question:

Explain eager execution. Why did it become the default?

### Answer

### How it runs

Line by line.
Would you like me to elaborate? CopyRetry

These questions are designed to assess a candidate.

## Model selection

Always compare with a baseline.

# Data Science questions.

### Question: Hypothesis testing

What is a test?

Alternative (Hâ‚ or Ha): the effect is there.
{FILLER}
"""
