"""A small list of questions, and what a person sees in it."""

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
