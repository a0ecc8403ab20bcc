"""Where the library finds Discord: another API or gateway than Discord's own."""

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.adapters.discord.connection.proxy_json import patch_json_parsing


def point_at(api_url: str, gateway_url: str) -> None:
    """Point the library at another API and gateway; empty leaves Discord's own."""
    if api_url:
        Route.BASE = api_url
        patch_json_parsing()
    if gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
