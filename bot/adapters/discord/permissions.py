"""The permissions the bot needs, and how to say which are missing."""

import discord

POSTING = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True)
"""Without these a channel can't have a daily question."""

THREADS = discord.Permissions(create_public_threads=True, send_messages_in_threads=True)
"""Without these the model answer comes as a reply."""

FORUM_POSTS = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
)
"""Without these a forum can't have one: the reveal is a message in the question's post."""

MARKS = discord.Permissions(add_reactions=True)
"""Without it, nothing marks the thread replies that count."""

PINS = discord.Permissions(pin_messages=True)
"""Without it, a schedule that pins its question can't."""

PICTURES = discord.Permissions(attach_files=True)
"""Without it, what is posted in the channel has no picture."""

INVITED = discord.Permissions(
    POSTING.value | THREADS.value | MARKS.value | PINS.value | PICTURES.value
)
"""Exactly what the invitation asks for."""

_NAMES = {
    "read_messages": "View Channel",
    "view_channel": "View Channel",
    "send_messages_in_threads": "Send Messages in Threads",
}


def missing(held: discord.Permissions, wanted: discord.Permissions) -> discord.Permissions:
    """Return what of ``wanted`` is not held; an administrator holds all."""
    if held.administrator:
        return discord.Permissions.none()
    return discord.Permissions(wanted.value & ~held.value)


def names(permissions: discord.Permissions, *, forum: bool = False) -> str:
    """Return permissions as Discord's own screens call them: in a forum, one has another name."""
    special = {**_NAMES, "send_messages": "Create Posts"} if forum else _NAMES
    found = (name for name, held in permissions if held)
    return ", ".join(special.get(name, name.replace("_", " ").title()) for name in found)


def invite_link(application_id: int) -> str:
    """Return the address that invites the bot with exactly the permissions it needs."""
    scopes = ("bot", "applications.commands")
    return discord.utils.oauth_url(application_id, permissions=INVITED, scopes=scopes)


def user_install_link(application_id: int) -> str:
    """Return the address at which people install the app for themselves, to use it anywhere."""
    link = discord.utils.oauth_url(application_id, scopes=("applications.commands",))
    return f"{link}&integration_type=1"


def channel_for_hello(guild: discord.Guild) -> discord.TextChannel | None:
    """Return where to say hello: the server's channel for news of members, else the first."""
    first = guild.system_channel
    channels = [*([first] if first else []), *guild.text_channels]
    may = (each for each in channels if not missing(each.permissions_for(guild.me), POSTING).value)
    return next(may, None)
