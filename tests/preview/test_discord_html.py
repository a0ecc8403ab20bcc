"""Discord's components and Markdown as the preview draws them."""

import time
from datetime import UTC, datetime

import pytest

from bot.preview.discord_html import components
from bot.preview.discord_markdown import markdown

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
A, B = '<div class="text">a\n</div>', '<div class="text">b\n</div>'
AT = int(datetime(2026, 1, 5, 16, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("**bold** and *slanted*", "<strong>bold</strong> and <em>slanted</em>"),
        ("__under__ _it_ ~~gone~~", "<u>under</u> <em>it</em> <s>gone</s>"),
        ("**a `b*` c**", "<strong>a <code>b*</code> c</strong>"),
        ("`` `a` ``", "<code>`a`</code>"),
        ("||hidden||", "<mark>hidden</mark>"),
        ("snake_case_name", "snake_case_name"),
        (r"\*plain\* \_ \<@1\>", "*plain* _ &lt;@1&gt;"),
        ("[docs](<https://a.b/c>)", '<a title="https://a.b/c">docs</a>'),
        ("<https://a.b>", '<a title="https://a.b">https://a.b</a>'),
        ("see https://a.b.", 'see <a title="https://a.b">https://a.b</a>.'),
        ("<@1>", '<span class="mention">@member</span>'),
        ("<@&2>", '<span class="mention">@role</span>'),
        ("<#3>", '<span class="mention">#channel</span>'),
        ("</daily setup:7>", '<span class="mention">/daily setup</span>'),
        ("@everyone", '<span class="mention">@everyone</span>'),
        (f"<t:{AT}:t>", '<span class="time">16:00</span>'),
        (f"<t:{AT}:R>", '<span class="time">in 7 hours</span>'),
        (f"<t:{AT}:F>", '<span class="time">Monday, 5 January 2026 16:00</span>'),
    ],
)  # fmt: skip
def test_text_is_formatted_as_discord_does(written: str, drawn: str) -> None:
    assert markdown(written, NOW) == f'<div class="text">{drawn}\n</div>'


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("# One\n## Two\n### Three", "<h1>One</h1><h2>Two</h2><h3>Three</h3>"),
        ("-# small", "<small>small</small>"),
        ("> said\n> again", '<blockquote><div class="text">said\nagain\n</div></blockquote>'),
        ("```python\nx = '**'\n```", "<pre><code>x = &#x27;**&#x27;</code></pre>"),
        ("```\nno end", '<div class="text">```\nno end\n</div>'),
        ("3. c", '<ol start="3"><li><div class="text">c\n</div></li></ol>'),
        ("- a\n  - b", f"<ul><li>{A}<ul><li>{B}</li></ul></li></ul>"),
        ("- a\n* b\n\nb", f"<ul><li>{A}</li><li>{B}</li></ul>{B}"),
        (r"\# no heading", '<div class="text"># no heading\n</div>'),
    ],
)  # fmt: skip
def test_blocks_are_drawn_as_discord_does(written: str, drawn: str) -> None:
    assert markdown(written, NOW) == drawn


def test_an_empty_line_between_paragraphs_is_as_high_as_a_line() -> None:
    assert markdown("one\n\ntwo", NOW) == '<div class="text">one\n\ntwo\n</div>'


def test_a_container_has_its_color_and_what_is_in_it() -> None:
    text = {"type": 10, "content": "hello"}
    drawn = components([{"type": 17, "accent_color": 0x3BA55D, "components": [text]}], NOW)
    assert 'fill="#3ba55d"' in drawn
    assert drawn.endswith('<div class="display"><div class="text">hello\n</div></div></div>')


def test_a_section_has_its_button_next_to_its_words() -> None:
    button = {"type": 2, "style": 1, "label": "A"}
    section = {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": button}
    assert '<span class="button primary">A</span></div>' in components([section], NOW)


@pytest.mark.parametrize(
    ("style", "name"),
    [(1, "primary"), (2, "secondary"), (3, "success"), (4, "danger"), (5, "link")],
)
def test_every_style_of_button_looks_different(style: int, name: str) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": style, "label": "Go"}]}
    assert f'class="button {name}"' in components([row], NOW)


def test_a_button_shows_its_emoji_and_whether_it_is_off() -> None:
    button = {"type": 2, "style": 2, "label": "Applaud", "disabled": True, "emoji": {"name": "👏"}}
    drawn = components([button], NOW)
    assert 'class="button secondary off"' in drawn
    assert "👏</span>Applaud" in drawn


def test_a_select_shows_what_is_chosen_or_what_to_choose() -> None:
    options = [{"label": "SQL", "value": "sql"}, {"label": "NLP", "value": "nlp", "default": True}]
    select = {"type": 3, "placeholder": "Track", "options": options}
    assert ">NLP<" in components([select], NOW)
    assert ">Track<" in components([{**select, "options": options[:1]}], NOW)


def test_a_separator_may_have_a_rule_and_be_wide() -> None:
    assert 'class="separator narrow ruled"' in components([{"type": 14}], NOW)
    wide = {"type": 14, "spacing": 2, "divider": False}
    assert 'class="separator wide"' in components([wide], NOW)


def test_pictures_are_told_and_never_loaded() -> None:
    media = {"media": {"url": "https://a.b/c.png"}, "description": "a calendar"}
    drawn = components([{"type": 12, "items": [media]}, {"type": 11, **media}], NOW)
    assert drawn.count("Picture: a calendar") == 2
    assert "https://" not in drawn


def test_what_is_not_known_is_seen() -> None:
    drawn = components([{"type": 99}], NOW)
    assert drawn == '<div class="undrawn">The preview can&#x27;t draw 99.</div>'


def test_hostile_text_is_escaped_everywhere() -> None:
    bad = "<script>alert(1)</script>\"'&"
    payload = [
        {"type": 10, "content": f"# {bad}\n> {bad}\n- {bad}\n`{bad}`\n```\n{bad}\n```\n[{bad}](<https://x/\">)"},
        {"type": 2, "style": 2, "label": bad, "emoji": {"name": bad}},
        {"type": 3, "placeholder": bad},
        {"type": 12, "items": [{"description": bad}]},
        {"type": bad},
    ]  # fmt: skip
    drawn = components(payload, NOW)
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 11
    assert 'title="https://x/""' not in drawn


MARKS = ["*", "**", "_", "`", "||", "<", "[", "\\", "**a", "*a ", "[a](", "> ", "- "]


@pytest.mark.parametrize("mark", MARKS)
def test_a_message_full_of_marks_is_drawn_at_once(mark: str) -> None:
    started = time.process_time()
    markdown((mark * 4000)[:4000], NOW)
    assert time.process_time() - started < 2
