"""The form of ``/daily setup`` and ``/daily edit``: a plan, checked field by field."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from bot.adapters.shared.action_ids import Setup, encode
from bot.adapters.shared.labels import FORMATS
from bot.adapters.shared.reveal_field import parse_reveal
from bot.adapters.slack.limits import SELECT_OPTIONS, Json
from bot.adapters.slack.render.blocks import option
from bot.adapters.slack.render.forms import input_block, modal, text_input, values
from bot.adapters.slack.render.packing import rich
from bot.adapters.slack.render.rich_text import section, text
from bot.engine.model.questions import Level
from bot.engine.model.schedules import Plan, Schedule
from bot.engine.rules.schedule_text import (
    DAY_NAMES,
    PlanProblems,
    PlanWords,
    describe_span,
    parse_plan,
)

CHANNEL = "channel"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SETUP_TITLE = "Daily question"
EDIT_TITLE = "Change the question"
_DEFAULT = Plan(at=time(9), zone="UTC", reveal_after=timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form as submitted: for which channel or schedule, and the plan."""

    channel: str
    schedule_id: int
    plan: Plan


def setup(channel: str, zone: str, tracks: Mapping[str, str], private: Mapping[str, Any]) -> Json:
    """Return the form for a new schedule; ``tracks`` are ids with their titles."""
    picker: Json = {
        "type": "conversations_select",
        "action_id": "value",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if channel.startswith(("C", "G")):
        picker["initial_conversation"] = channel
    blocks = [
        input_block(CHANNEL, "Channel", picker, hint="Invite the app there first: /invite @Warmup"),
        *_plan_fields(_DEFAULT, zone, tracks),
    ]
    return modal(SETUP_TITLE, encode(Setup(0)), blocks, submit="Save", private=private)


def edit(schedule: Schedule, tracks: Mapping[str, str], private: Mapping[str, Any]) -> Json:
    """Return the form for a schedule that exists; its channel stays."""
    channel: Json = {"type": "channel", "channel_id": schedule.channel.channel}
    lead = section([text(f"Schedule {schedule.number} of "), channel])
    blocks = [*rich([lead]), *_plan_fields(schedule.plan, schedule.plan.zone, tracks)]
    callback_id = encode(Setup(schedule.id))
    return modal(EDIT_TITLE, callback_id, blocks, submit="Save", private=private)


def read(view: Mapping[str, Any], schedule_id: int, tracks: Collection[str]) -> Submitted:
    """Return what was submitted; raises PlanProblems with a sentence for each wrong field."""
    entered = values(view)
    delay, reveal_at = parse_reveal(str(entered.get("reveal") or ""))
    words = PlanWords(
        at=str(entered.get("at") or ""),
        zone=str(entered.get("zone") or ""),
        days=",".join(_listed(entered.get("days"))),
        tracks=_listed(entered.get("tracks")),
        levels=_listed(entered.get("levels")),
        format=str(entered.get("format") or ""),
        reveal_after=delay,
        reveal_at=reveal_at,
    )
    problems: dict[str, str] = {}
    channel = str(entered.get(CHANNEL) or "")
    if not schedule_id and not channel:
        problems[CHANNEL] = "Choose the channel to post the question in."
    try:
        plan = parse_plan(words, tracks)
    except PlanProblems as found:
        raise PlanProblems({**problems, **found.fields}) from None
    if problems:
        raise PlanProblems(problems)
    return Submitted(channel, schedule_id, plan)


def _plan_fields(plan: Plan, zone: str, tracks: Mapping[str, str]) -> list[Json]:
    time_picker: Json = {
        "type": "timepicker",
        "action_id": "value",
        "initial_time": f"{plan.at:%H:%M}",
    }
    days = [option(day, name) for day, name in zip(_DAYS, DAY_NAMES, strict=True)]
    formats = {kind: option(label, kind.value) for kind, (_, label) in FORMATS.items()}
    levels = {level: option(level.value.capitalize(), level.value) for level in Level}
    fields = [
        input_block("at", "Question time", time_picker),
        text_input("zone", "Time zone", value=zone, hint="Such as Europe/Paris"),
        input_block("days", "Days", _boxes(days, [days[day] for day in plan.days])),
        text_input(
            "reveal",
            "Reveal",
            value=_reveal(plan),
            hint="A time, such as 16:00, or a delay, such as 6h",
        ),
        input_block(
            "format",
            "How people answer",
            {
                "type": "radio_buttons",
                "action_id": "value",
                "options": list(formats.values()),
                "initial_option": formats[plan.format],
            },
        ),
    ]
    if tracks or plan.tracks:
        fields.append(_tracks(plan.tracks, tracks))
    chosen = [levels[level] for level in plan.levels]
    fields.append(
        input_block(
            "levels",
            "Levels",
            _boxes(list(levels.values()), chosen),
            hint="Leave empty for all",
            optional=True,
        )
    )
    return fields


def _tracks(chosen: Sequence[str], tracks: Mapping[str, str]) -> Json:
    kept = {track: tracks.get(track, track) for track in chosen}  # not offered any more, but set
    shown = dict(list({**kept, **tracks}.items())[:SELECT_OPTIONS])
    options = {track: option(title, track) for track, title in shown.items()}
    element: Json = {
        "type": "multi_static_select",
        "action_id": "value",
        "options": list(options.values()),
    }
    initial = [options[track] for track in chosen if track in options]
    if initial:
        element["initial_options"] = initial
    return input_block("tracks", "Tracks", element, hint="Leave empty for all", optional=True)


def _boxes(options: list[Json], chosen: list[Json]) -> Json:
    element: Json = {"type": "checkboxes", "action_id": "value", "options": options}
    return {**element, "initial_options": chosen} if chosen else element


def _reveal(plan: Plan) -> str:
    if plan.reveal_at is not None:
        return f"{plan.reveal_at:%H:%M}"
    return describe_span(plan.reveal_after or timedelta(hours=7))


def _listed(found: Any) -> list[str]:  # noqa: ANN401 - a list of words, or words with commas
    if isinstance(found, str):
        return [word.strip() for word in found.split(",") if word.strip()]
    return list(found or [])
