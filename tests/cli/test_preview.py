"""``warmup content preview`` as someone runs it."""

import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support.previews import bank_of_files
from tests.support.process import environment, warmup

pytestmark = pytest.mark.slow


def test_it_prints_its_address_serves_it_and_ends_kindly(tmp_path: Path) -> None:
    file = bank_of_files(tmp_path) / "hashing" / "ring.md"
    command = [sys.executable, "-m", "bot", "content", "preview", str(file)]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        found = re.match(r"Preview: (http://127\.0\.0\.1:\d+/\S+)\n", process.stdout.readline())
        assert found, process.stderr.read()
        assert process.stdout.readline() == "Ctrl-C ends it.\n"
        with urlopen(found[1]) as response:  # noqa: S310  # our own server
            assert "Consistent hashing (ring)" in response.read().decode()
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "Preview ended.\n"
        assert process.stderr.read() == ""
    assert process.returncode == 0


def test_an_unknown_id_is_one_clear_sentence(tmp_path: Path) -> None:
    done = warmup(tmp_path, "content", "preview", "pytorch/tensor-view")
    assert done.returncode == 1
    assert done.stderr == (
        "There is no question 'pytorch/tensor-view'.\nDid you mean pytorch/tensor-views?\n"
    )
