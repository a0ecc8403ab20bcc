"""``warmup content preview``: a question in the browser, as chat will show it."""

import asyncio
import signal
from contextlib import suppress

import click

from bot.cli.previews import platform_problems
from bot.preview.server import PreviewServer
from bot.preview.shelf import shelf_of


@click.command()
@click.argument("what", metavar="[ID|PATH]", default="")
@click.option("--track", default="", help="Only this track, such as pytorch.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    help="Port on this machine; without it, a free one is chosen.",
)
def preview(what: str, *, track: str, port: int) -> None:
    """Show a question in the browser as Discord, Slack and the terminal will.

    The page shows the question, its reveal and what people get in private, light and dark, as
    wide as a phone or a desktop, with the problems that the check finds. It reloads when
    the file changes. Only this machine can open it.

    \b
    warmup content preview pytorch/tensor-views
    warmup content preview my-bank/sql/joins.md
    warmup content preview --track pytorch
    """  # noqa: D301  # click's mark: keep these lines
    shelf, first = shelf_of(what, track, (platform_problems,))
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(PreviewServer(shelf, first), port))
    click.echo("Preview ended.")


async def _serve(server: PreviewServer, port: int) -> None:
    """Serve until Ctrl-C or a request to end."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt
            loop.add_signal_handler(sign, ended.set)
    try:
        url = await server.start(port)
        click.echo(f"Preview: {url}\nCtrl-C ends it.")
        await ended.wait()
    finally:
        await server.close()
