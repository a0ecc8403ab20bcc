"""How a round looks in Slack: the question, its reveal, the answer, one's own answer."""

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import Flag, MarkPoints, Mine, OwnWords
from bot.adapters.shared.dates import closing_time
from bot.adapters.slack.limits import MESSAGE_CHARACTERS, Json, shorten_to_size, size
from bot.adapters.slack.render.blocks import actions, button, context, header
from bot.adapters.slack.render.choices import answering, choice_rows
from bot.adapters.slack.render.mrkdwn import date, escape, until
from bot.adapters.slack.render.packing import Message, fit, parts, rich
from bot.adapters.slack.render.rich_text import (
    document_elements,
    inline_elements,
    line,
    quote,
    section,
    text,
)
from bot.engine.cards import (
    AnswerCard,
    KeyPointMark,
    MineCard,
    Opening,
    QuestionCard,
    RevealCard,
    RevealedChoice,
    Subject,
)
from bot.engine.model.questions import Format
from bot.engine.model.rich_text import Inlines, Text, plain_inlines
from bot.engine.rules.text import count_of

BAR = 10
WHY_LENGTHS = (None, 300, 120, 0)
WORDS_SIZE = 5_000


def subject_line(subject: Subject, *more: str) -> Json:
    """Return the small line above a question: track, level and ``more``."""
    words = (f"*{escape(subject.track_title)}*", subject.level.value, *more)
    return context("  ·  ".join(words))


def question(card: QuestionCard) -> tuple[Message, ...]:
    """Show the day's question."""
    closes = until(card.reveal_at, card.zone, overnight=card.overnight)
    about = subject_line(card.subject, f"open until {closes}")
    head = [*_opening(card.opening), about, header(card.subject.title)]
    tail = [*_choices(card), *actions(_secondary(card)), context(_status(card))]
    at = closing_time(card.reveal_at, card.zone, overnight=card.overnight)
    asked = f"{_today(card.subject)} Answer at {at}."
    return fit(escape(asked), head, document_elements(card.prompt), tail)


def _opening(opening: Opening) -> list[Json]:
    """Return the line above a question: whom it pings, and what it is today."""
    title = f"{opening.title}: " if opening.title and opening.intro else opening.title
    said = [text(title, bold=True)] if title else []
    said += [text(opening.intro)] if opening.intro else []
    if opening.notify:
        said = [{"type": "usergroup", "usergroup_id": opening.notify}, text(" "), *said]
    return rich([section(said)]) if said else []


def _today(subject: Subject) -> str:
    """Return what a notification calls a question, as a sentence."""
    stop = "" if subject.title.endswith((".", "?", "!")) else "."
    return f"Today's question ({subject.track_title}): {subject.title}{stop}"


def _choices(card: QuestionCard) -> list[Json]:
    if card.format is Format.THREAD:
        return rich(choice_rows(card.choices))
    return answering(card.round_id, card.choices)


def _secondary(card: QuestionCard) -> list[Json]:
    own = button(labels.MY_ANSWER, Mine(card.round_id))
    if card.format is Format.THREAD:
        return [own]
    write = OwnWords(card.round_id)
    if card.choices:
        return [button(labels.OWN_WORDS, write), own]
    return [button(labels.WRITE_ANSWER, write, "primary"), own]


def _status(card: QuestionCard) -> str:
    facts = [labels.answered_so_far(card.responded)]
    if card.late_since is not None:
        facts.append(f"posted late, due {until(card.late_since, card.zone)}")
    if card.format is Format.THREAD:
        facts.append(labels.THREAD_HINT)
    return "  ·  ".join(facts)


def reveal(card: RevealCard) -> tuple[Message, ...]:
    """Show the question with its answer, the votes and who was right."""
    head = [
        subject_line(card.subject, f"question {card.number}", "revealed"),
        header(card.subject.title),
    ]
    body = document_elements(card.prompt)
    tail: list[Json] = []
    for length in WHY_LENGTHS:  # explanations give way before the question does
        tail = _reveal_tail(card, length)
        if size([*head, *rich(body), *tail]) <= MESSAGE_CHARACTERS:
            break
    notice = f"Revealed: question {card.number}, {card.subject.title}"
    main, *_ = fit(escape(notice), head, body, tail)
    return (main,)


