"""Questions that people type into a form in chat, checked like a file of the bank.

What a team writes for itself has to be whole and fit where it is shown. It need not keep the
editorial rules of the shipped questions: those are for questions that everyone gets.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.engine.model.import_plan import Known, Update
from bot.engine.model.question_form import QuestionForm
from bot.engine.model.questions import Level, Question
from bot.engine.model.read_notes import ReadNotes
from bot.engine.model.rich_text import Document
from bot.engine.ports.question_parser import ReadForm
from bot.engine.rules.leaks import sign_of_answer

SLUG_WORDS = 60
PARTS = {"title": 1, "prompt": 2, "Choices": 3, "Key points": 4, "Answer": 5}
"""The fields as lines of a file, which is how the checks name them."""
FIELDS: Mapping[int, str] = {1: "title", 2: "prompt", 3: "choices", 4: "points", 5: "answer"}
NO_ANSWER = "No model answer yet: a reviewer may ask for one."
NO_POINTS = "No key points: people who answer in their own words can't check them."
NO_REASONS = "Some choices have no reason (after a |): people like to know why."
NO_CHOICES = "Without choices it's only asked where people answer in their own words."


class FormParser:
    """``ports.QuestionParser`` on the format of the bank.

    The Markdown libraries are slow to import, so they are when the first question is read.
    """

    def read(
        self, form: QuestionForm, question_id: str = "", base: Question | None = None
    ) -> ReadForm:
        """Return the question of ``form``; the parts a form lacks are those of ``base``."""
        problems = dict(_missing(form))
        question = _question(form, question_id, base, problems)
        if question is not None:
            for field, message in _checks(question):
                problems.setdefault(field, message)
        if question is None or problems:
            return ReadForm(None, problems)
        return ReadForm(question, notes=_notes(question))

    def write(self, question: Question) -> QuestionForm:
        """Return the form that reads as ``question``."""
        from content.exporters.blocks_markdown import document_markdown  # noqa: PLC0415
        from content.format.form_lines import write_choices, write_points  # noqa: PLC0415

        return QuestionForm(
            title=question.title,
            prompt=document_markdown(question.prompt),
            choices=write_choices(question.choices),
            points=write_points(question.key_points),
            answer=document_markdown(question.answer),
            track=question.track,
            level=question.level.value,
        )

    def slug(self, title: str) -> str:
        """Return the last part of a question's id for ``title``; empty when nothing is left."""
        from content.importers.slugs import slug  # noqa: PLC0415

        return slug(title, SLUG_WORDS)

    def read_notes(self, text: str) -> ReadNotes:
        """Return the questions of a list, and what was fixed or looks wrong in it."""
        from content.importers.reading import read_text  # noqa: PLC0415

        read = read_text(text)
        return ReadNotes(
            tuple(each.stored for each in read.questions),
            read.with_answer,
            tuple(read.lines()),
            len(read.left_out),
        )

    def read_file(self, name: str, content: bytes) -> ReadNotes:
        """Return the questions of a file or archive; raises Refused for what can't be read."""
        from content.importers.reading import read_upload  # noqa: PLC0415

        sources = read_upload(name, content)
        return ReadNotes(
            tuple(each.stored for source in sources for each in source.questions),
            sum(source.with_answer for source in sources),
            tuple(line for source in sources for line in source.lines()),
            sum(len(source.left_out) for source in sources),
        )

    def plan_import(
        self, known: Sequence[Known], found: Sequence[Question], shipped: Collection[str]
    ) -> Update:
        """Return what importing ``found`` does to the ``known`` questions of a team."""
        from content.importers.updates import update_of  # noqa: PLC0415

        return update_of(known, found, shipped)


def _missing(form: QuestionForm) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if not form.title.strip():
        found.append(("title", "The title is missing. A few words will do."))
    if not form.prompt.strip():
        found.append(("prompt", "The question is missing."))
    return found


def _question(
    form: QuestionForm, question_id: str, base: Question | None, problems: dict[str, str]
) -> Question | None:
    """Return the question; adds to ``problems`` what can't be read, field by field."""
    from content.format.form_lines import choice_lines, choice_of, point_lines  # noqa: PLC0415
    from content.format.revision import with_revision  # noqa: PLC0415

    lines = choice_lines(form.choices)
    if wrong := _wrong_choices([line.text for line in lines], [line.right for line in lines]):
        problems.setdefault("choices", wrong)
    prompt, answer = (_document(form, name, problems) for name in ("prompt", "answer"))
    try:
        choices = tuple(map(choice_of, lines))
        points = point_lines(form.points)
    except Exception:  # noqa: BLE001 - whatever was typed, its author reads a sentence
        problems.setdefault("choices", "These lines can't be read. Write them more simply.")
        return None
    if problems:
        return None
    shown = Question(
        id=question_id,
        title=" ".join(form.title.split()),
        track=question_id.partition("/")[0] or form.track,
        level=Level(form.level) if form.level in tuple(Level) else Level.INTERMEDIATE,
        prompt=prompt,
        choices=choices,
        key_points=points,
        answer=answer,
        revision="",
    )
    if base is not None:
        shown = replace(
            shown,
            tags=base.tags,
            source=base.source,
            references=base.references,
            follow_ups=base.follow_ups,
            form=base.form,
            source_id=base.source_id,
            imported_as=base.imported_as,
        )
    return with_revision(shown)


def _document(form: QuestionForm, name: str, problems: dict[str, str]) -> Document:
    from content.markdown.blocks import parse_document  # noqa: PLC0415

    try:
        return parse_document(getattr(form, name))
    except Exception:  # noqa: BLE001 - whatever was typed, its author reads a sentence
        problems.setdefault(name, "This text can't be read. Use fewer levels of nesting.")
        return ()


def _wrong_choices(texts: list[str], right: list[bool]) -> str:
    """Return what is wrong with the choices as typed; nothing is wrong with none at all."""
    if not texts:
        return ""
    if len(texts) == 1:
        return "There is only one choice. Write two to four, one per line."
    if not all(texts):
        return "A choice has no text. Write it before the |."
    if sum(right) == 0:
        return "Which choice is right? Put * and a space before it."
    if sum(right) > 1:
        return f"{sum(right)} choices are marked as right. Put * before just one of them."
    return ""


def _checks(question: Question) -> list[tuple[str, str]]:
    """Return what breaks the rules of a file, as far as a team's own questions keep them."""
    from content.checks.rules import check_question  # noqa: PLC0415
    from content.checks.team import too_long  # noqa: PLC0415
    from content.format.parsed import Parsed  # noqa: PLC0415

    file = Parsed("", question, (), dict(PARTS))
    found = [
        (FIELDS.get(problem.line, "title"), f"{problem.message} {problem.fix}")
        for problem in check_question(file, question, drafts=True)
    ]
    found.extend((FIELDS[PARTS[part]], message) for part, message in too_long(question))
    if not question.prompt:
        found.append(("prompt", "The question is missing."))
    if sign := sign_of_answer(question):
        found.append(("prompt", f"The question shows {sign}. The answer has its own field."))
    return found


def _notes(question: Question) -> tuple[str, ...]:
    notes = (
        (not question.choices, NO_CHOICES),
        (any(not choice.why for choice in question.choices), NO_REASONS),
        (not question.key_points, NO_POINTS),
        (not question.answer, NO_ANSWER),
    )
    return tuple(note for applies, note in notes if applies)
