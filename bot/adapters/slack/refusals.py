"""Every error code that Slack documents for the methods used here, and what it means.

The methods are ``chat.*``, ``conversations.*``, ``users.info`` and ``users.list`` (November
2026). A code that is not in the list is one that someone has to look into: it counts as lasting.
"""

from collections.abc import Mapping

from bot.adapters.shared.refusals import Kind

_CLOSED = "the channel is gone, or closed to the bot ({code})"
_ADMINS = "the workspace's administrators have not allowed this ({code})"
_READ_ONLY = "the channel is read-only for the bot"
_SHARING = "the workspace's administrators don't allow sharing this with other organizations"
_NO_DIRECT = "they can't be written to ({code})"

GONE: Mapping[str, str] = {
    "channel_is_archived": _CLOSED,
    "channel_not_found": _CLOSED,
    "is_archived": _CLOSED,
    "is_inactive": _CLOSED,
    "team_not_found": _CLOSED,
}

FORBIDDEN: Mapping[str, str] = {
    "access_denied": _ADMINS,
    "accesslimited": "Slack may not be used from the bot's network",
    "cannot_dm_bot": _NO_DIRECT,
    "channel_type_not_supported": "the app can't post in that type of channel: choose another",
    "ekm_access_denied": "the workspace's administrators have suspended posting",
    "enterprise_is_restricted": _ADMINS,
    "invalid_user_combination": _NO_DIRECT,
    "is_bot": _NO_DIRECT,
    "messages_tab_disabled": "the app's Messages tab is off: turn it on under App Home",
    "method_not_supported_for_channel_type": (
        "the app can't post in that type of channel: choose another"
    ),
    "no_permission": "the app lacks a permission: invite it to the channel, or install it again",
    "not_allowed_token_type": "SLACK_BOT_TOKEN has to be a bot token (xoxb-…)",
    "not_in_channel": "the bot is not in the channel: invite it with /invite",
    "org_login_required": (
        "the workspace is moving into an organization: install the app again when that is done"
    ),
    "restricted_action": "the workspace's settings forbid the bot to post there",
    "restricted_action_non_threadable_channel": "the channel takes no replies in threads",
    "restricted_action_read_only_channel": _READ_ONLY,
    "restricted_action_thread_locked": "the thread is locked",
    "restricted_action_thread_only_channel": "only replies in threads are allowed there",
    "slack_connect_blocked_file_type": _SHARING,
    "slack_connect_canvas_sharing_blocked": _SHARING,
    "slack_connect_clip_sharing_blocked": _SHARING,
    "slack_connect_file_link_sharing_blocked": _SHARING,
    "slack_connect_file_upload_sharing_blocked": _SHARING,
    "slack_connect_lists_sharing_blocked": _SHARING,
    "team_access_not_granted": "the app has no access to this workspace: install it there",
    "too_many_members": "the channel is full",
    "two_factor_setup_required": "the workspace requires two-factor authentication",
    "user_disabled": _NO_DIRECT,
    "user_is_restricted": _NO_DIRECT,
    "user_not_found": _NO_DIRECT,
    "user_not_in_channel": "the person is not in the channel",
    "user_not_visible": _NO_DIRECT,
}

LIMITED = frozenset({"message_limit_exceeded", "rate_limited", "ratelimited"})
"""Codes that ask to wait; Slack usually says for how long."""

PASSING = frozenset({
    # Slack's own troubles
    "external_channel_migrating", "fatal_error", "internal_error", "request_timeout",
    "service_unavailable", "streaming_state_conflict", "team_added_to_org", "update_failed",
    # the token's: an operator is told by the health check, and no channel can help
    "account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked",
})  # fmt: skip

OURS = frozenset({
    "as_user_not_supported", "attachment_payload_limit_exceeded", "block_mismatch",
    "cannot_reply_to_message", "cant_broadcast_message", "cant_update_message",
    "deprecated_endpoint", "duplicate_channel_not_found", "duplicate_message_not_found",
    "edit_window_closed", "invalid_arg_name", "invalid_arguments", "invalid_array_arg",
    "invalid_attachments", "invalid_blocks", "invalid_blocks_format", "invalid_charset",
    "invalid_cursor", "invalid_form_data", "invalid_json", "invalid_limit",
    "invalid_metadata_filter_keys", "invalid_metadata_format", "invalid_metadata_schema",
    "invalid_post_type", "invalid_ts_latest", "invalid_ts_oldest", "json_not_object",
    "markdown_text_conflict", "message_not_found", "metadata_must_be_sent_from_app",
    "metadata_too_large", "method_deprecated", "missing_post_type", "msg_blocks_too_long",
    "msg_too_long", "no_dual_broadcast_content_update", "no_text", "not_enough_users",
    "pagination_not_available", "thread_not_found", "too_many_attachments",
    "too_many_contact_cards", "too_many_users", "unknown_method", "users_list_not_supplied",
})  # fmt: skip

_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(GONE, Kind.GONE),
    **dict.fromkeys(FORBIDDEN, Kind.FORBIDDEN),
    **dict.fromkeys(LIMITED | PASSING, Kind.PASSING),
    **dict.fromkeys(OURS, Kind.OURS),
}


def kind_of(code: str) -> Kind:
    """Return what an answer with this code means; an empty code is none of Slack's."""
    return _KINDS.get(code, Kind.FORBIDDEN if code else Kind.PASSING)


def sentence_of(code: str) -> str:
    """Return what to tell people, in the middle of a sentence."""
    known = GONE.get(code) or FORBIDDEN.get(code) or "Slack refused the call ({code})"
    return known.format(code=code)
