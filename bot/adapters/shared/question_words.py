"""What people type after ``/question``: the same where words are typed.

The answer is a command, or the form to open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.adapters.shared import action_ids as ids
from bot.adapters.shared.command_table import entry
from bot.adapters.shared.question_presses import choice_of
from bot.adapters.shared.typed import AskedBy, parse_number
from bot.engine import commands as c
from bot.engine import question_commands as qc
from bot.engine.errors import Refused
from bot.engine.rules.text import shorten


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form to be opened: ``action`` is what its button would be."""

    action: ids.Action


@dataclass(frozen=True, slots=True)
class OpenImport:
    """The form that takes notes to import, to be opened."""


Asked = c.Command | OpenForm | OpenImport


def question(verb: str, words: Sequence[str], by: AskedBy) -> Asked:
    """Return what ``/question VERB words`` asks for; raises Refused with the fix."""
    return _VERBS[verb](words, by)


def _form(action: ids.Action) -> "_Parse":
    return lambda _words, _by: OpenForm(action)


def _edit(words: Sequence[str], by: AskedBy) -> Asked:
    del by
    return OpenForm(ids.EditQuestion(_id("edit", words)))


def _review(words: Sequence[str], by: AskedBy) -> Asked:
    if not words:
        return c.ReviewQueue(by.actor, by.at, by.channel)
    return qc.ShowProposal(by.actor, by.at, number=_number("review", words), channel=by.channel)


def _accept(words: Sequence[str], by: AskedBy) -> Asked:
    number = _number("accept", words)
    return qc.AcceptSuggestion(by.actor, by.at, number=number, channel=by.channel)


def _decline(words: Sequence[str], by: AskedBy) -> Asked:
    number, reason = _number("decline", words), " ".join(words[1:])
    return qc.Decline(by.actor, by.at, number=number, channel=by.channel, reason=reason)


def _list(words: Sequence[str], by: AskedBy) -> Asked:
    page = parse_number(words[-1]) if words else None
    wanted = words if page is None else words[:-1]
    return qc.ListQuestions(by.actor, by.at, " ".join(wanted), page or 1)


def _history(words: Sequence[str], by: AskedBy) -> Asked:
    page = parse_number(words[0]) if words else 1
    if page is None or page < 1:
        raise Refused(f'"{shorten(words[0])}" isn\'t a page.', "Try /question history 2.")
    return c.ShowHistory(by.actor, by.at, page)


def _correct(words: Sequence[str], by: AskedBy) -> Asked:
    question_id = _id("correct", words)
    if len(words) < 2:
        raise Refused("Which choice is correct?", f"Write /question correct {_usage('correct')}.")
    number = parse_number(words[1].lstrip("#")) or choice_of(words[1])
    if not number:
        fix = "Choices are numbered from 1, in file order."
        raise Refused(f'"{shorten(words[1])}" isn\'t the number of a choice.', fix)
    return c.CorrectKey(by.actor, by.at, question_id, number, " ".join(words[2:]))


def _flag(words: Sequence[str], by: AskedBy) -> Asked:
    return c.FlagQuestion(by.actor, by.at, _id("flag", words), " ".join(words[1:]))


def _retire(words: Sequence[str], by: AskedBy) -> Asked:
    return c.RetireQuestion(by.actor, by.at, _id("retire", words), " ".join(words[1:]))


def _on_question(kind: type[qc.OnQuestion], verb: str) -> "_Parse":
    return lambda words, by: kind(by.actor, by.at, _id(verb, words))


_Parse = Callable[[Sequence[str], AskedBy], Asked]
_VERBS: dict[str, _Parse] = {
    "history": _history,
    "suggest": _form(ids.Suggest()),
    "add": _form(ids.EditQuestion("")),
    "edit": _edit,
    "import": lambda _words, _by: OpenImport(),
    "review": _review,
    "accept": _accept,
    "decline": _decline,
    "list": _list,
    "correct": _correct,
    "flag": _flag,
    "retire": _retire,
    "show": _on_question(qc.ShowTeamQuestion, "show"),
    "next": _on_question(qc.AskNext, "next"),
    "restore": _on_question(qc.RestoreQuestion, "restore"),
}


def _usage(verb: str) -> str:
    return entry(f"question {verb}").usage


def _id(verb: str, words: Sequence[str]) -> str:
    if not words:
        raise Refused("Which question?", f"Write /question {verb} {_usage(verb)}.")
    return words[0]


def _number(verb: str, words: Sequence[str]) -> int:
    if not words:
        raise Refused("Which item?", f"Write /question {verb} {_usage(verb)}.")
    number = parse_number(words[0].lstrip("#"))
    if number is None or number < 1:
        fix = "/question review lists them."
        raise Refused(f'"{shorten(words[0])}" isn\'t the number of an item.', fix)
    return number
