"""The commands, as they are told to people (and, in the manifest, to Slack)."""

from bot.engine.cards import HelpCard, HelpEntry

_ENTRIES: dict[str, tuple[HelpEntry, ...]] = {
    "quiz": (
        HelpEntry("/quiz [track] [level] [count]", "a private quiz with instant feedback"),
    ),
    "practice": (HelpEntry("/practice", "the reviews due for you"),),
    "leaderboard": (
        HelpEntry("/leaderboard [week|month|all] [track]", "the board, and your place on it"),
    ),
    "streak": (HelpEntry("/streak", "your streak, and why it is what it is"),),
    "stats": (HelpEntry("/stats", "your accuracy by track"),),
    "daily": (
        HelpEntry("/daily setup", "give a channel its daily question (managers)"),
        HelpEntry("/daily list [all]", "this channel's questions, or all of the team's"),
        HelpEntry("/daily edit | pause | resume | skip | now | remove [number]",
                  "change a schedule (managers, and whoever set it up)"),
    ),
    "question": (
        HelpEntry("/question suggest [words]", "propose a question"),
        HelpEntry("/question flag ID WORDS", "report a bad question"),
        HelpEntry("/question review", "what waits for a manager"),
        HelpEntry("/question accept NUMBER | decline NUMBER", "settle an entry (managers)"),
        HelpEntry("/question correct ID NUMBER REASON",
                  "make another choice the right one, counted from 1 as in the file (managers)"),
        HelpEntry("/question retire ID REASON", "never ask it here again (managers)"),
    ),
    "team": (
        HelpEntry("/team zone ZONE", "count the team's days in a time zone (managers)"),
        HelpEntry("/team holidays [add DATE NAME | remove DATE]", "days without a question"),
    ),
    "me": (
        HelpEntry("/warmup me leave FIRST [LAST]", "be away (dates as 2026-12-24)"),
        HelpEntry("/warmup me back", "end a leave"),
        HelpEntry("/warmup me hide | show", "leave the boards, or come back"),
        HelpEntry("/warmup me export", "a copy of everything kept about you"),
        HelpEntry("/warmup me forget", "delete everything that names you"),
    ),
}  # fmt: skip
COMMANDS = tuple(_ENTRIES)
RESERVED = ("me",)
"""Slack keeps /me for itself and refuses an app that registers it: it goes by /warmup me."""

ALL = HelpCard(
    "Warmup's commands (in a thread: mention the app, then the words)",
    tuple(entry for entries in _ENTRIES.values() for entry in entries),
)


def help_for(name: str) -> HelpCard:
    """Return the help of one command."""
    return HelpCard(f"How to use /{name}", _ENTRIES[name])
