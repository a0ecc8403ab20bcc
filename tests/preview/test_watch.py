"""Noticing changes of a file."""

from contextlib import suppress
from pathlib import Path

from bot.preview.watch import changes, stamp


async def test_each_change_is_told_once_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "question.md"
    file.write_text("one", encoding="utf-8")
    doings = iter(
        (
            lambda: None,
            lambda: file.write_text("three", encoding="utf-8"),
            lambda: None,
            file.unlink,
            lambda: file.write_text("back", encoding="utf-8"),
        )
    )
    sizes: list[int] = []

    async def wait() -> None:
        if (doing := next(doings, None)) is None:
            raise EOFError
        doing()

    with suppress(EOFError):
        async for _, size, _ in changes(file, stamp(file), wait):
            sizes.append(size)  # a comprehension would lose them
    assert sizes == [5, 0, 4]


def test_a_file_that_is_replaced_by_one_of_the_same_size_has_changed(tmp_path: Path) -> None:
    file, other = tmp_path / "a.md", tmp_path / "b.md"
    file.write_text("one", encoding="utf-8")
    other.write_text("two", encoding="utf-8")
    before = stamp(file)
    other.replace(file)
    assert stamp(file) != before
