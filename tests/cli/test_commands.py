import sqlite3
from pathlib import Path

import pytest

from tests.support.process import result_of, shell, warmup

WHERE = ("--platform", "discord", "--workspace", "42", "--channel", "43")
WHEN = ("--at", "9:00", "--zone", "europe/berlin")


def test_help_lists_every_command_and_an_unknown_one_gets_a_suggestion(tmp_path: Path) -> None:
    told = shell(tmp_path, "--help").stdout
    for name in ("run", "init", "doctor", "schedule", "content", "db"):
        assert f"\n  {name} " in told
    wrong = shell(tmp_path, "shedule")
    assert wrong.returncode == 2
    assert "Did you mean schedule?" in wrong.stderr
    assert "Did you mean" not in shell(tmp_path, "foo").stderr


def test_a_schedule_is_added_listed_and_removed(tmp_path: Path) -> None:
    added = shell(
        tmp_path, "schedule", "add", *WHERE, *WHEN, "--days", "mon,wed", "--track", "pytorch",
        "--level", "basic", "--reveal-at", "16:00", "--json",
    )  # fmt: skip
    assert added.returncode == 0, added.stderr
    made = result_of(added)
    assert made["zone"] == "Europe/Berlin"
    assert made["days"] == [0, 2]
    assert made["reveal"] == "at 16:00"
    listed = result_of(shell(tmp_path, "schedule", "list", "--json"))
    assert listed == [made]
    assert "pytorch (basic)" in shell(tmp_path, "schedule", "list").stdout
    asked = shell(tmp_path, "schedule", "remove", str(made["id"]), typed="n\n")
    assert asked.returncode == 1
    assert result_of(shell(tmp_path, "schedule", "list", "--json"))
    assert shell(tmp_path, "schedule", "remove", str(made["id"]), "--yes").returncode == 0
    assert result_of(shell(tmp_path, "schedule", "list", "--json")) == []


def test_a_schedule_whose_zone_is_no_longer_known_is_listed_with_the_fix(tmp_path: Path) -> None:
    assert shell(tmp_path, "schedule", "add", *WHERE, *WHEN).returncode == 0
    with sqlite3.connect(tmp_path / "warmup.db") as database:
        database.execute("UPDATE schedules SET zone = 'Europe/Nowhere'")
    database.close()
    listed = shell(tmp_path, "schedule", "list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "Europe/Nowhere is not known here. Update the bot's tzdata" in listed.stdout


def test_every_wrong_option_of_a_schedule_is_reported_with_a_suggestion(
    tmp_path: Path,
) -> None:
    done = shell(
        tmp_path, "schedule", "add", *WHERE, "--at", "25:00", "--zone", "Europe/Berln",
        "--days", "mon-fry", "--track", "pytoch", "--level", "advancd", "--format", "chioce",
        "--reveal-after", "soon",
    )  # fmt: skip
    assert done.returncode == 1
    for hint in ("23:00", "Europe/Berlin", "fri", "pytorch", "advanced", "choice", "6h"):
        assert hint in done.stderr
    assert result_of(shell(tmp_path, "schedule", "list", "--json")) == []


def test_the_same_time_in_the_same_channel_is_refused(tmp_path: Path) -> None:
    assert shell(tmp_path, "schedule", "add", *WHERE, *WHEN).returncode == 0
    twin = shell(tmp_path, "schedule", "add", *WHERE, *WHEN)
    assert twin.returncode == 1
    assert "already has a question at 09:00" in twin.stderr


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("schedule", "remove", "9", "--yes"), "warmup schedule list"),
        (("schedule", "add", "--platform", "discrd", *WHERE[2:], *WHEN), "discord"),
        (("schedule", "add", "--platform", "discord", "--workspace", "42", "--channel", "#prep",
          *WHEN), "Copy ID"),
        (("schedule", "add", "--platform", "slack", "--workspace", "Our Team", "--channel", "C1",
          *WHEN), "app.slack.com"),
        (("db", "backup", "missing/copy.db"), "missing"),
    ],
)  # fmt: skip
def test_a_wrong_argument_prints_one_message(
    tmp_path: Path, arguments: tuple[str, ...], hint: str
) -> None:
    shell(tmp_path, "db", "upgrade")
    done = shell(tmp_path, *arguments)
    assert done.returncode == 1
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", ["0", "-1", "nine", "9" * 30])
def test_a_schedule_number_must_be_a_positive_64_bit_integer(tmp_path: Path, number: str) -> None:
    done = shell(tmp_path, "schedule", "remove", "--yes", "--", number)
    assert done.returncode == 2
    assert "Invalid value for 'SCHEDULE_ID'" in done.stderr


def test_checking_or_backing_up_a_missing_database_creates_nothing(tmp_path: Path) -> None:
    for arguments in (("db", "check"), ("db", "backup", "copy.db")):
        done = shell(tmp_path, *arguments)
        assert done.returncode == 1
        assert "run `warmup db upgrade`" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_created_backed_up_and_checked(tmp_path: Path) -> None:
    assert "Created the database" in shell(tmp_path, "db", "upgrade").stdout
    assert "up to date" in shell(tmp_path, "db", "upgrade").stdout
    assert shell(tmp_path, "db", "backup", "copy.db").returncode == 0
    assert "already exists" in shell(tmp_path, "db", "backup", "copy.db").stderr
    again = shell(tmp_path, "db", "check", DATABASE_URL="sqlite:///copy.db")
    assert "Database OK" in again.stdout


@pytest.mark.slow
def test_a_points_total_that_differs_from_the_log_is_found(tmp_path: Path) -> None:
    warmup(tmp_path, "run", typed="A\n/reveal\n")
    with sqlite3.connect(tmp_path / "warmup.db") as db:
        db.execute("UPDATE point_totals SET points = points + 1 WHERE member_id = 1")
        db.execute("UPDATE streak_days SET current = 7 WHERE member_id = 1")
    db.close()
    done = shell(tmp_path, "db", "check")
    assert done.returncode == 1
    assert "points" in done.stderr
    assert "streak" in done.stderr


@pytest.mark.parametrize("argument", ["a\udcffb", "a\x1b[31m", "a\x00b"])
def test_an_argument_that_is_no_text_gets_a_sentence(argument: str, tmp_path: Path) -> None:
    refused = shell(tmp_path, "content", "show", argument)
    assert refused.returncode == 1
    assert "has a control character, or isn't UTF-8" in refused.stderr
    assert refused.stderr.replace("\n", "").isprintable()
