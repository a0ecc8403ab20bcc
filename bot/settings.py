"""Settings from the environment and ``.env``; all problems are reported together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from bot.engine.errors import StorageError, WarmupError
from bot.engine.model.people import CHAT_PLATFORMS, ChatPlatform
from bot.grader_settings import GraderSettings, read_grader
from bot.ops.logs import FORMATS, LogFormat
from bot.shard_settings import read_shards
from storage import database_url

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DEFAULT_DATABASE = "sqlite:///warmup.db"
LOOPBACK = "127.0.0.1"
"""Where ports listen unless HOST says otherwise: only this machine can reach it."""
DEFAULT_BACKUPS = 7
MAX_BACKUPS = 10_000
_LISTEN = re.compile(r"[\w.:-]+", re.ASCII)
_HOST = re.compile(r"(?:\[[\da-fA-F:.]+\]|[\w.-]+)(?::(?P<port>.+))?")


class SettingsProblems(WarmupError):
    """What's wrong with the environment: one sentence per problem."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Secrets are left out of its ``repr``."""

    database_url: str = field(default=DEFAULT_DATABASE, repr=False)
    discord_token: str = field(default="", repr=False)
    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    host: str = LOOPBACK
    port: int | None = None
    log_level: str = "INFO"
    log_format: LogFormat = "text"
    health_port: int | None = None
    discord_api_url: str = ""
    discord_gateway_url: str = ""
    discord_shard_count: int = 0
    """How many shards all workers have together; 0: one connection without shards."""
    discord_shard_ids: tuple[int, ...] = ()
    """Those this worker serves, counted from 0."""
    slack_api_url: str = ""
    backup_dir: str = ""
    """The folder for daily backups of a SQLite database; empty: none are made."""
    backup_keep: int = DEFAULT_BACKUPS
    """How many of them are kept."""
    fit_reviews: bool = False
    """Whether reviews are fitted to each member's own memory."""
    grader: GraderSettings = field(default_factory=GraderSettings)
    """The model that may read answers; none unless it is set up."""

    @property
    def platforms(self) -> tuple[ChatPlatform, ...]:
        """The chat platforms to serve: those whose token is set."""
        return tuple(name for name in CHAT_PLATFORMS if self._token(name))

    def _token(self, platform: ChatPlatform) -> str:
        match platform:
            case "discord":
                return self.discord_token
            case "slack":
                return self.slack_bot_token

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that must never be logged."""
        values = (
            self.discord_token,
            self.slack_bot_token,
            self.slack_app_token,
            self.slack_signing_secret,
            self.grader.key,
            *database_url.passwords(self.database_url),
        )
        return tuple(value for value in values if value)


def load(environment: Mapping[str, str], dotenv: Path | None = None) -> Settings:
    """Return the settings; raise SettingsProblems with every problem there is.

    The environment takes precedence over the file ``dotenv``. Empty values count as
    missing.
    """
    values = read(environment, dotenv)
    problems: list[str] = []
    shards = (values.get("DISCORD_SHARD_COUNT", ""), values.get("DISCORD_SHARD_IDS", ""))
    shard_count, shard_ids = read_shards(*shards, problems)
    settings = Settings(
        database_url=values.get("DATABASE_URL", DEFAULT_DATABASE),
        discord_token=values.get("DISCORD_TOKEN", "").removeprefix("Bot "),
        slack_bot_token=values.get("SLACK_BOT_TOKEN", ""),
        slack_app_token=values.get("SLACK_APP_TOKEN", ""),
        slack_signing_secret=values.get("SLACK_SIGNING_SECRET", ""),
        host=_listen_host(values, problems),
        port=_port("PORT", values, problems),
        log_level=values.get("LOG_LEVEL", "INFO").upper(),
        log_format=_log_format(values, problems),
        health_port=_port("WARMUP_HEALTH_PORT", values, problems),
        discord_api_url=_url("DISCORD_API_URL", ("http", "https"), values, problems),
        discord_gateway_url=_url("DISCORD_GATEWAY_URL", ("ws", "wss"), values, problems),
        slack_api_url=_url("SLACK_API_URL", ("http", "https"), values, problems),
        discord_shard_count=shard_count,
        discord_shard_ids=shard_ids,
        backup_dir=_folder("BACKUP_DIR", values, problems),
        backup_keep=_backups(values, problems),
        fit_reviews=_switch("FIT_REVIEWS", values, problems),
        grader=read_grader(
            values, _url("GRADER_URL", ("http", "https"), values, problems), problems
        ),
    )
    problems.extend(_problems(settings))
    if problems:
        raise SettingsProblems(tuple(problems))
    return settings


def read(environment: Mapping[str, str], dotenv: Path | None = None) -> dict[str, str]:
    """Return every name with its value, ours and others; raise SettingsProblems for a bad file."""
    values: dict[str, str] = {}
    if dotenv is not None and dotenv.is_file():
        values |= _without_empty(_read_dotenv(dotenv))
    return values | _without_empty(environment)


def _without_empty(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in values.items() if value and value.strip()}


def _read_dotenv(dotenv: Path) -> dict[str, str | None]:
    try:
        text = dotenv.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsProblems((f"{dotenv} isn't UTF-8: save it as UTF-8.",)) from None
    except OSError as error:
        fix = "give Warmup's user permission to read it."
        raise SettingsProblems((f"{dotenv} can't be read ({error.strerror}): {fix}",)) from None
    broken = tuple(_broken_lines(text))
    if broken:
        # Not what it says: that could be a token.
        fix = "write it as NAME=value, with # before a comment."
        raise SettingsProblems(
            tuple(f"{dotenv}, line {line}, isn't a setting: {fix}" for line in broken)
        )
    return dotenv_values(stream=StringIO(text))


def _broken_lines(text: str) -> Iterator[int]:
    """Yield the number of each line that sets nothing, though it isn't empty or a comment."""
    for binding in parse_stream(StringIO(text)):
        if binding.error or (binding.key is not None and binding.value is None):
            found = binding.original.string
            blank = found[: len(found) - len(found.lstrip())]
            yield binding.original.line + blank.count("\n")


