"""Slack's mrkdwn as HTML."""

import re
from datetime import datetime
from html import unescape

from bot.preview.markup import Html, element, joined
from bot.preview.scanning import Reading, Rule, scan
from bot.preview.times import slack_date

_PLAIN = re.compile(r"[^<*_~`&]+")
_MARKS = {"*": "strong", "_": "em", "~": "s"}
_QUOTED = re.compile(r"^>[ ]?(.*)\n?", re.MULTILINE)


def mrkdwn(text: str, now: datetime) -> Html:
    """Return a mrkdwn text; times are told as of ``now`` (aware)."""
    drawn = [_inline(part, Reading(now)) for part in _QUOTED.split(text)]
    drawn[1::2] = [element("blockquote", quoted) for quoted in drawn[1::2]]
    return joined(drawn)


def _inline(text: str, reading: Reading) -> Html:
    return scan(text, _RULES, _PLAIN, reading)


def _reference(found: re.Match[str], reading: Reading) -> Html:
    """Return what stands between < and >: a link, a mention or a date."""
    target, _, label = unescape(found[1]).partition("|")
    if target.startswith("!date^"):
        _, seconds, form, *_ = target.split("^")
        return joined([slack_date(int(seconds), form, reading.now)])
    if target.startswith(("@", "#", "!")):
        kind = {"@": "@member", "#": "#channel", "!": f"@{target[1:].partition('^')[0]}"}[target[0]]
        return element("span", label or kind, class_="mention")
    return element("a", label or target, title=target)


def _fenced(found: re.Match[str], reading: Reading) -> Html:
    del reading
    return element("pre", unescape(found[1]))


def _code(found: re.Match[str], reading: Reading) -> Html:
    del reading
    return element("code", unescape(found[1]))


def _marked(found: re.Match[str], reading: Reading) -> Html:
    return element(_MARKS[found[1]], _inline(found[2], reading.deeper()))


def _entity(found: re.Match[str], reading: Reading) -> Html:
    del reading
    return joined([unescape(found[0])])


_RULES = (
    Rule(re.compile(r"<([^<>]+)>"), _reference),
    Rule(re.compile(r"&(?:amp|lt|gt);"), _entity),
    Rule(re.compile(r"```\n?([\s\S]+?)```"), _fenced),
    Rule(re.compile(r"`([^`\n]+)`"), _code),
    Rule(re.compile(r"(?<![\w*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\w*_~])"), _marked),
)
"""What is found first counts."""
