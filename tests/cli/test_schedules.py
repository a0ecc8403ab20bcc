"""Schedules from the command line: listed with their next times, edited, paused, resumed."""

from pathlib import Path
from typing import Any

from tests.support.process import result_of, shell

WHERE = ("--platform", "discord", "--workspace", "1", "--channel", "2")
ROLE = "123456789012345678"
ADDED = ("notify", "pin", "quiet", "title", "intro")
WHEN = ("--at", "09:00", "--zone", "Europe/Berlin", "--reveal-at", "16:00")


def added(folder: Path, *more: str) -> Any:
    done = shell(folder, "schedule", "add", *WHERE, *WHEN, *more, "--json")
    assert done.returncode == 0, done.stderr
    return result_of(done)


def test_the_list_has_a_header_and_the_next_time_in_the_schedules_own_zone(tmp_path: Path) -> None:
    added(tmp_path)
    head, row = shell(tmp_path, "schedule", "list").stdout.splitlines()
    assert head.split() == ["ID", "CHANNEL", "NEXT", "WHAT"]
    assert "discord 1 #2" in row
    assert " 09:00  " in row
    assert row.index("discord") == head.index("CHANNEL")


def test_a_schedule_is_paused_and_resumed(tmp_path: Path) -> None:
    number = str(added(tmp_path)["id"])
    paused = shell(tmp_path, "schedule", "pause", number)
    assert (paused.returncode, "paused" in paused.stdout) == (0, True)
    (row,) = result_of(shell(tmp_path, "schedule", "list", "--json"))
    assert (row["state"], row["pause_reason"]) == ("paused", "by hand")
    resumed = result_of(shell(tmp_path, "schedule", "resume", number, "--json"))
    assert (resumed["state"], resumed["pause_reason"]) == ("active", "")
    assert resumed["next"]


def test_an_edit_changes_what_is_named_and_nothing_else(tmp_path: Path) -> None:
    before = added(tmp_path, "--track", "pytorch", "--title", "Warm up", "--pin", "--days", "mon")
    number = str(before["id"])
    done = shell(tmp_path, "schedule", "edit", number, "--at", "10:00", "--days", "mon,wed",
                 "--json")  # fmt: skip
    changed = result_of(done)
    assert (changed["at"], changed["days"]) == ("10:00", [0, 2])
    for name in ("zone", "tracks", "title", "pin", "reveal", "format", "channel", "state"):
        assert changed[name] == before[name], name


def test_an_edit_changes_each_thing_that_can_be_added_and_takes_it_back(tmp_path: Path) -> None:
    before = added(tmp_path)
    number = str(before["id"])

    def edited(*words: str) -> dict[str, Any]:
        return result_of(shell(tmp_path, "schedule", "edit", number, *words, "--json"))

    changed = edited(
        "--reveal-at", "09:30", "--reveal-next-day", "--notify", ROLE, "--pin", "--quiet",
        "--title", "Warm up", "--intro", "Two minutes.",
    )  # fmt: skip
    wanted = (ROLE, True, True, "Warm up", "Two minutes.")
    assert tuple(changed[name] for name in ADDED) == wanted
    assert "next" in changed["reveal"]
    later = edited("--at", "08:45")
    assert {**later, "at": "", "next": "", "summary": ""} == {
        **changed, "at": "", "next": "", "summary": "",
    }, "what isn't named stays"  # fmt: skip
    assert "next" in edited("--reveal-at", "10:00")["reveal"], "only its time was named"
    back = edited(
        "--reveal-same-day", "--reveal-at", "16:00", "--notify", "nobody", "--no-pin",
        "--no-quiet", "--title", "", "--intro", "", "--at", before["at"],
    )  # fmt: skip
    assert back == before


def test_a_wrong_edit_is_refused_with_the_fix(tmp_path: Path) -> None:
    number = str(added(tmp_path)["id"])
    for words, told in (
        ((number,), "Name an option"),
        ((number, "--at", "25:00"), "25:00"),
        ((number, "--notify", "@channel, please"), "isn't a role or user group"),
        ((number, "--reveal-after", "6h", "--reveal-next-day"), "Add --reveal-at 09:00."),
        (("99", "--at", "10:00"), "warmup schedule list"),
    ):
        done = shell(tmp_path, "schedule", "edit", *words)
        assert done.returncode != 0
        assert told in done.stderr
        assert "Traceback" not in done.stderr
