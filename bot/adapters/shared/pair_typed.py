"""What people type after ``/interview``: alone, ``with`` somebody, or in a ``pair``."""

from collections.abc import Collection, Sequence

from bot.adapters.shared import typed
from bot.adapters.shared.team_words import ACCOUNT
from bot.adapters.shared.typed import AskedBy
from bot.engine import pair_commands as pc
from bot.engine.commands import Command
from bot.engine.errors import Refused
from bot.engine.rules.text import shorten

PICK = (
    "Write /interview with, type @ and pick a name from Slack's list. If that doesn't help, "
    "update the app from its manifest."
)


def interview(words: Sequence[str], by: AskedBy, tracks: Collection[str]) -> Command:
    """Return the interview that ``[with @NAME | pair] [track] [level] [minutes]`` asks for."""
    match [word.lower() for word in words[:1]]:
        case ["pair"]:
            if words[1:]:
                raise Refused("/interview pair takes no options.", "Write just /interview pair.")
            return pc.FindPartner(by.actor, by.at)
        case ["with"]:
            return _with(words[1:], by, tracks)
        case _:
            return typed.interview(words, by, tracks)


def _with(words: Sequence[str], by: AskedBy, tracks: Collection[str]) -> Command:
    if not words:
        raise Refused("With whom?", "Write /interview with @NAME, or /interview pair.")
    user = words[0].strip(",").removeprefix("@")
    if not ACCOUNT.fullmatch(user):
        raise Refused(f'"{shorten(words[0])}" isn\'t a person.', PICK)
    asked = typed.interview(words[1:], by, tracks)
    return pc.InviteMember(by.actor, by.at, user, asked.track, asked.level, asked.minutes)
