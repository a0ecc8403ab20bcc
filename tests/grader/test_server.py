"""The grader against a scripted server over real sockets: every way in which a server fails."""

import asyncio
import json
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.engine.errors import GraderFails
from bot.engine.model.coverage import Claim, GradingTask
from bot.engine.rules.coverage import evidence
from bot.grader.guarded import GuardedGrader, Limits
from bot.grader.openai_compatible import LARGEST_BODY
from bot.grader.prompt import INSTRUCTIONS
from bot.grader.server import LazyServer
from tests.support.fakes.chat_server import (
    Answer,
    Asked,
    ChatServer,
    Scripted,
    chat_server,
    completion,
    points,
    refusal,
)
from tests.support.grader_cases import CASES, Case

TASK = GradingTask(
    "Why does the gradient grow?",
    ("Gradients add up until they are cleared", "Call zero_grad once per step"),
    "Every pass piles onto the buffer. SECRET-WORDS",
)
SAID = (Claim(True, "Every pass piles onto the buffer"), Claim(False))
GOOD = points((True, "Every pass piles onto the buffer"), (False, ""))
QUICK = Limits(seconds=5.0, pause=0.0, longest_pause=0.5)


@dataclass
class Heard:
    """A monitor that remembers what it heard."""

    outcomes: list[str] = field(default_factory=list[str])

    def graded(self, outcome: str, seconds: float) -> None:
        assert seconds >= 0
        self.outcomes.append(outcome)


@asynccontextmanager
async def grading(
    *script: Scripted | Answer,
    limits: Limits = QUICK,
    heard: Heard | None = None,
    clock: Callable[[], float] | None = None,
    key: str = "",
) -> AsyncGenerator[tuple[ChatServer, GuardedGrader]]:
    async with chat_server(*script) as chat:
        more = {"monotonic": clock} if clock else {}
        server = LazyServer(chat.url, "scripted", key)
        grader = GuardedGrader(
            server, model="scripted", host=chat.host, limits=limits, monitor=heard, **more
        )
        try:
            yield chat, grader
        finally:
            await grader.close()


def formats(chat: ChatServer) -> list[str]:
    """Return how each request asked for JSON."""
    return [asked.get("response_format", {"type": "none"})["type"] for asked in chat.asked]


async def test_a_reply_becomes_claims() -> None:
    async with grading(GOOD) as (chat, grader):
        assert await grader.claims(TASK) == SAID
    assert formats(chat) == ["json_schema"]


async def test_what_is_sent_is_the_question_its_key_points_and_the_answer_alone() -> None:
    async with grading(GOOD, key="sk-key") as (chat, grader):
        await grader.claims(TASK)
    (asked,) = chat.asked
    system, user = asked["messages"]
    assert system["content"] == INSTRUCTIONS
    assert json.loads(user["content"]) == {
        "question": TASK.question,
        "key_points": [
            {"number": 1, "text": TASK.key_points[0]},
            {"number": 2, "text": TASK.key_points[1]},
        ],
        "answer": TASK.words,
    }
    assert asked.keys() <= {"model", "messages", "response_format", "temperature", "stream"}
    assert chat.headers[0]["Authorization"] == "Bearer sk-key"


async def test_a_key_of_the_environment_for_openai_is_never_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-someone-else")
    async with grading(GOOD) as (chat, grader):
        await grader.claims(TASK)
    assert "someone-else" not in str(chat.headers)


@pytest.mark.parametrize("status", [400, 422, 501])
async def test_a_server_without_schemas_is_asked_for_json_and_then_for_text(status: int) -> None:
    def choosy(asked: Asked) -> Scripted:
        return refusal(status, "response_format?") if "response_format" in asked else GOOD

    async with grading(choosy) as (chat, grader):
        assert await grader.claims(TASK) == SAID
        assert formats(chat) == ["json_schema", "json_object", "none"]
        assert await grader.claims(TASK) == SAID
        assert formats(chat)[3:] == ["none"], "what the server takes is remembered"
    assert "temperature" not in chat.asked[-1]


