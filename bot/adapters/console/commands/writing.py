"""Writing a question in the terminal: one field after another; an empty line ends a long one."""

from dataclasses import replace

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared import review_labels
from bot.engine.model.question_form import FIELDS
from bot.engine.queries import FilledForm

LONG = ("prompt", "choices", "points", "answer")
OTHERS = {"track": "Track", "level": "Level: basic, intermediate or advanced"}


class FormInProgress:
    """A form that is being filled, line by line. A field left empty keeps what it held."""

    def __init__(self, action: ids.Action, filled: FilledForm) -> None:
        self.action = action
        self.form = filled.form
        self._title = filled.title
        self._tracks = ", ".join(track for track, _ in filled.tracks)
        self._left = list(FIELDS)
        self._lines: list[str] = []

    @property
    def done(self) -> bool:
        """Whether every field was asked for."""
        return not self._left

    @property
    def question(self) -> str:
        """What to type next."""
        name = self._left[0]
        if name in OTHERS:
            hint = self._tracks if name == "track" else ""
            about = f"{OTHERS[name]} {f'({hint})' if hint else ''}".strip()
        else:
            label, hint = review_labels.FORM_HINTS[name]
            about = f"{label}. {hint}"
        end = " An empty line ends it." if name in LONG else ""
        kept = " Leave it empty to keep what's there." if getattr(self.form, name) else ""
        return f"{self._title}: {about}{end}{kept}"

    def take(self, line: str) -> bool:
        """Take a line; True when the next field is to be asked for, or all are filled."""
        name = self._left[0]
        if name in LONG and line.strip():
            self._lines.append(line)
            return False
        typed = "\n".join(self._lines) if name in LONG else line.strip()
        if typed:
            self.form = replace(self.form, **{name: typed})
        self._lines.clear()
        self._left.pop(0)
        return True
