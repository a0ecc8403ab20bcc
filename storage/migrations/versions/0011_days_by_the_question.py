"""Team days by the date a question was asked on, with the rule that decided each.

Revision 0011, after 0010. ``rounds.closes_on``, the date of the reveal, goes: what belongs to a
date belongs to ``slot``. The streak log keeps a rule in place of a sentence, and excuses become
words for the program. Weekends of schedules that ask every day cost nothing, also where they were
asked before. The log is folded again by the program itself at its next start
(``records/streak_rebuild.py``), since the rules are there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

EXCUSES = (
    ("open for under an hour", "short"),
    ("a holiday", "holiday"),
    ("not a working day of the schedule", "off day"),
    ("the bot was out of reach", "outage"),
)
DAYS_OF_A_WEEK, SATURDAY = 7, 5
RULES = (("kept", "answered"), ("freeze", "freeze used"))


def upgrade() -> None:
    """Drop the date of the reveal, and write rules and excuses as words for the program."""
    op.drop_index("ix_rounds_schedule_id_closes_on", "rounds")
    op.drop_column("rounds", "closes_on")
    for sentence, word in EXCUSES:
        _replace("rounds", "excuse", sentence, word)
    _excuse_weekends()
    op.execute("ALTER TABLE streak_days RENAME COLUMN reason TO rule")
    op.execute("UPDATE streak_days SET rule = outcome")  # leave and missed are called the same
    for outcome, rule in RULES:
        _replace("streak_days", "rule", outcome, rule)
    op.execute(
        "INSERT INTO settings (name, value) SELECT 'stale streaks', 'yes' "
        "WHERE EXISTS (SELECT 1 FROM streak_days)"
    )
    for name in ("zone_chosen", "weekends_count"):
        op.add_column(
            "teams", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.execute(
        "UPDATE teams SET zone_chosen = true WHERE zone <> 'UTC' "
        "OR id IN (SELECT team_id FROM schedules)"
    )


def downgrade() -> None:
    """Close rounds on the date they were asked on; days that cost nothing are lost."""
    op.execute("DELETE FROM settings WHERE name = 'stale streaks'")
    op.drop_column("teams", "weekends_count")
    op.drop_column("teams", "zone_chosen")
    op.execute("DELETE FROM streak_days WHERE outcome = 'excused'")
    op.execute("ALTER TABLE streak_days RENAME COLUMN rule TO reason")
    op.execute("UPDATE rounds SET excuse = 'off day' WHERE excuse IN ('weekend', 'pause')")
    for sentence, word in EXCUSES:
        _replace("rounds", "excuse", word, sentence)
    closes_on = sa.Column("closes_on", sa.Date(), nullable=False, server_default="1970-01-01")
    op.add_column("rounds", closes_on)
    op.execute("UPDATE rounds SET closes_on = slot")
    op.create_index("ix_rounds_schedule_id_closes_on", "rounds", ["schedule_id", "closes_on"])


def _excuse_weekends() -> None:
    connection = op.get_bind()
    schedules = sa.table("schedules", sa.column("id", sa.Integer), sa.column("days", sa.JSON))
    ids = sa.column("id", sa.Integer), sa.column("schedule_id", sa.Integer)
    rounds = sa.table("rounds", *ids, sa.column("excuse", sa.String), sa.column("slot", sa.Date))
    for schedule_id, days in connection.execute(sa.select(schedules)).all():
        if len(set(days)) < DAYS_OF_A_WEEK:
            continue
        asked = sa.select(rounds.c.id, rounds.c.slot).where(
            rounds.c.schedule_id == schedule_id, rounds.c.excuse.is_(None)
        )
        found = connection.execute(asked).all()
        weekends = [{"the_id": each} for each, slot in found if slot.weekday() >= SATURDAY]
        if weekends:
            excused = sa.update(rounds).where(rounds.c.id == sa.bindparam("the_id"))
            connection.execute(excused.values(excuse="weekend"), weekends)


def _replace(table: str, column: str, old: str, new: str) -> None:
    op.execute(f"UPDATE {table} SET {column} = '{new}' WHERE {column} = '{old}'")  # noqa: S608
