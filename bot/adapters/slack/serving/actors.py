"""Who an account is: its name, time zone and workspace, whether it manages the bot's workspace."""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.adapters.slack.errors import translating
from bot.adapters.slack.gateway import Identity
from bot.adapters.slack.limits import Json
from bot.adapters.slack.web_api import Api
from bot.engine import commands as c
from bot.engine import queries as q
from bot.engine import question_commands as qc
from bot.engine import team_commands as tc
from bot.engine.errors import GatewayError, Refused
from bot.engine.file_queries import MissedDeck
from bot.engine.home_commands import ShowHome

log = logging.getLogger(__name__)

Asked = TypeVar("Asked", bound=c.Command | q.ExportMe | MissedDeck | q.MayManage)

MANAGER_FLAGS = ("is_admin", "is_owner", "is_primary_owner")
KEPT_SECONDS = 600.0
MAX_KEPT = 5_000

NAME_SECONDS = 2.0
"""How long to wait for a name, where an old or plain one will do."""

RIGHTS_SECONDS = 10.0
"""How long to wait where it matters whether someone manages the workspace."""

RIGHTS_MATTER = (
    ShowHome,
    c.OnSchedule,
    c.AddSchedule,
    c.EditSchedule,
    c.PreviewSchedule,
    c.SavePreview,
    c.SetZone,
    c.SetWeekends,
    c.SetWords,
    c.AddHoliday,
    c.RemoveHoliday,
    c.ReviewQueue,
    c.CorrectKey,
    c.RetireQuestion,
    qc.CheckQuestion,
    qc.SendDraft,
    qc.OnProposal,
    qc.OnQuestion,
    qc.ListQuestions,
    qc.PreviewImport,
    qc.SaveImport,
    qc.SetReviewers,
    c.SetRecap,
    tc.ShowReport,
    tc.ShowManagers,
    tc.SetManagers,
    qc.ShowReviewers,
    q.MayManage,
)
UNKNOWN_RIGHTS = "Couldn't check with Slack whether you're an admin."


@dataclass(frozen=True, slots=True)
class Person:
    """An account. ``known`` is false while Slack can't be asked.

    ``own_workspace`` is the one it belongs to if that isn't the bot's; empty if it is, None if
    Slack doesn't say which.
    """

    name: str
    zone: str = "UTC"
    manager: bool = False
    known: bool = True
    own_workspace: str | None = None


class People:
    """Asks users.info, once in ten minutes for each account."""

    def __init__(
        self,
        api: Api,
        me: Callable[[], Identity],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._me = me
        self._clock = clock
        self._kept: dict[str, tuple[float, Person]] = {}
        self._asking: dict[str, asyncio.Task[Person]] = {}

    async def get(self, user: str, name: str, seconds: float = NAME_SECONDS) -> Person:
        """Return the person; after ``seconds`` one with the ``name`` that the event gave."""
        kept = self._kept.get(user)
        if kept is not None and self.is_known(user):
            return kept[1]
        task = self._asking.get(user)
        if task is None:
            task = self._asking[user] = asyncio.create_task(self._ask(user))
            task.add_done_callback(lambda _: self._asking.pop(user, None))
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.shield(task)
        except (GatewayError, TimeoutError) as error:
            log.info("users.info said nothing about %s: %s", user, error or "too slow")
            return kept[1] if kept else Person(name or user, known=False)

    async def named(self, asked: Asked) -> Asked:
        """Return ``asked`` with its actor's name and rights as Slack tells them.

        Where rights don't matter and the event gave some name, Slack isn't waited for: what is
        asked is saved first, and ``Handler`` asks for the name later. Raises Refused where
        rights matter and Slack can't be asked.
        """
        actor = asked.actor
        if isinstance(asked, RIGHTS_MATTER):
            person = await self.get(actor.user, actor.name, RIGHTS_SECONDS)
            if not person.known:
                raise Refused(UNKNOWN_RIGHTS, "Try again in a minute.")
        elif actor.name == actor.user:
            person = await self.get(actor.user, actor.name)
        else:
            kept = self._kept.get(actor.user)
            person = kept[1] if kept else Person(actor.name, known=False)
        named = replace(
            actor,
            name=person.name,
            manager=person.manager,
            guessed=not person.known,
            own_workspace=_either(person.own_workspace, actor.own_workspace),
        )
        return replace(asked, actor=named)

    def own_workspace(self, user: str, told: str) -> str:
        """Return the workspace an account belongs to if it isn't the bot's, else an empty string.

        ``told`` is the one an event names. On Enterprise Grid that may be any workspace of
        someone who is in the bot's, too, or the organization: there, only ``users.info`` tells,
        and until it does the account counts as the bot's workspace's.
        """
        kept = self._kept.get(user)
        me = self._me()
        doubtful = told == me.workspace or bool(me.enterprise) or not told.startswith("T")
        return _either(kept[1].own_workspace if kept else None, "" if doubtful else told)

    def is_known(self, user: str) -> bool:
        """Tell whether Slack told about an account in the last ten minutes."""
        kept = self._kept.get(user)
        return kept is not None and self._clock() - kept[0] < KEPT_SECONDS

    async def close(self) -> None:
        """Stop asking."""
        for task in list(self._asking.values()):
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    async def _ask(self, user: str) -> Person:
        with translating():
            answer = await self._api.call("users.info", user=user)
        return self.heard(user, answer.get("user") or {})

    def heard(self, user: str, account: dict[str, Any]) -> Person:
        """Return the person that an account is, as Slack tells of it, and remember them."""
        person = _person(account, user, self._me())
        if len(self._kept) >= MAX_KEPT:
            self._kept.clear()
        self._kept[user] = (self._clock(), person)
        return person


def told_workspace(message: Json) -> str:
    """Return the workspace or organization that an event or a message names as its author's."""
    return str(message.get("user_team") or message.get("team") or "")


def _either(known: str | None, told: str) -> str:
    return told if known is None else known


def _person(account: dict[str, Any], user: str, me: Identity) -> Person:
    """Return the person; an admin of another workspace (Slack Connect) manages nothing here."""
    workspaces, organizations = _homes(account)
    at_home = not account.get("is_stranger") and (
        me.workspace in workspaces
        if workspaces
        else not organizations or me.enterprise in organizations
    )
    elsewhere = next((each for each in workspaces if each != me.workspace), None)
    profile: dict[str, Any] = account.get("profile") or {}
    names = (
        profile.get("display_name"),
        profile.get("real_name"),
        account.get("real_name"),
        account.get("name"),
    )
    zone = str(account.get("tz") or "")
    return Person(
        name=str(next((name for name in names if name), user)),
        zone=zone if _exists(zone) else "UTC",
        manager=at_home and any(account.get(flag) for flag in MANAGER_FLAGS),
        own_workspace=("" if workspaces else None) if at_home else elsewhere,
    )


def _homes(account: Json) -> tuple[list[str], list[str]]:
    """Return the workspaces (T…) and organizations (E…) of an account; either may be missing.

    Of someone in an organization, ``team_id`` may be missing or the organization's.
    """
    enterprise: Json = account.get("enterprise_user") or {}
    named = [
        account.get("team_id"),
        *(account.get("teams") or ()),
        *(enterprise.get("teams") or ()),
        account.get("enterprise_id"),
        enterprise.get("enterprise_id"),
    ]
    found = [str(each) for each in named if each]
    organizations = [each for each in found if each.startswith("E")]
    return [each for each in found if not each.startswith("E")], organizations


def _exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
