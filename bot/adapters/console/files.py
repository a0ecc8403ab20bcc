"""Files for whoever plays in the terminal: put into the folder that it was started in."""

import os
from itertools import count
from pathlib import Path

from bot.engine.errors import Refused


def save_file(folder: Path, name: str, content: bytes) -> Path:
    """Write a new file that its owner alone may read, and return its path.

    If there is one of that name, it gets a number. Raises Refused where none can be written.
    """
    wanted = Path(name)
    for number in count(1):
        file = folder / (name if number == 1 else f"{wanted.stem}-{number}{wanted.suffix}")
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        except OSError as error:
            wrong = f"{file} can't be written ({error.strerror})."
            raise Refused(wrong, "Start Warmup in a folder that you may write to.") from error
        with os.fdopen(handle, "wb") as target:
            target.write(content)
        return file
    raise AssertionError("numbers never end")
