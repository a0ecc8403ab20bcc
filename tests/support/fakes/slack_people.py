"""Acting as people of a fake Slack: typing commands, pressing buttons, filling forms, reading."""

from typing import Any

from tests.support.fakes.block_kit import Json, listed, pressable
from tests.support.fakes.slack_server import SlackServer
from tests.support.fakes.slack_things import APP, BOT_USER, TEAM, Channel, ResponseUrl


class SlackPeople:
    """People of one workspace; each method returns once Slack was answered."""

    def __init__(self, server: SlackServer) -> None:
        self.server = server
        self.world = server.world

    def channel(
        self, channel: str, *members: str, bot: bool = True, private: bool = False
    ) -> Channel:
        """Make a channel."""
        everyone = {*members, BOT_USER} if bot else {*members}
        return self.world.channels.setdefault(channel, Channel(members=everyone, private=private))

    # --- acting ------------------------------------------------------------------------

    async def command(self, user: str, channel: str, command: str, text: str = "") -> None:
        """Type a slash command; not in a thread, where Slack has none.

        It names the workspace where it is typed, whoever types it.
        """
        await self.server.deliver(
            "slash_commands",
            {
                "command": command,
                "text": text,
                "user_id": user,
                "user_name": self.world.users[user]["name"],
                "channel_id": channel,
                "channel_name": channel.lower(),
                "team_id": TEAM,
                "team_domain": "team",
                "api_app_id": APP,
                "trigger_id": self.trigger(user),
                "response_url": self._url(user, channel, None),
                "is_enterprise_install": "false",
            },
        )

    async def press(self, user: str, message: Json, label: str, channel: str = "") -> None:
        """Press the button called ``label`` on a message of a channel or a private one."""
        await self.server.deliver("interactive", self.press_payload(user, message, label, channel))

    def press_payload(self, user: str, message: Json, label: str, channel: str = "") -> Json:
        button = button_of(message, label)
        ephemeral = any(message is shown for shown in self.world.private)
        where = message["channel"] if ephemeral else channel
        direct = where == f"D{user}"
        container = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": where,
            "is_ephemeral": ephemeral,
        }
        if message.get("thread_ts"):
            container["thread_ts"] = message["thread_ts"]
        payload: Json = {
            "type": "block_actions",
            "user": self._user(user),
            "api_app_id": APP,
            "team": {"id": TEAM, "domain": "team"},
            "container": container,
            "channel": {"id": where, "name": "directmessage" if direct else "channel"},
            "trigger_id": self.trigger(user),
            "response_url": self._url(user, where, message if ephemeral or direct else None),
            "actions": [{**button, "block_id": "b", "action_ts": self.world.ts()}],
        }
        return payload if ephemeral else {**payload, "message": message}

    async def tick(self, user: str, message: Json, *values: str, channel: str = "") -> None:
        """Leave exactly the boxes with these values ticked, in a message's checkboxes."""
        boxes = next(
            part for block in listed(message, "blocks") for part in listed(block, "elements")
            if part.get("type") == "checkboxes"
        )  # fmt: skip
        chosen = [one for one in boxes["options"] if one["value"] in values]
        payload = self.press_payload(user, message, next(iter(buttons_of(message))), channel)
        ticked = {"type": "checkboxes", "action_id": boxes["action_id"], "block_id": "b"}
        payload["actions"] = [{**ticked, "selected_options": chosen, "action_ts": self.world.ts()}]
        await self.server.deliver("interactive", payload)

    async def press_in_form(self, user: str, view_id: str, label: str, **entered: Any) -> None:
        """Press the button called ``label`` in an open form in which something was entered."""
        content = self._entered(user, view_id, entered)
        await self.server.deliver(
            "interactive",
            {
                "type": "block_actions",
                "user": self._user(user),
                "api_app_id": APP,
                "team": {"id": TEAM, "domain": "team"},
                "container": {"type": "view", "view_id": view_id},
                "trigger_id": self.trigger(user),
                "view": content,
                "actions": [{**button_of(content, label), "block_id": "b", "action_ts": "1.1"}],
            },
        )

    async def open_home(self, user: str) -> None:
        """Open the app's home tab."""
        event = {"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": "home"}
        await self.event({**event, "event_ts": self.world.ts()})

    async def press_at_home(self, user: str, label: str) -> None:
        """Press the button called ``label`` in the home tab as it was published last."""
        view = self.world.homes[user]
        await self.server.deliver(
            "interactive",
            {
                "type": "block_actions",
                "user": self._user(user),
                "api_app_id": APP,
                "team": {"id": TEAM, "domain": "team"},
                "container": {"type": "view", "view_id": "VHOME"},
                "trigger_id": self.trigger(user),
                "view": {**view, "id": "VHOME", "private_metadata": ""},
                "actions": [{**button_of(view, label), "block_id": "b", "action_ts": "1.1"}],
            },
        )

    async def shortcut(self, user: str, name: str, age: float = 0.0) -> None:
        """Use a global shortcut, which is used in no channel; it arrives ``age`` seconds late."""
        await self.server.deliver("interactive", self._shortcut(user, "shortcut", name, age))

    async def message_shortcut(
        self, user: str, name: str, message: Json, channel: str, age: float = 0.0
    ) -> None:
        """Use a shortcut in a message's menu; it arrives ``age`` seconds late."""
        payload = {
            **self._shortcut(user, "message_action", name, age),
            "channel": {"id": channel, "name": channel.lower()},
            "message": message,
            "message_ts": message["ts"],
            "response_url": self._url(user, channel, None),
        }
        await self.server.deliver("interactive", payload)

    def _shortcut(self, user: str, kind: str, name: str, age: float) -> Json:
        trigger = self.trigger(user)
        self.world.triggers[trigger] -= age
        return {
            "type": kind,
            "token": "old-verification",
            "action_ts": self.world.ts(),
            "team": {"id": TEAM, "domain": "team"},
            "user": self._user(user),
            "is_enterprise_install": False,
            "enterprise": None,
            "callback_id": name,
            "trigger_id": trigger,
        }

    async def write_to_app(self, user: str, text: str, event_id: str = "", **more: Any) -> Json:
        """Write the app a direct message, and return it."""
        message: Json = {"type": "message", "user": user, "text": text, "ts": self.world.ts()}
        message |= {"team": self._team(user), **more}
        await self.hear_direct(message, event_id)
        return message

    async def hear_direct(self, message: Json, event_id: str = "") -> None:
        """Deliver a direct message, maybe one that was delivered before."""
        there = {"channel": f"D{message['user']}", "channel_type": "im"}
        await self.event({**message, **there, "event_ts": message["ts"]}, event_id)

    async def search(self, user: str, view_id: str, block: str, typed: str) -> list[Json]:
        """Type in a field with a search; returns the options that are offered."""
        answer = await self.server.deliver(
            "interactive",
            {
                "type": "block_suggestion",
                "user": self._user(user),
                "api_app_id": APP,
                "team": {"id": TEAM, "domain": "team"},
                "container": {"type": "view", "view_id": view_id},
                "view": self._entered(user, view_id, {}),
                "block_id": block,
                "action_id": "value",
                "value": typed,
            },
        )
        return answer["options"]

    def _entered(self, user: str, view_id: str, entered: Json) -> Json:
        """Return an open form as Slack sends it, with what was entered in it."""
        view = self.world.views[view_id]
        assert view.opened
        assert view.user == user
        state = {
            block["block_id"]: {
                block["element"]["action_id"]: filled(
                    block["element"], entered.get(block["block_id"])
                )
            }
            for block in listed(view.content, "blocks")
            if block["type"] == "input"
        }
        assert entered.keys() <= state.keys(), "no such field"
        return {
            **view.content,
            "id": view_id,
            "team_id": TEAM,
            "hash": f"{view.version}.hash",
            "state": {"values": state},
        }

    async def submit(self, user: str, view_id: str, **entered: Any) -> Json:
        """Fill and submit a form; returns the errors by field, after which it stays open.

        It also stays open when the acknowledgement shows something else in it.
        """
        view = self.world.views[view_id]
        content = self._entered(user, view_id, entered)
        state = content["state"]["values"]
        answer = await self.server.deliver(
            "interactive",
            {
                "type": "view_submission",
                "user": self._user(user),
                "team": {"id": TEAM, "domain": "team"},
                "api_app_id": APP,
                "trigger_id": self.trigger(user),
                "view": content,
                "response_urls": [],
            },
        )
        if answer.get("response_action") == "errors":
            assert answer["errors"].keys() <= state.keys(), "errors must be at fields"
            view.version += 1
            return answer["errors"]
        if answer.get("response_action") == "update":
            view.version += 1
            view.content = self.world.check_view(answer)
            return {}
        view.opened = False
        return {}

    async def say(self, user: str, channel: str, text: str, thread: str = "") -> Json:
        """Write a message; a mention of the app is sent as that, too."""
        message: Json = {"type": "message", "user": user, "text": text, "ts": self.world.ts(),
                         "team": self._team(user)}  # fmt: skip
        if self._team(user) != TEAM:  # as in a channel that two workspaces share
            message |= {"user_team": self._team(user), "source_team": self._team(user)}
        if thread:
            message["thread_ts"] = thread
        self.world.channels[channel].messages.append(message)
        event = {
            **message,
            "channel": channel,
            "channel_type": "channel",
            "event_ts": message["ts"],
        }
        await self.event(event)
        if f"<@{BOT_USER}>" in text:
            await self.event({**event, "type": "app_mention"})
        return message

    async def edit(self, channel: str, message: Json, text: str) -> None:
        """Change a message."""
        before = dict(message)
        message.update(text=text, edited={"user": message["user"], "ts": self.world.ts()})
        kind = "im" if channel.startswith("D") else "channel"
        await self.event({"type": "message", "subtype": "message_changed", "hidden": True,
                          "channel": channel, "channel_type": kind,
                          "message": dict(message), "previous_message": before,
                          "ts": self.world.ts()})  # fmt: skip

    async def delete(self, channel: str, message: Json) -> None:
        """Delete a message."""
        kind = "im" if channel.startswith("D") else "channel"
        if kind == "channel":
            self.world.channels[channel].messages.remove(message)
        await self.event({"type": "message", "subtype": "message_deleted", "hidden": True,
                          "channel": channel, "channel_type": kind,
                          "previous_message": dict(message),
                          "deleted_ts": message["ts"], "ts": self.world.ts()})  # fmt: skip

    async def event(self, event: Json, event_id: str = "") -> None:
        """Send an event of the Events API."""
        await self.server.deliver(
            "events_api",
            {
                "type": "event_callback",
                "team_id": TEAM,
                "api_app_id": APP,
                "event": event,
                "event_id": event_id or f"Ev{next(self.world.count)}",
                "event_time": int(self.world.now().timestamp()),
                "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
            },
        )

    # --- reading -----------------------------------------------------------------------

    def shown_to(self, user: str) -> list[Json]:
        """Return what was shown to one person alone, oldest first."""
        return [shown for shown in self.world.private if shown["user"] == user]

    def direct_to(self, user: str) -> list[Json]:
        """Return the bot's direct messages with a person."""
        dm = self.world.channels.get(f"D{user}")
        return dm.messages if dm else []

    def trigger(self, user: str) -> str:
        """Make a trigger_id."""
        trigger = f"{next(self.world.count)}.{user}"
        self.world.triggers[trigger] = self.world.clock()
        return trigger

    def _url(self, user: str, channel: str, shown: Json | None) -> str:
        key = f"r{next(self.world.count)}"
        self.world.urls[key] = ResponseUrl(user, channel, self.world.clock(), shown)
        return f"{self.world.base}/respond/{key}"

    def _user(self, user: str) -> Json:
        name = self.world.users[user]["name"]
        return {"id": user, "username": name, "name": name, "team_id": self._team(user)}

    def _team(self, user: str) -> str:
        return self.world.users[user].get("team_id", TEAM)


