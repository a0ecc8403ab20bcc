"""Mock interviews: each step in the same message, the report at the end."""

from collections.abc import Sequence

from discord import ButtonStyle, ui

from bot.adapters.discord import limits
from bot.adapters.discord.render import markdown
from bot.adapters.discord.render.command_links import spoken
from bot.adapters.discord.render.layout import (
    BLURPLE,
    GREEN,
    GREY,
    Panel,
    Part,
    button,
    gallery,
    line,
    moment,
    panel,
    rows,
    text,
)
from bot.adapters.discord.render.markdown import Piece
from bot.adapters.discord.render.results import (
    COVERED,
    NOT_COVERED,
    QUOTE_LENGTH,
    boxed,
    number_button,
)
from bot.adapters.discord.render.rounds import PAGE, quoted
from bot.adapters.shared import action_ids, interview_words, labels, pair_words
from bot.adapters.shared.card_pictures import Picture
from bot.adapters.shared.pair_actions import PairAgain
from bot.engine.cards import (
    InterviewAnswersCard,
    InterviewOfferCard,
    InterviewPointsCard,
    InterviewQuestionCard,
    InterviewReportCard,
    InterviewWrittenCard,
    KeyPointMark,
)
from bot.engine.cards.interviews import InterviewAnswer, InterviewLine
from bot.engine.model.interviews import How
from bot.engine.model.rich_text import Inlines
from bot.engine.rules.text import cut

OPTIONS_LENGTH = 900
POINTS_LENGTH = 2200
QUOTED_LENGTH = QUOTE_LENGTH + 10
WORDS_LENGTH = 1000
MISSED_LENGTH, READ_LENGTH = 180, 200
LEFT_FOR_FRAME = 500
"""Characters of a message besides a question's prompt and options, or the boxes and words."""
_CUT = "-# … the question is too long for one message; the form shows more of it"


def offer(card: InterviewOfferCard) -> Panel:
    """Return what the interview will be, and the button that starts it."""
    title = markdown.escape(interview_words.offer_title(card))
    told = (
        f"### {title}\n{interview_words.offer_about(card)}",
        f"{interview_words.OFFER_HOW}\n-# {spoken(interview_words.OFFER_LEAVE)}",
    )
    begin = action_ids.InterviewBegin(card.interview_id)
    buttons = [button(interview_words.START, begin, ButtonStyle.success)]
    if card.shorter:
        shorter = action_ids.InterviewShorter(card.interview_id, card.shorter)
        buttons.append(button(interview_words.SHORTER, shorter))
    drop = action_ids.InterviewDrop(card.interview_id)
    buttons.append(button(interview_words.NOT_NOW, drop))
    return panel([*map(text, told), *rows(buttons)], BLURPLE)


def question(card: InterviewQuestionCard) -> Panel:
    """Return the question or follow-up being asked, with its suggested time."""
    head = noted(card.note, f"-# {markdown.escape(interview_words.about(card))}")
    if not card.follow_up:
        head += f"\n### {markdown.escape(card.subject.title)}"
    options = listed(card.options)
    room = limits.MESSAGE_TEXT - len(head) - len(options) - LEFT_FOR_FRAME
    prompt, *rest = markdown.paginate(markdown.pieces(card.prompt), room, room)
    if card.follow_up and "\n" not in prompt:
        prompt = f"### {prompt}"
    parts: list[Part] = [text(head), text(prompt), *([text(_CUT)] if rest else [])]
    if options:
        parts.append(text(f"{interview_words.OPTIONS}\n{options}"))
    until = moment(card.until, "t")
    small = f"{spoken(interview_words.COME_BACK)}\n-# {interview_words.OR_WRITE}"
    if card.written:
        parts.append(text(interview_words.so_far(card)))
        small = spoken(interview_words.COME_BACK)
    parts += [
        line(),
        text(
            f"{interview_words.suggested(card)}, until about {until}. "
            f"{interview_words.TAKE_LONGER}\n-# {small}"
        ),
    ]
    return panel([*parts, *rows(_answering(card))], BLURPLE)


def noted(note: str, head: str) -> str:
    """Return the head of a step below what is said above it, if anything is."""
    return f"-# {markdown.inert(note)}\n{head}" if note else head


def listed(options: Sequence[Inlines]) -> str:
    """Return the options that a question is about, a line each."""
    each = OPTIONS_LENGTH // max(len(options), 1)
    return "\n".join(f"- {markdown.flat(option, each)}" for option in options)


def told_points(points: Sequence[KeyPointMark], most: int) -> list[str]:
    """Return key points in ``most`` characters each, with a mark that tells what was covered."""
    return [
        f"{COVERED if each.covered else NOT_COVERED} {markdown.flat(each.text, most)}"
        for each in points
    ]


def _answering(card: InterviewQuestionCard) -> list[ui.Button[Panel]]:
    here = (card.interview_id, card.step)
    typing = button(interview_words.TYPE, action_ids.InterviewWords(*here), ButtonStyle.primary)
    return [
        _written(*here) if card.written else typing,
        button(interview_words.DONE, action_ids.InterviewPass(*here, How.SPOKEN.value)),
        button(interview_words.SKIP, action_ids.InterviewPass(*here, How.SKIPPED.value)),
        button(interview_words.END, action_ids.InterviewEnd(*here)),
    ]


def _written(interview_id: int, step: int) -> ui.Button[Panel]:
    done = action_ids.InterviewPass(interview_id, step, How.TYPED.value)
    return button(interview_words.WRITTEN, done, ButtonStyle.primary)


