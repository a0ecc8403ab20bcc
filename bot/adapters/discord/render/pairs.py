"""Mock interviews in pairs: what the candidate and the interviewer each see."""

from discord import ButtonStyle, ui

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.interviews import POINTS_LENGTH, listed, noted, told_points
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREEN,
    GREY,
    Panel,
    Part,
    button,
    line,
    moment,
    panel,
    rows,
    text,
)
from bot.adapters.discord.render.markdown import Piece
from bot.adapters.discord.render.results import boxed, number_button
from bot.adapters.discord.render.rounds import PAGE
from bot.adapters.shared import interview_words, pair_words
from bot.adapters.shared import pair_actions as actions
from bot.adapters.shared.pair_choices import choices
from bot.engine.cards import (
    PairCard,
    PairNotesCard,
    PairQuestionCard,
    PairSheetCard,
    PartnerWaitCard,
)
from bot.engine.cards.pairs import PairNote
from bot.engine.model.rich_text import Document, Inlines
from bot.engine.rules.text import cut

FOLLOW_UP_LENGTH = 300
PROMPT_ROOM = 1400
"""Characters of a question's prompt in the interviewer's sheet, which has much besides."""
_CUT = "-# … the question is too long for one message"


def pair(card: PairCard) -> Panel:
    """Return an invitation, or what was agreed, with what can be done about it."""
    title = f"### {markdown.escape(pair_words.title(card))}"
    head = noted(card.note, f"{title}\n{markdown.escape(pair_words.about(card))}")
    small = f"-# {pair_words.until(card)} {moment(card.until, 'f')}"
    told = f"{markdown.escape(pair_words.how(card))}\n{small}"
    return panel([text(head), text(told), *rows(_choices(card))], BLURPLE)


def _choices(card: PairCard) -> list[ui.Button[Panel]]:
    return [
        button(
            each.label, each.action, ButtonStyle.success if each.leads else ButtonStyle.secondary
        )
        for each in choices(card)
    ]


def sheet(card: PairSheetCard) -> Panel:
    """Return a question as the interviewer sees it: key points to tap, follow-ups, the clock."""
    here = (card.pair_id, card.step)
    when = f"Asked {moment(card.asked_at, 'R')} · {pair_words.suggested(card)}"
    parts = _asked(_head(card), card.prompt, card.options, PROMPT_ROOM)
    parts.append(text(f"-# {when} · {pair_words.clock(card)}"))
    if card.points:
        each = POINTS_LENGTH // 2 // len(card.points)
        boxes = "\n".join(boxed(n, mark, each) for n, mark in enumerate(card.points, 1))
        numbers = [
            number_button(n, mark, actions.PairTick(*here, n, int(not mark.ticked)))
            for n, mark in enumerate(card.points)
        ]
        parts += [line(), text(f"**{pair_words.TICK_HEARD}**\n{boxes}"), *rows(numbers)]
    more = [f"- {markdown.flat(each, FOLLOW_UP_LENGTH)}" for each in card.follow_ups]
    told = "\n".join((f"**{pair_words.FOLLOW_UPS}**", *more, "")) if more else ""
    parts.append(text(f"{told}-# {markdown.escape(pair_words.only_you(card))}"))
    buttons = [button(pair_words.next_label(card), actions.PairNext(*here), ButtonStyle.primary)]
    if card.number < card.total:
        buttons.append(button(pair_words.END, actions.PairEnd(*here)))
    return panel([*parts, *rows(buttons)], BLURPLE)


def question(card: PairQuestionCard) -> Panel:
    """Return a question as the candidate sees it."""
    parts = _asked(_head(card), card.prompt, card.options, limits.MESSAGE_TEXT - 1600)
    suggested = pair_words.suggested(card).capitalize()
    small = f"-# {suggested}, until about {moment(card.until, 't')}"
    parts.append(text(f"{pair_words.TALK} {pair_words.REPORT_LATER}\n{small}"))
    stop = actions.PairEnd(card.pair_id, card.step)
    return panel([*parts, *rows([button(pair_words.STOP, stop)])], BLURPLE)


def _head(card: PairSheetCard | PairQuestionCard) -> str:
    about = f"{pair_words.place(card)} · {card.subject.track_title}"
    head = f"-# {markdown.escape(about)}\n### {markdown.escape(card.subject.title)}"
    return noted(card.note, head) if isinstance(card, PairSheetCard) else head


def _asked(head: str, prompt: Document, options: tuple[Inlines, ...], room: int) -> list[Part]:
    shown, *rest = markdown.paginate(markdown.pieces(prompt), room, room)
    parts: list[Part] = [text(head), text(shown), *([text(_CUT)] if rest else [])]
    if options:
        parts.append(text(f"{interview_words.OPTIONS}\n{listed(options)}"))
    return parts


def notes(card: PairNotesCard) -> tuple[Panel, ...]:
    """Return what the interviewer ticked, in as many messages as it takes."""
    about = markdown.escape(pair_words.notes_about(card))
    content = [Piece(f"### {markdown.escape(pair_words.notes_title(card))}\n-# {about}")]
    content += [Piece(_note(number, each)) for number, each in enumerate(card.notes, 1)]
    content.append(Piece(f"-# {pair_words.ONLY_NOTES}"))
    *pages, last = markdown.paginate(content, PAGE)
    swap = button(pair_words.SWAP, actions.PairAgain(card.pair_id))
    shown = [panel([text(page)], GREY) for page in pages]
    return (*shown, panel([text(last), *rows([swap])], GREEN))


def _note(number: int, note: PairNote) -> str:
    title = markdown.escape(cut(note.title, 100))
    head = f"**{number}. {title}**  {pair_words.note_told(note)}"
    return "\n".join((head, *told_points(note.points, 250)))


def waiting(card: PartnerWaitCard) -> Panel:
    """Return that someone waits for a partner, and the way out of it."""
    small = f"-# You wait until {moment(card.until, 'f')}"
    told = f"### {pair_words.WAITING}\n{pair_words.WAITING_HOW}\n{small}"
    stop = button(pair_words.STOP_WAITING, actions.PartnerStop())
    return panel([text(told), *rows([stop])], BLURPLE)
