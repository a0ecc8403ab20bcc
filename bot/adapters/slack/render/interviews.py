"""How a mock interview looks in Slack: each step in the same message, the report at the end."""

from bot.adapters.shared import interview_words, labels, pair_words
from bot.adapters.shared.action_ids import (
    InterviewAnswers,
    InterviewBegin,
    InterviewBoxes,
    InterviewDrop,
    InterviewEnd,
    InterviewModel,
    InterviewPass,
    InterviewSave,
    InterviewShorter,
    InterviewSuggest,
    InterviewWords,
    NewInterview,
    encode,
)
from bot.adapters.shared.pair_actions import PairAgain
from bot.adapters.slack.limits import Json, shorten_to_size
from bot.adapters.slack.render.blocks import actions, button, context, divider, header
from bot.adapters.slack.render.mrkdwn import escape, until
from bot.adapters.slack.render.packing import Message, fit, message, parts, rich
from bot.adapters.slack.render.results import box_row, told_points
from bot.adapters.slack.render.rich_text import (
    bullets,
    document_elements,
    inline_elements,
    line,
    quote,
    section,
    text,
)
from bot.engine.cards import (
    InterviewAnswersCard,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    InterviewWrittenCard,
)
from bot.engine.cards.interviews import InterviewAnswer, InterviewLine
from bot.engine.model.interviews import How
from bot.engine.model.rich_text import Inlines, Paragraph

WORDS_SIZE = 1500
READ_SIZE = 200


def offer(card: InterviewOfferCard) -> tuple[Message, ...]:
    """Show what the interview will be, and the button that starts it."""
    title = interview_words.offer_title(card)
    rows = [line(interview_words.offer_about(card)), line(interview_words.OFFER_HOW)]
    buttons = [button(interview_words.START, InterviewBegin(card.interview_id), "primary")]
    if card.shorter:
        shorter = InterviewShorter(card.interview_id, card.shorter)
        buttons.append(button(interview_words.SHORTER, shorter))
    buttons.append(button(interview_words.NOT_NOW, InterviewDrop(card.interview_id)))
    small = context(interview_words.OFFER_LEAVE)
    blocks = [header(title), *rich(rows), small, *actions(buttons)]
    return (message(escape(title), blocks),)


def question(card: InterviewQuestionCard) -> tuple[Message, ...]:
    """Show the question or follow-up being asked, with its suggested time."""
    about = interview_words.about(card)
    over = until(card.until, card.zone)
    suggested = f"{interview_words.suggested(card)}, until about {over}"
    head = [*noted(card.note), context(f"*{escape(about)}*  ·  {suggested}")]
    if not card.follow_up:
        head.append(header(card.subject.title))
    body = _asked(card)
    body += options(card.options)
    if card.written:
        body.append(line(interview_words.so_far(card), italic=True))
    here = (card.interview_id, card.step)
    typing = button(interview_words.TYPE, InterviewWords(*here), "primary")
    buttons = [
        _written(*here) if card.written else typing,
        button(interview_words.DONE, InterviewPass(*here, How.SPOKEN.value)),
        button(interview_words.SKIP, InterviewPass(*here, How.SKIPPED.value)),
        button(interview_words.END, InterviewEnd(*here)),
    ]
    longer = f"{interview_words.TAKE_LONGER} {interview_words.COME_BACK}"
    tail = [*actions(buttons), context(longer)]
    if not card.written:
        tail.append(context(interview_words.OR_WRITE))
    notice = escape(f"{about}: {card.subject.title}")
    return fit(notice, head, body, tail, labels.CONTINUED_BELOW)


def _written(interview_id: int, step: int) -> Json:
    done = InterviewPass(interview_id, step, How.TYPED.value)
    return button(interview_words.WRITTEN, done, "primary")


def written(card: InterviewWrittenCard) -> tuple[Message, ...]:
    """Show that a direct message counts, and the button that says that it was the last."""
    told = f"{interview_words.written_told(card)} {interview_words.WRITE_ON}"
    small = f"{interview_words.CHANGE_WRITTEN} {interview_words.STAYS_COMMAND}"
    blocks = [
        context(interview_words.written_place(card)),
        *rich([line(told)]),
        *actions([_written(card.interview_id, card.step)]),
        context(small),
    ]
    return (message(told, blocks),)


def _asked(card: InterviewQuestionCard) -> list[Json]:
    """Return the question; a follow-up of one paragraph in bold, where a title would stand."""
    match card.prompt:
        case (Paragraph(children),) if card.follow_up:
            return [section(inline_elements(children, bold=True))]
        case _:
            return document_elements(card.prompt)


