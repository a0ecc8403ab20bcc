import json

from tests.support.fakes.slack_people import buttons_of, plain
from tests.support.slack.day import FOUR, NINE
from tests.support.slack.rig import ADA, BEN, CLEO, rig


async def test_a_day_from_setup_to_the_boards() -> None:
    async with rig() as slack:
        saved = await slack.set_up()
        assert "Every working day at 09:00 Berlin time" in plain(saved)
        await slack.work(NINE)
        assert "What is asked in question" in plain(slack.question)
        assert list(buttons_of(slack.question)) == [
            "A",
            "B",
            "C",
            "D",
            "In my own words",
            "My answer",
        ]
        asked = await slack.latest_round()
        right = "ABCD"[asked.shown_order.index(0)]
        receipt = await slack.press(ADA, slack.question, right)
        assert f"Answer saved: {right}," in plain(receipt)
        form = await slack.press_for_form(BEN, slack.question, "In my own words")
        receipt = await slack.submit(BEN, form, words="because <!channel> & *so*")
        assert "because <!channel> & *so*" in plain(receipt)
        await slack.counter.flush()
        assert "2 answered" in plain(slack.question)
        await slack.work(FOUR)
        revealed = slack.question
        assert "✅" in plain(revealed)
        assert "1 chose, 1 used their own words" in plain(revealed)
        answer, words, post = slack.below()
        assert {m["thread_ts"] for m in (answer, words, post)} == {revealed["ts"]}
        assert "the secret model answer" in plain(answer)
        assert "because <!channel> & *so*" in plain(words)
        assert "✅ A: choice 0 of 9\n1 of 1 got it." in plain(post)
        assert post["subtype"] == "thread_broadcast"
        link = next(b["url"] for b in post["blocks"][-1]["elements"] if "url" in b)
        assert link.endswith(
            f"p{answer['ts'].replace('.', '')}?thread_ts={revealed['ts']}&cid=C0PREP"
        )
        board = await slack.command(CLEO, "/leaderboard")
        assert "Ada" in plain(board)
        streak = await slack.command(ADA, "/streak")
        assert "1 day in a row" in plain(streak)


async def test_a_question_is_pinned_and_pings_the_one_group_of_its_schedule() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.change_plan(pin=True, notify="S0TEAM", title="Hi", intro="<!channel> *now*")
        await slack.work(NINE)
        question = slack.question
        assert question["pinned_to"] == ["C0PREP"]
        group, _, *said = question["blocks"][0]["elements"][0]["elements"]
        assert group == {"type": "usergroup", "usergroup_id": "S0TEAM"}
        assert [part["text"] for part in said] == ["Hi: ", "<!channel> *now*"]
        await slack.work(FOUR)
        assert "pinned_to" not in slack.question


async def test_applause_counts_in_its_label_and_words_can_be_kept_private() -> None:
    async with rig() as slack:
        await slack.set_up()
        await slack.work(NINE)
        form = await slack.press_for_form(BEN, slack.question, "In my own words")
        await slack.submit(BEN, form, words="for all", share=["show"])
        form = await slack.press_for_form(CLEO, slack.question, "In my own words")
        await slack.submit(CLEO, form, words="for me alone", share=[])
        await slack.work(FOUR)
        _, words, *_ = slack.below()
        assert "for all" in plain(words)
        assert "for me alone" not in "".join(map(plain, slack.messages))
        told = await slack.press(ADA, words, "👏 Applaud")
        assert "You applauded Ben's answer." in plain(told)
        await slack.counter.flush()
        assert "👏 Applaud  ·  1" in json.dumps(slack.below()[1], ensure_ascii=False)
        assert "your own answer" in plain(await slack.press(BEN, words, "👏 Applaud  ·  1"))


async def test_a_quiz_moves_on_in_one_private_message() -> None:
    async with rig() as slack:
        drill = await slack.command(BEN, "/quiz", "fixtures 2")
        assert "question 1 of 2" in plain(drill)
        drill = await slack.press(BEN, drill, "A")
        assert "question 2 of 2" in plain(drill)
        end = await slack.press(BEN, drill, "I don't know")
        assert "of 2 right" in plain(end)
        assert len(slack.people.shown_to(BEN)) == 1
