"""How a mock interview in pairs looks in Slack: a sheet with boxes, and the question alone."""

from bot.adapters.shared import labels, pair_words
from bot.adapters.shared import pair_actions as buttons_of
from bot.adapters.shared.action_ids import encode
from bot.adapters.shared.pair_choices import choices
from bot.adapters.slack.limits import Json
from bot.adapters.slack.render.blocks import actions, button, context, divider, header
from bot.adapters.slack.render.interviews import noted, options
from bot.adapters.slack.render.mrkdwn import date, escape, until
from bot.adapters.slack.render.packing import Message, fit, message, parts, rich
from bot.adapters.slack.render.results import box_row, told_points
from bot.adapters.slack.render.rich_text import (
    bullets,
    document_elements,
    inline_elements,
    line,
    section,
    text,
)
from bot.engine.cards import (
    PairCard,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
    PartnerWaitCard,
)
from bot.engine.cards.pairs import PairNote


def pair(card: PairCard) -> tuple[Message, ...]:
    """Show an invitation, or what was agreed, with what can be done about it."""
    title = pair_words.title(card)
    rows = [line(pair_words.about(card)), line(pair_words.how(card))]
    small = context(f"{pair_words.until(card)} {date(card.until, card.zone)}")
    blocks = [*noted(card.note), header(title), *rich(rows), small, *actions(_choices(card))]
    return (message(escape(title), blocks),)


def _choices(card: PairCard) -> list[Json]:
    return [
        button(each.label, each.action, "primary" if each.leads else None) for each in choices(card)
    ]


def sheet(card: PairSheetCard) -> tuple[Message, ...]:
    """Show a question to the interviewer: boxes to tick, follow-ups, when to move on."""
    here = (card.pair_id, card.step)
    place = pair_words.place(card)
    move_on = f"Move on at {until(card.until, card.zone)}"
    head = [
        *noted(card.note),
        *rich([line(place, bold=True)]),
        header(card.subject.title),
        context(f"{move_on}  ·  {pair_words.clock(card)}"),
    ]
    more: list[Json] = []
    if card.follow_ups:
        listed = bullets([section(inline_elements(each)) for each in card.follow_ups])
        more = rich([line(pair_words.FOLLOW_UPS, bold=True), listed])
    buttons = [button(pair_words.next_label(card), buttons_of.PairNext(*here), "primary")]
    if card.number < card.total:
        buttons.append(button(pair_words.END, buttons_of.PairEnd(*here)))
    small = rich([line(pair_words.only_you(card), italic=True)])
    ticking: list[Json] = []
    if card.points:
        heard = rich([line(pair_words.BOXES_HEARD, bold=True)])
        ticking = [*heard, *box_row(encode(buttons_of.PairBoxes(*here)), card.points)]
    tail = [*ticking, *more, divider(), *actions(buttons), *small]
    body = _asked(card)
    return fit(escape(place), head, body, tail, labels.CONTINUED_BELOW)


def question(card: PairQuestionCard) -> tuple[Message, ...]:
    """Show a question to the candidate."""
    place = pair_words.place(card)
    suggested = pair_words.suggested(card).capitalize()
    over = context(f"{suggested}, until about {until(card.until, card.zone)}")
    head = [*rich([line(place, bold=True)]), header(card.subject.title), over]
    stop = button(pair_words.STOP, buttons_of.PairEnd(card.pair_id, card.step))
    tail = [context(f"{pair_words.TALK} {pair_words.REPORT_LATER}"), *actions([stop])]
    notice = escape(f"{place}: {card.subject.title}")
    return fit(notice, head, _asked(card), tail, labels.CONTINUED_BELOW)


def _asked(card: PairSheetCard | PairQuestionCard) -> list[Json]:
    return [*document_elements(card.prompt), *options(card.options)]


def notes(card: PairNotesCard) -> tuple[Message, ...]:
    """Show the interviewer what they ticked, in as many messages as it takes."""
    title = pair_words.notes_title(card)
    body = [row for number, each in enumerate(card.notes, 1) for row in _note(number, each)]
    head = [header(title), context(escape(pair_words.notes_about(card)))]
    swap = actions([button(pair_words.SWAP, buttons_of.PairAgain(card.pair_id))])
    *first, last = parts(escape(title), body, head)
    blocks = [*last.blocks, context(pair_words.ONLY_NOTES), *swap]
    return (*first, message(last.text, blocks))


def _note(number: int, note: PairNote) -> list[Json]:
    told = text(f"  {pair_words.note_told(note)}")
    rows = [section([text(f"{number}. {note.title}", bold=True), told])]
    return rows + told_points(note.points)


def waiting(card: PartnerWaitCard) -> tuple[Message, ...]:
    """Show that someone waits for a partner, and the way out of it."""
    small = context(f"You wait until {date(card.until, card.zone)}")
    stop = button(pair_words.STOP_WAITING, buttons_of.PartnerStop())
    blocks = [header(pair_words.WAITING), *rich([line(pair_words.WAITING_HOW)]), small]
    return (message(pair_words.WAITING, [*blocks, *actions([stop])]),)
