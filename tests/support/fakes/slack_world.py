"""What a fake Slack workspace holds, and the Web API methods over it: strict, as Slack is."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.support.fakes.block_kit import Json, listed, problems, view_problems
from tests.support.fakes.slack_things import (
    ALL_SCOPES,
    APP,
    BLOCK_CHARACTERS,
    BOT,
    BOT_USER,
    SCOPE_OF,
    TEAM,
    TRIGGER_SECONDS,
    URL_SECONDS,
    URL_USES,
    Channel,
    ResponseUrl,
    SlackError,
    View,
)


@dataclass
class World:
    """A workspace. ``clock`` is monotonic seconds for what expires; ``now`` stamps messages."""

    clock: Callable[[], float]
    now: Callable[[], datetime]
    bot_token: str = "xoxb-test"
    app_token: str = "xapp-test"
    scopes: str = ALL_SCOPES
    most_a_page: int = 1000
    enterprise: str = ""
    users: dict[str, Json] = field(default_factory=dict[str, Json])
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    private: list[Json] = field(default_factory=list[Json])
    groups: list[Json] = field(default_factory=list[Json])
    views: dict[str, View] = field(default_factory=dict[str, View])
    homes: dict[str, Json] = field(default_factory=dict[str, Json])
    triggers: dict[str, float] = field(default_factory=dict[str, float])
    urls: dict[str, ResponseUrl] = field(default_factory=dict[str, ResponseUrl])
    files: dict[str, Json] = field(default_factory=dict[str, Json])
    calls: list[tuple[str, Json]] = field(default_factory=list[tuple[str, Json]])
    broken: list[str] = field(default_factory=list[str])
    count: Any = field(default_factory=lambda: itertools.count(1))

    def add_user(self, user: str, name: str, *, admin: bool = False, tz: str = "UTC") -> None:
        profile = {"display_name": name, "real_name": f"{name} Real"}
        self.users[user] = {"id": user, "name": name.lower(), "tz": tz, "is_admin": admin,
                            "is_owner": False, "profile": profile}  # fmt: skip

    def ts(self) -> str:
        """Return a new timestamp: seconds, and six digits that a float would lose."""
        return f"{int(self.now().timestamp())}.{next(self.count):06}"

    def call(self, method: str, token: str, args: Json) -> Json:
        """Serve one call; raises SlackError as Slack refuses."""
        self.calls.append((method, args))
        handler = getattr(self, "do_" + method.replace(".", "_"), None)
        if handler is None:
            raise SlackError("unknown_method")
        if token != (self.app_token if method == "apps.connections.open" else self.bot_token):
            raise SlackError("invalid_auth")
        needed = SCOPE_OF.get(method)
        if needed and needed not in self.scopes.split(","):
            raise SlackError("missing_scope", needed=needed, provided=self.scopes)
        return {"ok": True, **handler(args)}

    # --- methods -----------------------------------------------------------------------

    def do_auth_test(self, _: Json) -> Json:
        return {
            "team": "Team",
            "team_id": TEAM,
            "enterprise_id": self.enterprise or None,
            "user": "warmup",
            "user_id": BOT_USER,
            "bot_id": BOT,
            "url": "https://example.slack.com/",
        }

    def do_users_info(self, args: Json) -> Json:
        if args.get("user") not in self.users:
            raise SlackError("user_not_found")
        return {"user": self.users[args["user"]]}

    def do_chat_postMessage(self, args: Json) -> Json:  # noqa: N802 - Slack's name
        channel = self.joined(args)
        self.check_content(args, "chat.postMessage")
        metadata = self.check_metadata(args)
        if args.get("thread_ts"):
            self.find(channel, args["thread_ts"], "thread_not_found")
        message: Json = {
            "type": "message",
            "user": BOT_USER,
            "bot_id": BOT,
            "app_id": APP,
            "ts": self.ts(),
            "text": args["text"],
            "blocks": args.get("blocks"),
        }
        if args.get("thread_ts"):
            message["thread_ts"] = args["thread_ts"]
            if args.get("reply_broadcast"):
                message["subtype"] = "thread_broadcast"
        channel.messages.append({**message, "metadata": metadata} if metadata else message)
        return {"channel": args["channel"], "ts": message["ts"], "message": message}

    def do_chat_update(self, args: Json) -> Json:
        message = self.find(self.joined(args), str(args.get("ts")), "message_not_found")
        if message["user"] != BOT_USER:
            raise SlackError("cant_update_message")
        self.check_content(args, "chat.update")
        metadata = self.check_metadata(args)
        message.update(text=args["text"], blocks=args.get("blocks"), edited={"user": BOT_USER})
        if metadata is not None:
            message["metadata"] = metadata
        return {"channel": args["channel"], "ts": args["ts"]}

    def do_chat_postEphemeral(self, args: Json) -> Json:  # noqa: N802 - Slack's name
        channel = self.joined(args)
        if args.get("user") not in channel.members:
            raise SlackError("user_not_in_channel")
        self.check_content(args, "chat.postEphemeral")
        shown = self.show(args["user"], args["channel"], args, args.get("thread_ts", ""))
        return {"message_ts": shown["ts"]}

    def do_conversations_history(self, args: Json) -> Json:
        channel = self.joined(args)
        top = [
            m
            for m in channel.messages
            if m.get("thread_ts", m["ts"]) == m["ts"] or m.get("subtype") == "thread_broadcast"
        ]
        latest = str(args.get("latest") or "")
        oldest = str(args.get("oldest") or "")
        if latest and latest == oldest and args.get("inclusive"):
            top = [m for m in top if m["ts"] == latest]
        elif oldest:
            top = [m for m in top if float(m["ts"]) > float(oldest)]
        return self.page([*reversed(top)], args)

    def do_users_conversations(self, args: Json) -> Json:
        assert args.get("types") == "public_channel,private_channel"
        there = [
            {"id": name, "is_channel": True}
            for name, channel in self.channels.items()
            if BOT_USER in channel.members and not channel.archived and not name.startswith("D")
        ]
        return {"channels": there, "response_metadata": {"next_cursor": ""}}

    def do_conversations_replies(self, args: Json) -> Json:
        channel = self.joined(args)
        self.find(channel, str(args.get("ts")), "thread_not_found")
        return self.page(
            [m for m in channel.messages if args["ts"] in (m["ts"], m.get("thread_ts"))], args
        )

    def do_reactions_add(self, args: Json) -> Json:
        message = self.find(self.joined(args), str(args.get("timestamp")), "message_not_found")
        if args["name"] in self.reactions(message):
            raise SlackError("already_reacted")
        reaction: Json = {"name": args["name"], "users": [BOT_USER], "count": 1}
        message.setdefault("reactions", []).append(reaction)
        return {}

    def do_reactions_remove(self, args: Json) -> Json:
        message = self.find(self.joined(args), str(args.get("timestamp")), "message_not_found")
        if args["name"] not in self.reactions(message):
            raise SlackError("no_reaction")
        message["reactions"] = [r for r in message["reactions"] if r["name"] != args["name"]]
        return {}

    def do_usergroups_list(self, args: Json) -> Json:
        del args
        return {"usergroups": self.groups}

    def do_usergroups_users_list(self, args: Json) -> Json:
        found = [each for each in self.groups if each["id"] == args.get("usergroup")]
        if not found:
            raise SlackError("no_such_subteam")
        return {"users": found[0].get("users", [])}

    def do_pins_add(self, args: Json) -> Json:
        message = self.find(self.joined(args), str(args.get("timestamp")), "message_not_found")
        if message.get("pinned_to"):
            raise SlackError("already_pinned")
        message["pinned_to"] = [args["channel"]]
        return {}

    def do_pins_remove(self, args: Json) -> Json:
        message = self.find(self.joined(args), str(args.get("timestamp")), "message_not_found")
        if not message.pop("pinned_to", None):
            raise SlackError("no_pin")
        return {}

    def reactions(self, message: Json) -> list[str]:
        """Return the names of a message's reactions."""
        return [reaction["name"] for reaction in message.get("reactions", [])]

    def do_conversations_info(self, args: Json) -> Json:
        channel = self.known(args)
        member = BOT_USER in channel.members
        return {
            "channel": {"id": args["channel"], "is_member": member, "is_private": channel.private}
        }

    def do_conversations_join(self, args: Json) -> Json:
        channel = self.known(args)
        if channel.private:
            raise SlackError("method_not_supported_for_channel_type")
        channel.members.add(BOT_USER)
        return {"channel": {"id": args["channel"]}}

    def do_conversations_open(self, args: Json) -> Json:
        user = str(args.get("users"))
        if user not in self.users:
            raise SlackError("user_not_found")
        self.channels.setdefault(f"D{user}", Channel(members={BOT_USER, user}, private=True))
        return {"channel": {"id": f"D{user}"}}

    def do_views_open(self, args: Json) -> Json:
        made = self.triggers.pop(str(args.get("trigger_id")), None)
        if made is None:
            raise SlackError("invalid_trigger")
        if self.clock() - made > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        view_id = f"V{next(self.count)}"
        user = str(args["trigger_id"]).rpartition(".")[2]
        self.views[view_id] = View(user, self.check_view(args))
        return {"view": {**self.views[view_id].content, "id": view_id}}

    def do_views_update(self, args: Json) -> Json:
        view = self.views.get(str(args.get("view_id")))
        if view is None or not view.opened:
            raise SlackError("not_found")
        view.content = self.check_view(args)
        view.version += 1
        return {"view": {**view.content, "id": args["view_id"]}}

    def do_views_publish(self, args: Json) -> Json:
        view = args["view"]
        found = problems(view["blocks"], 100)
        if view["type"] != "home" or found:
            self.broken.extend(found)
            raise SlackError("invalid_arguments", response_metadata={"messages": found})
        if args["user_id"] not in self.users:
            raise SlackError("user_not_found")
        self.homes[args["user_id"]] = view
        return {"view": {**view, "id": f"V{next(self.count)}"}}

    def do_files_getUploadURLExternal(self, args: Json) -> Json:  # noqa: N802 - Slack's name
        file_id = f"F{next(self.count)}"
        self.files[file_id] = {"name": args["filename"], "length": int(args["length"])}
        return {"file_id": file_id, "upload_url": f"{self.base}/upload/{file_id}"}

    def do_files_completeUploadExternal(self, args: Json) -> Json:  # noqa: N802 - Slack's name
        files = json.loads(args["files"]) if isinstance(args["files"], str) else args["files"]
        for file in files:
            kept = self.files[file["id"]]
            if len(kept.get("data", b"")) != kept["length"]:
                raise SlackError("file_not_found")
            kept["channel"] = args.get("channel_id")
        return {"files": [{"id": file["id"]} for file in files]}

    def do_files_info(self, args: Json) -> Json:
        file_id = str(args.get("file"))
        if file_id not in self.files:
            raise SlackError("file_not_found")
        kept = self.files[file_id]
        url = f"{self.base}/file/{file_id}"
        size = kept.get("length", len(kept["data"]))
        return {"file": {"id": file_id, "size": size, "url_private_download": url}}

    def do_files_delete(self, args: Json) -> Json:
        if self.files.pop(str(args.get("file")), None) is None:
            raise SlackError("file_not_found")
        return {}

    def check_pictures(self, blocks: list[Json]) -> None:
        """Refuse to show what isn't uploaded, or isn't looked over yet: see ``unready``."""
        shown = [block["slack_file"]["id"] for block in blocks if "slack_file" in block]
        if shown and self.unready:
            self.unready -= 1
            raise SlackError("invalid_blocks")
        if any("channel" not in self.files.get(file, {}) for file in shown):
            raise SlackError("invalid_blocks")

    base = ""
    unready = 0
    """How many more messages with a picture come before Slack has looked it over."""

    # --- rules -------------------------------------------------------------------------

    def known(self, args: Json) -> Channel:
        channel = self.channels.get(str(args.get("channel")))
        if channel is None or (channel.private and BOT_USER not in channel.members):
            raise SlackError("channel_not_found")
        return channel

    def joined(self, args: Json) -> Channel:
        channel = self.known(args)
        if channel.archived:
            raise SlackError("is_archived")
        if BOT_USER not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def check_content(self, args: Json, where: str) -> None:
        """Refuse what Slack refuses, and note what it would only show wrongly."""
        if not args.get("text"):
            raise SlackError("no_text")
        if "<!" in str(args["text"]).replace("<!date^", "") or "<@" in args["text"]:
            self.broken.append(f"{where}: the fallback pings: {args['text']!r}")
        found = problems(listed(args, "blocks"))
        if found:
            self.broken.extend(f"{where}: {problem}" for problem in found)
            raise SlackError("invalid_blocks", response_metadata={"messages": found})
        self.check_pictures(listed(args, "blocks"))
        if (
            len(json.dumps(listed(args, "blocks"), separators=(",", ":"), ensure_ascii=False))
            > BLOCK_CHARACTERS
        ):
            raise SlackError("msg_blocks_too_long")

    def check_metadata(self, args: Json) -> Json | None:
        metadata = args.get("metadata")
        if metadata is not None and not (
            metadata.get("event_type") and "event_payload" in metadata
        ):
            raise SlackError("invalid_metadata_format")
        return metadata

    def check_view(self, args: Json) -> Json:
        found = view_problems(args["view"])
        if found:
            self.broken.extend(found)
            raise SlackError("invalid_arguments", response_metadata={"messages": found})
        return args["view"]

    def find(self, channel: Channel, ts: str, error: str) -> Json:
        for message in channel.messages:
            if message["ts"] == ts:
                return message
        raise SlackError(error)

    def page(self, messages: list[Json], args: Json) -> Json:
        """Cut one page, without metadata unless it is asked for."""
        limit = min(int(args.get("limit", 100)), self.most_a_page)
        start = int(args.get("cursor") or 0)
        wanted = str(args.get("include_all_metadata", "")).lower() in ("1", "true")
        page = [m if wanted else {k: v for k, v in m.items() if k != "metadata"}
                for m in messages[start : start + limit]]  # fmt: skip
        following = str(start + limit) if start + limit < len(messages) else ""
        return {"messages": page, "has_more": bool(following),
                "response_metadata": {"next_cursor": following}}  # fmt: skip

    def show(self, user: str, channel: str, args: Json, thread: str = "") -> Json:
        """Show something to one person: never in any history."""
        shown: Json = {"user": user, "channel": channel, "ts": self.ts(), "thread_ts": thread,
                       "text": args["text"], "blocks": args.get("blocks")}  # fmt: skip
        self.private.append(shown)
        return shown

    def respond(self, key: str, args: Json) -> None:
        """Serve a POST to a response_url."""
        url = self.urls.get(key)
        if url is None or self.clock() - url.made > URL_SECONDS:
            raise SlackError("expired_url")
        url.uses += 1
        if url.uses > URL_USES:
            raise SlackError("used_url")
        self.calls.append(("response_url", args))
        self.check_content(args, "response_url")
        if args.get("response_type") == "in_channel":
            self.channels[url.channel].messages.append(
                {
                    "type": "message",
                    "user": BOT_USER,
                    "ts": self.ts(),
                    "text": args["text"],
                    "blocks": args.get("blocks"),
                }
            )
            return
        if args.get("replace_original") and url.shown is not None:
            url.shown.update(text=args["text"], blocks=args.get("blocks"), ts=self.ts())
            return
        if args.get("replace_original"):
            self.broken.append("response_url: replace_original on a message of the channel")
        self.show(url.user, url.channel, args, args.get("thread_ts", ""))
