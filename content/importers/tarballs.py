"""Tar archives, plain or compressed: their files are read in memory, nothing is extracted."""

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from bot.engine.errors import Refused
from content.importers.source import MAX_BYTES, Source

MAX_MEMBERS = 20_000
"""Entries of any kind; going through more takes seconds."""
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
_XZ_MEMORY = 128 * 1024 * 1024
_BROKEN = (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError)


def is_tarball(source: Source) -> bool:
    """Tell whether a source is a tar archive, or something compressed that may hold one."""
    compressed = source.data.startswith((_GZIP, _BZIP2, _XZ))
    return compressed or source.data[257:262] == b"ustar" or source.suffix == ".tar"


def tar_files(source: Source, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of the ``wanted`` files; links and devices are left out.

    Raises Refused for what is damaged, too large inside, or compressed but no tar archive.
    """
    try:
        with tarfile.open(fileobj=BytesIO(_unpacked(source)), mode="r:") as archive:
            for number, entry in enumerate(archive):
                if number >= MAX_MEMBERS:
                    wrong = f"{source.name} has more than {MAX_MEMBERS:,} entries."
                    raise Refused(wrong, "Give an archive with fewer.")
                if not entry.isreg() or not wanted(entry.name):
                    continue
                if entry.size > MAX_BYTES:
                    raise unpacks_too_large(source)
                file = archive.extractfile(entry)
                if file is not None:
                    yield entry.name, file.read(MAX_BYTES)
    except _BROKEN as error:
        wrong = f"{source.name} isn't a whole tar archive."
        raise Refused(wrong, "Pack it again, or unpack it and give the files.") from error


def unpacks_too_large(source: Source) -> Refused:
    """Return the sentence about an archive that is much larger inside."""
    most = max(1, source.unpacked // 1024**2)
    wrong = f"{source.name} unpacks to more than {most} MiB, or a file in it to more than"
    return Refused(f"{wrong} {min(most, MAX_BYTES // 1024**2)} MiB.", "Split it.")


def _unpacked(source: Source) -> bytes:
    """Return the bytes of the archive itself; never more than one byte over the limit."""
    most = source.unpacked
    if source.data.startswith(_GZIP):
        with gzip.GzipFile(fileobj=BytesIO(source.data)) as file:
            data = file.read(most + 1)
    elif source.data.startswith(_BZIP2):
        with bz2.BZ2File(BytesIO(source.data)) as file:
            data = file.read(most + 1)
    elif source.data.startswith(_XZ):
        data = lzma.LZMADecompressor(memlimit=_XZ_MEMORY).decompress(source.data, most + 1)
    else:
        return source.data
    if len(data) > most:
        raise unpacks_too_large(source)
    return data
