"""``python -m bot.pictures.png_worker``: turns the SVG that comes in into PNG, one by one.

Drawing holds the interpreter for tens of milliseconds, in which a bot could answer nobody: that is
why it happens in this process. Each message is its length (four bytes) and its content; an empty
answer means that the picture couldn't be drawn. It ends when its input does.
"""

import signal
import sys
from struct import pack, unpack
from typing import BinaryIO

from bot.pictures.png import png_of


def serve(source: BinaryIO, out: BinaryIO) -> None:
    """Answer each SVG of ``source`` with its PNG."""
    while len(head := source.read(4)) == 4:
        svg = source.read(unpack(">I", head)[0])
        try:
            png = png_of(svg.decode())
        except ValueError as error:
            print(f"a picture couldn't be drawn: {error}", file=sys.stderr)
            png = b""
        out.write(pack(">I", len(png)) + png)
        out.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches this process, too
    serve(sys.stdin.buffer, sys.stdout.buffer)
