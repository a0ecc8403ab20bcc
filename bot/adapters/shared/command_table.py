"""Every command, once: its name, what it does, what may follow it, and who may use it.

Discord's tree, Slack's help, parser and manifest, and the terminal's help are made from this
table or held against it by a test, so that a command reads the same everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

_TRACK = "Track (default: any)"
_SCHEDULE = "Schedule number (only needed if there are several)"
_QUESTION = "Its id, such as pytorch/autograd"
_ZONE = "The time zone, such as Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Entry:
    """A command or subcommand.

    ``path`` is its name (``quiz``, ``daily setup``). ``does`` says what it does, in at most
    100 characters (Discord's limit). ``usage`` is what may follow where people type words;
    ``options`` describes the options where a form asks for them. ``managers`` is true for
    what only managers, and people who set a schedule up, may use.
    """

    path: str
    does: str
    usage: str = ""
    options: Mapping[str, str] = field(default_factory=dict[str, str])
    managers: bool = False

    @property
    def group(self) -> str:
        """The command that the entry belongs to: ``daily`` of ``daily setup``."""
        return self.path.partition(" ")[0]

    @property
    def verb(self) -> str:
        """The word after the command: ``setup`` of ``daily setup``; empty for a command."""
        return self.path.partition(" ")[2]


GROUPS: Mapping[str, str] = {
    "daily": "This channel's daily question",
    "question": "Suggest, report or fix a question",
    "team": "The team's time zone, holidays, weekends and weekly recap",
    "me": "Your time off, reminders, your privacy, your data",
}
"""What each command with subcommands is about."""

TABLE: tuple[Entry, ...] = (
    Entry(
        "quiz",
        "Practice in private, with instant feedback",
        "[track] [level] [count] [harder|weak|together]",
        {
            "track": _TRACK,
            "level": "Level (default: what suits you)",
            "count": "Number of questions (default: 5)",
            "focus": "A level higher, or what you often get wrong (default: a mix)",
            "who": "Everyone: five questions in this channel, a minute each (default: you alone)",
        },
    ),
    Entry(
        "interview",
        "A mock interview, alone or in a pair: questions, follow-ups, a report",
        "[with @NAME | pair] [track] [level] [minutes]",
        {
            "track": _TRACK,
            "level": "Level (default: what suits you)",
            "minutes": "How long it may take, 10 to 60 (default: 20)",
            "with": "A member to interview you; they're asked in private (default: you alone)",
            "pair": "True to be paired with whoever else asks (default: you alone)",
        },
    ),
    Entry("practice", "Review the questions that are due for you"),
    Entry(
        "leaderboard",
        "The leaderboard, and your place on it",
        "[week|month|all] [track]",
        {"period": "Default: this week", "track": _TRACK},
    ),
    Entry("home", "Everything of yours on one page"),
    Entry("streak", "Your streak, explained day by day"),
    Entry("stats", "Your accuracy by track"),
    Entry(
        "daily setup",
        "Ask this channel a question every working day",
        options={
            "time": "Time, e.g. 09:00 (give a zone too to skip the form)",
            "zone": _ZONE,
            "reveal": "When to reveal the answer: 16:00, a delay (6h), next working day 09:00",
            "days": "Such as mon-fri or mon,wed,fri",
            "tracks": "Tracks, separated by commas (default: all)",
            "levels": "basic, intermediate, advanced (default: all)",
            "format": "Answer format (default: choice)",
            "channel": "Where to ask (default: this channel)",
            "notify": "The one role to ping with each question (default: nobody)",
            "title": "Your own title above each question",
            "intro": "A line above each question",
            "pin": "Pin the question while it's open",
            "quiet": "Reveal by an edit only, without a new message",
        },
        managers=True,
    ),
    Entry(
        "daily list",
        "The schedules, and when they ask next",
        "[all]",
        {"everywhere": "True for all channels"},
    ),
    Entry("daily edit", "Change a schedule", "[number]", {"schedule": _SCHEDULE}, managers=True),
    Entry(
        "daily pause",
        "Stop asking until resumed",
        "[number]",
        {"schedule": _SCHEDULE},
        managers=True,
    ),
    Entry(
        "daily resume",
        "Resume from the next day",
        "[number]",
        {"schedule": _SCHEDULE},
        managers=True,
    ),
    Entry("daily skip", "Skip the next question", "[number]", {"schedule": _SCHEDULE}, True),
    Entry("daily now", "Ask an extra question now", "[number]", {"schedule": _SCHEDULE}, True),
    Entry(
        "daily remove",
        "End a schedule; points and streaks stay",
        "[number]",
        {"schedule": _SCHEDULE},
        managers=True,
    ),
    Entry("question suggest", "Suggest a question for your team"),
    Entry(
        "question history",
        "What was asked, with your results",
        "[page]",
        {"page": "Default: 1, the newest"},
    ),
    Entry(
        "question flag",
        "Report a question that is wrong or unclear",
        "ID REASON",
        {"question": _QUESTION, "reason": "What's wrong"},
    ),
    Entry(
        "question review",
        "Review suggestions and reports",
        "[NUMBER]",
        {"item": "Number of an item to look at (default: list them)"},
        managers=True,
    ),
    Entry("question accept", "Accept a suggestion", "NUMBER", managers=True),
    Entry(
        "question decline",
        "Decline a suggestion, or find nothing wrong with a reported question",
        "NUMBER REASON",
        managers=True,
    ),
    Entry("question add", "Add a question to the team's own", managers=True),
    Entry("question edit", "Edit a question", "ID", {"question": _QUESTION}, managers=True),
    Entry("question show", "Show a question", "ID", {"question": _QUESTION}, managers=True),
    Entry(
        "question list",
        "List questions",
        "[WORDS] [PAGE]",
        {"words": "Part of the id or title (default: all)", "page": "Page (default: 1)"},
        managers=True,
    ),
    Entry("question next", "Ask this question next", "ID", {"question": _QUESTION}, managers=True),
    Entry(
        "question restore",
        "Let a retired or unchecked question be asked",
        "ID",
        {"question": _QUESTION},
        managers=True,
    ),
    Entry(
        "question import",
        "Import questions from a file",
        options={
            "file": "Markdown, CSV, Excel, Anki, JSON, GIFT, Moodle XML or an archive; up to 1 MiB"
        },
        managers=True,
    ),
    Entry(
        "question correct",
        "Correct a question's answer; past results are rescored",
        "ID NUMBER REASON",
        {
            "question": _QUESTION,
            "number": "Number of the correct choice, as in the question file",
            "reason": "Why; everyone sees it",
        },
        managers=True,
    ),
    Entry(
        "question retire",
        "Never ask a question here again",
        "ID REASON",
        {"question": _QUESTION, "reason": "Why"},
        managers=True,
    ),
    Entry(
        "team reviewers",
        "Who reviews suggestions and reports",
        "[here | managers]",
        {
            "channel": "Everyone in this channel (leave all empty to look)",
            "role": "Only people with this role, in that channel",
            "managers_only": "True for managers only",
        },
        managers=True,
    ),
    Entry(
        "team managers",
        "Who may manage Warmup, besides admins",
        "[@PERSON or @GROUP ... | admins]",
        {
            "role": "Everyone with this role may, too (leave empty to look)",
            "admins": "True for admins only",
        },
        managers=True,
    ),
    Entry(
        "team zone",
        "Time zone in which the team's days, weeks and months begin",
        "ZONE",
        {"zone": _ZONE},
        managers=True,
    ),
    Entry(
        "team holidays",
        "List, add or remove holidays",
        "[add DATE NAME | remove DATE]",
        {
            "add": "A date to add, e.g. 2026-12-25",
            "remove": "A date to remove",
            "name": "Its name",
        },
        managers=True,
    ),
    Entry(
        "team recap",
        "When the week is summed up in the channel",
        "[off | on | DAY TIME]",
        {"when": "off, on, or a day and a time such as fri 17:00"},
        managers=True,
    ),
    Entry(
        "team report",
        "How the team did in the last 8 weeks, with a file for spreadsheets",
        managers=True,
    ),
    Entry(
        "team words",
        "Whether answers in own words are shown in the thread at the reveal",
        "on|off",
        {"shown": "True to show them (the default), False to keep them private"},
        managers=True,
    ),
    Entry(
        "team ticks",
        "Whether a model may suggest which key points people's own words cover, if they want it",
        "on|off",
        {"on": "True if members may ask it (the default), False if nobody may"},
        managers=True,
    ),
    Entry(
        "team weekends",
        "Whether missing a Saturday or Sunday costs a day, where a question is asked every day",
        "on|off",
        {"count": "True if missed weekends cost a day, False if not (the default)"},
        managers=True,
    ),
    Entry(
        "me leave",
        "Take time off without breaking your streak",
        "[FIRST] LAST",
        {
            "last": "Your last day away, e.g. 2027-01-02",
            "first": "Your first day away, e.g. 2026-12-24 (default: today)",
            "back": "True to end your time off",
        },
    ),
    Entry(
        "me remind",
        "Get a private message before the answer comes",
        "off | every | streak [TIME]",
        {
            "when": "Before every reveal, only to save your streak, or off",
            "time": "Your own time, such as 14:30 (default: two hours before the reveal)",
        },
    ),
    Entry("me back", "End your time off"),
    Entry(
        "me hide",
        "Hide from leaderboards and reveals",
        options={"hidden": "False to show yourself again"},
    ),
    Entry(
        "me privacy",
        "What others see of you, and whether the managers' report names you",
        "[named | private]",
        {"report": "By name, or in the totals only (leave empty to look)"},
    ),
    Entry(
        "me reviews",
        "Whether your reviews follow your own memory, or the usual rules",
        "[own | usual]",
        {"rules": "Your own memory's, once it is known, or the usual ones (leave empty to look)"},
    ),
    Entry("me show", "Show yourself on leaderboards and reveals again"),
    Entry(
        "me export",
        "Get a copy of everything Warmup keeps about you, or your missed questions for Anki",
        "[missed]",
        {"what": "Default: everything Warmup keeps about you"},
    ),
    Entry("help", "What you can do here"),
    Entry("me forget", "Delete everything about you"),
)

COMMANDS: tuple[str, ...] = tuple(dict.fromkeys(entry.group for entry in TABLE))
"""The commands, without their subcommands."""


def entry(path: str) -> Entry:
    """Return the entry of a command or subcommand; raises LookupError for an unknown one."""
    return next(found for found in TABLE if found.path == path)


def verbs(group: str) -> tuple[str, ...]:
    """Return the subcommands of a command."""
    return tuple(found.verb for found in TABLE if found.group == group and found.verb)
