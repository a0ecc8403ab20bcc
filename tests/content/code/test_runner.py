import os
import time
from pathlib import Path

import pytest

from content.code.blocks import blocks_of
from content.code.report import BlockRun, CodeReport, State
from content.code.runner import run_bank, run_text
from tests.support.code_blocks import bank_file, python_block, sql_block


def _run(*blocks: str, limit: float = 10.0) -> tuple[BlockRun, ...]:
    return run_text(bank_file(*blocks), file="bank/a/b.md", limit=limit)


def _states(*blocks: str) -> list[State]:
    return [run.state for run in _run(*blocks)]


def test_python_blocks_share_one_namespace_top_to_bottom() -> None:
    states = _states(python_block("x = 1"), python_block("assert x == 1"))
    assert states == [State.PASSED, State.PASSED]


def test_questions_do_not_share_anything(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.md"
    one.write_text(bank_file(python_block("x = 1\nopen('left', 'w').close()")))
    empty = "import os\nassert not os.listdir()\nassert 'x' not in dir()"
    two.write_text(bank_file(python_block(empty)))
    assert run_bank([one, two], processes=1).count(State.PASSED) == 2


def test_a_failure_names_its_line_in_the_file_and_shows_the_traceback() -> None:
    (run,) = _run(python_block("def f():\n    return 1 / 0\n\nf()"))
    assert (run.state, run.line, run.at) == (State.FAILED, 9, 10)
    assert run.reason == "ZeroDivisionError: division by zero"
    assert 'File "bank/a/b.md", line 12' in run.traceback
    assert "return 1 / 0" in run.traceback
    assert "code_child" not in run.traceback


def test_a_syntax_error_names_its_line() -> None:
    (run,) = _run(python_block("x = 1\nf("))
    assert (run.state, run.at) == (State.FAILED, 10)


def test_a_claim_that_is_wrong_fails() -> None:
    (run,) = _run(python_block("assert 1 + 1 == 3, 'no'"))
    assert run.reason == "AssertionError: no"


def test_a_failure_in_a_library_is_blamed_on_the_line_that_called_it() -> None:
    (run,) = _run(python_block("import json\n\njson.loads('{')"))
    assert (run.state, run.at) == (State.FAILED, 11)


def test_blocks_marked_no_run_are_counted_and_not_run() -> None:
    assert _states(python_block("raise ValueError", " no-run")) == [State.NO_RUN]


def test_other_languages_are_not_run() -> None:
    assert _states("```bash\nexit 1\n```", "```\nx\n```") == []


def test_a_missing_package_skips_the_block_and_is_named() -> None:
    runs = _run(python_block("import no_such_package.sub"), python_block("no_such_package.f()"))
    assert [run.state for run in runs] == [State.SKIPPED, State.SKIPPED]
    assert runs[0].reason == "no_such_package isn't installed"
    assert "no_such_package" in runs[1].reason


def test_an_import_that_fails_inside_a_package_is_a_failure() -> None:
    (run,) = _run(python_block("from json import no_such_name"))
    assert run.state is State.FAILED
    assert run.reason.startswith("ImportError")


def test_an_import_a_block_can_do_without_is_no_reason_to_skip_it() -> None:
    code = "try:\n    import no_such_package\nexcept ImportError:\n    pass"
    assert _states(python_block(code)) == [State.PASSED]


def test_a_block_that_needs_nothing_of_a_skipped_one_runs() -> None:
    assert _states(python_block("import no_such_package"), python_block("assert True")) == [
        State.SKIPPED,
        State.PASSED,
    ]


def test_a_block_that_takes_too_long_is_ended() -> None:
    began = time.monotonic()
    runs = _run(python_block("while True: pass"), python_block("x = 1"), limit=0.2)
    assert [run.state for run in runs] == [State.FAILED, State.SKIPPED]
    assert "longer than 0.2 seconds" in runs[0].reason
    assert time.monotonic() - began < 8


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", "the process ended"),
        ("import os\nos._exit(0)", "the process ended"),
        ("raise SystemExit(0)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    ],
)
def test_a_block_that_ends_its_process_fails(code: str, reason: str) -> None:
    (run,) = _run(python_block(code))
    assert run.state is State.FAILED
    assert reason in run.reason


def test_what_a_block_prints_does_not_reach_the_report() -> None:
    code = "print('passed')\nimport os\nos.system('echo passed')"
    assert _states(python_block(code)) == [State.PASSED]


def test_nothing_of_the_users_environment_reaches_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    code = (
        "import os\nassert 'DISCORD_TOKEN' not in os.environ\n"
        "assert os.environ['HOME'] == os.getcwd()"
    )
    assert _states(python_block(code)) == [State.PASSED]


@pytest.mark.parametrize("before", ["", "path = 1\n"])
def test_a_package_reads_the_variables_set_before_its_import(before: str) -> None:
    code = (
        f"import os\n{before}os.environ['PYTHONTZPATH'] = '/nowhere'\n"
        "import zoneinfo\nassert zoneinfo.TZPATH == ('/nowhere',)"
    )
    assert _states(python_block(code)) == [State.PASSED]


def test_classes_can_be_pickled_as_in_a_script() -> None:
    code = "import pickle\nclass A: pass\nassert isinstance(pickle.loads(pickle.dumps(A())), A)"
    assert _states(python_block(code)) == [State.PASSED]


def test_sql_blocks_share_one_database_and_keep_transactions() -> None:
    first = sql_block("CREATE TABLE t (a);\nINSERT INTO t VALUES (1);")
    second = sql_block("BEGIN;\nDELETE FROM t;\nROLLBACK;\nSELECT 1 / (SELECT count(*) FROM t);")
    assert _states(first, second) == [State.PASSED, State.PASSED]


def test_a_failing_statement_names_its_line() -> None:
    code = "CREATE TABLE t (a CHECK (a > 0));\n\n-- no\nINSERT INTO t\nVALUES (0);"
    (run,) = _run(sql_block(code))
    assert run.state is State.FAILED
    assert run.at in (11, 12)
    assert "CHECK constraint failed" in run.reason


def test_semicolons_in_words_and_triggers_end_no_statement() -> None:
    code = (
        "CREATE TABLE t (a);\nCREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END;\n"
        "INSERT INTO t VALUES ('x;y');\nSELECT * FROM t -- the last; one"
    )
    assert _states(sql_block(code)) == [State.PASSED]


def test_the_report_counts_and_gives_reasons(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    codes = (("x", ""), ("y = 1", ""), ("z", " no-run"), ("import nonesuch", ""))
    blocks = (python_block(code, mark) for code, mark in codes)
    file.write_text(bank_file(*blocks))
    seen: list[Path] = []
    report = run_bank([file], progress=lambda path, _: seen.append(path))
    assert report.to_plain() == {
        "blocks": 4,
        "run": 2,
        "passed": 1,
        "failed": 1,
        "no_run": 1,
        "skipped": {"nonesuch isn't installed": 1},
    }
    assert seen == [file]
    (problem,) = report.problems
    assert (problem.line, problem.code) == (9, "code")
    assert "NameError" in problem.message


def test_a_file_without_blocks_starts_no_process() -> None:
    assert _run() == ()
    assert CodeReport(()).to_plain()["blocks"] == 0
    assert blocks_of("no front matter") == ()
    assert os.getpid()
