"""Forget forgets and export exports, column by column; a new column fails until it is decided."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Column, String, select

from bot.engine import commands as c
from bot.engine.dispatcher import Engine
from bot.engine.errors import Refused
from bot.engine.model.coverage import Evidence, ReadAnswer
from bot.engine.model.deliveries import Delivery, DeliveryKind
from bot.engine.model.group_quizzes import GroupAnswer, GroupItem, GroupQuiz
from bot.engine.model.interviews import How, Interview, InterviewItem, Said
from bot.engine.model.moderation import Correction, Settlement, Verdict
from bot.engine.model.pairs import Pair, PairState, Waiting
from bot.engine.model.people import Account, Actor, GrantKind, Leave, ManagerGrant, Member, Team
from bot.engine.model.practice import Attempt
from bot.engine.model.question_form import Draft, DraftPurpose, QuestionForm, WaitingImport
from bot.engine.model.review_fits import ReviewFit
from bot.engine.model.rounds import Response
from bot.engine.model.schedules import ChannelRef, WaitingPlan
from bot.engine.model.scores import DayOutcome, DayRule, PointEntry, StreakState, TeamDay
from bot.engine.ports.repositories import Transaction
from bot.engine.records import audit
from bot.engine.records.export import everything_about
from bot.engine.rules.spaced_repetition import review
from storage import engines
from storage.maintenance import copy
from storage.store import SqlStore
from storage.tables import metadata
from storage.tables.types import Word
from tests.support.builders import CHANNEL, bank, plan
from tests.support.lived import ANN, BEN, EVE, MONDAY, propose
from tests.support.postgresql import Server

USER, NAME = "U0ZOE4711", "Zoë Quill"
ZOE = Actor("console", "local", USER, NAME, manager=True)
NOW = MONDAY + timedelta(days=12)


@dataclass(frozen=True)
class Fate:
    """What becomes of a person's column: when they are forgotten, and in their export."""

    forgotten: str
    exported_as: str


