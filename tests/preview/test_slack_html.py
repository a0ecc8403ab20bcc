"""Slack's blocks as the preview draws them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.preview.slack_html import blocks, modal
from bot.preview.slack_mrkdwn import mrkdwn
from bot.preview.times import slack_date

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
AT = int(datetime(2026, 1, 5, 16, tzinfo=UTC).timestamp())


def rich(*elements: Any) -> str:
    return blocks([{"type": "rich_text", "elements": list(elements)}], NOW)


def in_section(*elements: Any) -> str:
    return rich({"type": "rich_text_section", "elements": list(elements)})


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


@pytest.mark.parametrize(
    ("element", "drawn"),
    [
        (text("*plain*"), "*plain*"),
        (text("b", bold=True), "<strong>b</strong>"),
        (text("x", code=True, bold=True), "<strong><code>x</code></strong>"),
        (text("x", italic=True, strike=True), "<s><em>x</em></s>"),
        ({"type": "link", "url": "https://a.b", "text": "docs"}, '<a title="https://a.b">docs</a>'),
        ({"type": "link", "url": "https://a.b"}, '<a title="https://a.b">https://a.b</a>'),
        ({"type": "user", "user_id": "U1"}, '<span class="mention">@member</span>'),
        ({"type": "usergroup", "usergroup_id": "S1"}, '<span class="mention">@group</span>'),
        ({"type": "channel", "channel_id": "C1"}, '<span class="mention">#channel</span>'),
        ({"type": "broadcast", "range": "here"}, '<span class="mention">@here</span>'),
        ({"type": "emoji", "name": "fire"}, ":fire:"),
        ({"type": "date", "timestamp": AT, "format": "{time}", "fallback": "-"}, "4:00 PM"),
    ],
)
def test_every_element_of_rich_text_is_drawn(element: Any, drawn: str) -> None:
    assert f'<div class="text">{drawn}</div>' in in_section(element)


def test_quotes_code_and_lists_are_drawn() -> None:
    row = {"type": "rich_text_section", "elements": [text("one")]}
    assert "<blockquote>said</blockquote>" in rich(
        {"type": "rich_text_quote", "elements": [text("said")]}
    )
    assert '<pre class="code bordered">x = 1</pre>' in rich(
        {"type": "rich_text_preformatted", "elements": [text("x = 1")], "border": 1}
    )
    ordered = {"type": "rich_text_list", "style": "ordered", "indent": 0, "elements": [row]}
    assert '<ol class="list"><li>one</li></ol>' in rich(ordered)
    deep = {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [row]}
    assert '<ul class="list in1 bullet1"><li>one</li></ul>' in rich(deep)


def test_a_section_has_text_fields_and_an_accessory() -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "A"}}
    section = {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "*A*  `x`"},
        "fields": [{"type": "plain_text", "text": "left"}, {"type": "mrkdwn", "text": "_right_"}],
        "accessory": button,
    }
    drawn = blocks([section], NOW)
    assert "<strong>A</strong>  <code>x</code>" in drawn
    assert 'class="fields"><div class="text">left</div><div class="text"><em>right</em>' in drawn
    assert drawn.endswith('<span class="button default">A</span></div></div>')


def test_headers_context_dividers_actions_and_images_are_drawn() -> None:
    plain = {"type": "plain_text", "text": "*Title*"}
    assert "<h3>*Title*</h3>" in blocks([{"type": "header", "text": plain}], NOW)
    context = {"type": "context", "elements": [{"type": "mrkdwn", "text": "*x*"}, plain]}
    assert "<strong>x</strong>" in blocks([context], NOW)
    assert "<hr>" in blocks([{"type": "divider"}], NOW)
    go = {"type": "button", "text": plain, "style": "primary"}
    assert 'class="button primary"' in blocks([{"type": "actions", "elements": [go]}], NOW)
    image = {"type": "image", "image_url": "https://a.b/c.png", "alt_text": "a podium"}
    drawn = blocks([image, {"type": "context", "elements": [image]}], NOW)
    assert drawn.count("Picture: a podium") == 2
    assert "https://" not in drawn


def test_a_modal_has_its_title_fields_and_buttons() -> None:
    label = {"type": "plain_text", "text": "Words"}
    field = {"type": "plain_text_input", "initial_value": "typed"}
    time = {"type": "timepicker", "initial_time": "09:00"}
    inputs = [{"type": "input", "label": label, "element": each} for each in (field, time)]
    view = {"title": {"type": "plain_text", "text": "My result"}, "blocks": inputs, "submit": label}
    drawn = modal(view, NOW)
    for words in (">My result<", "<strong>Words</strong>", ">typed<", ">09:00<", "primary"):
        assert words in drawn


def test_selects_boxes_and_menus_are_drawn() -> None:
    one, two = ({"text": {"type": "plain_text", "text": n}, "value": n} for n in ("one", "two"))
    long = {**one, "description": {"type": "plain_text", "text": "more"}}
    boxes = {"type": "checkboxes", "options": [long, two], "initial_options": [two]}
    radio = {"type": "radio_buttons", "options": [one, two], "initial_option": one}
    select = {"type": "static_select", "options": [one], "initial_option": one}
    empty = {"type": "external_select", "placeholder": {"type": "plain_text", "text": "Pick"}}
    row = {"type": "actions", "elements": [boxes, radio, select, empty, {"type": "overflow"}]}
    drawn = blocks([row], NOW)
    for words in ("☐ one<small>more</small>", "☑ two", "◉ one", "○ two", ">one<", ">Pick<", ">⋯<"):
        assert words in drawn


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("*b* _i_ ~s~ `c*`", "<strong>b</strong> <em>i</em> <s>s</s> <code>c*</code>"),
        ("a*b*c snake_case_name", "a*b*c snake_case_name"),
        ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
        ("<https://a.b|docs>", '<a title="https://a.b">docs</a>'),
        ("<@U1>", '<span class="mention">@member</span>'),
        ("<#C1|prep>", '<span class="mention">prep</span>'),
        ("<!here>", '<span class="mention">@here</span>'),
        (f"<!date^{AT}^{{time}}|16:00>", "4:00 PM"),
        ("```\nx\n```", "<pre>x\n</pre>"),
        ("> said\nmore", "<blockquote>said</blockquote>more"),
    ],
)  # fmt: skip
def test_mrkdwn_is_formatted_as_slack_does(written: str, drawn: str) -> None:
    assert mrkdwn(written, NOW) == drawn


@pytest.mark.parametrize(
    ("days", "shown"),
    [(0, "today at 4:00 PM"), (1, "tomorrow at 4:00 PM"), (9, "Jan 14, 2026 at 4:00 PM")],
)
def test_near_days_have_names(days: int, shown: str) -> None:
    at = datetime.fromtimestamp(AT, UTC) + timedelta(days=days)
    assert slack_date(int(at.timestamp()), "{date_short_pretty} at {time}", NOW) == shown


def test_what_is_not_known_is_seen() -> None:
    drawn = blocks(
        [{"type": "video"}, {"type": "actions", "elements": [{"type": "hologram"}]}], NOW
    )
    drawn += in_section({"type": "color"}) + rich({"type": "rich_text_poem"})
    for kind in ("video", "hologram", "color", "rich_text_poem"):
        assert f"The preview can&#x27;t draw &#x27;{kind}&#x27;." in drawn


def test_hostile_text_is_escaped_everywhere() -> None:
    bad = "<script>alert(1)</script>\"'"
    sent = bad.replace("<", "&lt;").replace(">", "&gt;")
    payload: list[Any] = [
        {"type": "header", "text": {"type": "plain_text", "text": bad}},
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*{sent}* `{sent}` ```{sent}```"}},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": f"<https://a|{sent}>"}]},
        {"type": "image", "alt_text": bad},
        {"type": bad},
    ]
    drawn = blocks(payload, NOW) + in_section(text(bad, code=True), {"type": "link", "url": bad})
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 10
