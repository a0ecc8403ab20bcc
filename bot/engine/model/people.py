"""Teams, workspaces, members and the accounts they speak through."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal, get_args

ChatPlatform = Literal["discord", "slack"]
"""Where teams chat. Once one is added, the type checker lists the places that lack it."""
Platform = Literal["console", ChatPlatform]

CHAT_PLATFORMS: tuple[ChatPlatform, ...] = get_args(ChatPlatform)
PLATFORMS: tuple[Platform, ...] = get_args(Platform)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks, as the platform tells it: an account, its shown name, its rights.

    ``workspace`` is where they act, which tells the team; ``own_workspace`` is the one that their
    account belongs to if that is another, as in a channel that two workspaces share. It is empty
    for everyone else, and while the platform hasn't told.

    ``roles`` are the platform's ids of the roles or groups they have there, as far as it tells.

    ``guessed`` says that ``name`` only stands in for the shown one, which wasn't told in time.
    """

    platform: Platform
    workspace: str
    user: str
    name: str
    manager: bool = False
    guessed: bool = False
    own_workspace: str = ""
    roles: tuple[str, ...] = ()

    def account(self, member_id: int) -> "Identity":
        """Return the account of the member who speaks: of their own workspace."""
        return Identity(self.platform, self.own_workspace or self.workspace, self.user, member_id)


@dataclass(frozen=True, slots=True)
class Account:
    """Whom a direct message goes to: an account, who need not be a member."""

    platform: Platform
    workspace: str
    user: str


def personal_workspace(user: str) -> str:
    """Return the workspace of someone who only writes to the bot directly: a team of one."""
    return f"dm-{user}"


def on_their_own(actor: Actor) -> bool:
    """Tell whether someone practices in a team of one, with no server around."""
    return actor.workspace == personal_workspace(actor.user)


@dataclass(frozen=True, slots=True)
class Team:
    """Who shares streaks, boards, schedules and custom questions.

    ``words_private`` keeps answers in own words out of the thread at the reveal.
    ``zone_chosen`` is false until ``/team zone`` or the first schedule sets the zone.
    ``weekends_count`` makes a missed Saturday or Sunday cost a day on schedules that ask every day.
    The week's recap comes on ``recap_day`` (0 is Monday) at ``recap_at`` in the team's zone; by
    default, an hour after the week's last reveal. ``grader_off`` lets no model read answers.
    """

    id: int
    name: str
    zone: str
    created_at: datetime
    words_private: bool = False
    zone_chosen: bool = False
    weekends_count: bool = False
    recap_off: bool = False
    recap_day: int | None = None
    recap_at: time | None = None
    grader_off: bool = False

    @property
    def stamp(self) -> str:
        """What tells the team apart for good, also from the teams of other databases."""
        return f"{self.id}/{self.created_at.isoformat()}"


@dataclass(frozen=True, slots=True)
class Workspace:
    """One Discord guild, one Slack workspace, or the console."""

    platform: Platform
    workspace: str
    team_id: int


class GrantKind(StrEnum):
    """Whom a team lets manage: all who have a role or are in a user group, or one account."""

    ROLE = "role"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class ManagerGrant:
    """What lets people manage a team, in one of its workspaces, who aren't admins there.

    ``who`` is the platform's id of the role, the user group or the account.
    """

    team_id: int
    platform: Platform
    workspace: str
    kind: GrantKind
    who: str


class Remind(StrEnum):
    """When a member wants to be reminded of a question they haven't answered."""

    OFF = "off"
    EVERY = "every reveal"
    STREAK = "streak at risk"


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a team. ``hidden`` opts out of boards; ``left_at`` is set on leaving.

    ``remind_at`` is the local time in the team's zone at which they are reminded; None is two
    hours before the reveal. On the local date ``quiet_on`` they aren't. ``reminders_offered``
    says that they were asked once, or chose by themselves. ``told_day`` is the last day of their
    streak log that they were told of. ``named_in_report`` lets the team's report name them.
    ``grader_host`` is where they agreed to send answers to be read by a model, or empty.
    """

    id: int
    team_id: int
    name: str
    joined_at: datetime
    hidden: bool = False
    left_at: datetime | None = None
    remind: Remind = Remind.OFF
    remind_at: time | None = None
    quiet_on: date | None = None
    reminders_offered: bool = False
    told_day: date | None = None
    named_in_report: bool = False
    grader_host: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """The account a member speaks through, in the workspace that it belongs to."""

    platform: Platform
    workspace: str
    user: str
    member_id: int


@dataclass(frozen=True, slots=True)
class Leave:
    """A member's holiday: local dates ``first`` to ``last``, both included."""

    member_id: int
    first: date
    last: date
