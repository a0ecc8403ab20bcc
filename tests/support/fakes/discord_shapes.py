"""The shapes of what Discord sends, as its documentation gives them, with what the bot reads."""

from tests.support.fakes.discord_rules import Json, walk

APPLICATION = "900000000000000001"
GUILD = "800000000000000001"
CHANNEL = "700000000000000001"
EVERYTHING = str((1 << 50) - 1)


def words(message: Json) -> str:
    """Return a message's texts, one under the other."""
    texts = [part["content"] for part in walk(message["components"]) if part["type"] == 10]
    return "\n".join([message.get("content") or "", *texts]).strip()


def user(number: str, name: str, *, bot: bool = False) -> Json:
    return {"id": str(number), "username": name, "discriminator": "0", "avatar": None,
            "global_name": None, "bot": bot}  # fmt: skip


def thread(number: str, channel: str, name: str) -> Json:
    return {
        "id": number, "parent_id": channel, "owner_id": APPLICATION, "guild_id": GUILD, "type": 11,
        "name": name, "last_message_id": None, "message_count": 0, "member_count": 1, "flags": 0,
        "rate_limit_per_user": 0,
        "thread_metadata": {"archived": False, "auto_archive_duration": 4320, "locked": False,
                            "archive_timestamp": "2026-11-23T09:00:00+00:00"},
    }  # fmt: skip


def guild(threads: dict[str, Json]) -> Json:
    channel = {"id": CHANNEL, "type": 0, "name": "prep", "position": 0, "guild_id": GUILD,
               "permission_overwrites": list[Json](), "nsfw": False, "parent_id": None,
               "topic": None}  # fmt: skip
    role = {"id": GUILD, "name": "@everyone", "permissions": EVERYTHING, "position": 0, "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False, "managed": False, "mentionable": False, "flags": 0}  # fmt: skip
    return {
        "id": GUILD, "name": "A team", "icon": None, "owner_id": "1", "roles": [role], "emojis": [],
        "channels": [channel], "threads": list(threads.values()), "members": [], "member_count": 2,
        "features": [], "stickers": [], "presences": [], "voice_states": [], "large": False,
        "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
        "mfa_level": 0, "premium_tier": 0, "nsfw_level": 0, "preferred_locale": "en-US",
        "afk_timeout": 300, "system_channel_id": None, "system_channel_flags": 0,
        "premium_progress_bar_enabled": False, "guild_scheduled_events": [], "stage_instances": [],
        "soundboard_sounds": [],
    }  # fmt: skip


def application(flags: int, *, user_install: bool) -> Json:
    """Return the bot's application."""
    installs: Json = {"0": {}, "1": {}} if user_install else {"0": {}}
    return {
        "id": APPLICATION, "name": "Warmup", "icon": None, "description": "", "flags": flags,
        "bot_public": True, "bot_require_code_grant": False, "verify_key": "", "summary": "",
        "integration_types_config": installs, "owner": user("1", "owner"), "team": None,
    }  # fmt: skip


def bot_member(number: str) -> Json:
    """Return the bot as a member of the server."""
    return {
        "user": user(number, "Warmup", bot=True), "roles": [], "flags": 0, "deaf": False,
        "joined_at": "2026-01-01T00:00:00+00:00", "mute": False,
    }  # fmt: skip


def terse(interaction: Json) -> Json:
    """Return an interaction without what the documentation calls optional."""
    needed = ("id", "application_id", "type", "data", "token", "version", "guild_id", "channel_id")
    kept = {name: interaction[name] for name in (*needed, "message") if name in interaction}
    for name in ("user", "member"):
        if name in interaction:
            kept[name] = interaction[name]
    return kept | {"channel": {"id": kept["channel_id"]}}
