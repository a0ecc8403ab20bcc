"""The forms: setup checked at its fields, reports, suggestions."""

import json
from dataclasses import replace

import pytest

from bot.engine import commands as c
from bot.engine.model.people import Actor
from bot.engine.model.questions import Format, Level
from bot.engine.ports.repositories import Transaction
from tests.e2e.bank import FixtureBank, question
from tests.support.fakes.block_kit import Json
from tests.support.fakes.slack_people import field, plain
from tests.support.fakes.slack_server import Fault
from tests.support.fakes.slack_things import TEAM
from tests.support.slack.day import NINE, revealed
from tests.support.slack.rig import ADA, BEN, CHANNEL, CLEO, SlackRig, rig


async def test_setup_opens_with_the_channel_and_the_persons_own_zone_filled_in() -> None:
    async with rig() as slack:
        view = slack.world.views[await slack.command_for_form(ADA, "/daily", "setup")].content
        assert field(view, "channel")["initial_conversation"] == CHANNEL
        assert field(view, "zone")["initial_option"]["value"] == "Europe/Berlin"
        assert field(view, "at")["initial_time"] == "09:00"
        days = [option["value"] for option in field(view, "days")["initial_options"]]
        assert days == ["mon", "tue", "wed", "thu", "fri"]


@pytest.mark.parametrize(
    ("entered", "block", "words"),
    [
        ({"reveal": "soon"}, "reveal", "Write it as 6h"),
        ({"reveal": "25:00"}, "reveal", "Write it as HH:MM"),
        ({"reveal": "09:00"}, "reveal", "later time"),
        ({"reveal": "30d"}, "reveal", "5 minutes to 7 days"),
        ({"at": "9.75"}, "at", "Write it as HH:MM"),
    ],
)
async def test_a_wrong_field_gets_its_error_there_and_the_form_stays(
    entered: Json, block: str, words: str
) -> None:
    async with rig() as slack:
        form = await slack.command_for_form(ADA, "/daily", "setup")
        errors = await slack.people.submit(ADA, form, **entered)
        assert list(errors) == [block]
        assert words in errors[block]
        assert await slack.store.read(lambda tx: tx.schedules.all()) == ()
        assert "Done" in plain(
            await slack.save(ADA, form, zone="Asia/Tokyo", reveal="6h", at="10:00")
        )


async def test_every_wrong_field_is_told_at_once() -> None:
    async with rig() as slack:
        form = await slack.command_for_form(ADA, "/daily", "setup")
        errors = await slack.people.submit(ADA, form, zone="Mars", reveal="never")
        assert errors.keys() == {"zone", "reveal"}


async def test_what_was_chosen_is_saved() -> None:
    async with rig() as slack:
        await slack.set_up(
            at="07:30", days=["mon", "sun"], format="thread", tracks=["fixtures"], levels=["basic"]
        )
        (schedule,) = await slack.store.read(lambda tx: tx.schedules.all())
        assert schedule.plan.days == (0, 6)
        assert schedule.plan.format is Format.THREAD
        assert schedule.plan.levels == (Level.BASIC,)
        assert schedule.plan.tracks == ("fixtures",)
        assert (schedule.channel.channel, schedule.owner) == (CHANNEL, ADA)


async def test_more_options_join_the_form_and_what_was_entered_stays() -> None:
    async with rig() as slack:
        form = await slack.command_for_form(ADA, "/daily", "setup")
        entered = {"at": "10:15", "days": ["fri"], "reveal": "next working day 09:00"}
        await slack.people.press_in_form(ADA, form, "More options", **entered)
        await slack.filled(form, lambda shown: "Intro line" in json.dumps(shown))
        wanted = {"title": "Corner", "intro": "Hi", "notify": "S0GROUP", "extra": ["pin", "quiet"]}
        saved = plain(await slack.save(ADA, form, **wanted))
        assert "Every Friday at 10:15 Berlin time, answer at 09:00 on the next day" in saved
        (schedule,) = await slack.store.read(lambda tx: tx.schedules.all())
        plan = schedule.plan
        assert (plan.title, plan.intro, plan.notify) == ("Corner", "Hi", "S0GROUP")
        assert (plan.pin, plan.quiet, plan.reveal_next_day) == (True, True, True)


async def test_a_change_keeps_the_options_that_were_not_looked_at() -> None:
    async with rig() as slack:
        await slack.set_up(title="Corner", levels=["basic"], extra=["pin"])
        form = await slack.command_for_form(ADA, "/daily", "edit")
        await slack.filled(form, lambda shown: "submit" in shown)
        await slack.save(ADA, form, at="10:15")
        (schedule,) = await slack.store.read(lambda tx: tx.schedules.all())
        plan = schedule.plan
        assert (plan.title, plan.levels, plan.pin) == ("Corner", (Level.BASIC,), True)