def _reveal_tail(card: RevealCard, why_length: int | None) -> list[Json]:
    rows: list[Json] = []
    for choice in card.choices:
        rows.extend(_revealed_choice(choice, card.responded, why_length))
    people: list[Json] = []
    if card.right_names:
        more = f" and {card.right_more} more" if card.right_more else ""
        lead = "Got it right: " if card.format is Format.CHOICE else "Answered: "
        people.append(section([text(lead, bold=True), text(", ".join(card.right_names) + more)]))
    for mention in card.streaks:
        best = ", a new best" if mention.best else ""
        people.append(line(f"🔥 {mention.name}: {count_of(mention.days, 'day')} in a row{best}"))
    if card.corrected:
        people.append(section([text(f"{labels.CORRECTED} ", bold=True), text(card.corrected)]))
    count = labels.answered_in_all(card.responded)
    own = f", {card.own_words} in their own words" if card.own_words else ""
    status = f"{count}{own}  ·  revealed {date(card.revealed_at, card.zone)}"
    buttons = [button(labels.MY_ANSWER, Mine(card.round_id))]
    if card.own_words:
        buttons.append(button(labels.CHECK_OFF, MarkPoints(card.round_id)))
    buttons.append(button(labels.REPORT, Flag(card.round_id)))
    return [
        *rich(rows),
        *rich(people),
        *actions(buttons),
        context(f"{status}  ·  the model answer is in the thread"),
    ]


def _revealed_choice(choice: RevealedChoice, responded: int, why_length: int | None) -> list[Json]:
    mark = "✅" if choice.right else "▫️"
    share = round(BAR * choice.votes / responded) if responded else 0
    votes = f"  {'▇' * share} {choice.votes}" if choice.votes else "  0"
    row = section(
        [
            text(f"{mark} {choice.letter}  ", bold=True),
            *inline_elements(choice.text, **({"bold": True} if choice.right else {})),
            text(votes, code=True),
        ]
    )
    why = cut(choice.why, why_length)
    return [row, quote(inline_elements(why))] if why else [row]


def cut(inlines: Inlines, length: int | None) -> Inlines:
    """Return inline text; past ``length`` characters its bare words, cut short."""
    words = plain_inlines(inlines)
    if length is None or len(words) <= length:
        return inlines
    return (Text(words[:length].rstrip() + "…"),) if length else ()


def answer(card: AnswerCard) -> tuple[Message, ...]:
    """Show the model answer and the key points, in as many messages as they need."""
    body = document_elements(card.answer)
    if card.key_points:
        body.append(section([text(f"\n{labels.KEY_POINTS}", bold=True)]))
        body.append(_points([section(inline_elements(point)) for point in card.key_points]))
    if card.references:
        body.append(section([text("\nFurther reading", bold=True)]))
        body.append(_points([section([_reference(one)]) for one in card.references]))
    if not body:
        body = [line(labels.NO_MODEL_ANSWER)]
    head = [header(f"{labels.MODEL_ANSWER}: {card.subject.title}")]
    return parts(escape(f"{labels.MODEL_ANSWER}: {card.subject.title}"), body, head)


def _reference(reference: str) -> Json:
    address = reference.startswith(("https://", "http://")) and not any(map(str.isspace, reference))
    return {"type": "link", "url": reference} if address else text(reference)


def _points(rows: list[Json]) -> Json:
    return {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": rows}


def mine(card: MineCard) -> tuple[Message, ...]:
    """Show a member their own answer next to the key points."""
    verdict = {True: "Correct", False: "Incorrect", None: "In your own words"}[card.right]
    points = count_of(card.points, "point")
    lead = f"You chose {card.letter}. " if card.letter else ""
    body = [section([text(f"{lead}{verdict}: {points}.", bold=True)])]
    if card.words:
        body.append(quote([text(shorten_to_size(card.words, WORDS_SIZE))]))
    if card.key_points:
        body.append(section([text(labels.KEY_POINTS, bold=True)]))
        body.append(_points([section(_marked(point)) for point in card.key_points]))
    buttons = [button(labels.CHECK_OFF, MarkPoints(card.round_id))] if card.can_mark else []
    head = [subject_line(card.subject), header(card.subject.title)]
    return fit(escape(f"{verdict}: {points}"), head, body, actions(buttons), labels.CONTINUED_BELOW)


def _marked(point: KeyPointMark) -> list[Json]:
    mark = {True: "✅ ", False: "▫️ ", None: ""}[point.covered]
    return [*([text(mark)] if mark else []), *inline_elements(point.text)]
