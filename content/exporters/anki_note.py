"""A question as a note for Anki: its fields, its tags, and how its card looks."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.engine.model.question_json import to_plain
from bot.engine.model.questions import Choice, Question
from bot.engine.model.rich_text import Inlines
from content.exporters.html import document_html, inlines_html, text_html
from content.format import note_fields as names

BANK = "bank"
"""Whose question one of the bank is, for ``guid_of``."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note: ``guid`` tells it apart for good, ``fields`` follow ``note_fields.FIELDS``."""

    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str


def note_of(question: Question, owner: str, deck: str) -> Note:
    """Return the note of a question of ``owner``: ``BANK``, or what tells a team apart."""
    fields = {
        names.TITLE: text_html(question.title),
        names.QUESTION: document_html(question.prompt),
        names.CHOICES: _listed(choice.text for choice in question.choices),
        names.RIGHT: "" if question.key is None else names.letter(question.key),
        names.WHY: _whys(question.choices),
        names.ANSWER: document_html(question.answer),
        names.KEY_POINTS: _bullets(map(inlines_html, question.key_points)),
        names.FOLLOW_UPS: _bullets(
            f"{inlines_html(each.question)}<blockquote>{inlines_html(each.answer)}</blockquote>"
            for each in question.follow_ups
        ),
        names.REFERENCES: _bullets(map(text_html, question.references)),
        names.TRACK: text_html(question.track),
        names.LEVEL: question.level.value,
    }
    data = names.data_of(to_plain(question), fields)
    return Note(guid_of(question.id, owner), (*fields.values(), data), _tags(question), deck)


def deck_name(*parts: str) -> str:
    """Return the name of a deck inside Warmup's; ``::`` would make one more."""
    inner = (" ".join(part.replace("::", ": ").split()) for part in parts)
    return "::".join(("Warmup", *inner))


def guid_of(question_id: str, owner: str) -> str:
    """Return what Anki knows the question by: the same in every export, whatever it says."""
    return hashlib.sha256(f"warmup/{owner}/{question_id}".encode()).hexdigest()[:20]


def _listed(texts: Iterable[Inlines]) -> str:
    items = "".join(f"<li>{inlines_html(text)}</li>" for text in texts)
    return f'<ol type="A">{items}</ol>' if items else ""


def _whys(choices: Sequence[Choice]) -> str:
    """Return why each choice is right or wrong, if any says so."""
    return _listed(choice.why for choice in choices) if any(each.why for each in choices) else ""


def _bullets(items: Iterable[str]) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{listed}</ul>" if listed else ""


def _tags(question: Question) -> tuple[str, ...]:
    """Return Anki's tags, in which a space would end one and ``::`` makes a tree."""
    tags = (f"track::{question.track}", f"level::{question.level.value}", *question.tags)
    return tuple(dict.fromkeys("-".join(tag.split()) for tag in tags))


FRONT = """<div class="about">{{Title}} · {{Level}}</div>
{{Question}}
{{#Choices}}<div class="choices">{{Choices}}</div>{{/Choices}}
"""
BACK = """{{FrontSide}}
<hr id="answer">
{{#Right}}<p class="right">{{Right}} is right.</p>{{/Right}}
{{#Why}}<div class="choices why">{{Why}}</div>{{/Why}}
{{Answer}}
{{#Key points}}<h4>Key points</h4>{{Key points}}{{/Key points}}
{{#Follow-ups}}<h4>Follow-ups</h4>{{Follow-ups}}{{/Follow-ups}}
{{#References}}<h4>References</h4><div class="references">{{References}}</div>{{/References}}
"""
STYLE = """.card { font: 17px/1.5 system-ui, sans-serif; text-align: left; max-width: 44em;
  margin: 0 auto; padding: 0 0.8em 1em; color: #1f2328; background: #fff; }
.about { color: #59636e; font-size: 0.85em; margin: 0.6em 0; }
code { font: 0.88em/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
code, pre { background: #818b981f; border-radius: 4px; }
code { padding: 0.1em 0.3em; }
pre { padding: 0.7em 0.9em; overflow-x: auto; }
pre code { padding: 0; background: none; }
ol, ul { padding-left: 1.8em; }
.choices li { margin: 0.45em 0; }
.right { font-weight: 600; color: #1a7f37; }
.why { color: #59636e; }
h4 { margin: 1.2em 0 0.2em; }
blockquote { margin: 0.3em 0; padding-left: 0.8em; border-left: 3px solid #818b9866;
  color: #59636e; }
table { border-collapse: collapse; }
th, td { border: 1px solid #818b9866; padding: 0.3em 0.6em; text-align: left; }
.references { font-size: 0.85em; }
.nightMode.card, .nightMode .card { color: #e6edf3; background: #1b1f24; }
.nightMode .about, .nightMode .why, .nightMode blockquote { color: #9aa4af; }
.nightMode .right { color: #57c26f; }
"""
