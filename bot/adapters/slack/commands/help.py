"""The commands as described to people and, in the manifest, to Slack."""

from bot.engine.cards import HelpCard, HelpEntry

_ENTRIES: dict[str, tuple[HelpEntry, ...]] = {
    "quiz": (HelpEntry("/quiz [track] [level] [count]", "practice in private, instant feedback"),),
    "practice": (HelpEntry("/practice", "review the questions that are due for you"),),
    "leaderboard": (HelpEntry("/leaderboard [week|month|all] [track]", "the leaderboard"),),
    "streak": (HelpEntry("/streak", "your streak, explained day by day"),),
    "stats": (HelpEntry("/stats", "your accuracy by track"),),
    "daily": (
        HelpEntry("/daily setup", "set up a channel's daily question (managers)"),
        HelpEntry("/daily list [all]", "this channel's schedules, or all of the team's"),
        HelpEntry(
            "/daily edit | pause | resume | skip | now | remove [number]",
            "change a schedule (managers, and the person who set it up)",
        ),
    ),
    "question": (
        HelpEntry("/question suggest [words]", "suggest a question"),
        HelpEntry("/question flag ID REASON", "report a question"),
        HelpEntry("/question review", "review suggestions and reports (managers)"),
        HelpEntry("/question accept NUMBER | decline NUMBER", "accept or decline (managers)"),
        HelpEntry(
            "/question correct ID NUMBER REASON",
            "correct the answer; choices are numbered from 1, in file order (managers)",
        ),
        HelpEntry("/question retire ID REASON", "never ask it here again (managers)"),
    ),
    "team": (
        HelpEntry("/team zone ZONE", "set the team's time zone (managers)"),
        HelpEntry("/team holidays [add DATE NAME | remove DATE]", "days without a question"),
    ),
    "me": (
        HelpEntry(
            "/warmup me leave [FIRST] LAST",
            "take time off, from today or FIRST until LAST (dates like 2026-12-24)",
        ),
        HelpEntry("/warmup me back", "end your time off"),
        HelpEntry("/warmup me hide | show", "hide from leaderboards and reveals, or come back"),
        HelpEntry("/warmup me export", "get a copy of all your data"),
        HelpEntry("/warmup me forget", "delete all your data"),
    ),
}
COMMANDS = tuple(_ENTRIES)
RESERVED = ("me",)
"""Slack keeps /me for itself and refuses an app that registers it: it goes by /warmup me."""

ALL = HelpCard(
    "Warmup commands (in a thread: @Warmup followed by the command)",
    tuple(entry for entries in _ENTRIES.values() for entry in entries),
)


def spelled(name: str) -> str:
    """Return a command as people type it on Slack."""
    return f"/warmup {name}" if name in RESERVED else f"/{name}"


def help_for(name: str) -> HelpCard:
    """Return the help of one command."""
    return HelpCard(f"How to use {spelled(name)}", _ENTRIES[name])