def _problems(settings: Settings) -> list[str]:
    problems: list[str] = []
    try:
        database_url.parse(settings.database_url)
    except StorageError as error:
        problems.append(str(error))
    if settings.log_level not in LEVELS:
        problems.append(f"LOG_LEVEL must be one of {', '.join(LEVELS)}.")
    return problems + _token_problems(settings) + _slack_problems(settings)


def _token_problems(settings: Settings) -> list[str]:
    tokens = {
        "DISCORD_TOKEN": settings.discord_token,
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
    }
    return [
        f"{name} contains a line break or an invisible character: copy it again."
        for name, token in tokens.items()
        if not token.isprintable()
    ]


def _slack_problems(settings: Settings) -> list[str]:
    bot, app = settings.slack_bot_token, settings.slack_app_token
    problems: list[str] = []
    if bot.startswith("xapp-"):
        problems.append(
            "SLACK_BOT_TOKEN is an app token (xapp-); use the bot token, which starts with xoxb-."
        )
    if app.startswith("xoxb-"):
        problems.append(
            "SLACK_APP_TOKEN is a bot token (xoxb-); use the app token, which starts with xapp-."
        )
    if app and not bot:
        problems.append(
            "SLACK_APP_TOKEN is set but SLACK_BOT_TOKEN is missing (it starts with xoxb-)."
        )
    if settings.slack_signing_secret and not bot:
        problems.append("SLACK_SIGNING_SECRET is set but SLACK_BOT_TOKEN is missing.")
    if bot and not app and not settings.slack_signing_secret:
        problems.append(
            "SLACK_BOT_TOKEN is set but SLACK_APP_TOKEN is missing (it starts with xapp-); "
            "to use signed HTTP instead, set SLACK_SIGNING_SECRET and PORT."
        )
    if bot and not app and settings.slack_signing_secret and settings.port is None:
        problems.append("SLACK_SIGNING_SECRET is set but PORT is missing: set a port to listen on.")
    return problems


def _log_format(values: Mapping[str, str], problems: list[str]) -> LogFormat:
    text = values.get("LOG_FORMAT", "text").lower()
    for log_format in FORMATS:
        if text == log_format:
            return log_format
    problems.append(f"LOG_FORMAT must be one of {', '.join(FORMATS)}.")
    return "text"


def _listen_host(values: Mapping[str, str], problems: list[str]) -> str:
    host = values.get("HOST", LOOPBACK)
    if _LISTEN.fullmatch(host) is None or len(host) > 253:
        problems.append(
            f"HOST must be an address to listen on, such as {LOOPBACK} or 0.0.0.0 (every network "
            "of this machine)."
        )
    return host


def _port(name: str, values: Mapping[str, str], problems: list[str]) -> int | None:
    text = values.get(name, "")
    if not text:
        return None
    if _is_port(text):
        return int(text)
    problems.append(f"{name} must be a port number from 1 to 65535, not {text[:20]!r}.")
    return None


def _folder(name: str, values: Mapping[str, str], problems: list[str]) -> str:
    folder = values.get(name, "")
    if not folder.isprintable():
        problems.append(f"{name} contains a line break or an invisible character: type it again.")
        return ""
    return folder


def _switch(name: str, values: Mapping[str, str], problems: list[str]) -> bool:
    text = values.get(name, "off").lower()
    if text not in ("on", "off"):
        problems.append(f"{name} must be on or off, not {text[:20]!r}.")
    return text == "on"


def _backups(values: Mapping[str, str], problems: list[str]) -> int:
    text = values.get("BACKUP_KEEP", str(DEFAULT_BACKUPS))
    # Check the length first: int() refuses thousands of digits with an error of its own.
    if text.isascii() and text.isdecimal() and len(text) <= 5 and 0 < int(text) <= MAX_BACKUPS:
        return int(text)
    problems.append(f"BACKUP_KEEP must be a number from 1 to {MAX_BACKUPS:,}, not {text[:20]!r}.")
    return DEFAULT_BACKUPS


def _is_port(text: str) -> bool:
    # Check the length first: int() refuses thousands of digits with an error of its own.
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
        return f"must start with {schemes[1]}:// or {schemes[0]}://."
    if "@" in host:
        return "must not contain a user or password: remove what's before the @."
    match = _HOST.fullmatch(host)
    if match is None or not _is_port(match["port"] or "80") or not text.isprintable():
        return f"isn't an address like {schemes[1]}://host:8080/path (ports: 1 to 65535)."
    return ""
