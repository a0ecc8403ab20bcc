from dataclasses import replace
from datetime import date

from bot.engine.model.moderation import Correction, Proposal, ProposalState
from bot.engine.model.people import Identity, Leave, Workspace
from bot.engine.model.practice import Attempt, Drill, DrillItem, ReviewState
from bot.engine.model.scores import DayOutcome, DayRule, StreakState, TeamDay
from bot.engine.ports.repositories import Transaction
from tests.support.stored_world import (
    HOUR,
    MONDAY,
    NOON,
    a_member,
    a_response,
    a_round,
    a_schedule,
    a_team,
    some_points,
)


def test_a_team_comes_back_as_it_was_added(tx: Transaction) -> None:
    team = a_team(tx)
    assert team.id > 0
    assert tx.teams.get(team.id) == team
    assert tx.teams.get(team.id + 1) is None


def test_a_saved_team_is_changed_and_others_are_not(tx: Transaction) -> None:
    red, blue = a_team(tx, "Red"), a_team(tx, "Blue")
    tx.teams.save(replace(red, name="Crimson", zone="UTC"))
    assert tx.teams.all() == (replace(red, name="Crimson", zone="UTC"), blue)


def test_of_teams_with_the_same_name_the_oldest_is_found(tx: Transaction) -> None:
    first, _ = a_team(tx, "Red"), a_team(tx, "Red")
    assert tx.teams.by_name("Red") == first
    assert tx.teams.by_name("red") is None


def test_a_workspace_belongs_to_the_team_that_attached_it_last(tx: Transaction) -> None:
    red, blue = a_team(tx, "Red"), a_team(tx, "Blue")
    tx.teams.attach(Workspace("slack", "T1", red.id))
    tx.teams.attach(Workspace("discord", "T1", red.id))
    assert tx.teams.by_workspace("slack", "T1") == red
    tx.teams.attach(Workspace("slack", "T1", blue.id))
    assert tx.teams.by_workspace("slack", "T1") == blue
    assert tx.teams.by_workspace("discord", "T1") == red
    assert tx.teams.by_workspace("slack", "T2") is None


def test_holidays_are_listed_by_date_and_can_be_renamed_and_removed(tx: Transaction) -> None:
    red, blue = a_team(tx, "Red"), a_team(tx, "Blue")
    tx.teams.add_holiday(red.id, date(2026, 12, 26), "Boxing Day")
    tx.teams.add_holiday(red.id, date(2026, 12, 25), "Xmas")
    tx.teams.add_holiday(red.id, date(2026, 12, 25), "Christmas")
    tx.teams.add_holiday(blue.id, date(2026, 5, 1), "May Day")
    assert list(tx.teams.holidays(red.id).items()) == [
        (date(2026, 12, 25), "Christmas"),
        (date(2026, 12, 26), "Boxing Day"),
    ]
    tx.teams.remove_holiday(red.id, date(2026, 12, 25))
    tx.teams.remove_holiday(red.id, date(2026, 5, 1))
    assert list(tx.teams.holidays(red.id)) == [date(2026, 12, 26)]
    assert list(tx.teams.holidays(blue.id)) == [date(2026, 5, 1)]


def test_a_member_comes_back_as_saved(tx: Transaction) -> None:
    team = a_team(tx)
    member = a_member(tx, team)
    left = replace(member, name="Ada L.", hidden=True, left_at=NOON + HOUR)
    tx.members.save(left)
    assert tx.members.get(member.id) == left
    assert tx.members.get(member.id + 1) is None


def test_a_teams_members_are_listed_oldest_first_with_those_who_left(tx: Transaction) -> None:
    team, other = a_team(tx), a_team(tx)
    ada, _, bob = a_member(tx, team), a_member(tx, other), a_member(tx, team, left_at=NOON)
    assert tx.members.of_team(team.id) == (ada, bob)


def test_a_member_is_found_by_any_of_their_accounts(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team, "Bob")
    tx.teams.attach(Workspace("slack", "T1", team.id))
    tx.teams.attach(Workspace("discord", "G1", team.id))
    tx.members.link(Identity("slack", "T1", "U1", ada.id))
    tx.members.link(Identity("discord", "G1", "7", ada.id))
    assert tx.members.by_identity("discord", "G1", "7") == ada
    assert tx.members.by_identity("slack", "G1", "7") is None
    assert tx.members.by_identity("slack", "T2", "U1") is None
    tx.members.link(Identity("slack", "T1", "U1", bob.id))
    assert tx.members.by_identity("slack", "T1", "U1") == bob
    assert tx.members.identities(ada.id) == (Identity("discord", "G1", "7", ada.id),)