def buttons_of(message: Json) -> dict[str, Json]:
    """Return a message's buttons by label."""
    return {
        element["text"]["text"]: element
        for block in listed(message, "blocks")
        for element in pressable(block)
        if element["type"] == "button"
    }


def button_of(message: Json, label: str) -> Json:
    """Return the button called ``label``."""
    return buttons_of(message)[label]


def plain(message: Json) -> str:
    """Return a message as someone reads it: its blocks as lines, without buttons."""
    lines: list[str] = []
    for block in listed(message, "blocks"):
        match block["type"]:
            case "header" | "section":
                lines.append(block["text"]["text"])
            case "context":
                lines.append(" ".join(element["text"] for element in block["elements"]))
            case "rich_text":
                lines.extend(_rich(element) for element in block["elements"])
            case _:
                pass
    return "\n".join(lines)


def _rich(element: Json) -> str:
    if element["type"] == "rich_text_list":
        return "\n".join(_rich(item) for item in element["elements"])
    return "".join(_inline(child) for child in element["elements"])


def _inline(child: Json) -> str:
    if child["type"] == "channel":
        return f"#{child['channel_id']}"
    return str(child.get("text") or child.get("fallback") or child.get("url") or "")


def field(view: Json, block: str) -> Json:
    """Return the element of a form's field."""
    found = {b["block_id"]: b["element"] for b in listed(view, "blocks") if "element" in b}
    return found[block]


def filled(element: Json, entered: Any) -> Json:
    """Return a field's state: what was entered, else what it held at first."""
    kind = element["type"]
    if kind == "plain_text_input":
        value = element.get("initial_value") if entered is None else entered
        return {"type": kind, "value": value}
    if kind == "file_input":
        return {"type": kind, "files": [{"id": each} for each in entered or ()]}
    if kind == "timepicker":
        return {"type": kind, "selected_time": entered or element.get("initial_time")}
    if kind == "conversations_select":
        return {
            "type": kind,
            "selected_conversation": entered or element.get("initial_conversation"),
        }
    if kind == "external_select":
        chosen = {"text": {"type": "plain_text", "text": "found"}, "value": entered}
        return {
            "type": kind,
            "selected_option": chosen if entered else element.get("initial_option"),
        }
    options = {option["value"]: option for option in element["options"]}
    if kind in ("radio_buttons", "static_select"):
        chosen = options[entered] if entered else element.get("initial_option")
        return {"type": kind, "selected_option": chosen}
    many = (
        element.get("initial_options", []) if entered is None else [options[one] for one in entered]
    )
    return {"type": kind, "selected_options": many}