GOES, EMPTIED, KEPT = "the row goes", "emptied", "kept without an author"
PERSONAL = {
    "members.id": Fate(GOES, ""),
    "members.name": Fate(GOES, "name"),
    "identities.platform": Fate(GOES, "accounts"),
    "identities.workspace": Fate(GOES, "accounts"),
    "identities.user": Fate(GOES, "accounts"),
    "identities.member_id": Fate(GOES, "accounts"),
    "homes.platform": Fate(GOES, "accounts"),
    "homes.user": Fate(GOES, "accounts"),
    "homes.workspace": Fate(GOES, "accounts"),
    "leaves.member_id": Fate(GOES, "leaves"),
    "responses.member_id": Fate(GOES, "answers"),
    "follows.member_id": Fate(GOES, "answers"),
    "applause.author_id": Fate(GOES, ""),
    "applause.member_id": Fate(GOES, "applause"),
    "responses.text": Fate(GOES, "answers"),
    "responses.reply": Fate(GOES, "answers"),
    "responses.covered": Fate(GOES, "answers"),
    "point_entries.member_id": Fate(GOES, "points"),
    "point_entries.track": Fate(GOES, "points"),
    "point_entries.reason": Fate(GOES, "points"),
    "point_totals.member_id": Fate(GOES, "points"),  # sums of the entries
    "point_totals.period": Fate(GOES, "points"),
    "point_totals.track": Fate(GOES, "points"),
    "streak_days.member_id": Fate(GOES, "days"),
    "drills.member_id": Fate(GOES, "quizzes"),
    "drills.items": Fate(GOES, "quizzes"),
    "group_quizzes.started_by": Fate(EMPTIED, ""),
    "group_answers.member_id": Fate(GOES, "quizzes_together"),
    "read_answers.member_id": Fate(GOES, "read_answers"),
    "read_answers.fingerprint": Fate(GOES, "read_answers"),
    "read_answers.evidence": Fate(GOES, "read_answers"),
    "members.grader_host": Fate(GOES, "sends_answers_to"),
    "interviews.member_id": Fate(GOES, "interviews"),
    "interviews.track": Fate(GOES, "interviews"),
    "interviews.items": Fate(GOES, "interviews"),
    "interview_pairs.candidate_id": Fate(GOES, "interviews_in_pairs"),
    "interview_pairs.interviewer_id": Fate(GOES, "interviews_in_pairs"),
    "interview_pairs.asked_by": Fate(GOES, "interviews_in_pairs"),
    "interview_pairs.track": Fate(GOES, "interviews_in_pairs"),
    "interview_waits.member_id": Fate(GOES, "waits_for_a_partner"),
    "attempts.member_id": Fate(GOES, "attempts"),
    "attempts.question_id": Fate(GOES, "attempts"),
    "attempts.track": Fate(GOES, "attempts"),
    "attempts.source": Fate(GOES, "attempts"),
    "reviews.member_id": Fate(GOES, "reviews"),
    "reviews.question_id": Fate(GOES, "reviews"),
    "reviews.card": Fate(GOES, "reviews"),
    "review_fits.member_id": Fate(GOES, "own_memory"),
    "review_fits.parameters": Fate(GOES, "own_memory"),
    "waiting_plans.token": Fate(GOES, "waiting_plans"),
    "waiting_plans.platform": Fate(GOES, "waiting_plans"),
    "waiting_plans.workspace": Fate(GOES, "waiting_plans"),
    "waiting_plans.channel": Fate(GOES, "waiting_plans"),
    "waiting_plans.user": Fate(GOES, "waiting_plans"),
    "waiting_plans.plan": Fate(GOES, "waiting_plans"),
    "deliveries.key": Fate(GOES, "messages"),
    "deliveries.platform": Fate(GOES, "messages"),
    "deliveries.workspace": Fate(GOES, "messages"),
    "deliveries.user": Fate(GOES, "messages"),
    "deliveries.member_id": Fate(GOES, "messages"),
    "deliveries.message": Fate(GOES, "messages"),
    "managers.platform": Fate(GOES, "manages"),
    "managers.workspace": Fate(GOES, "manages"),
    "managers.who": Fate(GOES, "manages"),
    "schedules.owner": Fate(EMPTIED, "schedules"),
    "proposals.member_id": Fate(EMPTIED, "suggestions"),
    "proposals.kind": Fate(KEPT, "reports"),
    "proposals.question_id": Fate(KEPT, "reports"),
    "proposals.text": Fate(KEPT, "suggestions"),
    "proposals.form": Fate(KEPT, "suggestions"),
    "question_drafts.member_id": Fate(GOES, "drafts"),
    "question_drafts.form": Fate(GOES, "drafts"),
    "question_drafts.target": Fate(GOES, "drafts"),
    "waiting_imports.member_id": Fate(GOES, "waiting_imports"),
    "waiting_imports.questions": Fate(GOES, "waiting_imports"),
    "settlements.by": Fate(EMPTIED, "decisions"),
    "settlements.reason": Fate(KEPT, "decisions"),
    "seen_answers.member_id": Fate(GOES, "answers_seen"),
    "seen_answers.revision": Fate(GOES, "answers_seen"),
    "corrections.by": Fate(EMPTIED, "corrections"),
    "corrections.question_id": Fate(KEPT, "corrections"),
    "corrections.revision": Fate(KEPT, "corrections"),
    "corrections.reason": Fate(KEPT, "corrections"),
    # A team of one has its member's account in its workspace: it goes with them.
    "teams.name": Fate(GOES, "accounts"),
    "workspaces.workspace": Fate(GOES, "accounts"),
}
"""Every column that holds, or tells of, an account, a member or their name."""

