"""Which questions of a list are already there, though their words may have changed.

A pair is the same question if its content is the same, if its list calls both by the same id, or
if most of its words are: its prompt, its choices or its answer may change, not all at once. Where
it isn't clear, both stay: a question too many is easier to remove than a lost one to write again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.engine.model.questions import Question
from bot.engine.model.rich_text import plain_inlines, plain_text
from content.checks.measures import tokens

ALIKE = 0.6
"""From here on two questions are one."""
ONLY_ASKED_ALIKE = 0.85
"""The same where neither has choices or an answer: all that they say is what they ask."""
OF_ONE_ID = 0.25
"""The same where the list calls both by one number: most lists only count."""
SAME_TITLE = 0.3
"""What the same id of ours, which comes from the title, adds to the likeness."""
SPEAKING = 6
"""An answer of fewer words may answer several questions."""
COMMON = 50
"""A word of more questions tells nothing about which of them are one."""
_NUMBER = re.compile(r"#\d+$")
_SCRIPTS_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]{2,}")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a question, part by part; ``prompt`` is its text, to see if it's the same."""

    prompt: str
    asked: frozenset[str]
    choices: frozenset[str]
    answer: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.asked | self.choices | self.answer


def same_questions(known: Sequence[Question], found: Sequence[Question]) -> Mapping[int, Question]:
    """Return the known question of each place in ``found`` that has one; each at most once."""
    pairs: dict[int, Question] = {}
    free = {question.id: question for question in known}
    for place, question in _of_one_content(known, found):
        if place not in pairs and question.id in free:
            pairs[place] = free.pop(question.id)
    words = {question.id: _words(question) for question in free.values()}
    wanted = {place: _words(each) for place, each in enumerate(found) if place not in pairs}
    scored = [
        *_of_one_id(free, found, wanted, words),
        *sorted(_alike(free, found, wanted, words), key=lambda each: -each[0]),
    ]
    for _, place, question_id in scored:
        if place not in pairs and question_id in free:
            pairs[place] = free.pop(question_id)
    return pairs


def _of_one_content(
    known: Sequence[Question], found: Sequence[Question]
) -> Iterator[tuple[int, Question]]:
    """Yield questions whose content is the same, or was when they were imported."""
    by_revision: defaultdict[str, list[Question]] = defaultdict(list)
    for question in known:
        for revision in {question.revision, question.imported_as} - {""}:
            by_revision[revision].append(question)
    for place, question in enumerate(found):
        same = by_revision.get(question.revision, [])
        for each in sorted(same, key=lambda one, own=question.id: one.id != own):
            yield place, each


Scored = tuple[float, int, str]


def _of_one_id(
    free: Mapping[str, Question],
    found: Sequence[Question],
    wanted: Mapping[int, _Words],
    words: Mapping[str, _Words],
) -> Iterator[Scored]:
    """Yield what their list calls by one id; where that is a number, if a little else is alike."""
    named: dict[str, str] = {question_id: question_id for question_id in free}
    named |= {each.source_id: each.id for each in free.values() if each.source_id}
    times = Counter(each.source_id for each in found)
    for place, mine in wanted.items():
        source_id = found[place].source_id
        question_id = named.get(source_id, "") if times[source_id] == 1 else ""
        if not question_id:
            continue
        score = _likeness(mine, words[question_id])
        if score >= OF_ONE_ID or not _NUMBER.search(source_id):
            yield score, place, question_id


def _alike(
    free: Mapping[str, Question],
    found: Sequence[Question],
    wanted: Mapping[int, _Words],
    words: Mapping[str, _Words],
) -> Iterator[Scored]:
    shared = _shared_texts([*words.values(), *wanted.values()])
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for question_id, theirs in words.items():
        for word in theirs.all:
            holders[word].append(question_id)
    for place, mine in wanted.items():
        near = {each for word in mine.all for each in _few(holders.get(word, ()))}
        own = {found[place].id, f"{found[place].id}-own"} & free.keys()
        for question_id in sorted(near | own):
            theirs = words[question_id]
            score = _likeness(mine, theirs, shared) + (SAME_TITLE if question_id in own else 0)
            more = (mine.choices and theirs.choices) or (mine.answer and theirs.answer)
            if score >= (ALIKE if more else ONLY_ASKED_ALIKE):
                yield score, place, question_id


def _few(ids: Sequence[str]) -> Sequence[str]:
    return ids if len(ids) <= COMMON else ()


def _shared_texts(words: Iterable[_Words]) -> frozenset[object]:
    """Return the prompts and answers that more than the two versions of a question have."""
    counts: Counter[object] = Counter()
    for each in words:
        counts.update((each.prompt, each.answer))
    return frozenset(text for text, count in counts.items() if count > 2)


def _likeness(mine: _Words, theirs: _Words, shared: frozenset[object] = frozenset()) -> float:
    """Return how alike two questions are, 0 to 1: what they ask counts twice."""
    asked = _overlap(mine.asked, theirs.asked)
    if mine.prompt == theirs.prompt and len(mine.asked) > 2 and mine.prompt not in shared:
        asked = 1.0
    parts = [asked, asked]
    if mine.choices and theirs.choices:
        parts.append(_overlap(mine.choices, theirs.choices))
    if mine.answer and theirs.answer:
        parts.append(_overlap(mine.answer, theirs.answer))
    score = sum(parts) / len(parts)
    one_answer = len(mine.answer) >= SPEAKING and mine.answer not in shared
    if one_answer and len(theirs.answer) >= SPEAKING and parts[-1] >= 0.9:
        return max(score, ALIKE)
    return score


def _overlap(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the share of words in common; words that differ by a letter or an ending are one."""
    both = mine & theirs
    close = 0
    if len(mine) - len(both) <= SPEAKING and len(theirs) - len(both) <= SPEAKING:
        right = sorted(theirs - both)
        for word in sorted(mine - both):
            twin = next((each for each in right if _nearly(word, each)), None)
            if twin is not None:
                right.remove(twin)
                close += 1
    together = len(mine) + len(theirs) - len(both) - close
    return (len(both) + close) / together if together else 0.0


def _nearly(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 3 and SequenceMatcher(None, one, other).ratio() > 0.75


def _words(question: Question) -> _Words:
    prompt = plain_text(question.prompt)
    return _Words(
        " ".join(prompt.casefold().split()),
        _tokens(f"{question.title}\n{prompt}"),
        _tokens("\n".join(plain_inlines(choice.text) for choice in question.choices)),
        _tokens(plain_text(question.answer)),
    )


def _tokens(text: str) -> frozenset[str]:
    """Return the words of a text; where a script has no spaces, its pairs of characters."""
    pairs = {
        run[at : at + 2]
        for run in _SCRIPTS_WITHOUT_SPACES.findall(text)
        for at in range(len(run) - 1)
    }
    return tokens(_SCRIPTS_WITHOUT_SPACES.sub(" ", text)) | pairs
