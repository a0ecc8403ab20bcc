"""A Dockerfile, read as far as ours goes: its stages, and the instructions of each."""

import json
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

DOCKERFILE = Path(__file__).parents[2] / "Dockerfile"


@dataclass(frozen=True, slots=True)
class Instruction:
    """Such as ``RUN`` and what follows it, continued lines joined."""

    name: str
    value: str

    @property
    def words(self) -> Sequence[str]:
        """Return what follows, word by word; of an exec form, its list."""
        return json.loads(self.value) if self.value.startswith("[") else shlex.split(self.value)


@dataclass(slots=True)
class Stage:
    """From one ``FROM`` to the next."""

    base: str
    name: str
    instructions: list[Instruction] = field(default_factory=list[Instruction])

    def all(self, name: str) -> Sequence[Instruction]:
        """Return every instruction called ``name``, in order."""
        return [each for each in self.instructions if each.name == name]

    def last(self, name: str) -> Instruction:
        """Return the instruction called ``name`` that counts; raise IndexError without one."""
        return self.all(name)[-1]

    @property
    def environment(self) -> dict[str, str]:
        """Return what the stage's ENV lines set."""
        pairs = [word.partition("=") for each in self.all("ENV") for word in each.words]
        return {name: value for name, _, value in pairs}


def read(text: str) -> list[Stage]:
    """Return the stages of a Dockerfile."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    stages: list[Stage] = []
    for line in filter(None, map(str.strip, joined.splitlines())):
        name, _, value = line.partition(" ")
        if name == "FROM":
            base, _, stage = value.partition(" AS ")
            stages.append(Stage(base.strip(), stage.strip()))
        else:
            stages[-1].instructions.append(Instruction(name, value.strip()))
    return stages


def health_command(stage: Stage) -> Sequence[str]:
    """Return the exec form of the stage's HEALTHCHECK."""
    return Instruction("CMD", stage.last("HEALTHCHECK").value.partition("CMD ")[2]).words
