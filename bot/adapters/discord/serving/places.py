"""Where an interaction counts: in a server with the bot, in a message to it, or anywhere else.

Who installs the app for themselves may use it anywhere: in other people's servers, in groups, in
messages to a friend. Nothing of any server may be seen there, not even of the one that they are
in while the bot isn't: there they practice on their own.
"""

from typing import Any

import discord

from bot.engine.model.people import Actor, on_their_own, personal_workspace

Press = discord.Interaction[Any]


def workspace_of(press: Press) -> str:
    """Return the server; the presser's own practice elsewhere; empty in messages to the bot."""
    if is_elsewhere(press):
        return personal_workspace(str(press.user.id))
    return str(press.guild_id or "")


def is_elsewhere(press: Press) -> bool:
    """Tell whether the bot isn't there: only the presser has brought it along."""
    if press.guild_id is None:
        return not press.context.dm_channel
    return not _is_installed(press)


def in_a_server(actor: Actor) -> bool:
    """Tell whether someone acts in a server that has the bot."""
    return bool(actor.workspace) and not on_their_own(actor)


def _is_installed(press: Press) -> bool:
    """Tell whether the server has the bot, as Discord says; as the library knows if it doesn't."""
    if press.is_guild_integration():
        return True
    if press.is_user_integration():
        return False
    return press.client.get_guild(press.guild_id or 0) is not None