def test_an_account_of_another_workspace_is_a_member_of_each_team_by_itself(
    tx: Transaction,
) -> None:
    red, blue = a_team(tx, "Red"), a_team(tx, "Blue")
    tx.teams.attach(Workspace("slack", "T1", red.id))
    tx.teams.attach(Workspace("slack", "T2", blue.id))
    guest, at_home = a_member(tx, red, "Guest"), a_member(tx, blue, "At home")
    for member in (guest, at_home):
        tx.members.link(Identity("slack", "T2", "U1", member.id))
    assert tx.members.by_identity("slack", "T1", "U1") == guest
    assert tx.members.by_identity("slack", "T2", "U1") == at_home
    assert tx.members.by_identity("slack", "T3", "U1") is None
    assert tx.members.of_account("slack", "T2", "U1") == (guest, at_home)
    assert tx.members.of_account("slack", "T1", "U1") == ()
    assert tx.members.identities(guest.id) == (Identity("slack", "T2", "U1", guest.id),)
    tx.members.forget(guest.id)
    assert tx.members.of_account("slack", "T2", "U1") == (at_home,)


def test_an_account_is_found_everywhere_it_is_a_member_by_workspace(tx: Transaction) -> None:
    members = [a_member(tx, a_team(tx), name) for name in ("Ada", "Ada L.", "Ben")]
    accounts = (("w2", "1"), ("w1", "1"), ("w1", "2"))
    linked = [
        Identity("discord", workspace, user, member.id)
        for (workspace, user), member in zip(accounts, members, strict=True)
    ]
    for identity in linked:
        tx.members.link(identity)
    assert tx.members.everywhere("discord", "1") == (linked[1], linked[0])
    assert tx.members.everywhere("slack", "1") == ()


def test_of_two_accounts_in_a_team_the_workspaces_own_is_found_first(tx: Transaction) -> None:
    team = a_team(tx)
    tx.teams.attach(Workspace("slack", "T2", team.id))
    guest, own = a_member(tx, team, "Guest"), a_member(tx, team, "Own")
    tx.members.link(Identity("slack", "T1", "U1", guest.id))
    tx.members.link(Identity("slack", "T2", "U1", own.id))
    assert tx.members.by_identity("slack", "T2", "U1") == own


def test_an_unlinked_account_is_gone_with_its_home_and_others_stay(tx: Transaction) -> None:
    team, other = a_team(tx), a_team(tx)
    tx.teams.attach(Workspace("slack", "T1", team.id))
    ada, ada_elsewhere = a_member(tx, team), a_member(tx, other)
    account = Identity("slack", "T1", "U1", ada.id)
    elsewhere = replace(account, member_id=ada_elsewhere.id)
    tx.members.link(account)
    tx.members.note_home("slack", "T1", "U1")
    tx.members.link(elsewhere)
    tx.members.unlink(account)
    assert tx.members.by_identity("slack", "T1", "U1") is None
    assert tx.members.home("slack", "U1") is None
    assert tx.members.identities(ada_elsewhere.id) == (elsewhere,)
    tx.members.unlink(account)
    assert tx.members.get(ada.id) == ada


def test_leaves_are_listed_by_date_once_each_and_can_be_replaced(tx: Transaction) -> None:
    team = a_team(tx)
    ada, bob = a_member(tx, team), a_member(tx, team, "Bob")
    later = Leave(ada.id, date(2026, 12, 1), date(2026, 12, 3))
    sooner = Leave(ada.id, date(2026, 11, 1), date(2026, 11, 1))
    for leave in (later, sooner, sooner, replace(later, member_id=bob.id)):
        tx.members.add_leave(leave)
    assert tx.members.leaves(ada.id) == (sooner, later)
    tx.members.replace_leaves(ada.id, [later])
    assert tx.members.leaves(ada.id) == (later,)
    assert len(tx.members.leaves(bob.id)) == 1