NOBODYS = {
    "beats.platform": "a platform",
    "delivered_events.event": "a hash",
    "deliveries.channel": "a channel",
    "deliveries.message_channel": "a channel, or that of direct messages, whose row goes",
    "deliveries.note": "why it wasn't sent",
    "deliveries.worker": "a process",
    "group_quizzes.channel": "a channel",
    "group_quizzes.items": "questions",
    "group_quizzes.platform": "a platform",
    "group_quizzes.workspace": "a workspace with a channel, so no team of one",
    "holidays.name": "a day of the team's",
    "next_questions.question_id": "a question",
    "outages.platform": "a platform",
    "reviewers.channel": "a channel",
    "reviewers.platform": "a platform",
    "reviewers.role": "a role, which several people have",
    "reviewers.workspace": "a workspace with a channel, so no team of one",
    "question_revisions.body": "a question",
    "question_revisions.question_id": "a question",
    "question_revisions.revision": "a hash",
    "retired_questions.question_id": "a question",
    "retired_questions.reason": "a manager's words about a question",
    "round_posts.part": "what a message shows",
    "round_posts.platform": "a platform",
    "round_posts.workspace": "a workspace with a channel, so no team of one",
    "round_posts.channel": "a channel",
    "round_posts.message": "a message of the bot's",
    "rounds.channel": "a channel",
    "rounds.message": "a message of the bot's",
    "rounds.message_channel": "a channel",
    "rounds.message_platform": "a platform",
    "rounds.message_workspace": "a workspace with a channel, so no team of one",
    "rounds.shown_order": "letters",
    "rounds.platform": "a platform",
    "rounds.question_id": "a question",
    "asked_questions.question_id": "a question",
    "rounds.note": "why it was skipped or failed",
    "rounds.revision": "a hash",
    "rounds.track": "a track",
    "rounds.worker": "a process",
    "rounds.workspace": "a workspace with a channel, so no team of one",
    "schedules.channel": "a channel",
    "schedules.days": "weekdays",
    "schedules.levels": "levels",
    "schedules.pause_reason": "what the platform refused",
    "schedules.platform": "a platform",
    "schedules.tracks": "tracks",
    "schedules.workspace": "a workspace with a channel, so no team of one",
    "schedules.zone": "a time zone",
    "schedules.title": "a manager's words above the question",
    "schedules.intro": "a manager's words above the question",
    "schedules.notify": "a role or a user group",
    "settings.value": "about the bot: its keys are a closed set",
    "team_questions.body": "a question",
    "team_questions.question_id": "a question",
    "teams.zone": "a time zone",
    "workspaces.platform": "a platform",
}
"""Every other column with room for an id or a name, and what it holds instead."""


def could_name_someone(column: Column[Any]) -> bool:
    """Tell whether a column has room for a name or an account's id, or names a member's row."""
    kind = column.type
    text = isinstance(kind, String | JSON) or isinstance(getattr(kind, "impl", None), String | JSON)
    members = {metadata.tables["members"].c.id}
    names = column in members or any(key.column in members for key in column.foreign_keys)
    return names or (text and not isinstance(kind, Word))


def test_every_column_that_could_name_someone_is_decided() -> None:
    found = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if could_name_someone(column)
    }
    assert PERSONAL.keys() & NOBODYS.keys() == set()
    assert PERSONAL.keys() | NOBODYS.keys() == found


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, lived: str) -> Iterator[SqlStore]:
    """A team's history, in which Zoë left something in every table a person can."""
    url = lived
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("server")
        copy.copy(lived, url := server.empty(), audit.differences)
    with SqlStore(url) as store:
        yield store


async def take_part(store: SqlStore) -> None:
    """Let Zoë do everything there is to do, here and in messages to the bot alone."""
    engine = Engine(store, bank())
    ids = list(bank().questions)
    elsewhere = ChannelRef("console", "local", "zoe's")
    await engine.handle(c.AddSchedule(ZOE, NOW, elsewhere, plan()))
    form = QuestionForm(title="Tensors", prompt="What is a tensor?")
    await store.write(lambda tx: propose(tx, ZOE, form, NOW))
    await engine.handle(c.FlagQuestion(ZOE, NOW, ids[3], "It is wrong."))
    await engine.handle(c.RetireQuestion(ZOE, NOW, ids[4], "too easy"))
    await engine.handle(c.StartQuiz(ZOE, NOW, count=2))
    await engine.handle(c.StartQuiz(replace(ZOE, workspace=f"dm-{USER}"), NOW, count=2))
    await store.write(_leave_the_rest)