async def test_the_zone_is_searched_by_city() -> None:
    async with rig() as slack:
        form = await slack.command_for_form(ADA, "/daily", "setup")
        offered = await slack.people.search(ADA, form, "zone", "new y")
        assert [one["value"] for one in offered] == ["America/New_York"]
        assert offered[0]["text"]["text"].startswith("New York (America), now UTC")


async def test_the_group_to_notify_is_searched_by_name() -> None:
    async with rig() as slack:
        prep = {"id": "S0PREP", "name": "Interview prep", "handle": "prep"}
        slack.world.groups = [prep, {"id": "S0OPS", "name": "Operations", "handle": "ops"}]
        form = await slack.command_for_form(ADA, "/daily", "setup")
        await slack.people.press_in_form(ADA, form, "More options")
        await slack.filled(form, lambda shown: "Intro line" in json.dumps(shown))
        offered = await slack.people.search(ADA, form, "notify", "pre")
        assert [one["value"] for one in offered] == ["S0PREP"]


async def test_only_managers_get_the_form() -> None:
    async with rig() as slack:
        told = await slack.command(BEN, "/daily", "setup")
        assert "Only managers can set up a daily question" in plain(told)
        assert slack.world.views == {}


async def test_a_form_opens_although_the_name_takes_long() -> None:
    async with rig() as slack:
        slack.server.hold("users.info")
        view = slack.world.views[await slack.command_for_form(ADA, "/daily", "setup")].content
        assert field(view, "zone")["initial_option"]["value"] == "UTC"
        slack.server.release("users.info")


async def test_nobody_is_called_no_manager_because_slack_did_not_tell() -> None:
    async with rig() as slack:
        slack.server.faults += [Fault("users.info", error="internal_error") for _ in range(2)]
        assert "Couldn't check with Slack" in await slack.refused_setup()
        assert "Done" in plain(await slack.set_up())


async def test_a_twin_is_refused_in_the_form() -> None:
    async with rig() as slack:
        await slack.set_up()
        assert "already has a question at 09:00" in await slack.refused_setup()


async def test_the_app_joins_a_public_channel_it_is_set_up_in() -> None:
    async with rig() as slack:
        slack.people.channel("C0NEW", ADA, bot=False)
        await slack.set_up(channel="C0NEW")
        assert (await slack.store.read(lambda tx: tx.schedules.all()))[0].channel.channel == "C0NEW"
        assert "U0WARMUP" in slack.world.channels["C0NEW"].members


async def test_an_app_that_cannot_join_asks_to_be_invited_and_saves_nothing() -> None:
    async with rig() as slack:
        slack.people.channel("C0NEW", ADA, bot=False)
        slack.server.faults.append(Fault("conversations.join", error="missing_scope"))
        assert "/invite" in await slack.refused_setup(channel="C0NEW")
        assert await slack.store.read(lambda tx: tx.schedules.all()) == ()


async def test_a_private_channel_the_app_cannot_see_asks_for_an_invitation() -> None:
    async with rig() as slack:
        slack.people.channel("C0SECRET", ADA, bot=False, private=True)
        assert "/invite" in await slack.refused_setup(channel="C0SECRET")


async def test_edit_opens_at_once_and_fills_in_the_plan() -> None:
    async with rig() as slack:
        await slack.set_up()
        form = await slack.command_for_form(ADA, "/daily", "edit")
        view = await slack.filled(form, lambda shown: "submit" in shown)
        assert field(view, "reveal")["initial_value"] == "16:00"
        changed = await slack.save(ADA, form, at="10:15")
        assert "10:15 Berlin time" in plain(changed)
        assert len(await slack.store.read(lambda tx: tx.schedules.all())) == 1


async def test_edit_of_a_schedule_that_is_not_there_says_so_in_the_form() -> None:
    async with rig() as slack:
        await slack.set_up()
        form = await slack.command_for_form(ADA, "/daily", "edit 99")
        await slack.filled(form, lambda shown: "no schedule 99" in json.dumps(shown))


async def test_someone_else_is_told_before_they_change_anything() -> None:
    async with rig() as slack:
        await slack.set_up()
        form = await slack.command_for_form(BEN, "/daily", "edit")
        shown = await slack.filled(form, lambda shown: "Only managers" in json.dumps(shown))
        assert "submit" not in shown


async def test_a_result_leads_to_the_reasons_and_they_to_a_report() -> None:
    async with rig() as slack:
        await revealed(slack)
        form = await slack.press_for_form(CLEO, slack.question, "My result")
        await slack.filled(form, lambda shown: "The answer is" in plain(shown))
        await slack.press_in_form(CLEO, form, "Why not the others?")
        reasons = await slack.filled(form, lambda shown: "is wrong" in plain(shown))
        assert reasons["title"]["text"] == "Why not the others?"
        await slack.press_in_form(CLEO, form, "Report a problem")
        assert "Thank you." in plain(await slack.submit(CLEO, form, words="B is right"))