def test_a_forgotten_member_leaves_nothing_behind_and_others_everything(tx: Transaction) -> None:
    team = a_team(tx)
    asked = a_round(tx, a_schedule(tx, team))
    tx.teams.attach(Workspace("slack", "T1", team.id))
    ada, bob = a_member(tx, team), a_member(tx, team, "Bob")
    traces: dict[int, list[object]] = {}
    for member in (ada, bob):
        _leave_traces(tx, member.id)
        tx.responses.save(a_response(asked, member))
        tx.points.add([some_points(asked, member, 10)])
        traces[member.id] = _traces(tx, member.id)
    assert all(traces[ada.id])
    assert tx.members.by_identity("slack", "T1", f"U{ada.id}") == ada
    proposals = tx.questions.proposals(team.id, ProposalState.WAITING)

    tx.members.forget(ada.id)

    assert tx.members.get(ada.id) is None
    assert tx.members.by_identity("slack", "T1", f"U{ada.id}") is None
    assert not any(_traces(tx, ada.id))
    assert _traces(tx, bob.id) == traces[bob.id]
    orphan, other = tx.questions.proposals(team.id, ProposalState.WAITING)
    assert (orphan, other) == (replace(proposals[0], member_id=0), proposals[1])
    assert tx.questions.proposal(team.id, orphan.number) == orphan
    assert [row.member_id for row in tx.points.board(team.id, "all", "", 0, 9)] == [bob.id]
    assert tx.points.differences() == ()
    assert {c.by for c in tx.questions.corrections(team.id)} == {0, bob.id}


def test_a_home_is_where_the_account_was_last_and_goes_with_it(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    ada, ada_in_blue = a_member(tx, red), a_member(tx, blue)
    tx.members.link(Identity("discord", "G1", "7", ada.id))
    tx.members.link(Identity("discord", "G2", "7", ada_in_blue.id))
    assert tx.members.home("discord", "7") is None
    tx.members.note_home("discord", "G1", "7")
    tx.members.note_home("discord", "G2", "7")
    assert tx.members.home("discord", "7") == "G2"
    assert tx.members.home("slack", "7") is None
    tx.members.forget(ada.id)
    assert tx.members.home("discord", "7") == "G2"
    tx.members.forget(ada_in_blue.id)
    assert tx.members.home("discord", "7") is None


def test_no_home_is_noted_for_an_account_that_is_no_member_there(tx: Transaction) -> None:
    ada = a_member(tx, a_team(tx))
    tx.members.link(Identity("discord", "G1", "7", ada.id))
    tx.members.note_home("discord", "G2", "7")
    tx.members.note_home("discord", "G1", "8")
    assert tx.members.home("discord", "7") is None
    assert tx.members.home("discord", "8") is None


def test_a_team_is_removed_with_all_of_it_and_no_other(tx: Transaction) -> None:
    red, blue = a_team(tx), a_team(tx)
    schedule = a_schedule(tx, red)
    asked, ada, bob = a_round(tx, schedule), a_member(tx, red), a_member(tx, blue)
    tx.teams.attach(Workspace("slack", "T1", red.id))
    tx.teams.add_holiday(red.id, MONDAY, "May Day")
    tx.responses.save(a_response(asked, ada))
    _leave_traces(tx, ada.id)
    tx.teams.remove(red.id)
    assert tx.teams.all() == (blue,)
    assert tx.teams.by_workspace("slack", "T1") is None
    assert tx.teams.holidays(red.id) == {}
    assert (tx.schedules.get(schedule.id), tx.rounds.get(asked.id)) == (None, None)
    assert tx.members.get(ada.id) is None
    assert not any(_traces(tx, ada.id))
    assert tx.questions.proposals(red.id, ProposalState.WAITING) == ()
    assert tx.members.get(bob.id) == bob


def _leave_traces(tx: Transaction, member_id: int) -> None:
    """Write a line of every kind that names the member."""
    member = tx.members.get(member_id)
    assert member is not None
    question = f"pytorch/{member_id}"
    item = DrillItem(question, "r1", (0, 1))
    after = StreakState(1, 1, 0)
    tx.members.link(Identity("slack", "T1", f"U{member_id}", member_id))
    tx.members.add_leave(Leave(member_id, MONDAY, MONDAY))
    tx.days.save([TeamDay(member_id, MONDAY, DayOutcome.KEPT, DayRule.ANSWERED, after)])
    tx.practice.add_drill(Drill(0, member_id, (item,), 0, NOON))
    tx.practice.save_review(ReviewState(member_id, question, NOON, "{}"))
    tx.practice.add_attempts([Attempt(member_id, question, "pytorch", True, "drill", NOON)])
    tx.questions.propose(Proposal(0, member.team_id, member_id, "flag", question, "wrong", NOON))
    tx.questions.correct(Correction(member.team_id, question, "r1", 0, member_id, "typo", NOON))


def _traces(tx: Transaction, member_id: int) -> list[object]:
    return [
        tx.members.identities(member_id),
        tx.members.leaves(member_id),
        tx.responses.of_member(member_id),
        tx.points.of_member(member_id),
        tx.days.of_member(member_id),
        tx.practice.next_review(member_id),
        tx.practice.accuracy(member_id),
        tx.practice.last_seen(member_id),
        tx.practice.drills_of(member_id),
        tx.practice.attempts_of(member_id),
        tx.questions.proposals_of(member_id),
    ]
