"""Running a Dockerfile's steps in Debian trees, as an image's build would."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.support.dockerfile import Instruction, Stage
from tests.support.process import ROOT

PATH = "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin"
_OF_THIS_MACHINE = ("/etc/resolv.conf", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt")
"""What a build needs to reach a package index from here; an engine brings its own."""


def base_tree(base: str, tree: Path) -> None:
    """Make ``tree`` a Debian like the image ``base``: same release, same Python 3.x.

    Debian's own Python is used, which has another patch release than the image's.
    """
    tag = base.partition(":")[2]
    version, _, release = tag.partition("-slim-")
    if not (tree / "usr/bin/python3").exists():
        packages = "--include=python3,python3-venv,ca-certificates"
        subprocess.run(["debootstrap", "--variant=minbase", packages, release, tree], check=True)
    minor = version.rpartition(".")[0]
    if not (tree / f"usr/bin/python{minor}").exists():
        raise SystemExit(f"Debian {release} has another Python than {minor}.")
    for name in ("python", "python3"):
        link = tree / "usr/local/bin" / name
        link.unlink(missing_ok=True)
        link.symlink_to(f"/usr/bin/python{minor}")


def build(stages: list[Stage], base: Path, work: Path) -> Path:
    """Run every step of every stage, each in a copy of ``base``; return the last stage's tree."""
    trees: dict[str, Path] = {}
    for number, stage in enumerate(stages):
        tree = trees[stage.name] = work / f"stage-{number}"
        subprocess.run(["cp", "-a", base, tree], check=True)
        environment = {"PATH": PATH}
        folder = "/"
        for step in stage.instructions:
            print(f"{stage.base}: {step.name} {step.value}"[:100], flush=True)
            if step.name == "RUN":
                with _network(tree):
                    run_in(tree, ["/bin/sh", "-c", step.value], environment, folder)
            elif step.name == "COPY":
                _copy(step, tree, folder, trees)
            elif step.name == "WORKDIR":
                folder = step.value
                (tree / folder.lstrip("/")).mkdir(parents=True, exist_ok=True)
            elif step.name == "ARG":
                name, _, default = step.value.partition("=")
                environment[name] = default
            elif step.name == "ENV":
                environment |= stage.environment
    return work / f"stage-{len(stages) - 1}"


def run_in(tree: Path, command: list[str], environment: Mapping[str, str], folder: str) -> None:
    """Run ``command`` as root in ``tree``; what pip is told on this machine, it is told there."""
    pip = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    inside = ["env", "-C", folder, *command]
    subprocess.run(["chroot", tree, *inside], env={**pip, **environment}, check=True)


class _network:  # noqa: N801  # used as a context manager, like a function
    """Lends a tree what it needs to reach the network, and takes it away afterward."""

    def __init__(self, tree: Path) -> None:
        self._tree = tree
        self._lent: list[tuple[Path, bytes | None]] = []

    def __enter__(self) -> None:
        for name in _OF_THIS_MACHINE:
            here, there = Path(name), self._tree / name.lstrip("/")
            if here.exists():
                self._lent.append((there, there.read_bytes() if there.is_file() else None))
                there.unlink(missing_ok=True)
                there.write_bytes(here.read_bytes())

    def __exit__(self, *_: object) -> None:
        for there, before in self._lent:
            there.unlink(missing_ok=True)
            if before is not None:
                there.write_bytes(before)


def _copy(step: Instruction, tree: Path, folder: str, trees: Mapping[str, Path]) -> None:
    words = list(step.words)
    source = ROOT
    if words[0].startswith("--from="):
        source = trees[words.pop(0).removeprefix("--from=")]
    *names, target = words
    there = tree / (Path(folder) / target).as_posix().lstrip("/")
    for name in names:
        here = source / name.lstrip("/")
        if here.is_dir():
            # .dockerignore leaves these out.
            ignored = shutil.ignore_patterns("__pycache__") if source is ROOT else None
            shutil.copytree(here, there, symlinks=True, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copy2(here, there)
