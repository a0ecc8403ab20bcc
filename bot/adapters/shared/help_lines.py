"""What ``/help`` tells: short for members, and for managers what only they can do first."""

from collections.abc import Callable, Mapping

from bot.engine.cards import HelpCard, HelpEntry

Spell = Callable[[str], str]
"""Returns a command as people type it on a platform."""
FOR_MEMBERS: Mapping[str, Mapping[str, str]] = {
    "On your own": {"quiz": "five quick questions", "practice": "what's due for you again"},
    "Your progress": {"streak": "your days", "stats": "your accuracy", "leaderboard": "the team"},
    "More": {
        "question suggest": "add a question",
        "me remind": "reminders before the reveal",
        "me leave": "time off",
        "me privacy": "what others see of you",
        "me export": "what's kept about you",
    },
}
ON_YOUR_OWN: Mapping[str, Mapping[str, str]] = {
    "Practice": {
        "quiz": "five quick questions",
        "interview": "a mock interview with a report",
        "practice": "what's due for you again",
    },
    "Yours": {
        "home": "all of it on one page",
        "stats": "your accuracy",
        "me export": "what's kept about you",
        "me forget": "delete it",
    },
}
FOR_MANAGERS: Mapping[str, Mapping[str, str]] = {
    "Daily question": {
        "daily setup": "start one in a channel",
        "daily list": "what runs, and when next",
        "daily skip": "skip a day",
        "daily now": "ask an extra question",
    },
    "Questions": {
        "question review": "suggestions, reports",
        "question add": "your own question",
        "question import": "a file of questions",
    },
    "Team": {
        "team holidays": "days off for all",
        "team recap": "the week on one page",
        "team report": "who takes part, what's hard",
        "team words": "own words, shown or private",
        "team reviewers": "who decides on suggestions",
        "team managers": "who manages, besides admins",
        "team zone": "when a day begins",
    },
}
"""What each lists, by heading: commands of the table of all commands, in a few words each."""
DAILY = "Answer the daily question in its channel; nobody sees it before the reveal."

OUTSIDE = "Daily questions, streaks and leaderboards are in servers that have Warmup."


def members_help(spelled: Spell) -> HelpCard:
    """Return what members can do."""
    daily = (HelpEntry("", "Each day"), HelpEntry(DAILY, ""))
    return HelpCard("What you can do", (*daily, *_entries(FOR_MEMBERS, spelled)))


def help_on_your_own(spelled: Spell) -> HelpCard:
    """Return what someone can do where there's no team of theirs."""
    private = (HelpEntry("", "Only you see it"), HelpEntry(OUTSIDE, ""))
    return HelpCard("What you can do here", (*_entries(ON_YOUR_OWN, spelled), *private))


def managers_help(spelled: Spell) -> HelpCard:
    """Return what managers can do; what members can is behind a button."""
    entries = _entries(FOR_MANAGERS, spelled)
    return HelpCard("What you can do as a manager", entries, more=True)


def _entries(listed: Mapping[str, Mapping[str, str]], spelled: Spell) -> tuple[HelpEntry, ...]:
    return tuple(
        line
        for heading, commands in listed.items()
        for line in (
            HelpEntry("", heading),
            *(HelpEntry(spelled(path), about) for path, about in commands.items()),
        )
    )