def _leave_the_rest(tx: Transaction) -> None:
    zoe = tx.members.by_identity(ZOE.platform, ZOE.workspace, USER)
    assert zoe is not None
    closed, *_ = tx.rounds.closed(zoe.team_id)
    day = closed.slot
    tx.members.add_leave(Leave(zoe.id, day, day))
    tx.members.note_home("console", "local", USER)
    tx.responses.save(Response(closed.id, zoe.id, None, "mine", NOW, NOW, (0,), "12.5"))
    other = next(each for each in tx.members.of_team(zoe.team_id) if each.id != zoe.id)
    tx.applause.add(closed.id, other.id, zoe.id)
    tx.points.add([PointEntry(zoe.team_id, zoe.id, closed.id, "maths", 5, "own words", day, NOW)])
    tx.days.save([TeamDay(zoe.id, day, DayOutcome.KEPT, DayRule.ANSWERED, StreakState(1, 1, 0))])
    quiz = GroupQuiz(
        0, zoe.team_id, CHANNEL, zoe.id, (GroupItem("maths/q02", "r1", (0, 1)),), 0, NOW
    )
    tx.group_quizzes.answer(GroupAnswer(tx.group_quizzes.add(quiz).id, 0, zoe.id, 1, NOW))
    tx.practice.add_attempts([Attempt(zoe.id, "maths/q01", "maths", True, "drill", NOW)])
    said = Said(How.TYPED, "I would look at the split first", 61)
    item = InterviewItem("maths/q01", "r1", 2, 3, answer=said, covered=(1,))
    tx.interviews.add(Interview(0, zoe.id, "maths", None, 20, (item,), 4, NOW, NOW, NOW))
    item = InterviewItem("maths/q02", "r1", 2, 3, answer=said, covered=(0,))
    led = tx.interviews.add(Interview(0, other.id, "", None, 20, (item,), 1, NOW, NOW, led=True))
    for two in ((other.id, zoe.id), (zoe.id, other.id)):
        begun = (PairState.BEGUN, NOW, NOW, led.id)
        tx.pairs.add(Pair(0, zoe.team_id, *two, zoe.id, "maths", None, 20, *begun))
    tx.pairs.wait(Waiting(0, zoe.team_id, zoe.id, NOW, NOW))
    tx.read_answers.save(ReadAnswer(zoe.id, "f" * 64, (Evidence(0, 3, 9),), NOW))
    tx.review_fits.save(ReviewFit(zoe.id, NOW, 640, (0.2, 1.3), NOW))
    tx.members.save(replace(zoe, grader_host="localhost:11434"))
    tx.questions.correct(
        Correction(zoe.team_id, closed.question_id, closed.revision, 1, zoe.id, "typo", NOW)
    )
    for number, about in enumerate((zoe.id, None)):
        tx.deliveries.add(
            Delivery(
                f"reminder-{number}-{USER}",
                DeliveryKind.REMINDER,
                Account(ZOE.platform, ZOE.workspace, USER),
                NOW,
                NOW,
                zoe.team_id,
                member_id=about,
            )
        )
    grant = ManagerGrant(zoe.team_id, ZOE.platform, ZOE.workspace, GrantKind.PERSON, USER)
    others = tx.teams.managers(zoe.team_id)
    tx.teams.set_managers(zoe.team_id, ZOE.platform, ZOE.workspace, [*others, grant])
    waits = WaitingPlan("t2", ChannelRef("console", "local", "c"), USER, plan(), 0, NOW)
    tx.waiting_plans.put(waits)
    tx.events.first_time(f"slack:form:{USER}:V1", NOW)
    form = QuestionForm(title="Views", prompt="What is a view?")
    tx.suggestions.add_draft(Draft(0, zoe.team_id, zoe.id, DraftPurpose.SUGGEST, form, NOW))
    tx.suggestions.add_import(WaitingImport(0, zoe.team_id, zoe.id, ({"id": "maths/new"},), NOW))
    reported = tx.questions.proposals_of(zoe.id)[-1]
    tx.suggestions.settle(Settlement(reported.id, Verdict.DECLINED, zoe.id, "it is right", NOW))
    tx.suggestions.see(zoe.id, closed.revision, NOW)
    tx.practice.save_review(review(zoe.id, "maths/q01", None, NOW, right=True))


