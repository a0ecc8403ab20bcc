"""What hostile code in a question can't do: lie about itself, stay, take more, look around."""

import os
import secrets
import socket
import time
from pathlib import Path

import pytest

from content.code.process import obstacle
from content.code.report import BlockRun, State
from content.code.runner import run_text
from tests.support.code_blocks import bank_file, python_block, sql_block

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="the guard is for POSIX systems"),
]
everywhere = pytest.mark.parametrize("contained", [False, True])


@pytest.fixture(autouse=True)
def _only_where_possible(request: pytest.FixtureRequest) -> None:
    params = getattr(getattr(request.node, "callspec", None), "params", {})
    if params.get("contained", True) and obstacle():
        pytest.skip(f"no namespaces here: {obstacle()}")


def _run(*code: str, contained: bool = True, limit: float = 10.0) -> list[BlockRun]:
    text = bank_file(*(python_block(each) for each in code))
    return list(run_text(text, file="bank/a/b.md", limit=limit, contained=contained))


def _passes(code: str, *, contained: bool = True) -> bool:
    (run,) = _run(code, contained=contained)
    assert run.state is State.PASSED, run.reason + run.traceback
    return True


LIES = {
    "leaving with exit code 0": "import os\nprint('passed', flush=True)\nos._exit(0)",
    "sys.exit": "import sys\nsys.exit(0)",
    "writing to every descriptor": (
        "import os\n"
        "for number in range(3, 1024):\n"
        '    for line in (b\'passed\', b\'{"event": "block", "state": "passed"}\'):\n'
        "        try: os.write(number, line + b'\\n')\n"
        "        except OSError: pass\n"
        "os._exit(0)"
    ),
    "walking the frames": (
        "import os, sys\n"
        "frame = sys._getframe()\n"
        "while frame:\n"
        "    for value in [*frame.f_locals.values()]:\n"
        "        if type(value) is bytes and len(value) == 32:\n"
        "            for n in range(3, 1024):\n"
        "                try: os.write(n, value + b' passed\\n')\n"
        "                except OSError: pass\n"
        "    frame = frame.f_back\n"
        "os._exit(0)"
    ),
    "looking at other threads": "import sys\nsys._current_frames()",
    "looking at all objects": "import gc\ngc.get_objects()",
    "asking who refers to it": "import gc, sys\ngc.get_referrers(sys._getframe().f_code)",
    "tracing": "import sys\nsys.settrace(lambda *a: None)",
    "replacing what reports": (
        "import builtins, json, os, sys\n"
        "def lie(*a, **k): return b'passed'\n"
        "json.dumps = os.write = builtins.type = builtins.len = lie\n"
        "sys.unraisablehook = lie\n"
        "raise ValueError"
    ),
    "spoiling the details of the failure": (
        "import sys\n"
        "class Evil:\n"
        "    def __radd__(self, other): open('stolen', 'wb').write(other); return b''\n"
        "note = sys.unraisablehook.__self__.found\n"
        "sys.unraisablehook = lambda failure: note.append(Evil())\n"
        "raise ValueError"
    ),
    "details that look like a line of the reporter's": (
        "import sys\n"
        "note = sys.unraisablehook.__self__.found\n"
        "sys.unraisablehook = lambda failure: note.append(b'{}\\n passed\\n[[[')\n"
        "raise ValueError"
    ),
    "interrupting the thread that reports": (
        "import _thread, time\n_thread.interrupt_main()\ntime.sleep(0.2)\nraise ValueError"
    ),
    "a forked copy that goes on": "import os\nif os.fork(): os._exit(0)",
}


@everywhere
@pytest.mark.parametrize("lie", LIES)
def test_a_block_that_did_not_run_to_its_end_never_passes(lie: str, *, contained: bool) -> None:
    runs = _run(LIES[lie], "assert False", contained=contained)
    assert State.PASSED not in [run.state for run in runs]
    assert runs[0].state is State.FAILED


@everywhere
def test_a_block_has_its_seconds_of_wall_time_and_no_more(*, contained: bool) -> None:
    began = time.monotonic()
    (run,) = _run("import time\ntime.sleep(60)", contained=contained, limit=1.0)
    assert (run.state, run.reason) == (State.FAILED, "it took longer than 1 seconds")
    assert time.monotonic() - began < 10


def test_lines_that_are_not_the_reporters_do_not_stop_the_clock() -> None:
    code = (
        "import os, time\n"
        "while True:\n"
        "    time.sleep(0.05)\n"
        "    for n in range(3, 512):\n"
        "        try: os.write(n, b'x ready\\n')\n"
        "        except OSError: pass"
    )
    began = time.monotonic()
    (run,) = _run(code, limit=1.0)
    assert run.state is State.FAILED
    assert time.monotonic() - began < 10


@everywhere
def test_a_child_in_the_blocks_session_is_ended_with_it(*, contained: bool) -> None:
    mark = secrets.token_hex(8)
    code = f"import subprocess\nsubprocess.Popen(['sh', '-c', 'sleep 60; echo {mark}'])"
    assert _passes(code, contained=contained)
    assert _gone(mark)


