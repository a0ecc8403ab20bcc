"""The manifest against what the code uses: pasting it makes an app that works."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from bot.adapters import slack
from bot.adapters.shared import command_table
from bot.adapters.slack.commands import help as help_
from bot.adapters.slack.connection.sign_in import NEEDED_SCOPES, WANTED_SCOPES
from bot.adapters.slack.connection.transports import PATH
from bot.adapters.slack.inbound import listeners
from bot.adapters.slack.inbound.shortcuts import SHORTCUTS
from tests.support.fakes.slack_things import SCOPE_OF

FOLDER = Path(str(slack.__file__)).parent
TEXT = (FOLDER / "manifest.yaml").read_text(encoding="utf-8")
MANIFEST: dict[str, Any] = yaml.safe_load(TEXT)
COMMANDS = {entry["command"]: entry for entry in MANIFEST["features"]["slash_commands"]}
CODE = "".join(file.read_text(encoding="utf-8") for file in FOLDER.rglob("*.py"))
BUILT_IN = {"/me", "/status", "/join", "/leave", "/remind", "/search", "/topic", "/who", "/dm"}


def test_every_command_is_there_but_the_one_slack_keeps_for_itself() -> None:
    ours = {f"/{name}" for name in command_table.COMMANDS if name not in help_.RESERVED}
    assert COMMANDS.keys() == ours | {"/warmup"}
    assert not COMMANDS.keys() & BUILT_IN


def test_commands_read_as_in_the_table_of_all_commands() -> None:
    for name in command_table.COMMANDS:
        if name not in help_.RESERVED:
            wanted = {"command": f"/{name}", "description": help_.about(name)}
            if help_.hint(name):
                wanted["usage_hint"] = help_.hint(name)
            written = COMMANDS.get(f"/{name}", {})
            shown = {key: written.get(key) for key in (*wanted, "usage_hint") if key in written}
            assert shown == wanted, f"write in manifest.yaml: {wanted}"
    rest = COMMANDS["/warmup"]
    assert rest["description"] == help_.REST
    verbs = [f"me {verb}" for verb in command_table.verbs("me")]
    assert rest["usage_hint"] == " | ".join(["help", *verbs])


def test_hints_and_descriptions_are_as_short_as_slack_wants_them() -> None:
    for entry in COMMANDS.values():
        assert len(entry["command"]) <= 32
        assert len(entry["description"]) <= 2000
        assert len(entry.get("usage_hint", "")) <= 1000
    information = MANIFEST["display_information"]
    assert len(information["name"]) <= 35
    assert len(information["description"]) <= 140
    assert 175 <= len(information["long_description"]) <= 4000


def test_its_shortcuts_are_those_the_code_opens_something_for() -> None:
    written = MANIFEST["features"]["shortcuts"]
    assert {each["callback_id"]: (each["type"], each["name"]) for each in written} == SHORTCUTS
    for each in written:
        assert len(each["name"]) <= 24
        assert len(each["description"]) <= 150
    assert max(Counter(each["type"] for each in written).values()) <= 5


def test_it_subscribes_to_the_events_the_code_listens_to() -> None:
    events = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    assert {event.partition(".")[0] for event in events} == set(listeners.EVENTS)


def test_its_scopes_are_those_of_the_methods_and_events_the_code_uses() -> None:
    families = "chat|conversations|users|views|files|reactions|pins|usergroups"
    methods = set(re.findall(rf'"((?:{families})\.\w+)"', CODE))
    assert {"chat.postMessage", "chat.update", "views.open", "users.info"} <= methods
    needed = {SCOPE_OF[method] for method in methods if method in SCOPE_OF}
    if "files_upload_v2" in CODE:
        needed.add("files:write")
    needed |= {"commands", "app_mentions:read"}
    needed |= {"channels:history", "groups:history", "groups:read"}  # public and private channels
    if "find_direct" in CODE:
        needed.add("im:history")
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed
    assert {*NEEDED_SCOPES, *WANTED_SCOPES} == needed


def test_interactivity_and_socket_mode_are_on() -> None:
    settings = MANIFEST["settings"]
    assert settings["interactivity"]["is_enabled"]
    assert settings["socket_mode_enabled"]
    assert f"https://YOUR-HOST{PATH}" in TEXT


def test_people_can_read_what_the_app_tells_them_in_private() -> None:
    assert MANIFEST["features"]["app_home"]["messages_tab_enabled"]
