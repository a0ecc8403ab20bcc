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
from content.importers.tarballs import is_tarball, tar_files, unpacks_too_large

MAX_FILES = 2_000
"""Files of one folder or archive."""
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
        yield from opened(Source(str(path), _bytes(path)))


def opened(source: Source) -> Iterator[Source]:
    """Yield the files in a zip or tar of files; else the source itself."""
    if is_plain_archive(source):
        yield from _archive(source)
    elif is_tarball(source):
        yield from _tarball(source)
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
            if not info.is_dir() and _is_read_inside(info.filename)
        ]
        if len(members) > MAX_FILES:
            raise _too_many(source)
        refuse_bomb(members, source)
        if not members:
            raise _nothing_read(source)
        for info in members:
            yield Source(f"{source.name}/{info.filename}", member(archive, info, source))


def _tarball(source: Source) -> Iterator[Source]:
    count = 0
    for name, data in tar_files(source, _is_read_inside):
        count += 1
        if count > MAX_FILES:
            raise _too_many(source)
        yield Source(f"{source.name}/{name}", data)
    if not count:
        raise _nothing_read(source)


def _is_read_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return _is_read(path.name) and _SKIPPED.isdisjoint(path.parts)


def _too_many(source: Source) -> Refused:
    return Refused(f"{source.name} holds more than {MAX_FILES:,} files.", "Give fewer.")


def _nothing_read(source: Source) -> Refused:
    return Refused(f"{source.name} holds no file that is read.", "Unpack it and look.")


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source) -> bytes:
    """Return a file of an archive; raises Refused if it's locked, broken or too large."""
    name, most = source.name, min(MAX_BYTES, source.unpacked)
    if info.flag_bits & 1:
        raise Refused(f"{name} is protected by a password.", "Save it without one.")
    try:
        with archive.open(info) as file:
            data = file.read(most + 1)
    except Exception as error:  # zipfile's own, zlib's, and what other methods of packing raise
        raise Refused(f"{name} is damaged ({info.filename}).", "Export it again.") from error
    if len(data) > most:
        raise unpacks_too_large(source)
    return data


def refuse_bomb(infos: Iterable[zipfile.ZipInfo], source: Source) -> None:
    """Raise Refused if these files of the archive are much larger unpacked."""
    if sum(info.file_size for info in infos) > source.unpacked:
        raise unpacks_too_large(source)


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
