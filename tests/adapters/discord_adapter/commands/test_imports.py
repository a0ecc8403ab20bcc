"""Importing questions on Discord: a file of any format, previewed and then saved."""

from bot.adapters.shared.uploads import UPLOAD_BYTES
from tests.support.decks import second_generation
from tests.support.discord.rig import running
from tests.support.discord.shown import words

NOTES = b"### Question: What is a view?\n\n### Answer\n\nA stored query.\n"
MORE = b"\n### Question: What is an index for?\n\n### Answer\n\nIt makes reading faster.\n"


async def test_a_file_is_previewed_and_saved() -> None:
    async with running() as rig:
        await rig.set_up()
        shown = (await rig.slash(rig.ada, "question import", file=("notes.md", NOTES))).response
        assert shown is not None
        assert "1 question" in await rig.press(rig.ada, "Add them", shown)
        assert "What is a view?" in await rig.say(rig.ada, "question list", words="view")


async def test_a_list_sent_again_updates_what_changed() -> None:
    async with running() as rig:
        await rig.set_up()
        first = (await rig.slash(rig.ada, "question import", file=("notes.md", NOTES))).response
        assert first is not None
        await rig.press(rig.ada, "Add them", first)
        changed = NOTES.replace(b"A stored query.", b"A query that is stored.") + MORE
        shown = (await rig.slash(rig.ada, "question import", file=("notes.md", changed))).response
        assert shown is not None
        asked = words(shown.components)
        assert "Add 1 question and update 1?" in asked
        assert '"A stored query." → "A query that is stored."' in asked
        assert "Added 1 question and updated 1" in await rig.press(rig.ada, "Update too", shown)


async def test_a_deck_is_read_by_its_content() -> None:
    async with running() as rig:
        await rig.set_up()
        deck = second_generation([("What is a <b>lock</b>?", "It lets one in.")])
        assert "1 question" in await rig.say(rig.ada, "question import", file=("cards.bin", deck))


async def test_a_file_that_can_not_be_taken_is_told_in_a_sentence() -> None:
    async with running() as rig:
        await rig.set_up()
        for content, said in (
            (b"<quiz><question>", "isn't whole XML"),
            (b"Nothing to see here.", "No questions found"),
            (b"x" * (UPLOAD_BYTES + 1), "larger than 1 MiB"),
        ):
            assert said in await rig.say(rig.ada, "question import", file=("sent.md", content))


async def test_only_managers_import() -> None:
    async with running() as rig:
        await rig.set_up()
        for content in (NOTES, b"Nothing to see here."):
            told = await rig.say(rig.ben, "question import", file=("notes.md", content))
            assert "Only managers" in told
