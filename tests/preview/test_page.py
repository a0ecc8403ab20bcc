"""The page around what is drawn."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from bot.preview.page import render_page
from bot.preview.shelf import Previewed, shelf_of
from bot.preview.view import View, view_of
from content.format.problems import Problem
from tests.support.previews import bank_of_files


@pytest.fixture
def shown(tmp_path: Path) -> Previewed:
    shelf, first = shelf_of("hashing/ring", "", root=bank_of_files(tmp_path))
    return shelf.read(first)


def stages(page: str) -> list[str]:
    return re.findall(r'class="stage ([a-z ]+)"', page)


def test_all_platforms_stand_side_by_side(shown: Previewed) -> None:
    page = render_page(shown, View())
    assert stages(page) == [f"{name} dark phone" for name in ("discord", "slack", "terminal")]


def test_a_view_chooses_platform_theme_and_width(shown: Previewed) -> None:
    view = view_of({"platform": "slack", "theme": "both", "width": "desktop"})
    assert stages(render_page(shown, view)) == ["slack dark desktop", "slack light desktop"]
    everything = view_of({"theme": "both", "width": "both"})
    assert len(stages(render_page(shown, everything))) == 12


def test_a_view_that_nothing_knows_counts_as_none() -> None:
    assert view_of({"platform": "irc", "theme": "<b>", "other": "x"}) == View()


def test_every_look_and_both_neighbors_are_one_link_away(shown: Previewed) -> None:
    page = render_page(shown, View())
    links = re.findall(r'href="([^"]*)"', page)
    assert "/hashing/edges?platform=all&amp;theme=dark&amp;width=phone" in links
    assert "/hashing/spread?platform=all&amp;theme=dark&amp;width=phone" in links
    assert "/hashing/ring?platform=slack&amp;theme=dark&amp;width=phone" in links
    assert "/hashing/ring?platform=all&amp;theme=light&amp;width=phone" in links
    assert "/hashing/ring?platform=all&amp;theme=dark&amp;width=desktop" in links


def test_problems_are_shown_with_line_and_fix(shown: Previewed) -> None:
    assert "✓ No problems." in render_page(replace(shown, problems=()), View())
    problem = Problem("ring.md", 7, "code", "The prompt is <long>.", "Shorten it.")
    page = render_page(replace(shown, problems=(problem,)), View())
    assert "<b>line 7</b> The prompt is &lt;long&gt;. <em>Shorten it.</em>" in page
    assert "No problems" not in page


def test_a_file_that_cannot_be_read_shows_its_problems_alone(shown: Previewed) -> None:
    page = render_page(replace(shown, question=None), View())
    assert "This file can&#x27;t be shown until its problems are fixed." in page
    assert stages(page) == []


def test_a_bare_page_is_only_the_scenes_that_are_wanted(shown: Previewed) -> None:
    page = render_page(shown, View("discord"), bare=True, only=("reveal",))
    assert "<header>" not in page
    assert "<aside>" not in page
    assert re.findall(r'class="scene (\w+)"', page) == ["reveal"]


def test_the_page_loads_nothing_and_runs_only_its_own_script(shown: Previewed) -> None:
    page = render_page(shown, View(), changes="/changes/hashing/ring")
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    policy = found[1].replace("&#x27;", "'")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        inside = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digests = [b64encode(sha256(each.encode()).digest()).decode() for each in inside]
        assert [f"{name}-src 'sha256-{digest}'" in policy for digest in digests] == [True]
    assert not re.search(r"\ssrc=|\sstyle=|<link|<img|<iframe|url\(", page)


def test_only_a_served_page_waits_for_changes(shown: Previewed) -> None:
    assert "EventSource" not in render_page(shown, View())
    page = render_page(shown, View(), changes="/changes/hashing/ring?seen=1,2,3")
    assert 'data-changes="/changes/hashing/ring?seen=1,2,3"' in page


def test_what_an_author_writes_is_escaped_on_every_platform(tmp_path: Path) -> None:
    bank = bank_of_files(tmp_path)
    file = bank / "hashing" / "ring.md"
    text = file.read_text(encoding="utf-8")
    hostile = "<script>alert(1)</script>"
    text = text.replace("Consistent hashing (ring)", f"'{hostile}'").replace("Eight cache", hostile)
    file.write_text(text.replace("About one key", hostile), encoding="utf-8")
    shelf, first = shelf_of("hashing/ring", "", root=bank)
    page = render_page(shelf.read(first), View())
    assert page.count("<script") == 1
    assert page.count("&lt;script&gt;") > 9
