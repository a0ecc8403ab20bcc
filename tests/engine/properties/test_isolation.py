"""Teams do not reach each other: what one sees is the same whatever the other does."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine import commands as c
from bot.engine import group_commands as gc
from bot.engine import interview_commands as ic
from bot.engine import key_point_commands as kc
from bot.engine import pair_commands as pc
from bot.engine import question_commands as qc
from bot.engine import review_commands as rc
from bot.engine import team_commands as tc
from bot.engine.handlers import READS, WRITES
from bot.engine.home_commands import ShowHome
from bot.engine.model.interviews import How
from bot.engine.model.people import Actor, Remind
from bot.engine.model.question_form import QuestionForm
from bot.engine.model.questions import Format
from bot.engine.model.schedules import ChannelRef
from bot.engine.model.scores import Period
from tests.support.builders import plan
from tests.support.world import World

TEAMS = ("red", "blue")
USERS = ("lead", "ann", "ben")

DEEDS = (
    *(
        "choose",
        "choose",
        "choose",
        "say",
        "mine",
        *("change", "reasons", "later", "tick"),
        "board",
        "streak",
        "stats",
        "quiz",
        "drill",
    ),
    *("drill", "leave", "back", "hide", "correct", "retire", "suggest", "queue", "holiday"),
    *("zone", "skip", "pause", "resume", "forget", "list", "points", "practice", "now"),
    *("unholiday", "holidays", "flag", "settle", "preview", "save", "add", "edit", "remove"),
    *(
        "look",
        "weekends",
        "suggestions",
        "suggest ticks",
        "keep ticks",
        "words",
        "applaud",
        "take out",
        "post board",
        "history",
        "remind",
        "unremind",
        "recap",
        "report",
        "who reviews",
        "who manages",
        "managers",
        "privacy",
        "rules of reviews",
        "choose rules",
        "be named",
    ),
)
WRITING = (
    *("sort", "send", "discard", "review", "accept", "fix", "drop", "reviewers", "questions"),
    *("next", "restore", "import", "imported", "uncredit", "reviewing"),
)
INTERVIEWS = (
    *("interview", "begin interview", "shorten", "drop interview", "say it", "speak", "end it"),
    *("tick one", "tick all", "save points", "model answer", "my answers", "write it"),
    "suggest it",
)
PAIRS = (
    "invite",
    "partner",
    "partner",
    "stop waiting",
    "agree to it",
    "decline",
    "call off",
    "swap",
)
LED = ("begin pair", "tick for", "tick all for", "next pair question", "end pair", "swap again")
TOGETHER = ("home", "together", "join", "stop together")
"""Which questions they ask depends on what any team is being asked, and how many are due."""
NUMBERED = (
    *WRITING,
    *("suggest", "queue", "flag", "settle", "remove", "pause", "resume", "skip"),
    *("preview", "save", "add", "edit"),
)
"""Their cards tell numbers that count for all teams together, in words."""

Deed = tuple[str, str, str, int]  # team, what, who, a number
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("both"), st.just("wait"), st.just(""), st.sampled_from((30, 180, 420))),
        st.tuples(
            st.sampled_from(TEAMS),
            st.sampled_from((*DEEDS, *WRITING, *PAIRS)),
            st.sampled_from(USERS),
            st.integers(0, 3),
        ),
    ),
    max_size=50,
)


def person(team: str, who: str) -> Actor:
    # The same user id in both teams: an account is known by its workspace, too.
    return Actor("console", team, who, who.title(), who == "lead")


class TwoTeams:
    """Two teams of three, each with a schedule of its own.

    Members' ids are the same in every run, for they seed the order of drills; so nobody is
    forgotten for good.
    """

    def __init__(self) -> None:
        self.world = World()
        self.schedules: dict[str, int] = {}

    async def begin(self) -> None:
        for team in TEAMS:
            channel = ChannelRef("console", team, "general")
            made = await self.world.schedule(channel, person(team, "lead"), plan())
            self.schedules[team] = made.id
            for who in USERS:
                await self.world.ask(
                    c.HideMe(person(team, who), self.world.clock.now, hidden=False)
                )
        await self.world.to("2026-11-02 09:00")

    async def do(self, deed: Deed) -> object:
        """Do it, and return the card that came back."""
        team, what, who, number = deed
        if what == "wait":
            await self.world.after(minutes=number)
            return None
        await self.world.after(seconds=10)
        command = self.command(team, what, person(team, who), number)
        return None if command is None else await self.world.ask(command)

    def team(self, name: str) -> int:
        found = self.world.read(lambda tx: tx.teams.by_workspace("console", name))
        return found.id if found else 0

    def member(self, team: str, user: str) -> int:
        found = self.world.read(lambda tx: tx.members.by_identity("console", team, user))
        return found.id if found else 0

    def command(self, team: str, what: str, who: Actor, number: int) -> c.Command | None:
        world, now = self.world, self.world.clock.now
        today = now.date()
        schedule = self.schedules[team]
        mine = [r for r in world.rounds() if r.schedule_id == schedule]
        last = mine[-1].id if mine else 0
        member = world.read(lambda tx: tx.members.by_identity("console", team, who.user))
        drills = [
            d for d in world.store.tables.drills.values() if member and d.member_id == member.id
        ]
        drill = drills[-1] if drills else None
        channel = ChannelRef("console", team, "general")
        ideas = [p for p in world.store.tables.proposals.values() if p.team_id == self.team(team)]
        idea = ideas[-1].id if ideas else 0
        drafts = [
            d for d in world.store.tables.drafts.values() if member and d.member_id == member.id
        ]
        draft = drafts[-1].id if drafts else 0
        imports = [
            i for i in world.store.tables.imports.values() if member and i.member_id == member.id
        ]
        pairs = [p for p in world.store.tables.pairs.values() if p.team_id == self.team(team)]
        pair = (who, now, pairs[-1].id if pairs else 0)
        form = QuestionForm(f"Idea {number}", "Why?", "* a\nb", "", "", "maths", "basic")
        other = plan(at=time(10 + number), format=tuple(Format)[number % 3])
        asked = f"maths/q{number:02}"
        commands: dict[str, c.Command] = {
            "choose": c.SubmitChoice(who, now, last, "ABCD"[number]),
            "say": c.SubmitWords(who, now, last, f"words {number}"),
            "mine": c.ShowMine(who, now, last),
            "change": c.ChangeMine(who, now, last),
            "reasons": c.ShowReasons(who, now, last),
            "later": c.PracticeLater(who, now, last),
            "tick": kc.TickKeyPoint(who, now, last, number, True),
            "suggest ticks": kc.SuggestTicks(who, now, last, agreed=number > 1),
            "keep ticks": kc.KeepTicks(who, now, last),
            "board": c.ShowLeaderboard(who, now),
            "remind": c.SetReminders(who, now, tuple(Remind)[number % 3]),
            "unremind": c.SkipReminders(who, now, last),
            "recap": c.SetRecap(who, now, ("off", "on", "fri 17:00", "mon 09:00")[number]),
            "history": c.ShowHistory(who, now),
            "post board": c.PostLeaderboard(who, now),
            "streak": c.ShowStreak(who, now),
            "stats": c.ShowStats(who, now),
            "quiz": c.StartQuiz(who, now, "maths", None, 1 + number),
            "leave": c.TakeLeave(who, now, today, today + timedelta(days=number)),
            "back": c.EndLeave(who, now),
            "hide": c.HideMe(who, now, hidden=number < 2),
            "correct": c.CorrectKey(who, now, asked, 1 + number, "typo"),
            "retire": c.RetireQuestion(who, now, asked, "outdated"),
            "suggest": qc.CheckQuestion(who, now, form),
            "sort": qc.SortDraft(who, now, draft, "pytorch", "basic"),
            "send": qc.SendDraft(who, now, draft),
            "discard": qc.DiscardDraft(who, now, draft if number > 2 else 0),
            "review": qc.ShowProposal(who, now, idea),
            "accept": qc.AcceptSuggestion(who, now, idea),
            "fix": qc.CorrectReported(who, now, idea, choice=1 + number),
            "drop": qc.RetireReported(who, now, idea),
            "reviewers": qc.SetReviewers(who, now, channel if number > 1 else None),
            "reviewing": qc.ShowReviewers(who, now),
            "uncredit": qc.HideCredit(who, now, idea),
            "home": ShowHome(who, now),
            "together": gc.StartGroupQuiz(who, now, channel),
            "join": gc.SubmitGroupAnswer(who, now, 1, 0, "ABCD"[number]),
            "stop together": gc.StopGroupQuiz(who, now, 1),
            "interview": ic.StartInterview(who, now),
            "begin interview": ic.BeginInterview(who, now, 1),
            "shorten": ic.ShortenInterview(who, now, 1, 10),
            "drop interview": ic.DropInterview(who, now, 1),
            "say it": ic.AnswerInterview(who, now, 1, 1, "words"),
            "write it": ic.WriteInInterview(who, now, 1, 1, f"{number}.1", "words"),
            "suggest it": ic.SuggestInterviewTicks(who, now, 1, 1, agreed=number > 1),
            "speak": ic.PassStep(who, now, 1, 1, How.SPOKEN),
            "end it": ic.EndInterview(who, now, 1, 1),
            "tick one": ic.TickInterviewPoint(who, now, 1, 1, 0, True),
            "tick all": ic.TickInterviewPoints(who, now, 1, 1, (0,)),
            "save points": ic.SaveInterviewPoints(who, now, 1, 1),
            "model answer": ic.ShowInterviewAnswer(who, now, 1, 1),
            "my answers": ic.ShowInterviewAnswers(who, now, 1),
            "invite": pc.InviteMember(who, now, USERS[number % 3]),
            "partner": pc.FindPartner(who, now),
            "stop waiting": pc.StopWaiting(who, now),
            "agree to it": pc.AcceptPair(*pair),
            "decline": pc.DeclinePair(*pair),
            "call off": pc.CallOffPair(*pair),
            "swap": pc.SwapSides(*pair, interviewer=number > 1),
            "begin pair": pc.BeginPair(*pair),
            "swap again": pc.ProposeSwap(*pair),
            "tick for": pc.TickPairPoint(*pair, 1, 0, True),
            "tick all for": pc.TickPairPoints(*pair, 1, (0,)),
            "next pair question": pc.NextPairQuestion(*pair, 1),
            "end pair": pc.EndPair(*pair, 1),
            "show": qc.ShowTeamQuestion(who, now, asked, look=number > 2),
            "questions": qc.ListQuestions(who, now, "maths"),
            "next": qc.AskNext(who, now, asked),
            "restore": qc.RestoreQuestion(who, now, asked),
            "import": qc.PreviewImport(who, now, f"### Question: N{number}\n### Answer\nx"),
            "imported": qc.SaveImport(who, now, imports[-1].id if imports else 0),
            "updated": qc.SaveImport(who, now, imports[-1].id if imports else 0, changes=True),
            "queue": c.ReviewQueue(who, now),
            "holiday": c.AddHoliday(who, now, today + timedelta(days=number), "off"),
            "zone": c.SetZone(who, now, ("UTC", "Asia/Tokyo", "America/Lima", "UTC")[number]),
            "words": c.SetWords(who, now, shown=number < 2),
            "who reviews": qc.ShowReviewers(who, now),
            "who manages": tc.ShowManagers(who, now),
            "managers": tc.SetManagers(who, now, people=("ann",) * (number % 2)),
            "report": tc.ShowReport(who, now),
            "privacy": tc.ShowPrivacy(who, now),
            "rules of reviews": rc.ShowOwnMemory(who, now),
            "choose rules": rc.SetOwnMemory(who, now, own=number < 2),
            "be named": tc.SetPrivacy(who, now, named=number < 2),
            "suggestions": tc.SetSuggestions(who, now, on=number < 2),
            "weekends": c.SetWeekends(who, now, count=number < 2),
            "skip": c.SkipNext(who, now, schedule),
            "pause": c.PauseSchedule(who, now, schedule),
            "resume": c.ResumeSchedule(who, now, schedule),
            "forget": c.ForgetMe(who, now, confirmed=False),
            "list": c.ListSchedules(who, now),
            "points": kc.MarkKeyPoints(who, now, last, (0,) * min(number, 1)),
            "applaud": c.Applaud(who, now, last, self.member(team, USERS[number % 3])),
            "take out": c.TakeOutWords(who, now, last),
            "practice": c.StartPractice(who, now),
            "now": c.PostNow(who, now, schedule),
            "unholiday": c.RemoveHoliday(who, now, today + timedelta(days=number)),
            "holidays": c.ListHolidays(who, now),
            "flag": c.FlagQuestion(who, now, asked, f"wrong {number}"),
            "settle": qc.Decline(who, now, idea, reason="no"),
            "preview": c.PreviewSchedule(who, now, channel, other, f"{team}{number}"),
            "save": c.SavePreview(who, now, f"{team}{number}"),
            "add": c.AddSchedule(who, now, channel, other),
            "edit": c.EditSchedule(who, now, schedule, other),
            "remove": c.RemoveSchedule(who, now, schedule, confirmed=number > 0),
            "look": c.ShowLeaderboard(who, now, Period.ALL, "maths", 1 + number),
        }
        if drill is not None:
            commands["drill"] = c.AnswerDrill(who, now, drill.id, drill.position, "ABCD"[number])
        return commands.get(what)


def without_ids(card: object) -> object:
    """Return a card with its numbers of rounds, drills, members, entries and messages made 0."""
    if is_dataclass(card) and not isinstance(card, type):
        shown = {field.name: without_ids(getattr(card, field.name)) for field in fields(card)}
        return type(card), {k: 0 if k.endswith(("_id", "_link")) else v for k, v in shown.items()}
    if isinstance(card, tuple):
        return tuple(without_ids(item) for item in cast("tuple[object, ...]", card))
    return card


def without_numbers(card: object) -> str:
    """Leave out the numbers of queue entries: they count for all teams together."""
    return str(card).translate({ord(digit): None for digit in "0123456789"})


async def views(done: list[Deed], team: str, others: bool) -> list[object]:
    """Return all that a team sees; without ``others`` the other team does nothing."""
    both = TwoTeams()
    await both.begin()
    seen: list[object] = []
    for deed in done:
        if deed[0] in (team, "both"):
            card = without_ids(await both.do(deed))
            seen.append(without_numbers(card) if deed[1] in NUMBERED else card)
        elif others:
            await both.do(deed)
        else:
            await both.world.after(seconds=10)  # time passes all the same
    for _ in range(3):
        await both.world.after(hours=8)
    channel = ChannelRef("console", team, "general")
    posted = (each for each in both.world.gateway.messages if each.ref.channel == channel)
    seen.extend(without_ids(message.card) for message in posted)
    assert both.world.differences() == ()
    return seen


@settings(max_examples=30)
@given(deeds)
async def test_a_team_sees_the_same_whatever_another_team_does(done: list[Deed]) -> None:
    for team in TEAMS:
        together = await views(done, team, others=True)
        alone = await views(done, team, others=False)
        assert together == alone


def test_every_kind_of_command_is_among_the_deeds() -> None:
    both = TwoTeams()
    both.schedules = dict.fromkeys(TEAMS, 1)
    # What a question shows depends on whether any team is being asked it.
    every = (*DEEDS, *WRITING, *INTERVIEWS, *PAIRS, *LED, *TOGETHER, "show")
    made = {type(both.command("red", what, person("red", "ann"), 1)) for what in every}
    # Drills are answered once there is one; nobody is forgotten for good.
    assert made | {c.AnswerDrill} >= {*READS, *WRITES}


async def test_a_channel_of_one_team_is_never_posted_to_for_another() -> None:
    both = TwoTeams()
    await both.begin()
    for team in TEAMS:
        channel = ChannelRef("console", team, "general")
        assert len(both.world.gateway.shown(channel)) == 1
    red, blue = both.world.rounds()
    assert (red.channel.workspace, blue.channel.workspace) == TEAMS
    assert replace(red, id=0).team_id != blue.team_id
    assert red.slot == blue.slot == date(2026, 11, 2)
