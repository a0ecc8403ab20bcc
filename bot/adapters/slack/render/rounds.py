"""How a round looks in Slack: the question, its reveal, the answer, one's own answer."""

from bot.adapters.shared import labels
from bot.adapters.shared.action_ids import Mine, OwnWords, Reasons
from bot.adapters.shared.dates import closing_time
from bot.adapters.slack.limits import MESSAGE_CHARACTERS, Json, size
from bot.adapters.slack.render.blocks import actions, button, context, header
from bot.adapters.slack.render.choices import answering, choice_rows
from bot.adapters.slack.render.mrkdwn import escape, until
from bot.adapters.slack.render.packing import Message, fit, parts, rich
from bot.adapters.slack.render.receipts import plain_chosen
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
    AnswerCard,
    Opening,
    QuestionCard,
    RevealCard,
    RevealedChoice,
    ShownChoice,
    Subject,
)
from bot.engine.model.questions import Format
from bot.engine.model.rich_text import Inlines, Text, plain_inlines

WHY_LENGTHS = (None, 300, 120, 0)


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
    """Show the question with its answer, a line per choice; a long why gives way to the prompt."""
    head = [subject_line(card.subject, "revealed"), header(card.subject.title)]
    body = document_elements(card.prompt)
    tail: list[Json] = []
    for length in WHY_LENGTHS:
        tail = _reveal_tail(card, length)
        if size([*head, *rich(body), *tail]) <= MESSAGE_CHARACTERS:
            break
    main, *_ = fit(escape(_revealed_notice(card)), head, body, tail)
    return (main,)


def _revealed_notice(card: RevealCard) -> str:
    right = next((choice for choice in card.choices if choice.right), None)
    if right is None:
        return f"{_today(card.subject)} The answer is in the thread."
    chosen = plain_chosen(ShownChoice(right.letter, right.text))
    return f"{_today(card.subject)} The answer is {chosen}."


def _reveal_tail(card: RevealCard, why_length: int | None) -> list[Json]:
    told = [revealed_choice(choice) for choice in card.choices]
    if not card.brief:
        right = next((choice for choice in card.choices if choice.right), None)
        if right is not None and (why := cut(right.why, why_length)):
            told.append(quote(inline_elements(why)))
        told += _who(card)
    if card.corrected:
        told.append(section([text(f"{labels.CORRECTED} ", bold=True), text(card.corrected)]))
    buttons = [button(labels.MY_RESULT, Mine(card.round_id))]
    if card.choices:
        buttons.append(button(labels.WHY_NOT, Reasons(card.round_id)))
    if card.credit:  # what people wrote, a name too, is literal in rich text alone
        told.append(line(f"{labels.SUGGESTED_BY} {card.credit}"))
    return [*rich(told), *actions(buttons), context(labels.turnout(card))]


def revealed_choice(choice: RevealedChoice) -> Json:
    """Return a choice of a closed question: its text and votes."""
    votes = labels.counted(choice.votes, "vote")
    if not choice.right:
        return section(
            [text(f"{choice.letter}  "), *inline_elements(choice.text), text(f"  ·\u00a0{votes}")]
        )
    shown = [text(f"✅ {choice.letter}  ", bold=True), *inline_elements(choice.text, bold=True)]
    return section([*shown, text("  ·\u00a0"), text(votes, bold=True)])


def _who(card: RevealCard) -> list[Json]:
    led = labels.got_it(card) if card.format is Format.CHOICE else "Answered"
    if not card.right_names and not card.right_more:
        return [line(labels.NOBODY_RIGHT)] if card.format is Format.CHOICE else []
    named = labels.names(card.right_names, card.right_more)
    return [section([text(f"{led}: ", bold=True), text(named)])]


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
        body.append(bullets([section(inline_elements(point)) for point in card.key_points]))
    if card.references:
        body.append(section([text("\nFurther reading", bold=True)]))
        body.append(bullets([section([_reference(one)]) for one in card.references]))
    if not body:
        body = [line(labels.NO_MODEL_ANSWER)]
    head = [header(f"{labels.MODEL_ANSWER}: {card.subject.title}")]
    return parts(escape(f"{labels.MODEL_ANSWER}: {card.subject.title}"), body, head)


def _reference(reference: str) -> Json:
    address = reference.startswith(("https://", "http://")) and not any(map(str.isspace, reference))
    return {"type": "link", "url": reference} if address else text(reference)
