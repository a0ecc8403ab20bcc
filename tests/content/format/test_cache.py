"""The cache of parsed questions: the same bank with it and without, whatever is in it."""

import json
import os
import pickle
import subprocess
import sys
from hashlib import blake2b
from importlib.metadata import packages_distributions
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from content.format.cache import LIBRARIES, Kept, parser_sources, parser_version, write_cache
from content.format.loader import load_bank
from tests.support.question_samples import FOLLOWED, WHOLE, question

ROOT = Path(__file__).parents[3]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    folder = tmp_path / "bank" / "hashing"
    folder.mkdir(parents=True)
    (folder / "ring.md").write_text(WHOLE)
    (folder / "followed.md").write_text(FOLLOWED)
    (folder / "broken.md").write_text("no question")
    return folder.parent


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "home" / "warmup" / "questions.json"


def _kept(cache: Path) -> int:
    """Return how many questions the cache keeps."""
    return len(json.loads(cache.read_bytes().split(b"\n", 1)[1]))


def test_a_bank_is_the_same_from_a_cache(bank: Path, cache: Path) -> None:
    plain = load_bank(bank)
    assert load_bank(bank, cache=cache) == plain
    assert _kept(cache) == 2
    assert load_bank(bank, cache=cache) == plain
    assert [len(file.lines) > 10 for file in plain.files] == [False, True, True]


@pytest.mark.slow
def test_the_shipped_bank_is_the_same_from_a_cache(cache: Path) -> None:
    load_bank(cache=cache)
    assert load_bank(cache=cache) == load_bank()


