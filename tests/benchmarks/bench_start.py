"""How long people wait: help, a bank of 400 questions, the first post."""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from content.format.loader import load_bank
from tests.benchmarks.report import Line

ROOT = Path(__file__).parents[2]
BANK_SIZE = 400
RUNS = 5


def run() -> list[Line]:
    """Measure each as the best of five, beside an interpreter that does nothing."""
    nothing = _best(["-c", "pass"])
    told = _best(["-m", "bot", "--help"])
    first = _first_post()
    return [
        Line("python that does nothing", f"{nothing * 1000:.0f} ms"),
        Line("warmup --help", f"{told * 1000:.0f} ms, {told / nothing:.1f} times nothing"),
        Line("warmup run to the first post", f"{first * 1000:.0f} ms, {first / nothing:.1f} times"),
        _bank(),
    ]


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


def _first_post() -> float:
    times: list[float] = []
    for _ in range(RUNS):
        with TemporaryDirectory() as folder:
            began = time.perf_counter()
            with subprocess.Popen(
                [sys.executable, "-m", "bot", "run"], cwd=folder, env=_environment(),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            ) as process:  # fmt: skip
                assert process.stdout is not None
                for line in process.stdout:
                    if "Revealed at" in line:
                        times.append(time.perf_counter() - began)
                        break
                process.kill()
    return min(times)


def _bank() -> Line:
    shipped = sorted((ROOT / "content" / "bank").glob("*/*.md"))
    with TemporaryDirectory() as folder:
        for number in range(BANK_SIZE):
            source = shipped[number % len(shipped)]
            target = Path(folder) / source.parent.name / f"{source.stem}-{number}.md"
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(source.read_bytes())
        began = time.perf_counter()
        loaded = load_bank(Path(folder))
        seconds = time.perf_counter() - began
    return Line(f"loading {len(loaded.questions)} questions", f"{seconds * 1000:.0f} ms")


def _environment() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TZ": "UTC",
        "HOME": "/nonexistent",
    }
