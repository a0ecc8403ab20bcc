"""Files sent in chat: any format, archives too, and how far they may unpack."""

import pytest

from bot.engine.errors import Refused
from content.importers.reading import FORMATS, SHELL, UPLOAD_UNPACKED, read_upload
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


def test_the_fix_is_one_that_helps_whoever_sent_it_in_chat() -> None:
    for content, fix in ((b"# Awesome\n\nSome words.\n", SHELL), (b"Some words.\n", FORMATS)):
        with pytest.raises(Refused) as caught:
            read_upload("sent.md", content)
        assert ("--as" in caught.value.message) is (fix is SHELL)
        assert caught.value.fix == fix