async def test_a_server_that_knows_json_only_is_asked_for_json() -> None:
    def choosy(asked: Asked) -> Scripted:
        return refusal(400) if asked["response_format"]["type"] == "json_schema" else GOOD

    async with grading(choosy) as (chat, grader):
        assert await grader.claims(TASK) == SAID
    assert formats(chat) == ["json_schema", "json_object"]


@pytest.mark.parametrize(
    "first",
    [
        refusal(500),
        refusal(503),
        refusal(429, **{"Retry-After": "0"}),
        Scripted(drops=True),
        Scripted(body=b"<html>502 Bad Gateway</html>"),
        Scripted(body=b""),
        Scripted(body=b'{"id": "chatcmpl-1", "choices": [{"mess'),
        Scripted(body=b'{"choices": []}'),
        Scripted(body=b"[1, 2]"),
        completion(""),
        completion("I would say it covers both key points."),
        completion('{"points": [{"number": 1, "covered": true, "quote": "Every pass pi'),
        completion('{"points": [{"number": 1, "covered": "yes", "quote": "Every pass"}]}'),
        completion('{"points": [{"number": 3, "covered": true, "quote": "Every pass"}]}'),
        completion('{"points": [{"number": true, "covered": true, "quote": "Every pass"}]}'),
        completion('{"points": {"1": true}}'),
        completion('{"covered": [1, 2]}'),
        completion('["Every pass", true]'),
        completion("{" * 5000),
        completion("null"),
    ],
    ids=range(20),
)
async def test_after_one_failure_it_is_asked_once_more(first: Scripted) -> None:
    async with grading(first, GOOD) as (chat, grader):
        assert await grader.claims(TASK) == SAID
    assert len(chat.asked) == 2


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(500), "broken"),
        (refusal(429, **{"Retry-After": "0"}), "busy"),
        (completion("no idea"), "reply"),
        (Scripted(drops=True), "unreachable"),
    ],
)
async def test_there_is_one_retry_and_no_more(answer: Scripted, kind: str) -> None:
    async with grading(answer) as (chat, grader):
        with pytest.raises(GraderFails) as failed:
            await grader.claims(TASK)
    assert failed.value.kind == kind
    assert len(chat.asked) == 2


@pytest.mark.parametrize("status", [401, 403, 404])
async def test_a_wrong_key_or_model_is_told_without_a_retry(status: int) -> None:
    async with grading(refusal(status)) as (chat, grader):
        with pytest.raises(GraderFails, match=f"{status}: check GRADER_KEY"):
            await grader.claims(TASK)
    assert len(chat.asked) == 1


async def test_a_busy_server_that_asks_for_a_long_wait_is_not_asked_again() -> None:
    async with grading(refusal(429, **{"Retry-After": "30"})) as (chat, grader):
        with pytest.raises(GraderFails, match="429"):
            await grader.claims(TASK)
    assert len(chat.asked) == 1


async def test_a_server_that_hangs_is_given_up_in_time() -> None:
    async with grading(Scripted(hangs=True), limits=Limits(seconds=1.0)) as (_, grader):
        await _import(grader)
        started = asyncio.get_running_loop().time()
        with pytest.raises(GraderFails, match="no reply within 1 s") as failed:
            await grader.claims(TASK)
        assert asyncio.get_running_loop().time() - started < 3
    assert failed.value.kind == "timeout"


async def test_closing_gives_up_what_is_being_read() -> None:
    async with grading(Scripted(hangs=True), limits=Limits(seconds=60)) as (chat, grader):
        reading = asyncio.create_task(grader.claims(TASK))
        await chat.was_asked.wait()
        await grader.close()
        with pytest.raises(GraderFails, match="stopped"):
            async with asyncio.timeout(5):
                await reading


async def _import(grader: GuardedGrader) -> None:
    """Have the library imported, which takes its time only once."""
    with pytest.raises(GraderFails):
        await grader.claims(TASK)


