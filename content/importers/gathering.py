"""Files, folders and archives as sources, with their sizes capped before they are opened."""

import os
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from bot.engine.errors import Refused
from bot.engine.rules.text import shorten
from content.format.regular_files import NotRegularFileError, TooLargeError, read_regular
from content.importers.source import MAX_BYTES, Source

MAX_FILES = 2_000
"""Files of one folder or archive."""
MAX_UNPACKED = 4 * MAX_BYTES
READ = frozenset(
    (
        ".md",
        ".markdown",
        ".mdx",
        ".rmd",
        ".qmd",
        ".txt",
        ".csv",
        ".tsv",
        ".xlsx",
        ".json",
        ".yaml",
        ".yml",
        ".apkg",
        ".colpkg",
        ".gift",
        ".aiken",
        ".xml",
        ".html",
        ".htm",
    )
)
"""Suffixes looked at inside folders and archives; a file named by itself may have any."""
_SKIPPED = frozenset(("node_modules", "__pycache__", "__MACOSX", "venv", "site-packages"))
_ABOUT_FILES = frozenset(
    (
        "license",
        "contributing",
        "code_of_conduct",
        "security",
        "changelog",
        "package",
        "package_lock",
        "tsconfig",
        "pull_request_template",
        "issue_template",
    )
)


def gathered(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield the sources below the paths; raises Refused with one sentence for what isn't one."""
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112  # pathlib fails on a name that is too long
            yield from _folder(path)
            continue
        source = Source(str(path), _bytes(path))
        if is_plain_archive(source):
            yield from _archive(source)
        else:
            yield source


def is_plain_archive(source: Source) -> bool:
    """Tell whether a source is a zip of files, and not a deck or a workbook, which are zips."""
    if not source.data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(source.data)) as archive:
            held = archive.namelist()
    except zipfile.BadZipFile:
        return False
    own = {"[Content_Types].xml", "collection.anki2", "collection.anki21", "collection.anki21b"}
    return own.isdisjoint(held)


def _folder(folder: Path) -> Iterator[Source]:
    found: list[Path] = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED)
        found.extend(Path(place, name) for name in sorted(files) if _is_read(name))
        if len(found) > MAX_FILES:
            wrong = f"{folder} holds more than {MAX_FILES:,} files."
            raise Refused(wrong, "Give a folder with fewer, or the files themselves.")
    if not found:
        kinds = ", ".join(sorted(READ))
        raise Refused(f"{folder} holds no file that is read.", f"Files read: {kinds}.")
    for path in found:
        yield Source(str(path), _bytes(path))


def _is_read(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        path.suffix.lower() in READ
        and not name.startswith(".")
        and path.stem.lower().replace("-", "_") not in _ABOUT_FILES
    )


def _archive(source: Source) -> Iterator[Source]:
    with zipfile.ZipFile(BytesIO(source.data)) as archive:
        members = [
            info
            for info in archive.infolist()
            if not info.is_dir()
            and _is_read(PurePosixPath(info.filename).name)
            and _SKIPPED.isdisjoint(PurePosixPath(info.filename).parts)
        ]
        if len(members) > MAX_FILES:
            raise Refused(f"{source.name} holds more than {MAX_FILES:,} files.", "Give fewer.")
        refuse_bomb(members, source.name)
        if not members:
            raise Refused(f"{source.name} holds no file that is read.", "Unpack it and look.")
        for info in members:
            yield Source(f"{source.name}/{info.filename}", member(archive, info, source.name))


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """Return a file of an archive; raises Refused if it's locked, broken or too large."""
    if info.flag_bits & 1:
        raise Refused(f"{name} is protected by a password.", "Save it without one.")
    try:
        with archive.open(info) as file:
            data = file.read(MAX_BYTES + 1)
    except Exception as error:  # zipfile's own, zlib's, and what other methods of packing raise
        raise Refused(f"{name} is damaged ({info.filename}).", "Export it again.") from error
    if len(data) > MAX_BYTES:
        raise unpacks_too_large(name)
    return data


def refuse_bomb(infos: Iterable[zipfile.ZipInfo], name: str) -> None:
    """Raise Refused if these files of the archive called ``name`` are much larger unpacked."""
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise unpacks_too_large(name)


def unpacks_too_large(name: str) -> Refused:
    """Return the sentence about an archive that is much larger inside."""
    wrong = (
        f"{name} unpacks to more than {MAX_UNPACKED // 1024**2} MiB, or a file in it to more than"
    )
    return Refused(f"{wrong} {MAX_BYTES // 1024**2} MiB.", "Split it.")


def _bytes(path: Path) -> bytes:
    try:
        data = read_regular(path, MAX_BYTES)
    except TooLargeError as error:
        wrong = f"{path} is larger than {MAX_BYTES // 1024**2} MiB."
        raise Refused(wrong, "Split it into several files.") from error
    except NotRegularFileError as error:
        raise Refused(f"{path} is a pipe or device.", "Give a file or a folder.") from error
    except FileNotFoundError as error:
        raise Refused(f"{path} doesn't exist.", "Check the path.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it holds a zero byte"
        wrong = f"{shorten(str(path))} can't be read ({reason})."
        raise Refused(wrong, "Check the path and its permissions.") from error
    if not data.strip():
        raise Refused(f"{path} is empty.", "Give a file with questions.")
    return data
