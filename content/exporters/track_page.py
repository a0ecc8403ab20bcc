"""A page that says what each track covers: its questions by title, level by level."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.engine.model.questions import Level, Question, Track
from bot.engine.rules.text import count_of

HEAD = """# What the tracks cover

Every question of the bank by its title. `warmup content tracks > docs/tracks.md` writes this page.
"""


def track_page(questions: Iterable[Question], tracks: Mapping[str, Track]) -> str:
    """Return the page in Markdown: the tracks in their order, each with its questions."""
    by_track: dict[str, list[Question]] = {track: [] for track in tracks}
    for question in questions:
        by_track[question.track].append(question)
    return "\n".join((HEAD, *(_section(tracks[track], found) for track, found in by_track.items())))


def track_values(
    questions: Iterable[Question], tracks: Mapping[str, Track]
) -> list[dict[str, str | int]]:
    """Return each track's name, title, what it's about and how many questions it has."""
    counts = Counter(question.track for question in questions)
    return [
        {"track": name, "title": track.title, "about": track.about, "questions": counts[name]}
        for name, track in tracks.items()
    ]


def _section(track: Track, questions: Sequence[Question]) -> str:
    head = f"## {track.title}\n\n{track.about}\n\n{count_of(len(questions), 'question')}.\n"
    return "\n".join((head, *_levels(questions)))


def _levels(questions: Sequence[Question]) -> Iterator[str]:
    for level in Level:
        titles = sorted(question.title for question in questions if question.level is level)
        if titles:
            yield f"**{level.value.capitalize()}:** {'; '.join(titles)}.\n"
