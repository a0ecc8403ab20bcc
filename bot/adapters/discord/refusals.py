"""Every error code that Discord documents, and what it means for a message of ours.

The list is that of "Opcodes and Status Codes: JSON Error Codes" (November 2026). A code that is
not in it is judged by the status it came with.
"""

from collections.abc import Mapping

from bot.adapters.shared.refusals import Kind

GONE: Mapping[int, str] = {
    10003: "The channel doesn't exist any more",
    10004: "The bot isn't in the server any more",
    40007: "The bot was banned from the server",
    50055: "The server doesn't exist any more",
}

FORBIDDEN: Mapping[int, str] = {
    10007: "They aren't in the server any more",
    10013: "There is no such person any more",
    20012: "The bot isn't authorized for this",
    20018: "Only the account's owner may do this",
    20024: "The channel is closed to accounts under the minimum age",
    40002: "Discord wants the bot's account verified: see the Developer Portal",
    40058: "A forum channel takes no messages: choose a text channel",
    40067: "The forum wants a tag on each post: add one that everyone may use",
    50001: "The bot can't see the channel: it needs View Channel there",
    50003: "A daily question can't be asked in direct messages",
    50007: "They don't accept direct messages from the bot",
    50008: "That isn't a text channel: choose one",
    50009: "The server's verification level keeps the bot out",
    50013: "The bot may not {doing}: it needs {needs} there, and must not be timed out",
    50024: "Messages can't be sent in that type of channel: choose a text channel",
    50026: "The bot was invited without a scope it needs: invite it again",
    50083: "The thread is archived: open it again, or choose a channel",
    50086: "The server's community settings don't allow it in that channel",
    50095: "The server isn't available in the bot's location",
    50097: "The server needs monetization enabled for this",
    50101: "The server needs more boosts for this",
    50178: "Discord wants the bot's account verified: see the Developer Portal",
    60003: "The server requires two-factor authentication of the bot's owner",
    160002: "The bot may not reply there: it needs Read Message History",
    160005: "The thread is locked: unlock it, or choose a channel",
}

PASSING: Mapping[int, str] = {
    20016: "The channel's slow mode holds the bot back",
    20022: "Announcements were edited too often",
    20028: "Too much is written in the channel just now",
    20029: "Too much is written in the server just now",
    30033: "The thread has too many participants",
    30034: "Too many commands were made today",
    30046: "Old messages were edited too often",
    40001: "Discord doesn't accept the bot's token",
    40003: "Direct messages are opened too fast",
    40004: "Discord has switched sending messages off for now",
    40006: "Discord has switched this off for now",
    40062: "Discord holds this back for now",
    40333: "A guard in front of Discord blocks the bot",
    50014: "Discord doesn't accept the bot's token",
    110001: "Discord isn't ready for this yet",
    130000: "Discord is overloaded",
    160006: "The server has too many open threads",
    160007: "The server has too many open announcement threads",
}

BLOCKED: Mapping[int, str] = {
    20009: "Discord took the message for explicit content",
    200000: "The server's AutoMod blocked the message: exempt Warmup's role from the rule",
    200001: "The server's AutoMod blocked the title: exempt Warmup's role from the rule",
    240000: "Discord's filter took a link in the message for a harmful one",
}
"""About the words of one message: another one may pass."""

OURS: frozenset[int] = frozenset({
    10001, 10002, 10005, 10006, 10008, 10009, 10010, 10011, 10012, 10014, 10015, 10016, 10020,
    10021, 10026, 10027, 10028, 10029, 10030, 10031, 10032, 10033, 10036, 10038, 10049, 10050,
    10057, 10059, 10060, 10061, 10062, 10063, 10065, 10066, 10067, 10068, 10069, 10070, 10071,
    10087, 10097, 20001, 20002, 20031, 20035, 30001, 30002, 30003, 30004, 30005, 30007, 30008,
    30010, 30011, 30013, 30015, 30016, 30018, 30019, 30030, 30031, 30032, 30035, 30037, 30038,
    30039, 30040, 30042, 30045, 30047, 30048, 30052, 30056, 30058, 30060, 30061, 40005, 40012,
    40018, 40019, 40032, 40033, 40041, 40043, 40060, 40061, 40066, 40074, 40094, 50002, 50004,
    50005, 50006, 50010, 50011, 50012, 50015, 50016, 50017, 50019, 50020, 50021, 50025, 50027,
    50028, 50033, 50034, 50035, 50036, 50039, 50041, 50045, 50046, 50054, 50057, 50067, 50068,
    50070, 50073, 50074, 50080, 50081, 50084, 50085, 50091, 50109, 50110, 50123, 50124, 50131,
    50132, 50138, 50144, 50145, 50146, 50151, 50159, 50160, 50161, 50162, 50163, 50173, 50192,
    50600, 80004, 90001, 90002, 150006, 160004, 170001, 170002, 170003, 170004, 170005, 170006,
    170007, 180000, 180002, 220001, 220002, 220003, 220004, 350000, 350001, 400001, 500000,
    520000, 520001, 520002, 520003, 520004, 520006,
})  # fmt: skip
"""Nothing that a message of ours should ever be answered with."""

UNAUTHORIZED, FORBIDDEN_STATUS, NOT_FOUND, SERVER_ERRORS = 401, 403, 404, 500


def kind_of(status: int, code: int) -> Kind:
    """Return what an answer with this status and code means."""
    if status >= SERVER_ERRORS or status == UNAUTHORIZED or code in PASSING:
        return Kind.PASSING
    if code in GONE:
        return Kind.GONE
    if code in FORBIDDEN:
        return Kind.FORBIDDEN
    if code in BLOCKED or code in OURS:
        return Kind.OURS
    by_status = {FORBIDDEN_STATUS: Kind.FORBIDDEN, NOT_FOUND: Kind.GONE}
    return by_status.get(status, Kind.OURS)


def sentence_of(code: int, doing: str, needs: str, otherwise: str) -> str:
    """Return what to tell people; ``doing`` completes "may not …", ``needs`` names permissions."""
    for known in (GONE, FORBIDDEN, PASSING, BLOCKED):
        if code in known:
            return known[code].format(doing=doing, needs=needs)
    return otherwise