def written(card: InterviewWrittenCard) -> Panel:
    """Return that a direct message counts, and the button that says that it was the last."""
    told = (
        f"-# {interview_words.written_place(card)}\n"
        f"{interview_words.written_told(card)} {interview_words.WRITE_ON}\n"
        f"-# {interview_words.CHANGE_WRITTEN}"
    )
    return panel([text(told), *rows([_written(card.interview_id, card.step)])], BLURPLE)


def points(card: InterviewPointsCard) -> Panel:
    """Return the key points of a question, each with its number to tick."""
    here = (card.interview_id, card.step)
    place = f"-# {interview_words.place(card)} · {markdown.escape(card.subject.title)}"
    head = noted(card.note, place)
    quotes = sum(mark.quote != "" for mark in card.points)
    each = (POINTS_LENGTH - quotes * QUOTED_LENGTH) // len(card.points)
    boxes = [boxed(n, mark, each) for n, mark in enumerate(card.points, 1)]
    told = markdown.inert(labels.suggestion_told(card.suggestion, card.points))
    hints = [f"-# {hint}" for hint in (told, labels.TICK_HINT) if hint]
    ticking = "\n".join([*boxes, *hints])
    numbers = [
        number_button(n, mark, action_ids.InterviewTick(*here, n, int(not mark.ticked)))
        for n, mark in enumerate(card.points)
    ]
    save = button(interview_words.SAVE, action_ids.InterviewSave(*here), ButtonStyle.primary)
    model = button(interview_words.MODEL, action_ids.InterviewModel(*here))
    parts: list[Part] = [text(f"{head}\n### {interview_words.WHICH_POINTS}")]
    if card.words:
        room = limits.MESSAGE_TEXT - len(ticking) - LEFT_FOR_FRAME
        parts.append(text(quoted(cut(card.words, min(WORDS_LENGTH, room)))))
    parts += [text(ticking), *rows(numbers), line(), *rows([save, model, *_suggests(card)])]
    return panel(parts, BLURPLE)


def _suggests(card: InterviewPointsCard) -> list[ui.Button[Panel]]:
    """Return the button for having ticks suggested; saving keeps them."""
    press = labels.suggest_press(card.suggestion)
    if press is None:
        return []
    label, agrees = press
    return [button(label, action_ids.InterviewSuggest(card.interview_id, card.step, agrees))]


def report(card: InterviewReportCard, picture: Picture | None = None) -> Panel:
    """Return how the interview went, in one screen; the picture adds nothing to the words."""
    known = filter(None, (pair_words.led_by(card), interview_words.report_about(card)))
    about = markdown.escape(" · ".join(known))
    parts: list[Part] = [
        text(f"### {interview_words.report_title(card)}\n-# {about}"),
        *([gallery(picture)] if picture else []),
        text("\n".join(_line(number, each) for number, each in enumerate(card.lines, 1))),
        line(),
    ]
    told: list[str] = []
    if card.tracks:
        tracks = " · ".join(map(interview_words.track_told, card.tracks))
        told.append(f"**By track:** {markdown.escape(tracks)}")
    if card.missed:
        listed = [f"- {markdown.flat(point, MISSED_LENGTH)}" for point in card.missed]
        told.append("\n".join((f"**{interview_words.MISSED}:**", *listed)))
    if card.reading:
        listed = [f"- {markdown.inert(cut(each, READ_LENGTH))}" for each in card.reading]
        told.append("\n".join((f"**{interview_words.READ_NEXT}:**", *listed)))
    if planned := interview_words.planned(card):
        told.append(f"**{interview_words.PLANNED}:** {planned}")
    if left_out := interview_words.left_out(card):
        told.append(f"-# {left_out}")
    if told:
        parts.append(text("\n".join(told)))
    see = action_ids.InterviewAnswers(card.interview_id)
    buttons = [
        button(interview_words.ANSWERS, see, ButtonStyle.primary),
        button(interview_words.NEW, action_ids.NewInterview()),
    ]
    if card.pair_id:
        buttons.insert(1, button(pair_words.SWAP, PairAgain(card.pair_id)))
    return panel([*parts, *rows(buttons)], GREEN)


def _line(number: int, told: InterviewLine) -> str:
    title = markdown.escape(cut(told.title, 100))
    return f"**{number}. {title}**  {interview_words.line_told(told)}"


def answers(card: InterviewAnswersCard) -> tuple[Panel, ...]:
    """Return what was said, question by question, in as many messages as it takes."""
    content = [Piece(f"### {interview_words.YOUR_ANSWERS}")]
    for number, each in enumerate(card.answers, 1):
        content += map(Piece, _answer(number, each))
    pages = markdown.paginate(content, PAGE)
    return tuple(panel([text(page)], GREY) for page in pages)


def _answer(number: int, said: InterviewAnswer) -> Sequence[str]:
    told = [f"**{number}. {markdown.escape(said.title)}**"]
    told.append(quoted(said.words) if said.words else f"-# {interview_words.how_told(said.how)}")
    if said.follow_up:
        told.append(f"**{interview_words.FOLLOW_UP}:** {markdown.flat(said.follow_up, 600)}")
        words = said.follow_words
        told.append(quoted(words) if words else f"-# {interview_words.how_told(said.follow_how)}")
    if said.points and said.how is not How.SKIPPED:
        told.append("\n".join(told_points(said.points, 400)))
    return told
