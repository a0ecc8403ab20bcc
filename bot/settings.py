"""Settings come from the environment and ``.env``; every problem is reported at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from bot.engine.errors import StorageError, WarmupError
from bot.ops.logs import FORMATS, LogFormat
from storage import engines

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DEFAULT_DATABASE = "sqlite:///warmup.db"
_HOST = re.compile(r"(?:\[[\da-fA-F:.]+\]|[\w.-]+)(?::(?P<port>.+))?")


class SettingsProblems(WarmupError):
    """What is wrong with the environment: a sentence a setting."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the environment decides. Secrets never appear in its ``repr``."""

    database_url: str = field(default=DEFAULT_DATABASE, repr=False)
    discord_token: str = field(default="", repr=False)
    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    port: int | None = None
    log_level: str = "INFO"
    log_format: LogFormat = "text"
    health_port: int | None = None
    discord_api_url: str = ""
    discord_gateway_url: str = ""
    slack_api_url: str = ""

    @property
    def has_platform(self) -> bool:
        """Tell whether a token of any platform is there."""
        return bool(self.discord_token or self.slack_bot_token)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that must never be logged."""
        values = (
            self.discord_token,
            self.slack_bot_token,
            self.slack_app_token,
            self.slack_signing_secret,
            *engines.passwords(self.database_url),
        )
        return tuple(value for value in values if value)


def load(environment: Mapping[str, str], dotenv: Path | None = None) -> Settings:
    """Return the settings; raises SettingsProblems naming everything that is wrong.

    A variable of the environment wins over the same one in the file ``dotenv``. Empty
    values count as missing.
    """
    values: dict[str, str] = {}
    if dotenv is not None and dotenv.is_file():
        values |= _filled(_of_file(dotenv))
    values |= _filled(environment)
    problems: list[str] = []
    settings = Settings(
        database_url=values.get("DATABASE_URL", DEFAULT_DATABASE),
        discord_token=values.get("DISCORD_TOKEN", "").removeprefix("Bot "),
        slack_bot_token=values.get("SLACK_BOT_TOKEN", ""),
        slack_app_token=values.get("SLACK_APP_TOKEN", ""),
        slack_signing_secret=values.get("SLACK_SIGNING_SECRET", ""),
        port=_port("PORT", values, problems),
        log_level=values.get("LOG_LEVEL", "INFO").upper(),
        log_format=_log_format(values, problems),
        health_port=_port("WARMUP_HEALTH_PORT", values, problems),
        discord_api_url=_url("DISCORD_API_URL", ("http", "https"), values, problems),
        discord_gateway_url=_url("DISCORD_GATEWAY_URL", ("ws", "wss"), values, problems),
        slack_api_url=_url("SLACK_API_URL", ("http", "https"), values, problems),
    )
    problems.extend(_problems(settings))
    if problems:
        raise SettingsProblems(tuple(problems))
    return settings


def _filled(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


def _of_file(dotenv: Path) -> dict[str, str | None]:
    try:
        return dotenv_values(dotenv)
    except UnicodeDecodeError:
        raise SettingsProblems((f"{dotenv} is not UTF-8: save it as UTF-8.",)) from None
    except OSError as error:
        fix = "give Warmup's user the right to read it."
        raise SettingsProblems((f"{dotenv} can't be read ({error.strerror}): {fix}",)) from None


def _problems(settings: Settings) -> list[str]:
    found: list[str] = []
    try:
        engines.address(settings.database_url)
    except StorageError as error:
        found.append(str(error))
    if settings.log_level not in LEVELS:
        found.append(f"LOG_LEVEL must be one of {', '.join(LEVELS)}.")
    return found + _token_problems(settings) + _slack_problems(settings)


def _token_problems(settings: Settings) -> list[str]:
    tokens = {
        "DISCORD_TOKEN": settings.discord_token,
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
    }
    return [
        f"{name} holds a line break or another character that can't be seen: copy it anew."
        for name, token in tokens.items()
        if not token.isprintable()
    ]


def _slack_problems(settings: Settings) -> list[str]:
    bot, app = settings.slack_bot_token, settings.slack_app_token
    found: list[str] = []
    if bot.startswith("xapp-"):
        found.append("SLACK_BOT_TOKEN holds an app token; the bot token begins with xoxb-.")
    if app.startswith("xoxb-"):
        found.append("SLACK_APP_TOKEN holds a bot token; the app token begins with xapp-.")
    if app and not bot:
        found.append(
            "SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is missing (it begins with xoxb-)."
        )
    if settings.slack_signing_secret and not bot:
        found.append("SLACK_SIGNING_SECRET is set but SLACK_BOT_TOKEN is missing.")
    if bot and not app and not settings.slack_signing_secret:
        found.append(
            "SLACK_BOT_TOKEN is set but SLACK_APP_TOKEN is missing (it begins with xapp-); "
            "to serve signed HTTP instead, set SLACK_SIGNING_SECRET and PORT."
        )
    if bot and not app and settings.slack_signing_secret and settings.port is None:
        found.append("SLACK_SIGNING_SECRET is set but PORT is missing: name the port to serve on.")
    return found


def _log_format(values: Mapping[str, str], problems: list[str]) -> LogFormat:
    wanted = values.get("LOG_FORMAT", "text").lower()
    for known in FORMATS:
        if wanted == known:
            return known
    problems.append(f"LOG_FORMAT must be one of {', '.join(FORMATS)}.")
    return "text"


def _port(name: str, values: Mapping[str, str], problems: list[str]) -> int | None:
    text = values.get(name, "")
    if not text:
        return None
    if _is_port(text):
        return int(text)
    problems.append(f"{name} must be a port number from 1 to 65535; it is {text[:20]!r}.")
    return None


def _is_port(text: str) -> bool:
    # Python makes no number of thousands of digits, so their count is looked at first.
    return text.isascii() and text.isdecimal() and len(text) <= 5 and 0 < int(text) < 65536


def _url(
    name: str, schemes: tuple[str, ...], values: Mapping[str, str], problems: list[str]
) -> str:
    text = values.get(name, "")
    if not text:
        return ""
    problem = _url_problem(text, schemes)
    if problem:
        problems.append(f"{name} {problem}")
        return ""
    return text.rstrip("/") if name != "SLACK_API_URL" else text


def _url_problem(text: str, schemes: tuple[str, ...]) -> str:
    scheme, _, rest = text.partition("://")
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if scheme.lower() not in schemes or not host:
        return f"must begin with {schemes[1]}:// or {schemes[0]}://."
    if "@" in host:
        return "must hold no user and no password: leave out what stands before the @."
    found = _HOST.fullmatch(host)
    if found is None or not _is_port(found["port"] or "80") or not text.isprintable():
        return f"is not an address like {schemes[1]}://host:8080/path (ports: 1 to 65535)."
    return ""
