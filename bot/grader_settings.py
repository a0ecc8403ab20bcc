"""``GRADER_MODEL`` and what belongs to it: which model may read answers, and where it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

DEFAULT_PER_DAY = 200
MAX_PER_DAY = 100_000


@dataclass(frozen=True, slots=True)
class GraderSettings:
    """A model and its server. Its key is left out of its ``repr``.

    ``per_day`` is how many answers each team may have read in a day.
    """

    model: str = ""
    url: str = ""
    key: str = field(default="", repr=False)
    per_day: int = DEFAULT_PER_DAY

    @property
    def is_on(self) -> bool:
        """Whether a model is set up."""
        return bool(self.model and self.url)

    @property
    def host(self) -> str:
        """Where answers are sent, as people are told: the host, with its port if it has one."""
        return urlsplit(self.url).netloc


def read_grader(values: Mapping[str, str], url: str, problems: list[str]) -> GraderSettings:
    """Return the settings; add a sentence to ``problems`` for each that's wrong.

    ``url`` is ``GRADER_URL`` once it's known to be an address, or empty.
    """
    model, key = values.get("GRADER_MODEL", ""), values.get("GRADER_KEY", "")
    if model and not values.get("GRADER_URL"):
        problems.append(
            "GRADER_MODEL is set but GRADER_URL is missing, such as http://localhost:11434/v1."
        )
    problems += [
        f"{name} is set but GRADER_MODEL is missing: set the model's name."
        for name in ("GRADER_URL", "GRADER_KEY")
        if values.get(name) and not model
    ]
    problems += [
        f"{name} contains a line break or an invisible character: copy it again."
        for name, value in (("GRADER_MODEL", model), ("GRADER_KEY", key))
        if not value.isprintable()
    ]
    if url.endswith("/chat/completions"):
        problems.append("GRADER_URL must end before /chat/completions, most often with /v1.")
    return GraderSettings(model, url, key, _per_day(values, problems))


def _per_day(values: Mapping[str, str], problems: list[str]) -> int:
    text = values.get("GRADER_PER_DAY", "")
    if not text:
        return DEFAULT_PER_DAY
    if text.isascii() and text.isdecimal() and len(text) <= 6 and 0 < int(text) <= MAX_PER_DAY:
        return int(text)
    problems.append(
        f"GRADER_PER_DAY must be a number from 1 to {MAX_PER_DAY:,}, not {text[:20]!r}."
    )
    return DEFAULT_PER_DAY
