"""Files, folders and archives become sources, or one sentence says why not."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.engine.errors import Refused
from content.importers.gathering import gathered
from content.importers.reading import read_source
from content.importers.source import MAX_BYTES, MAX_UNPACKED
from content.importers.tarballs import MAX_MEMBERS


def _read_all(path: Path) -> None:
    for source in gathered([path]):
        read_source(source)


def _refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        _read_all(path)
    assert caught.value.fix
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x7fELF\x00\x01", "isn't text"),
        (b"ok\nok\n\xff\xfe\xfd\x81\x82", "isn't UTF-8 (byte 0xff on line 3)"),
        (b"\xff\xfe\x00", "is broken utf-16"),
    ],
)
def test_a_file_that_is_not_a_list_is_one_clear_error(
    data: bytes, message: str, tmp_path: Path
) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(data)
    assert message in _refusal(file)


def test_a_file_over_50_mib_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    with file.open("wb") as large:
        large.truncate(MAX_BYTES + 1)
    assert "is larger than 50 MiB" in _refusal(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_as_spreadsheets_and_editors_save_it(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    text = "### Question: Warum ist Köln größer – und schöner?\n\nWeil „es“ so ist.\n" * 2
    file.write_bytes(text.encode(encoding))
    (source,) = gathered([file])
    assert source.text.replace("\r\n", "\n") == text


def test_a_folder_gives_its_lists_in_order_and_leaves_out_what_is_none(tmp_path: Path) -> None:
    for name in ("b.md", "a.csv", "LICENSE.md", ".hidden.md", "logo.png", "node_modules/x.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("Question?\n")
    assert [Path(source.name).name for source in gathered([tmp_path])] == ["a.csv", "b.md"]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "holds no file that is read" in _refusal(empty)


def test_an_archive_gives_its_files(tmp_path: Path) -> None:
    file = tmp_path / "lists.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("one/a.md", "# What is it?\n\nA thing.\n")
        archive.writestr("__MACOSX/a.md", "junk")
        archive.writestr("b.png", "junk")
    (source,) = gathered([file])
    assert source.name.endswith("lists.zip/one/a.md")


def _tar(path: Path, files: dict[str, bytes], mode: str = "w:gz") -> Path:
    open_tar: Any = tarfile.open  # its types know no mode that is a variable
    with open_tar(path, mode) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.tar", "w"), ("a.tgz", "w:gz"), ("a.tar.gz", "w:gz"), ("a.tar.xz", "w:xz"), ("a", "w:bz2")],
)
def test_a_tar_archive_gives_its_files(name: str, mode: str, tmp_path: Path) -> None:
    question = b"# What is it?\n\nA thing.\n"
    files = {"list-1/a.md": question, "list-1/node_modules/b.md": b"junk", "c.png": b"junk"}
    (source,) = gathered([_tar(tmp_path / name, files, mode)])
    assert source.name.endswith(f"{name}/list-1/a.md")
    assert source.data == question


def test_links_of_a_tar_archive_lead_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# What is it?\n")
    file = tmp_path / "lists.tar"
    with tarfile.open(file, "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            entry = tarfile.TarInfo("a.md")
            entry.type, entry.linkname = kind, str(secret)
            archive.addfile(entry)
    assert "holds no file that is read" in _refusal(file)


def test_a_tar_bomb_is_refused_and_a_damaged_one_named(tmp_path: Path) -> None:
    large = _tar(tmp_path / "large.tgz", {"a.md": b"\0" * (MAX_BYTES + 1)})
    assert "or a file in it to more than 50 MiB" in _refusal(large)
    bomb = tmp_path / "bomb.tar.gz"
    bomb.write_bytes(gzip.compress(b"\0" * (MAX_UNPACKED + 1), 1))
    assert "unpacks to more than 200 MiB" in _refusal(bomb)
    many = _tar(tmp_path / "many.tgz", dict.fromkeys(map(str, range(MAX_MEMBERS + 1)), b""))
    assert "has more than 20,000 entries" in _refusal(many)
    whole = _tar(tmp_path / "cut.tgz", {"a.md": bytes(range(256)) * 100}).read_bytes()
    (tmp_path / "cut.tgz").write_bytes(whole[: len(whole) // 2])
    assert "isn't a whole tar archive" in _refusal(tmp_path / "cut.tgz")
    (tmp_path / "list.md.gz").write_bytes(gzip.compress(b"# What is it?\n"))
    assert "isn't a whole tar archive" in _refusal(tmp_path / "list.md.gz")


def test_a_zip_bomb_is_refused_without_unpacking_it(tmp_path: Path) -> None:
    file = tmp_path / "bomb.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.md", b"\0" * (MAX_UNPACKED // 4))
    assert "unpacks to more than" in _refusal(file)


def test_a_locked_archive_and_a_damaged_one_are_named(tmp_path: Path) -> None:
    file = tmp_path / "lists.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.md", "text" * 100)
    data = bytearray(file.read_bytes())
    locked = bytes(data).replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    locked = locked.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    file.write_bytes(locked)
    assert "protected by a password" in _refusal(file)
    data[50] ^= 255
    file.write_bytes(bytes(data))
    assert "is damaged" in _refusal(file)
