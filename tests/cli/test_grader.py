"""``warmup grader try`` and the doctor's look at the model, against a scripted server."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import graders
from bot.engine.rules.install_line import install_line
from bot.grader.guarded import Limits
from bot.grader_settings import GraderSettings
from tests.support.fakes.chat_server import (
    ChatServer,
    Scripted,
    chat_server,
    completion,
    points,
    refusal,
)
from tests.support.process import environment

pytestmark = pytest.mark.slow

QUICK = Limits(seconds=10.0, pause=0.0)
CASE = {
    "question": "Why?",
    "key_points": ["It adds up", "Clear it"],
    "answer": "Every pass piles onto the buffer. SECRET-WORDS",
    "covered": [1, 2],
}


async def run(folder: Path, chat: ChatServer | None, *arguments: str) -> tuple[int, str, str]:
    """Run ``warmup`` with the arguments; return its exit code and what it prints."""
    settings: dict[str, str] = {}
    if chat is not None:
        settings = {"GRADER_MODEL": "scripted", "GRADER_URL": chat.url, "GRADER_KEY": "sk-1"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=folder,
        env=environment(folder, **settings),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


@pytest.fixture
def cases(tmp_path: Path) -> str:
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(CASE) + "\n", encoding="utf-8")
    return str(file)


async def test_trying_tells_which_key_points_are_not_as_people_marked_them(
    tmp_path: Path, cases: str
) -> None:
    said = points((True, "Every pass piles onto the buffer"), (True, "stands nowhere"))
    async with chat_server(said) as chat:
        code, out, _ = await run(tmp_path, chat, "grader", "try", cases)
    assert code == 0
    assert 'line 1, key point 2: covered, but not ticked ("stands nowhere")' in out
    assert "1 of 2 key points as people marked them (50%)." in out
    assert "Claimed without words that show it: 1." in out
    assert chat.headers[0]["Authorization"] == "Bearer sk-1"


async def test_trying_prints_json_of_every_claim(tmp_path: Path, cases: str) -> None:
    async with chat_server(points((True, "piles onto the buffer"), (False, ""))) as chat:
        code, out, _ = await run(tmp_path, chat, "grader", "try", cases, "--json")
    printed = json.loads(out)
    assert (code, printed["ok"]) == (0, True)
    assert printed["result"]["agreement"]["agreed"] == 1
    assert printed["result"]["cases"][0]["points"][0]["claim"]["quote"] == "piles onto the buffer"


async def test_an_answer_that_was_not_read_makes_it_fail(tmp_path: Path, cases: str) -> None:
    async with chat_server(refusal(401)) as chat:
        code, out, _ = await run(tmp_path, chat, "grader", "try", cases)
    assert code == 1
    assert "line 1: not read: the server answered with status 401" in out
    assert "Not read: 1 answer." in out


async def test_without_a_model_it_says_what_to_set(tmp_path: Path, cases: str) -> None:
    code, _, err = await run(tmp_path, None, "grader", "try", cases)
    assert code == 1
    assert "Set GRADER_MODEL and GRADER_URL" in err


async def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    async with chat_server(refusal(401)) as chat:
        code, _, err = await run(tmp_path, chat, "grader", "try", "nowhere.jsonl")
    assert code == 1
    assert "nowhere.jsonl can't be read" in err


async def found(*script: Scripted) -> list[tuple[bool, str, str]]:
    """Return what the doctor finds with a server that answers so."""
    async with chat_server(*script) as chat:
        settings = GraderSettings("scripted", chat.url)
        findings = await graders.check_grader(settings, QUICK)
    return [(each.ok, each.what, each.fix) for each in findings]


async def test_the_doctor_has_the_model_read_an_answer() -> None:
    (one,) = await found(points((True, "nobody computes them a second time"), (False, "")))
    assert one[0]
    assert "reads answers (200 per team and day)" in one[1]


async def test_the_doctor_notices_a_model_that_misreads() -> None:
    (one,) = await found(points((False, ""), (False, "")))
    assert one[0]
    assert "misread" in one[1]


@pytest.mark.parametrize(
    ("answer", "fix"),
    [
        (refusal(401), "GRADER_KEY"),
        (refusal(500), "log"),
        (completion("no"), "log"),
        (Scripted(drops=True), "GRADER_URL"),
    ],
)
async def test_the_doctor_says_how_to_fix_what_fails(answer: Scripted, fix: str) -> None:
    ((ok, what, told),) = await found(answer)
    assert not ok
    assert "doesn't read answers" in what
    assert fix in told


async def test_the_doctor_says_that_none_is_set_up() -> None:
    (one,) = await graders.check_grader(GraderSettings())
    assert one.ok
    assert "GRADER_MODEL" in one.fix


def test_without_a_model_there_is_no_grader() -> None:
    assert graders.build_grader(GraderSettings()) is None


@pytest.mark.slow
def test_a_missing_package_is_named_with_the_line_that_installs_it(tmp_path: Path) -> None:
    """A process in which the optional package can't be found, as in a default install."""
    code = (
        "import importlib.util as u\n"
        "real = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'pydantic_ai' else real(name, *more)\n"
        "from bot.cli import main\n"
        "main(['run'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"], "HOME": str(tmp_path),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "GRADER_MODEL": "m", "GRADER_URL": "http://localhost:1/v1",
        },
        input="/quit\n", capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert install_line("grader") in done.stderr


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("http://localhost:11434/v1", False),
        ("http://ollama:11434/v1", False),
        ("http://10.0.0.7:8000/v1", False),
        ("http://[::1]:8000/v1", False),
        ("https://api.example.com/v1", False),
        ("http://api.example.com/v1", True),
        ("http://8.8.8.8/v1", True),
    ],
)
def test_answers_in_the_clear_are_pointed_out(url: str, warned: bool) -> None:
    assert bool(graders.unencrypted(GraderSettings("m", url))) is warned