async def test_a_server_that_is_not_there_is_unreachable() -> None:
    async with chat_server(GOOD) as gone:
        url = gone.url
    grader = GuardedGrader(LazyServer(url, "m", ""), model="m", host="h", limits=QUICK)
    with pytest.raises(GraderFails, match="can't be reached"):
        await grader.claims(TASK)
    await grader.close()


@pytest.mark.parametrize("size", [LARGEST_BODY + 1, 20 * LARGEST_BODY])
async def test_a_huge_body_is_not_read_to_its_end(size: int) -> None:
    async with grading(Scripted(body=b" " * size)) as (_, grader):
        with pytest.raises(GraderFails):
            await grader.claims(TASK)


async def test_a_reply_of_many_characters_is_not_looked_at() -> None:
    listed = json.dumps({"points": []})
    async with grading(completion(listed + " " * 100_000)) as (_, grader):
        with pytest.raises(GraderFails, match="characters"):
            await grader.claims(TASK)


async def test_the_answer_never_follows_a_redirect_to_another_host() -> None:
    async with (
        chat_server(GOOD) as elsewhere,
        grading(Scripted(307, headers={"Location": f"{elsewhere.url}/chat/completions"})) as (
            _,
            grader,
        ),
    ):
        with pytest.raises(GraderFails):
            await grader.claims(TASK)
        assert elsewhere.asked == []


async def test_after_five_failures_the_server_is_left_alone_and_then_tried_once() -> None:
    now, heard = [0.0], Heard()
    steps: list[Scripted | Answer] = [refusal(401)]
    async with grading(*steps, clock=lambda: now[0], heard=heard) as (chat, grader):
        for _ in range(5):
            with pytest.raises(GraderFails):
                await grader.claims(TASK)
        with pytest.raises(GraderFails, match="left alone"):
            await grader.claims(TASK)
        assert len(chat.asked) == 5
        now[0] = 61.0
        with pytest.raises(GraderFails, match="401"):
            await grader.claims(TASK)
        with pytest.raises(GraderFails, match="left alone"):
            await grader.claims(TASK)
        assert len(chat.asked) == 6, "one try decides after the rest"
        now[0] = 122.0
        chat.script[:] = [GOOD]
        assert await grader.claims(TASK) == SAID
        assert await grader.claims(TASK) == SAID
    assert heard.outcomes == [*["refused"] * 5, "resting", "refused", "resting", *["graded"] * 2]


async def test_neither_logs_nor_errors_hold_the_answer(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")
    echoed = [
        refusal(400, "SECRET-WORDS are too long"),
        refusal(500, "SECRET-WORDS"),
        completion("SECRET-WORDS"),
        Scripted(body=b"SECRET-WORDS"),
    ]
    for answer in echoed:
        async with grading(answer) as (_, grader):
            with pytest.raises(GraderFails) as failed:
                await grader.claims(TASK)
            assert "SECRET" not in str(failed.value)
    assert "SECRET" not in caplog.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_a_written_case_over_the_wire_ticks_what_it_says(case: Case) -> None:
    said = points(*((claim.covered, claim.quote) for claim in case.claims))
    async with grading(said) as (chat, grader):
        claims = await grader.claims(case.task)
        sent = json.loads(chat.asked[0]["messages"][1]["content"])
    assert sent["answer"] == case.task.words, "the answer is one JSON string, whatever is in it"
    assert tuple(one.point for one in evidence(case.task, claims)) == case.covered


async def test_of_an_answer_of_20_000_characters_the_beginning_is_sent() -> None:
    task = GradingTask("Why?", ("It adds up",), "pile up " * 2500)
    async with grading(points((True, "pile up pile up"))) as (chat, grader):
        await grader.claims(task)
        sent = json.loads(chat.asked[0]["messages"][1]["content"])["answer"]
    assert sent == task.words[: len(sent)]
    assert len(sent) == 6000


async def test_only_four_answers_are_read_at_once() -> None:
    async with grading(Scripted(hangs=True), limits=Limits(seconds=1.5, at_once=4)) as (
        chat,
        grader,
    ):
        await asyncio.gather(*(grader.claims(TASK) for _ in range(9)), return_exceptions=True)
        assert len(chat.asked) <= 4