def rows_of(store: SqlStore) -> dict[str, list[dict[str, Any]]]:
    """Return every row of the database as it is stored, by table."""
    engine = engines.connect(store.url, engines.Role.READ)
    with engine.connect() as connection:
        rows = {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return rows


def members_of(store: SqlStore) -> set[int]:
    """Return the ids of Zoë's members, in the team and in the team of one."""
    rows = rows_of(store)["identities"]
    return {row["member_id"] for row in rows if row["user"] == USER}


async def test_the_forgotten_are_in_no_row_and_nobody_else_lost_one(filled: SqlStore) -> None:
    others = others_in(filled)
    before = rows_of(filled)
    await take_part(filled)
    ids, full = members_of(filled), rows_of(filled)
    for table in sorted({name.split(".")[0] for name in PERSONAL}):
        assert len(full[table]) > len(before[table]), f"Zoë left nothing in {table}"
    assert len(ids) == 2
    engine = Engine(filled, bank())
    for workspace in (ZOE.workspace, f"dm-{USER}"):
        who = replace(ZOE, workspace=workspace)
        await engine.handle(c.ForgetMe(who, NOW, confirmed=True))
    left = rows_of(filled)
    text = repr(left)
    assert USER not in text
    assert NAME not in text
    for table, column in ((name.split(".")) for name in PERSONAL):
        if column in ("member_id", "by") or (table, column) == ("members", "id"):
            assert not ids & {row[column] for row in left[table]}, f"{table}.{column}"
    assert others_in(filled) == others
    with pytest.raises(Refused, match="nothing to export"):
        filled.read_now(lambda tx: everything_about(tx, ZOE))


async def test_the_export_holds_what_every_personal_column_holds(filled: SqlStore) -> None:
    await take_part(filled)
    exported = filled.read_now(lambda tx: everything_about(tx, ZOE))
    for column, fate in PERSONAL.items():
        assert fate.exported_as == "" or exported[fate.exported_as], column
    text = json.dumps(exported)
    assert json.loads(text)["name"] == NAME
    for told in (
        "What is a tensor?",
        "It is wrong.",
        "typo",
        "12.5",
        "zoe's",
        "maths/q01",
        "the split first",
    ):
        assert told in text


def test_sqlite_overwrites_what_is_deleted(url: str, path: Path) -> None:
    """A file keeps what was deleted in pages that are free, until they are used again."""
    with SqlStore(url) as store:
        team = store.write_now(lambda tx: tx.teams.add(Team(0, "Red", "UTC", NOW)))
        member = store.write_now(lambda tx: tx.members.add(Member(0, team.id, NAME, NOW)))
        store.write_now(lambda tx: tx.members.forget(member.id))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert NAME.encode() not in path.read_bytes()


def others_in(store: SqlStore) -> list[object]:
    """Return what the others have: points, streaks, answers, quizzes, reviews."""

    def look(tx: Transaction) -> list[object]:
        found: list[object] = []
        for who in (ANN, BEN, EVE):
            member = tx.members.by_identity(who.platform, who.workspace, who.user)
            assert member is not None
            found += [
                member,
                tx.points.of_member(member.id),
                tx.points.standing(member.id, "all", "").points,
                tx.days.of_member(member.id),
                tx.responses.of_member(member.id),
                tx.practice.drills_of(member.id),
                tx.practice.reviews_of(member.id),
                tx.interviews.of_member(member.id),
                tx.questions.proposals_of(member.id),
            ]
        return found

    return store.read_now(look)
