"""The page: a question on every platform, side by side, with what is wrong with it."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from bot.adapters.discord.render.cards import render as discord_panels
from bot.adapters.slack.render.cards import render as slack_messages
from bot.adapters.slack.render.modals import modal_of
from bot.preview import discord_html, slack_html
from bot.preview.markup import Html, element
from bot.preview.scenes import Place, Scene, scenes_of, terminal_scenes
from bot.preview.shelf import Previewed
from bot.preview.terminal_html import printed
from bot.preview.view import OPTIONS, View
from content.format.problems import Problem

COLUMNS = {"phone": 46, "desktop": 80}
"""How wide a terminal is, in characters."""

SLACK_MODALS = frozenset({"result", "reasons"})
"""Scenes that Slack opens where someone pressed."""

MEASURE = """
for (const each of document.querySelectorAll(".stage")) {
  each.dataset.overflow = each.scrollWidth > each.clientWidth ? "yes" : "no";
}
document.documentElement.dataset.height = document.documentElement.scrollHeight;
"""
"""Notes what only a browser knows: how high the page is, and what sticks out of it."""
RELOAD = """
const changes = new EventSource(document.body.dataset.changes);
changes.addEventListener("changed", () => { changes.close(); location.reload(); });
"""
"""Loads the page again when the server says that the file has changed."""


def render_page(
    shown: Previewed,
    view: View,
    *,
    bare: bool = False,
    label: str = "",
    changes: str = "",
    only: Sequence[str] = (),
) -> str:
    """Return a whole HTML page that loads nothing else.

    ``bare`` leaves out everything around the columns, for pictures, and ``label`` is a line
    below them; ``only`` names the scenes to show, all if it's empty. The page reloads when the
    address ``changes`` tells of a change.
    """
    allowed = policy(changes=bool(changes))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=allowed),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{shown.id} · Warmup preview"),
        element("style", Html(_style())),
    )
    around = [] if bare else [_bar(shown, view), _problems(shown)]
    stages = element("main", *_stages(shown, view, only))
    body = element(
        "body",
        *around,
        stages,
        *([element("footer", label)] if label else []),
        element("script", Html(_script(changes=bool(changes)))),
        class_="bare" if bare else "whole",
        data_changes=changes,
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def policy(*, changes: bool) -> str:
    """Return the page's Content-Security-Policy: its own style and script, and nothing else."""
    allowed = [
        "default-src 'none'",
        f"style-src '{_hash(_style())}'",
        f"script-src '{_hash(_script(changes=changes))}'",
        *(["connect-src 'self'"] if changes else []),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(allowed)


def _script(*, changes: bool) -> str:
    return MEASURE + (RELOAD if changes else "")


@cache
def _style() -> str:
    return Path(__file__).with_name("looks.css").read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


# --- around the columns ----------------------------------------------------------------


def _bar(shown: Previewed, view: View) -> Html:
    title = shown.question.title if shown.question else shown.file.name
    steps = [
        _step(shown.before, "‹ Previous", view, "prev"),
        _step(shown.after, "Next ›", view, "next"),
    ]
    toggles = [_toggle(shown, view, name) for name in OPTIONS]
    named = element("div", element("h1", title), element("p", shown.id), class_="named")
    return element("header", named, element("nav", *steps, *toggles))


def _step(question_id: str, label: str, view: View, rel: str) -> Html:
    if not question_id:
        return element("span", label, class_="step off")
    return element("a", label, href=address(question_id, view), rel=rel, class_="step")


def address(question_id: str, view: View) -> str:
    """Return where the server shows a question."""
    return f"/{question_id}?{view.query}"


def _toggle(shown: Previewed, view: View, name: str) -> Html:
    links: list[Html] = []
    for value in OPTIONS[name]:
        chosen = {"aria_current": "true"} if getattr(view, name) == value else {}
        href = address(shown.id, view.but(name, value))
        links.append(element("a", value.capitalize(), href=href, **chosen))
    return element("span", *links, class_="toggle", aria_label=name.capitalize(), role="group")


def _problems(shown: Previewed) -> Html:
    if not shown.problems:
        told = [element("p", "✓ No problems.", class_="fine")]
    else:
        told = [element("ol", *map(_problem, shown.problems))]
    hint = element(
        "p",
        "This checks the file by itself. ",
        element("code", "warmup content check"),
        " also compares it with the other questions.",
    )
    return element("aside", element("h2", "Content check"), *told, hint)


def _problem(problem: Problem) -> Html:
    place = f"line {problem.line}" if problem.line else "the file"
    return element("li", element("b", place), f" {problem.message} ", element("em", problem.fix))


# --- the columns -----------------------------------------------------------------------


def _stages(shown: Previewed, view: View, only: Sequence[str]) -> list[Html]:
    if shown.question is None:
        return [element("p", "This file can't be shown until its problems are fixed.")]
    scenes = scenes_of(shown.question, shown.bank)
    return [_stage(scenes, *column, only) for column in view.columns]


def _stage(
    scenes: tuple[Scene, ...], platform: str, theme: str, width: str, only: Sequence[str]
) -> Html:
    played = terminal_scenes(scenes) if platform == "terminal" else scenes
    drawn = [_scene(scene, platform, width) for scene in played if not only or scene.key in only]
    label = f"{platform.capitalize()} · {theme} · {width}"
    stage = element("div", *drawn, class_=f"stage {platform} {theme} {width}")
    return element("section", element("h2", label), stage, class_=f"column {width}")


def _scene(scene: Scene, platform: str, width: str) -> Html:
    caption = element("h3", f"{scene.caption} ", element("span", scene.place.value))
    if platform == "terminal":
        screens = [printed(card, COLUMNS[width]) for card in scene.cards]
        return element("article", caption, *screens, class_=f"scene {scene.key}")
    if platform == "slack" and scene.key in SLACK_MODALS:
        opened = [modal_of(card, {}) for card in scene.cards]
        modals = [slack_html.modal(view, scene.at) for view in opened]
        return element("article", caption, *modals, class_=f"scene {scene.key}")
    messages = [_message(scene, content) for content in _contents(scene, platform)]
    return element("article", caption, *messages, class_=f"scene {scene.key}")


def _contents(scene: Scene, platform: str) -> list[Html]:
    """Return what each message of a scene holds, drawn from what the adapter sends."""
    if platform == "discord":
        panels = (panel for card in scene.cards for panel in discord_panels(card))
        return [discord_html.components(panel.to_components(), scene.at) for panel in panels]
    messages = (message for card in scene.cards for message in slack_messages(card))
    return [slack_html.blocks(message.blocks, scene.at) for message in messages]


def _message(scene: Scene, content: Html) -> Html:
    """Return a message of the bot's, with who sent it and when."""
    at = f"{scene.at:%H:%M}"
    sender = element(
        "div",
        element("span", "Warmup", class_="name"),
        element("span", "APP", class_="app"),
        element("span", at, class_="at"),
        class_="sender",
    )
    private = scene.place is Place.PRIVATE
    seen = [element("div", "Only you can see this", class_="seen")] if private else []
    return element(
        "div",
        element("div", "W", class_="avatar", aria_hidden="true"),
        element("div", sender, content, *seen, class_="body"),
        class_="message private" if private else "message",
    )
