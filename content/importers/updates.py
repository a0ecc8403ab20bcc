"""What importing a list again does to the questions that are there: new, changed, or as they were.

A part that changed in the list since the last import is taken from it. A part that was changed
where the questions are kept, and not in the list, stays: so do a corrected choice, and key points
that somebody wrote below an imported question.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.engine.model.import_plan import Change, Known, PartChange, Update
from bot.engine.model.questions import Level, Question
from content.format.revision import with_revision
from content.importers.changed_parts import told
from content.importers.same_questions import same_questions

_PARTS = (
    "title",
    "level",
    "form",
    "prompt",
    "choices",
    "key_points",
    "follow_ups",
    "answer",
    "references",
)


def update_of(
    known: Sequence[Known],
    found: Sequence[Question],
    shipped: Collection[str] = (),
    taken: Collection[str] = (),
) -> Update:
    """Return what importing ``found`` does to the ``known``.

    New ids are none of the ``taken``; next to one of the ``shipped`` they end in ``-own``.
    """
    by_id = {each.kept.id: each for each in known}
    pairs = same_questions([each.kept for each in known], found)
    used = {*taken, *shipped, *by_id}
    ids: list[str] = []
    new: list[Question] = []
    changed: list[Change] = []
    same: list[str] = []
    edited: list[str] = []
    for place, question in enumerate(found):
        there = pairs.get(place)
        if there is None:
            name = _free_id(question.id, shipped, used)
            used.add(name)
            new.append(replace(question, id=name, imported_as=question.revision))
            ids.append(name)
            continue
        ids.append(there.id)
        change = _change(by_id[there.id], replace(question, id=there.id))
        if change is not None:
            changed.append(change)
            continue
        same.append(there.id)
        if there.revision != question.revision:
            edited.append(there.id)
    return Update(tuple(ids), tuple(new), tuple(changed), tuple(same), tuple(edited))


def _free_id(wanted: str, shipped: Collection[str], used: Collection[str]) -> str:
    base = name = f"{wanted}-own" if wanted in shipped else wanted
    number = 1
    while name in used:
        number += 1
        name = f"{base}-{number}"
    return name


def _change(known: Known, listed: Question) -> Change | None:
    """Return how a question changes; None if all that it says stays."""
    if listed.revision in (known.kept.revision, known.kept.imported_as):
        return None
    taken = {
        part: getattr(listed, part)
        for part in _PARTS
        if _is_taken(part, known.asked, listed, known.imported)
    }
    if not taken:
        return None
    after = with_revision(
        replace(
            known.asked,
            **taken,
            source=listed.source,
            source_id=listed.source_id or known.kept.source_id,
            imported_as=listed.revision,
            **_look(known.kept, listed, asks_else="prompt" in taken),
        )
    )
    parts = tuple(
        PartChange(name, before, now, _is_edited(part, known))
        for part in taken
        for name, before, now in told(part, known.asked, after)
    )
    return Change(known.asked, after, listed, parts)


def _is_taken(part: str, asked: Question, listed: Question, imported: Question | None) -> bool:
    here, there = getattr(asked, part), getattr(listed, part)
    if here == there:
        return False
    if imported is not None:
        return there != getattr(imported, part)
    # Who knows what it was: what the list doesn't say, it doesn't change.
    return bool(there) and there is not Level.INTERMEDIATE


def _is_edited(part: str, known: Known) -> bool:
    before = known.imported
    return before is not None and getattr(known.asked, part) != getattr(before, part)


def _look(kept: Question, listed: Question, *, asks_else: bool) -> dict[str, str | bool]:
    """Return whether a person must look at the prompt: one that nobody has seen yet."""
    if asks_else or not listed.unchecked:
        return {"unchecked": listed.unchecked, "approved": kept.approved and not asks_else}
    return {"unchecked": kept.unchecked, "approved": kept.approved}
