"""What the bot itself remembers across restarts."""

from enum import StrEnum


class Setting(StrEnum):
    """Everything that is remembered about the bot; a closed set, and nothing about a person."""

    CONSOLE_CLOCK = "console clock"
    """The terminal's own time, in ISO 8601."""
    DISCORD_COMMANDS = "discord commands"
    """``application:fingerprint`` of the commands that Discord was sent last."""
    DISCORD_COMMAND_IDS = "discord command ids"
    """Discord's ids of those commands by their names, by application, as JSON."""
    SLACK_ORIGIN = "slack origin"
    """This database's own name, which marks its posts on Slack."""
    LEAKS_TOLD = "leaks told"
    """Digests of the questions, each of a schedule, that managers know show their answers."""
    STALE_STREAKS = "stale streaks"
    """Not empty while the streak log is still to be folded by the rules of this version."""
    LAST_PROBE = "last probe"
    """When the health check last wrote to the database, in ISO 8601."""
