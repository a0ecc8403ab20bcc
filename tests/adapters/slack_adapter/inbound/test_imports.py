"""Importing questions on Slack: a file of notes, or their text, previewed and then saved."""

from bot.adapters.shared.uploads import UPLOAD_BYTES
from tests.support.decks import second_generation
from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.rig import ADA, BEN, SlackRig, rig

NOTES = """# Notes

### Question: What is a view?

### Answer

A stored query.
"""
MORE = """
### Question: What is an index for?

### Answer

It makes reading faster.
"""


async def form_with(slack: SlackRig, data: bytes, size: int = 0, who: str = ADA) -> str:
    """Open the form, with a file uploaded; return its id."""
    slack.world.files["F0NOTES"] = {"name": "notes.md", "data": data, "length": size or len(data)}
    return await slack.command_for_form(who, "/question", "import")


async def refused(slack: SlackRig, data: bytes, size: int = 0, who: str = ADA) -> str:
    form = await form_with(slack, data, size, who)
    return await slack.refused(who, form, file=["F0NOTES"])


async def test_a_file_is_previewed_and_saved() -> None:
    async with rig() as slack:
        await slack.set_up()
        form = await form_with(slack, NOTES.encode())
        assert "1 question" in plain(await slack.submit(ADA, form, file=["F0NOTES"]))
        shown = slack.people.shown_to(ADA)[-1]
        assert "1 question" in plain(await slack.press(ADA, shown, next(iter(buttons_of(shown)))))
        listed = plain(await slack.command(ADA, "/question", "list view"))
        assert "What is a view?" in listed


async def test_a_list_sent_again_updates_and_its_buttons_outlive_a_restart() -> None:
    async with rig() as slack:
        await slack.set_up()
        form = await form_with(slack, NOTES.encode())
        await slack.press(ADA, await slack.submit(ADA, form, file=["F0NOTES"]), "Add them")
        changed = NOTES.replace("A stored query.", "A query that is stored under a name.")
        form = await form_with(slack, (changed + MORE).encode())
        shown = await slack.submit(ADA, form, file=["F0NOTES"])
        assert list(buttons_of(shown)) == ["Add new only", "Update too", "Cancel"]
        assert '"A stored query." → "A query that is stored under a name."' in plain(shown)
        await slack.disconnect()
        await slack.connect()
        twice = [slack.people.press_payload(ADA, shown, "Update too") for _ in range(2)]
        told = [plain(await slack.private(ADA, slack.server.deliver("interactive", each)))
                for each in twice]  # fmt: skip
        assert "Added 1 question and updated 1 question." in told[0]
        assert "Already imported" in told[1]
        listed = plain(await slack.command(ADA, "/question", "list"))
        assert "2 of your own" in listed


async def test_what_is_not_wanted_is_left_as_it_was() -> None:
    async with rig() as slack:
        await slack.set_up()
        form = await form_with(slack, NOTES.encode())
        await slack.press(ADA, await slack.submit(ADA, form, file=["F0NOTES"]), "Cancel")
        listed = plain(await slack.command(ADA, "/question", "list view"))
        assert "What is a view?" not in listed


async def test_a_deck_is_read_by_its_content() -> None:
    async with rig() as slack:
        await slack.set_up()
        deck = second_generation([("What is a <b>lock</b>?", "It lets one in.")])
        form = await form_with(slack, deck)
        assert "1 question" in plain(await slack.submit(ADA, form, file=["F0NOTES"]))


async def test_typed_notes_are_previewed_too() -> None:
    async with rig() as slack:
        await slack.set_up()
        form = await slack.command_for_form(ADA, "/question", "import")
        assert "1 question" in plain(await slack.submit(ADA, form, notes=NOTES))


async def test_a_file_that_can_not_be_taken_is_told_in_a_sentence() -> None:
    async with rig() as slack:
        await slack.set_up()
        assert "is broken utf-16" in await refused(slack, b"\xff\xfe\x00")
        assert "isn't whole XML" in await refused(slack, b"<quiz><question>")
        assert "No questions found" in await refused(slack, b"Nothing to see here.")
        assert "larger than 1 MiB" in await refused(slack, b"x", UPLOAD_BYTES + 1)
        assert "larger than 1 MiB" in await refused(slack, b"x" * (UPLOAD_BYTES + 1), 5)
        form = await slack.command_for_form(ADA, "/question", "import")
        told = await slack.refused(ADA, form, file=["F0GONE"])
        assert "Slack didn't give the file" in told


async def test_a_missing_permission_is_named() -> None:
    async with rig() as slack:
        await slack.set_up()
        slack.world.scopes = slack.world.scopes.replace("files:read,", "")
        assert "files:read" in await refused(slack, NOTES.encode())


async def test_only_managers_import() -> None:
    async with rig() as slack:
        await slack.set_up()
        for content in (NOTES, "Nothing to see here."):
            assert "Only managers" in await refused(slack, content.encode(), who=BEN)