async def test_a_form_with_boxes_keeps_them_in_view() -> None:
    async with rig() as slack:
        await revealed(slack)
        form = await slack.press_for_form(BEN, slack.question, "My result")
        shown = await slack.filled(form, lambda shown: "submit" in shown)
        assert "Why not the others?" not in json.dumps(shown)


async def test_a_report_waits_for_a_manager() -> None:
    async with rig() as slack:
        await revealed(slack)
        form = await slack.press_for_form(BEN, slack.question, "My result")
        await slack.filled(form, lambda shown: "submit" in shown)
        await slack.press_in_form(BEN, form, "Report a problem")
        assert "Thank you." in plain(await slack.submit(BEN, form, words="B is right <!here>"))
        queue = await slack.command(ADA, "/question", "review")
        assert "B is right <!here>" in plain(queue)
        assert "accepted" in plain(await slack.command(ADA, "/question", "accept 1"))


QUESTION = {
    "title": "Views",
    "prompt": "What is a view?",
    "choices": "* a window | it shows\na copy",
    "points": "- It shares memory",
    "answer": "A window on memory.",
    "track": "fixtures",
    "level": "basic",
}


async def test_a_suggestion_is_written_previewed_sent_and_accepted() -> None:
    async with rig() as slack:
        await slack.set_up()
        form = await slack.command_for_form(BEN, "/question", "suggest")
        await slack.filled(form, lambda shown: "Model answer" in json.dumps(shown))
        preview = await slack.submit(BEN, form, **QUESTION)
        assert "this is what the team will see" in plain(preview)
        assert "✅ A" in plain(preview)
        sent = await slack.press(BEN, preview, "Send to the reviewers")
        assert "Suggestion 1 is with the reviewers" in plain(sent)
        await slack.command(ADA, "/question", "accept 1")
        assert "fixtures/views" in plain(await slack.command(ADA, "/question", "list views"))


async def test_a_mistake_is_told_in_the_form_at_its_field() -> None:
    async with rig() as slack:
        await slack.set_up()
        form = await slack.command_for_form(BEN, "/question", "suggest")
        await slack.filled(form, lambda shown: "Model answer" in json.dumps(shown))
        wrong = {**QUESTION, "choices": "a\nb"}
        errors = await slack.people.submit(BEN, form, **wrong)
        assert "Which choice is right?" in errors["choices"]


async def test_a_form_of_another_version_gets_a_friendly_answer() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        form = await slack.press_for_form(BEN, slack.question, "In my own words")
        slack.world.views[form].content["callback_id"] = "w9:future"
        assert "another version" in await slack.refused(BEN, form, words="Why?")


async def test_a_trigger_that_expired_is_told_kindly() -> None:
    async with rig() as slack:
        slack.server.faults.append(Fault("views.open", error="expired_trigger_id"))
        told = await slack.command(BEN, "/question", "suggest")
        assert "didn't open in time" in plain(told)


async def test_a_teams_own_tracks_are_offered_too() -> None:
    async with rig() as slack:
        await slack.set_up()
        await add_own_question(slack)
        form = await slack.command_for_form(ADA, "/daily", "setup")
        await slack.filled(form, lambda shown: "our-notes" in json.dumps(shown))
        saved = await slack.save(ADA, form, at="11:00", tracks=["our-notes"])
        assert "Our notes" in plain(saved)


async def test_the_form_keeps_a_track_that_is_set_but_no_longer_offered() -> None:
    async with rig(bank=FixtureBank(3)) as slack:
        await slack.set_up()
        await add_own_question(slack)
        form = await slack.command_for_form(ADA, "/daily", "setup")
        await slack.filled(form, lambda shown: "our-notes" in json.dumps(shown))
        assert "fixtures" not in json.dumps(slack.world.views[form].content), "three are too few"
        await slack.save(ADA, form, at="11:00", tracks=["our-notes"])
        admin = Actor("slack", TEAM, ADA, "Ada", manager=True)
        await slack.engine.handle(c.RetireQuestion(admin, slack.clock(), "our-notes/x", "old"))
        edited = await slack.command_for_form(ADA, "/daily", "edit 2")
        shown = await slack.filled(edited, lambda shown: "Time zone" in json.dumps(shown))
        chosen = field(shown, "tracks")["initial_options"]
        assert [option["value"] for option in chosen] == ["our-notes"]


async def add_own_question(slack: SlackRig) -> None:
    """Give the team a question of its own, in a track the bank does not have."""
    own = replace(question(1), id="our-notes/x", track="our-notes")

    def put(tx: Transaction) -> None:
        team = tx.teams.all()[0]
        tx.questions.put_team(team.id, own, slack.clock())

    await slack.store.write(put)
