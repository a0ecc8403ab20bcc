"""What can be done with a message by right-clicking it, or holding it on a phone."""

import discord
from discord import app_commands

from bot.adapters.discord.message_marks import round_of
from bot.adapters.discord.render import forms
from bot.adapters.discord.serving import replies
from bot.adapters.discord.serving.replies import Press
from bot.adapters.shared import labels
from bot.engine.cards import ProblemCard

NOT_A_QUESTION = ProblemCard(
    "That message isn't one of Warmup's questions.", "Use it on a question or on its answer."
)
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)


def report_menu() -> app_commands.ContextMenu:
    """Return the entry that opens the same form as the button below a result."""
    return app_commands.ContextMenu(
        name=labels.REPORT,
        callback=_report,
        allowed_contexts=IN_SERVERS,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )


async def _report(press: Press, message: discord.Message) -> None:
    """Open the form for the question that a message of ours is about; any other is refused."""
    ours = press.client.user is not None and message.author.id == press.client.user.id
    round_id = round_of(message) if ours else None
    if round_id is None:
        await replies.refuse(press, NOT_A_QUESTION)
    else:
        await replies.open_form(press, forms.report(round_id))
