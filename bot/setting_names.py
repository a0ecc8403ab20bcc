"""Names of settings that are nearly right: a token under a wrong name is as good as none."""

from collections.abc import Iterator, Mapping

from bot.engine.ports.runtime import Finding
from bot.engine.rules.did_you_mean import closest

NAMES = (
    "BACKUP_DIR", "BACKUP_KEEP", "DATABASE_URL", "DISCORD_API_URL", "DISCORD_GATEWAY_URL",
    "DISCORD_SHARD_COUNT", "DISCORD_SHARD_IDS", "DISCORD_TOKEN", "FIT_REVIEWS",
    "GRADER_KEY", "GRADER_MODEL", "GRADER_PER_DAY", "GRADER_URL", "HOST", "LOG_FORMAT",
    "LOG_LEVEL", "PORT", "SLACK_API_URL", "SLACK_APP_TOKEN", "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET", "WARMUP_HEALTH_PORT",
)  # fmt: skip
"""Every setting there is."""

_OTHER_NAMES = {
    "BACKUP_FOLDER": "BACKUP_DIR",
    "BACKUP_PATH": "BACKUP_DIR",
    "BOT_TOKEN": "DISCORD_TOKEN",
    "DISCORD_BOT_TOKEN": "DISCORD_TOKEN",
    "DISCORD_KEY": "DISCORD_TOKEN",
    "GRADER_API_KEY": "GRADER_KEY",
    "GRADER_BASE_URL": "GRADER_URL",
    "HEALTH_PORT": "WARMUP_HEALTH_PORT",
    "SLACK_APP_LEVEL_TOKEN": "SLACK_APP_TOKEN",
    "SLACK_SECRET": "SLACK_SIGNING_SECRET",
    "SLACK_TOKEN": "SLACK_BOT_TOKEN",
    "TOKEN": "DISCORD_TOKEN",
}
"""What other bots and guides call the same thing."""
_OURS_ALONE = ("DISCORD_", "FIT_REV", "GRADER_", "SLACK_", "WARMUP_", "DATABASE_U")
"""How a variable of the environment begins that is probably meant for Warmup.

Everything else there (such as TOKEN or HOSTS) may well belong to another program.
"""


def misspelled(environment: Mapping[str, str], dotenv: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each name that's probably meant to be one of ``NAMES``.

    It's a problem if the setting it was meant to be isn't set, else only worth saying.
    """
    suspects = [name for name in environment if name.startswith(_OURS_ALONE)]
    for name in sorted({*suspects, *dotenv} - set(NAMES)):
        meant = _OTHER_NAMES.get(name.upper()) or closest(name, NAMES)
        if meant:
            already = meant in environment or meant in dotenv
            yield Finding(
                already, f"{name} isn't a setting of Warmup's: did you mean {meant}?",
                "Rename it if it's for Warmup." if already else f"Rename it to {meant}.",
            )  # fmt: skip
