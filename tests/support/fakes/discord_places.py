"""Where people are on the small Discord, and how an interaction tells it, as Discord documents."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.fakes.discord_rules import Json
from tests.support.fakes.discord_shapes import APPLICATION, CHANNEL, EVERYTHING, GUILD

IN_SERVERS, TO_THE_BOT, PRIVATE = 0, 1, 2
"""Contexts of an interaction."""
FOREIGN = "800000000000000777"
"""A server that the bot isn't in."""
BY_SERVER, BY_USER = "0", "1"
"""Who installed the app: keys of an interaction's owners, and integration types of a command."""


@dataclass(frozen=True)
class Place:
    """A place: its context, its server if it is in one, and who installed the app there."""

    context: int
    guild: str = ""
    installed: tuple[str, ...] = (BY_SERVER,)
    channel_type: int = 0

    def owners(self, user: str) -> dict[str, str]:
        """Return who authorized what ``user`` does here."""
        whole = {BY_SERVER: self.guild or "0", BY_USER: user}
        return {key: whole[key] for key in self.installed}

    def channel(self, user: str) -> Json:
        """Return the channel; one of its own for each person outside of servers."""
        if self.guild:
            number = CHANNEL if self.guild == GUILD else f"{CHANNEL[:-3]}777"
            return {"id": number, "type": self.channel_type, "name": "prep"}
        people = {"recipients": list[Json]()}
        return {"id": f"{self.context + 5}{user}", "type": self.channel_type, **people}

    def refuses(self, command: Json) -> str:
        """Say why Discord doesn't offer a command here; empty if it does."""
        if self.context not in command.get("contexts", (IN_SERVERS, TO_THE_BOT)):
            return f"{command['name']} isn't offered in context {self.context}"
        if not {int(each) for each in self.installed} & {*command.get("integration_types", (0,))}:
            return f"{command['name']} isn't offered to who installed the app"
        return ""


SERVER = Place(IN_SERVERS, GUILD)
SERVER_AND_USER = Place(IN_SERVERS, GUILD, (BY_SERVER, BY_USER))
LEFT_SERVER = Place(IN_SERVERS, GUILD, (BY_USER,))
"""The bot's server after it was removed from it: only its user has it."""
FOREIGN_SERVER = Place(IN_SERVERS, FOREIGN, (BY_USER,))
DIRECT = Place(TO_THE_BOT, channel_type=1)
GROUP = Place(PRIVATE, installed=(BY_USER,), channel_type=3)
FRIEND = Place(PRIVATE, installed=(BY_USER,), channel_type=1)
"""Direct messages between two people."""
ELSEWHERE: Mapping[str, Place] = {
    "foreign server": FOREIGN_SERVER,
    "server that removed the bot": LEFT_SERVER,
    "group": GROUP,
    "friend": FRIEND,
}
"""Every kind of place in which only its user has brought the bot along."""


def interaction(place: Place, account: Json, *, manager: bool) -> Json:
    """Return what an interaction says of where it is, and of who makes it."""
    user, channel = account["id"], place.channel(account["id"])
    told: Json = {
        "application_id": APPLICATION, "version": 1, "locale": "de", "entitlements": [],
        "attachment_size_limit": 10485760, "app_permissions": EVERYTHING, "channel": channel,
        "channel_id": channel["id"], "context": place.context,
        "authorizing_integration_owners": place.owners(user),
    }  # fmt: skip
    if not place.guild:
        return {**told, "user": account}
    member: Json = {
        "user": account, "roles": [], "permissions": EVERYTHING if manager else "0",
        "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0,
    }  # fmt: skip
    guild: Json = {"id": place.guild, "locale": "en-US", "features": []}
    return {**told, "guild_id": place.guild, "guild": guild, "member": member}