def points(card: InterviewPointsCard) -> tuple[Message, ...]:
    """Show the key points of a question, each with its box; every tick is saved at once."""
    place = interview_words.place(card)
    head = [
        *noted(card.note),
        context(f"*{place}*  ·  {escape(card.subject.title)}"),
        header(interview_words.WHICH_POINTS),
    ]
    written = shorten_to_size(card.words, WORDS_SIZE)
    body = [quote([text(written)])] if written else [line(interview_words.NOTHING_TYPED)]
    here = (card.interview_id, card.step)
    buttons = [
        button(interview_words.SAVE, InterviewSave(*here), "primary"),
        button(interview_words.MODEL, InterviewModel(*here)),
        *_suggests(card),
    ]
    told = labels.suggestion_told(card.suggestion, card.points)
    ticking = encode(InterviewBoxes(*here))
    tail = [
        *box_row(ticking, card.points),
        *(rich([line(told)]) if told else []),
        divider(),
        *actions(buttons),
    ]
    notice = escape(f"{place}: {interview_words.WHICH_POINTS}")
    return fit(notice, head, body, tail, labels.CONTINUED_BELOW)


def _suggests(card: InterviewPointsCard) -> list[Json]:
    """Return the button for having ticks suggested; saving keeps them."""
    press = labels.suggest_press(card.suggestion)
    if press is None:
        return []
    label, agrees = press
    return [button(label, InterviewSuggest(card.interview_id, card.step, agrees))]


def report(card: InterviewReportCard) -> tuple[Message, ...]:
    """Show how the interview went."""
    title = interview_words.report_title(card)
    rows = [_line(number, each) for number, each in enumerate(card.lines, 1)]
    told: list[Json] = []
    if card.tracks:
        tracks = "  ·  ".join(map(interview_words.track_told, card.tracks))
        told.append(section([text("By track: ", bold=True), text(tracks)]))
    if card.missed:
        told += [line(f"{interview_words.MISSED}:", bold=True), _bullets(card.missed)]
    if card.reading:
        listed = [section([text(shorten_to_size(each, READ_SIZE))]) for each in card.reading]
        told += [line(f"{interview_words.READ_NEXT}:", bold=True), bullets(listed)]
    if planned := interview_words.planned(card):
        told.append(section([text(f"{interview_words.PLANNED}: ", bold=True), text(planned)]))
    if left_out := interview_words.left_out(card):
        told.append(line(left_out, italic=True))
    buttons = [
        button(interview_words.ANSWERS, InterviewAnswers(card.interview_id), "primary"),
        button(interview_words.NEW, NewInterview()),
    ]
    if card.pair_id:
        buttons.insert(1, button(pair_words.SWAP, PairAgain(card.pair_id)))
    about = context(escape(interview_words.report_about(card)))
    led = rich([line(pair_words.led_by(card))]) if card.interviewer else []
    blocks = [header(title), *led, about, *rich(rows), *(rich(told) if told else [])]
    return (message(escape(title), [*blocks, *actions(buttons)]),)


def _line(number: int, told: InterviewLine) -> Json:
    title = text(f"{number}. {told.title}", bold=True)
    return section([title, text(f"  {interview_words.line_told(told)}")])


def answers(card: InterviewAnswersCard) -> tuple[Message, ...]:
    """Show what was said, question by question, in as many messages as it takes."""
    body: list[Json] = []
    for number, each in enumerate(card.answers, 1):
        body += _answer(number, each)
    title = interview_words.YOUR_ANSWERS
    return parts(title, body, [header(title)])


def _answer(number: int, said: InterviewAnswer) -> list[Json]:
    rows = [line(f"{number}. {said.title}", bold=True), _said(said.how, said.words)]
    if said.follow_up:
        asked = inline_elements(said.follow_up)
        rows.append(section([text(f"{interview_words.FOLLOW_UP}: ", bold=True), *asked]))
        rows.append(_said(said.follow_how, said.follow_words))
    if said.how is not How.SKIPPED:
        rows += told_points(said.points)
    return rows


def _said(how: How | None, words: str) -> Json:
    return quote([text(words)]) if words else line(interview_words.how_told(how), italic=True)


def noted(note: str) -> list[Json]:
    """Return what is said above a step, if anything is."""
    return [context(escape(note))] if note else []


def options(listed: tuple[Inlines, ...]) -> list[Json]:
    """Return the options that a question is about, if it has any."""
    return [line(interview_words.OPTIONS), _bullets(listed)] if listed else []


def _bullets(lines: tuple[Inlines, ...]) -> Json:
    return bullets([section(inline_elements(each)) for each in lines])
