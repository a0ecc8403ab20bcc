"""The app's home tab and its messages, over Slack's sockets."""

from typing import Any

from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.day import NINE
from tests.support.slack.rig import ADA, BEN, SlackRig, rig


async def opened(slack: SlackRig, user: str) -> Any:
    """Open someone's home tab; return it."""
    slack.world.homes.pop(user, None)
    await slack.people.open_home(user)
    await slack.server.until(lambda: user in slack.world.homes)
    return slack.world.homes[user]


async def test_todays_question_is_answered_at_home_and_shown_there() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        home = await opened(slack, BEN)
        assert "What is asked in question" in plain(home)
        assert {"A", "B", "C", "D", "Start a quiz", "Interview"} <= set(buttons_of(home))
        assert "For managers" not in plain(home)
        await slack.people.press_at_home(BEN, "B")
        await slack.server.until(lambda: "Answer saved: B." in plain(slack.world.homes[BEN]))
        assert slack.people.direct_to(BEN) == [], "the tab itself is the receipt"
        await slack.counter.flush()
        assert "1 answered" in plain(slack.question)


async def test_managers_see_what_they_look_after() -> None:
    async with rig() as slack:
        await slack.set_up()
        home = await opened(slack, ADA)
        assert "For managers" in plain(home)
        assert "Schedules" in buttons_of(home)


async def test_what_leads_on_opens_where_the_person_is() -> None:
    async with rig() as slack:
        await slack.set_up()
        await opened(slack, BEN)
        view_id = await slack.form(BEN, slack.people.press_at_home(BEN, "Start a quiz"))
        quiz = await slack.filled(view_id, lambda shown: "question 1 of 5" in plain(shown))
        assert "I don't know" in buttons_of(quiz)
        following = await slack.press_in_form(BEN, view_id, "I don't know")
        assert "question 2 of 5" in plain(following)


async def test_a_home_where_nothing_is_set_up_says_how_to_begin() -> None:
    async with rig() as slack:
        home = await opened(slack, BEN)
        assert "No question is open right now." in plain(home)
        members = await slack.store.read(
            lambda tx: [tx.members.of_team(t.id) for t in tx.teams.all()]
        )
        assert not any(members), "looking writes nobody down"


async def test_a_direct_message_is_a_command() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.people.write_to_app(BEN, "quiz")
        await slack.server.until(lambda: slack.people.direct_to(BEN))
        assert "question 1 of 5" in plain(slack.people.direct_to(BEN)[-1])
        await slack.people.write_to_app(BEN, "hello there")
        await slack.server.until(lambda: len(slack.people.direct_to(BEN)) == 2)
        assert 'There is no command "hello"' in plain(slack.people.direct_to(BEN)[-1])
