"""Files sent in chat: any format, archives too, and how far they may unpack."""

import sys
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from bot.engine.errors import Refused
from content.importers.reading import UPLOAD_UNPACKED, read_source, read_upload
from content.importers.source import Source
from tests.support import decks

QUESTION = "# What is it?\n\nA thing.\n"


def test_an_archive_gives_the_questions_of_its_files_with_ids_of_their_own() -> None:
    read = read_upload("lists.zip", decks.zipped({"a/one.md": QUESTION, "b/one.md": QUESTION}))
    ids = [each.question.id for source in read for each in source.questions]
    assert len(ids) == len(set(ids)) == 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.md", b" \n", "empty.md is empty."),
        ("text.md", b"Just text.\n", "No questions found in text.md: 1 line of text"),
        ("image.png", b"\x89PNG\r\n\x1a\n\x00\x00", "image.png isn't text."),
        (
            "bomb.zip",
            decks.zipped({"a.md": "a" * (UPLOAD_UNPACKED + 1)}),
            "unpacks to more than 16 MiB",
        ),
        (
            "bomb.apkg",
            decks.zipped({"collection.anki2": b"\0" * (UPLOAD_UNPACKED + 1)}),
            "unpacks to more than 16 MiB",
        ),
        ("cut.apkg", decks.second_generation([("q", "a")])[:300], "isn't a whole Anki deck"),
    ],
)
def test_what_can_not_be_read_is_told_in_a_sentence(
    name: str, content: bytes, message: str
) -> None:
    with pytest.raises(Refused) as caught:
        read_upload(name, content)
    assert message in str(caught.value)


TOPICS = "# Rivers\n\nLong water.\n\n# Mountains\n\nHigh ground.\n"


def test_chat_says_what_was_seen_and_who_can_import_it() -> None:
    with pytest.raises(Refused) as caught:
        read_upload("topics.md", TOPICS.encode())
    assert caught.value.message == "No questions found in topics.md: 2 headings such as `# Rivers`."
    command = "`warmup content import FILE --as headings --team TEAM`"
    assert f"whoever runs Warmup can import them: {command}" in caught.value.fix


def test_chat_says_which_file_of_an_archive_may_hold_questions() -> None:
    archive = decks.zipped({"a.md": "Just text.\n", "b.md": TOPICS})
    with pytest.raises(Refused, match=r"in lists.zip: \S*b.md has 2 headings such as `# Rivers`"):
        read_upload("lists.zip", archive)


def test_chat_names_no_option_for_a_question_that_was_left_out() -> None:
    listed = "".join(f"## {n}. What is {n}?\n\nA number.\n\n" for n in range(9))
    (read,) = read_upload("list.md", f"{listed}# Notes\n\n- Why do we count?\n".encode())
    (left,) = read.left_out
    assert left.read_as
    assert not any("--as" in line for line in read.lines())
    assert any(line.endswith(f"; try --as {left.read_as}") for line in read.lines(options=True))


def test_chat_names_a_missing_package_and_no_path_of_the_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book: Any = openpyxl.Workbook()
    data = BytesIO()
    book.save(data)
    monkeypatch.setitem(sys.modules, "openpyxl", None)  # imports then fail as without it
    with pytest.raises(Refused) as in_chat:
        read_upload("quiz.xlsx", data.getvalue())
    assert "openpyxl" in in_chat.value.message
    assert "optional part `import`" in in_chat.value.fix
    assert sys.prefix not in str(in_chat.value)
    assert "pip" not in str(in_chat.value)
    with pytest.raises(Refused, match="install"):
        read_source(Source("quiz.xlsx", data.getvalue()))
