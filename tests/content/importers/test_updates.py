"""What importing a list again does to questions that were edited meanwhile, on either side."""

import json
from dataclasses import replace

from bot.engine.model.import_plan import Known, plan_from_plain, plan_to_plain
from bot.engine.model.questions import Level, Question
from bot.engine.model.rich_text import Text
from content.format.revision import with_revision
from content.importers.updates import update_of
from content.markdown.blocks import parse_document
from tests.support.question_samples import FOLLOWED, question


def listed(**parts: object) -> Question:
    """Return the question as its list has it, with these parts changed."""
    return with_revision(replace(question(), **parts))  # pyright: ignore[reportArgumentType]


LISTED = listed()
THERE = replace(LISTED, imported_as=LISTED.revision)
OTHER_ANSWER = parse_document("Another answer: " + "the ring moves few keys. " * 20)


def known(**edits: object) -> Known:
    """Return the question as it was imported, then edited here."""
    kept = with_revision(replace(THERE, **edits))  # pyright: ignore[reportArgumentType]
    return Known(kept, kept, THERE)


def test_a_list_that_did_not_change_changes_nothing() -> None:
    plan = update_of([known()], [LISTED])
    assert (plan.ids, plan.new, plan.changed) == ((LISTED.id,), (), ())
    assert (plan.unchanged, plan.edited) == ((LISTED.id,), ())


def test_an_edit_made_here_survives_a_list_that_did_not_change() -> None:
    plan = update_of([known(title="A better title")], [LISTED])
    assert (plan.changed, plan.edited) == ((), (LISTED.id,))


def test_what_changed_in_the_list_is_taken_and_what_was_edited_here_stays() -> None:
    there = known(title="A better title", level=Level.BASIC)
    (change,) = update_of([there], [listed(answer=OTHER_ANSWER)]).changed
    assert [part.part for part in change.parts] == ["answer"]
    assert (change.after.title, change.after.level) == ("A better title", Level.BASIC)
    assert change.after.answer == OTHER_ANSWER
    assert change.after == with_revision(change.after)
    # The next import of the same list has nothing to do.
    again = Known(change.after, change.after, change.listed)
    assert update_of([again], [listed(answer=OTHER_ANSWER)]).changed == ()


def test_a_plan_waits_as_plain_values_and_comes_back() -> None:
    other = replace(LISTED, id="sql/other", title="Other", prompt=parse_document("What else?"))
    plan = update_of([known()], [listed(answer=OTHER_ANSWER), with_revision(other)])
    read = plan_from_plain(json.loads(json.dumps(plan_to_plain(plan))))
    assert len(plan.new) == len(plan.changed) == 1
    assert read.new == plan.new
    assert read.changed == tuple(replace(change, parts=()) for change in plan.changed)


def test_a_part_that_changed_on_both_sides_is_the_lists_and_that_is_said() -> None:
    (change,) = update_of([known(answer=())], [listed(answer=OTHER_ANSWER)]).changed
    assert [(part.part, part.edited) for part in change.parts] == [("answer", True)]


def test_a_corrected_choice_stays_right() -> None:
    wrong = LISTED.choices
    corrected = tuple(replace(choice, right=n == 0) for n, choice in enumerate(wrong))
    there = Known(THERE, replace(THERE, choices=corrected), THERE)
    assert update_of([there], [LISTED]).changed == ()
    (change,) = update_of([there], [listed(answer=OTHER_ANSWER)]).changed
    assert change.after.key == 0
    flipped = tuple(replace(choice, right=n == 2) for n, choice in enumerate(wrong))
    (change,) = update_of([there], [listed(choices=flipped)]).changed
    assert [(part.part, part.edited) for part in change.parts] == [("right choice", True)]
    assert change.after.key == 2


def test_where_nobody_knows_what_was_imported_a_list_takes_nothing_away() -> None:
    there = question(FOLLOWED)
    bare = listed(answer=OTHER_ANSWER, key_points=(), follow_ups=(), references=(), form=None)
    (change,) = update_of([Known(there, there)], [bare]).changed
    assert [part.part for part in change.parts] == ["answer"]
    assert change.after.key_points == there.key_points


def test_a_prompt_that_changes_is_looked_at_again_and_one_that_stays_is_not() -> None:
    approved = known(approved=True)
    doubtful = replace(listed(prompt=parse_document("Which share? " * 10)), unchecked="a key")
    (change,) = update_of([approved], [doubtful]).changed
    assert (change.after.unchecked, change.after.approved) == ("a key", False)
    same_prompt = replace(listed(answer=OTHER_ANSWER), unchecked="a key")
    (change,) = update_of([approved], [same_prompt]).changed
    assert (change.after.unchecked, change.after.approved) == ("", True)


def test_a_new_question_gets_an_id_that_nothing_has() -> None:
    other = listed(
        title="Something else",
        prompt=(parse_document("Who feeds the cat on Sundays?")),
        choices=(),
        answer=(),
    )
    plan = update_of([known()], [LISTED, other, replace(other, title="And else")])
    assert plan.ids == (LISTED.id, f"{LISTED.id}-2", f"{LISTED.id}-3")
    assert [each.imported_as for each in plan.new] == [each.revision for each in plan.new]
    shipped = update_of([], [LISTED], shipped=[LISTED.id])
    assert shipped.ids == (f"{LISTED.id}-own",)
    assert update_of([], [LISTED], taken=[LISTED.id]).ids == (f"{LISTED.id}-2",)


def test_a_changed_choice_is_shown_with_all_of_them() -> None:
    first = replace(LISTED.choices[0], text=(Text("Nothing moves."),))
    (change,) = update_of([known()], [listed(choices=(first, *LISTED.choices[1:]))]).changed
    (part,) = change.parts
    assert part.part == "choices"
    assert part.after.startswith("Nothing moves. | ")
