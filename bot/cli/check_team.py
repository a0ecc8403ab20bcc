"""``warmup content check --team``: a team's own questions, by the rules that those keep."""

from collections.abc import Iterator, Sequence

from bot.cli.previews import platform_problems
from bot.cli.question_states import RETIRED
from bot.cli.team_questions import own_questions
from bot.engine.errors import NotFound, Refused
from bot.engine.model.questions import Question
from bot.engine.rules.did_you_mean import suggest
from content.checks.bank import CheckReport
from content.checks.team import check_team_question
from content.exporters.markdown import to_markdown
from content.format.parser import parse_question
from content.format.problems import Problem


def check_team(team: str, ids: Sequence[str], track: str) -> tuple[int, CheckReport]:
    """Return how many of a team's questions were checked, and what is wrong with them.

    Without ``ids``, all that aren't retired are. The lines are those of ``content edit``. That a
    question is unchecked is a note: nobody is asked it, whatever it gives away.
    """
    own = own_questions(team)
    if ids:
        wanted = [own.named(question_id) for question_id in dict.fromkeys(ids)]
    else:
        wanted = [each for each in own.questions.values() if own.state(each) != RETIRED]
    if track:
        tracks = {each.track for each in own.questions.values()}
        if track not in tracks:
            fix = suggest(track, tracks) or f"It has: {', '.join(sorted(tracks)) or 'none'}."
            raise NotFound(f'{team} has no questions of its own in "{track}".', fix)
        wanted = [each for each in wanted if each.track == track]
    if not wanted:
        fix = "Import some (warmup content import), or name another team or track."
        raise Refused(f"{team} has no questions of its own to check.", fix)
    problems = [
        problem
        for question in wanted
        for problem in _problems(question)
        if not (question.unchecked and problem.code == "leak")
    ]
    notes = [_unchecked(question, team) for question in wanted if question.unchecked]
    return len(wanted), CheckReport(tuple(problems), tuple(notes), ())


def _unchecked(question: Question, team: str) -> Problem:
    message = f"Not asked before you have looked: the prompt shows {question.unchecked}."
    fix = f'If it\'s fine: warmup content approve {question.id} --team "{team}"'
    return Problem(question.id, 1, "unchecked", message, fix)


def _problems(question: Question) -> Iterator[Problem]:
    track, _, slug = question.id.partition("/")
    parsed = parse_question(to_markdown(question), file=question.id, track=track, slug=slug)
    if parsed.question is None:
        yield from parsed.problems
        return
    yield from check_team_question(parsed, question)
    for message in platform_problems(question):
        yield parsed.problem("title", "platform", message, "Shorten it.")