def test_an_edit_is_seen_though_size_and_time_stay(bank: Path, cache: Path) -> None:
    load_bank(bank, cache=cache)
    file = bank / "hashing" / "ring.md"
    before = file.stat()
    file.write_text(WHOLE.replace("A ninth", "A tenth"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    loaded = load_bank(bank, cache=cache)
    assert "A tenth is added" in str(loaded.questions["hashing/ring"].prompt)
    assert loaded == load_bank(bank)


def test_a_file_that_moves_becomes_another_question(bank: Path, cache: Path) -> None:
    load_bank(bank, cache=cache)
    (bank / "hashing" / "ring.md").rename(bank / "hashing" / "circle.md")
    loaded = load_bank(bank, cache=cache)
    assert loaded.questions["hashing/circle"].id == "hashing/circle"
    assert loaded == load_bank(bank)


def test_what_is_gone_from_the_bank_goes_from_the_cache(bank: Path, cache: Path) -> None:
    load_bank(bank, cache=cache)
    (bank / "hashing" / "ring.md").unlink()
    assert list(load_bank(bank, cache=cache).questions) == ["hashing/followed"]
    assert _kept(cache) == 1


def test_loading_a_part_leaves_the_cache_as_it_is(bank: Path, cache: Path) -> None:
    load_bank(bank, cache=cache)
    before = cache.read_bytes()
    file = bank / "hashing" / "ring.md"
    file.write_text(WHOLE.replace("A ninth", "A tenth"))
    load_bank(bank, only=[file], cache=cache)
    assert cache.read_bytes() == before


def _signed(body: bytes) -> bytes:
    """Return a cache of today's parser with any body, under a checksum that fits."""
    checksum = blake2b(body, digest_size=16).hexdigest()
    head = {"what": "warmup questions", "parser": parser_version(), "checksum": checksum}
    return json.dumps(head).encode() + b"\n" + body


class _Bomb:
    """An object whose pickle would end the process that reads it."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (7,)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\xff\xfe",
        b"{}",
        b"[]\n[]",
        b'{"what": "warmup questions"}\n{}',
        b"[" * 100_000,
        pickle.dumps(_Bomb()),
        _signed(b"[1, 2]"),
        _signed(b"{}"),
        _signed(b'{"x": 1}'),
        _signed(b'{"x": {"question": {"id": "a/b"}, "lines": {}}}'),
        _signed(b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    ],
)
def test_a_foreign_cache_is_ignored_and_replaced(content: bytes, bank: Path, cache: Path) -> None:
    cache.parent.mkdir(parents=True)
    cache.write_bytes(content)
    assert load_bank(bank, cache=cache) == load_bank(bank)
    assert _kept(cache) == 2


@pytest.mark.parametrize("place", [0.01, 0.1, 0.5, 0.99])
def test_a_damaged_cache_is_ignored_and_replaced(place: float, bank: Path, cache: Path) -> None:
    load_bank(bank, cache=cache)
    whole = bytearray(cache.read_bytes())
    whole[int(len(whole) * place)] ^= 1
    for damaged in (bytes(whole), bytes(whole[: int(len(whole) * place)])):
        cache.write_bytes(damaged)
        assert load_bank(bank, cache=cache) == load_bank(bank)
        assert cache.read_bytes() != damaged


def test_the_cache_of_another_parser_is_ignored(bank: Path, cache: Path) -> None:
    load_bank(bank, cache=cache)
    key = next(iter(json.loads(cache.read_bytes().split(b"\n", 1)[1])))
    write_cache(cache, "another parser", {key: Kept(question(FOLLOWED), {})})
    assert load_bank(bank, cache=cache) == load_bank(bank)


def test_the_cache_of_another_account_is_ignored(bank: Path, cache: Path) -> None:
    load_bank(bank, cache=cache)
    if os.geteuid() == 0:
        os.chown(cache, 65534, -1)
        assert load_bank(bank, cache=cache) == load_bank(bank)
        (bank / "hashing" / "new.md").write_text(WHOLE)
        load_bank(bank, cache=cache)
        assert cache.stat().st_uid == 0
    else:
        assert load_bank(bank, cache=Path("/etc/hostname")) == load_bank(bank)


def test_where_no_cache_can_be_a_bank_still_loads(bank: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder" / "questions.json").mkdir(parents=True)
    for place in ("file/warmup/questions.json", "folder/questions.json"):
        assert load_bank(bank, cache=tmp_path / place) == load_bank(bank)
    assert [each.name for each in (tmp_path / "folder").iterdir()] == ["questions.json"]


def test_only_its_owner_can_read_the_cache(bank: Path, cache: Path) -> None:
    load_bank(bank, cache=cache)
    assert cache.stat().st_mode & 0o077 == 0
    assert [each.name for each in cache.parent.iterdir()] == ["questions.json"]


def _python(code: str, root: Path = ROOT) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    ).stdout.strip()  # fmt: skip


def test_the_parsers_version_covers_all_code_that_parsing_runs() -> None:
    code = (
        "import sys, json; before = set(sys.modules); import content.format.parser; "
        "print(json.dumps({name: getattr(sys.modules[name], '__file__', None) "
        "for name in set(sys.modules) - before}))"
    )
    imported = json.loads(_python(code))
    ours = {Path(file) for name, file in imported.items() if name.startswith(("content.", "bot."))}
    empty = {file for file in ours if file.name == "__init__.py"}
    assert ours - empty <= set(parser_sources())
    known = packages_distributions()
    tops = {name.partition(".")[0] for name in imported} - {"content", "bot"}
    assert {each for top in tops for each in known.get(top, [])} == set(LIBRARIES)


def test_a_changed_parser_has_another_version(tmp_path: Path) -> None:
    for package in ("bot", "content"):
        leave = ignore_patterns("__pycache__", "bank", "adapters")
        copytree(ROOT / package, tmp_path / package, ignore=leave)
    ask = "from content.format.cache import parser_version; print(parser_version())"
    first = _python(ask, tmp_path)
    assert _python(ask, tmp_path) == first
    file = tmp_path / "content" / "markdown" / "maths.py"
    file.write_text(file.read_text() + "\n")
    assert _python(ask, tmp_path) != first


def test_loading_from_a_cache_imports_no_parser(bank: Path, cache: Path) -> None:
    (bank / "hashing" / "broken.md").unlink()
    load_bank(bank, cache=cache)
    code = (
        "import sys; from pathlib import Path; from content.format.loader import load_bank; "
        f"bank = load_bank(Path({str(bank)!r}), cache=Path({str(cache)!r})); "
        "print(len(bank.questions), 'markdown_it' in sys.modules, 'pylatexenc' in sys.modules)"
    )
    assert _python(code) == "2 False False"