def test_a_child_that_forked_twice_into_its_own_session_is_ended_too() -> None:
    mark = secrets.token_hex(8)
    code = (
        "import os, subprocess\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        f"        os.execvp('sh', ['sh', '-c', 'sleep 60; echo {mark}'])\n"
        "    os._exit(0)\n"
        "import time; time.sleep(0.3)"
    )
    assert _passes(code)
    assert _gone(mark)


def _gone(mark: str) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if not any(mark in line for line in _command_lines()):
            return True
        time.sleep(0.01)
    return False


def _command_lines() -> list[str]:
    found: list[str] = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            found.append((process / "cmdline").read_text(errors="replace"))
        except OSError:
            continue
    return found


TOO_MUCH = {
    "memory": "x = bytearray(7 * 1024**3)",
    "a file": "with open('big', 'wb') as f:\n    f.seek(600 * 1024**2)\n    f.write(b'x')",
    "open files": "kept = [open('/dev/null') for _ in range(600)]",
}


@everywhere
@pytest.mark.parametrize("what", TOO_MUCH)
def test_a_block_that_takes_too_much_fails(what: str, *, contained: bool) -> None:
    (run,) = _run(TOO_MUCH[what], contained=contained)
    assert run.state is State.FAILED
    assert run.reason.startswith(("MemoryError", "OSError"))


def test_processes_are_limited() -> None:
    code = (
        "import os, time\n"
        "for _ in range(600):\n"
        "    if os.fork() == 0:\n"
        "        time.sleep(30)\n"
        "        os._exit(0)"
    )
    (run,) = _run(code, limit=60)
    assert run.reason.startswith("BlockingIOError")


def test_memory_counts_all_processes_together() -> None:
    code = (
        "import os, time\n"
        "for _ in range(8):\n"
        "    if os.fork() == 0:\n"
        "        kept = b'x' * 1024**3\n"
        "        time.sleep(60)\n"
        "time.sleep(60)"
    )
    (run,) = _run(code, limit=60)
    assert run.reason == "it used more than 6 GiB of memory"


def test_there_is_no_network_but_the_blocks_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        (run,) = _run(f"import socket\nsocket.create_connection(('127.0.0.1', {port}), 2)")
    assert run.reason.startswith("ConnectionRefusedError")
    assert _passes(
        "import socket\n"
        "with socket.create_server(('127.0.0.1', 0)) as server:\n"
        "    socket.create_connection(server.getsockname(), 2).close()"
    )


def test_the_users_files_are_out_of_sight_and_the_system_cannot_be_written_to(
    tmp_path: Path,
) -> None:
    secret = tmp_path / ".env"
    secret.write_text("DISCORD_TOKEN=x")
    secret.chmod(0o644)
    assert _passes(f"import os\nassert not os.path.exists({str(secret)!r})")
    here = str(Path(__file__).parents[3] / "pyproject.toml")
    assert _passes(f"import os\nassert not os.path.exists({here!r})")
    for place in ("/", "/usr", "/etc"):
        (run,) = _run(f"open('{place}/mark', 'w')")
        assert run.state is State.FAILED


def test_sql_cannot_write_outside_its_folder_either() -> None:
    text = bank_file(sql_block("ATTACH '/usr/mark.db' AS other;\nCREATE TABLE other.t (a);"))
    (run,) = run_text(text, file="a.md", contained=True)
    assert run.state is State.FAILED


@everywhere
def test_no_setting_of_ours_is_in_any_environment_it_can_read(
    monkeypatch: pytest.MonkeyPatch, *, contained: bool
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    assert _passes("import os\nassert 'SLACK_BOT_TOKEN' not in os.environ", contained=contained)
    if contained:
        code = (
            "import pathlib\n"
            "for file in pathlib.Path('/proc').glob('[0-9]*/environ'):\n"
            "    try: assert b'xoxb' not in file.read_bytes()\n"
            "    except OSError: pass"
        )
        assert _passes(code)


def test_a_block_has_no_rights_and_cannot_get_any() -> None:
    code = (
        "import os\n"
        "status = open('/proc/self/status').read()\n"
        "assert 'CapEff:\\t0000000000000000' in status\n"
        "assert 'NoNewPrivs:\\t1' in status\n"
        "assert os.getuid() != 0"
    )
    assert _passes(code)


def test_shared_memory_and_processes_work_within() -> None:
    assert _passes(
        "import multiprocessing as m\n"
        "pool = m.get_context('fork').Pool(2)\n"
        "assert pool.map(abs, [-1, -2]) == [1, 2]\n"
        "pool.terminate()"
    )


def test_what_a_thread_keeps_for_itself_lasts_from_block_to_block() -> None:
    first = "import decimal\ndecimal.getcontext().prec = 3"
    runs = _run(first, "assert decimal.getcontext().prec == 3")
    assert [run.state for run in runs] == [State.PASSED, State.PASSED]
