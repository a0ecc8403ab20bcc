"""The fortnight again, with every byte that is sent and every line that is logged in view."""

import io
import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.engine.model.questions import Question
from bot.engine.model.rounds import Round, RoundState
from bot.engine.ports.repositories import Transaction
from tests.e2e.bank import FixtureBank
from tests.e2e.discord_socket_stage import DiscordSocketStage
from tests.e2e.fortnight import MONDAY, SECRETS, at, play
from tests.e2e.slack_stage import SlackStage
from tests.e2e.tap import Wire, logged

pytestmark = pytest.mark.slow

PLATFORMS = ("discord", "slack")


class Tapped:
    """A stage under watch: before time moves forward, no answer to an open question may leak."""

    def __init__(self, stage: Any, wire: Wire, told: io.StringIO) -> None:
        self._stage = stage
        self._wire = wire
        self._told = told
        self.looked = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stage, name)

    async def go_to(self, at: datetime) -> None:
        await self._nothing_is_out()
        await self._stage.go_to(at)

    async def _nothing_is_out(self) -> None:
        def query(tx: Transaction) -> list[str]:
            rounds = [r for team in tx.teams.all() for r in tx.rounds.live(team.id)]
            return [subject(r) for r in rounds if r.state is RoundState.OPEN]

        subjects = await self._stage.store.read(query)
        if not subjects:
            return
        self.looked += 1
        number = "|".join(subjects)
        for where, text in (("sent", self.sent()), ("logged", self._told.getvalue())):
            for secret in SECRETS:
                assert not re.search(rf"{secret} ({number})\b", text), (where, secret)

    def sent(self) -> str:
        return self._wire.sent.decode("utf-8", "replace")


def subject(asked: Round) -> str:
    return asked.question_id.removeprefix("fixtures/question-").lstrip("0")


@asynccontextmanager
async def tapped(
    platform: str, folder: Path, bank: FixtureBank | None = None
) -> AsyncGenerator[tuple[Any, io.StringIO, tuple[str, ...]]]:
    """Run a tapped stage; yields it, the log, and the secrets that must not be in the log."""
    if platform == "discord":
        stage: Any = DiscordSocketStage(folder, bank)
        secrets = (stage.server.token,)
        wire = stage.wire
    else:
        stage, wire = SlackStage(folder, bank), Wire()
        stage.wire = wire
        secrets = (stage.world.bot_token, stage.world.app_token)
    with logged(secrets) as told:
        await stage.open()
        try:
            yield Tapped(stage, wire, told), told, secrets
        finally:
            await stage.close()


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_nothing_of_an_answer_is_sent_or_logged_before_its_reveal(
    platform: str, tmp_path: Path
) -> None:
    async with tapped(platform, tmp_path) as (stage, told, secrets):
        await play(stage)
        assert stage.looked >= 10
        sent = stage.sent()
        for secret in SECRETS:
            revealed = set(re.findall(rf"{secret} (\d+)\b", sent))
            assert len(revealed) == 10, "the tap saw every reveal"
        for secret in secrets:
            assert secret in sent, "the tap saw the token go out"
    text = told.getvalue()
    assert len(text) > 10_000, "the libraries spoke at DEBUG"
    assert "round=1" in text
    for secret in secrets:
        assert secret not in text
    assert not re.search(r"authorization\W{0,6}\w+ (?!•)", text, re.IGNORECASE)
    assert not re.search(r"/(interactions|webhooks)/\d+/(?!•)", text)
    ours = [line for line in text.splitlines() if " aiohttp.access: " not in line]  # the fake's
    assert "/respond/" not in "\n".join(ours), "where anyone may answer a press, at any host"


class MovedKey(FixtureBank):
    """The same bank, another choice being the right one."""

    def __init__(self, right: int) -> None:
        super().__init__()
        moved = {name: moved_key(one, right) for name, one in self.questions.items()}
        self.questions: Mapping[str, Question] = moved


def moved_key(question: Question, right: int) -> Question:
    choices = (replace(c, right=i == right) for i, c in enumerate(question.choices))
    return replace(question, choices=tuple(choices))


async def sent_until_the_reveal(platform: str, folder: Path, right: int) -> list[str]:
    """Return what is sent in a morning of presses, without what differs by chance."""
    async with tapped(platform, folder, MovedKey(right)) as (stage, _, _):
        await stage.go_to(at(MONDAY, 8, 50))
        await stage.set_up()
        await stage.go_to(at(MONDAY, 9, 1))
        ada, ben, cleo = stage.people
        for who, letter in ((ada, "A"), (ben, "B"), (cleo, "C"), (ada, "D")):
            await stage.choose(who, letter)
        await stage.own_words(ben, "words")
        await stage.leaderboard(ada)
        await stage.streak(ada)
        await stage.go_to(at(MONDAY, 15, 50))
        return said(stage.sent())


def said(sent: str) -> list[str]:
    """Return the bodies of all requests, sorted, numbers by chance left out."""
    by_chance = (
        (r"(POST|PUT|PATCH|GET|DELETE) /\S+ HTTP/1\.1", "\n"),  # the next one on a connection
        (r"w1:y:\w+:", "w1:y:#:"),
        (r"\d{9,}(\.\d+)?|127.0.0.1:\d+", "#"),
        (r"\"origin\":\s*\"\w+\"", "origin"),
        (r"(Content-Length|User-Agent|X-[\w-]+|Host): [^\r\n]*", ""),
        (r"(envelope-|respond/|token-|V)[\w#-]+", "id"),
    )
    for pattern, with_ in by_chance:
        sent = re.sub(pattern, with_, sent)
    return sorted(line for line in sent.splitlines() if line.startswith("{") or "{" in line)


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_until_the_reveal_the_same_is_sent_whichever_choice_is_right(
    platform: str, tmp_path: Path
) -> None:
    for name in ("first", "other"):
        (tmp_path / name).mkdir()
    first = await sent_until_the_reveal(platform, tmp_path / "first", 0)
    other = await sent_until_the_reveal(platform, tmp_path / "other", 2)
    assert any("choice 2 of" in line for line in first), "the tap saw the question"
    assert first == other
