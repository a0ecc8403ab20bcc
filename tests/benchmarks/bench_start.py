"""How long people wait: help, a bank of 475 questions with a cache and without, the first post."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, ignore_patterns
from tempfile import TemporaryDirectory

from content.format.loader import load_bank
from tests.benchmarks.report import Line

ROOT = Path(__file__).parents[2]
BANK_SIZE = 475
RUNS = 5


def run() -> list[Line]:
    """Measure each as the best of five, compared with an interpreter that does nothing."""
    with TemporaryDirectory() as name:
        home = Path(name) / "home"
        home.mkdir()
        program = _program(Path(name) / "program")
        nothing = _best(["-c", "pass"])
        told = _best(["-m", "bot", "--help"])
        first_cold = _first_post(program, Path("/nonexistent"))  # no home, no cache
        first_warm = _first_post(program, home)
        cold, warm = _loading(program / "content" / "bank", home / "questions.json")
    return [
        Line("python that does nothing", f"{nothing * 1000:.0f} ms"),
        Line("warmup --help", f"{told * 1000:.0f} ms, {told / nothing:.1f} times nothing"),
        Line("the first post, without a cache", _beside(first_cold, nothing)),
        Line("the first post, with one", _beside(first_warm, nothing)),
        Line(f"{BANK_SIZE} questions, without a cache", f"{cold * 1000:.0f} ms"),
        Line(
            f"{BANK_SIZE} questions, with one",
            f"{warm * 1000:.0f} ms, {warm / cold:.2f} of the time",
        ),
    ]


def _beside(seconds: float, nothing: float) -> str:
    return f"{seconds * 1000:.0f} ms, {seconds / nothing:.1f} times nothing"


def _program(folder: Path) -> Path:
    """Copy the program to ``folder``, with a bank of 475 questions."""
    leave = ignore_patterns("__pycache__", "bank")
    for package in ("bot", "content", "storage"):
        copytree(ROOT / package, folder / package, ignore=leave)
    shipped = sorted((ROOT / "content" / "bank").glob("*/*.md"))
    for number in range(BANK_SIZE):
        source = shipped[number % len(shipped)]
        name = f"{source.stem}-{number}.md"
        target = folder / "content" / "bank" / source.parent.name / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return folder


def _best(arguments: list[str], folder: str | None = None) -> float:
    times: list[float] = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, *arguments], cwd=folder or ROOT, env=_environment(), check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        times.append(time.perf_counter() - began)
    return min(times)


def _first_post(program: Path, home: Path) -> float:
    times: list[float] = []
    for _ in range(RUNS + 1):
        with TemporaryDirectory() as folder:
            began = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], cwd=folder,
                env=_environment(program, home), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                text=True,
            ) as process:  # fmt: skip
                assert process.stdout is not None
                for line in process.stdout:
                    if "Question 1" in line:
                        times.append(time.perf_counter() - began)
                        break
                process.kill()
    return min(times[1:])  # the first one fills the cache


def _loading(bank: Path, cache: Path) -> tuple[float, float]:
    """Return the seconds that loading takes without a cache, and with a full one."""
    load_bank(bank, cache=cache)
    return _fastest(lambda: load_bank(bank)), _fastest(lambda: load_bank(bank, cache=cache))


def _fastest(work: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _environment(program: Path = ROOT, home: Path = Path("/nonexistent")) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(program),
        "TZ": "UTC",
        "HOME": str(home),
    }
