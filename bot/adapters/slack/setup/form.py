"""The form of ``/daily setup`` and ``/daily edit``: a plan, checked field by field.

What is rarely changed stays out of sight until "More options" is pressed, which adds it to the
same form; until then the form carries it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from bot.adapters.shared.action_ids import MoreOptions, Setup, encode
from bot.adapters.shared.labels import FORMATS
from bot.adapters.shared.reveal_field import parse_reveal, reveal_words
from bot.adapters.shared.setup_words import MORE_OPTIONS, SAVE_CHANGES, START
from bot.adapters.slack.limits import SELECT_OPTIONS, Json
from bot.adapters.slack.render import filled_forms
from bot.adapters.slack.render.blocks import actions, button, option, plain
from bot.adapters.slack.render.forms import input_block, modal, private_of, text_input, values
from bot.adapters.slack.render.packing import rich
from bot.adapters.slack.render.rich_text import section, text
from bot.engine.model.questions import Format, Level
from bot.engine.model.schedules import Plan, Schedule
from bot.engine.rules.schedule_text import (
    DAY_NAMES,
    INTRO_LENGTH,
    TITLE_LENGTH,
    PlanProblems,
    PlanWords,
    parse_plan,
)
from bot.engine.rules.zones import find_zones, zone_label

CHANNEL, ZONE, NOTIFY = "channel", "zone", "notify"
MORE = "more"
"""Where a form carries what its second part would hold."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SETUP_TITLE = "Daily question"
EDIT_TITLE = "Change the question"
_DEFAULT = Plan(at=time(9), zone="UTC", reveal_at=time(16))
_EXTRAS = {
    "pin": ("Pin the open question", ""),
    "quiet": ("Keep the reveal quiet", "Edit the question only, no new message"),
}


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form as submitted: for which channel or schedule, and the plan."""

    channel: str
    schedule_id: int
    plan: Plan


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form offers: tracks (titles by id), and zones with their offsets at ``now``."""

    tracks: Mapping[str, str]
    now: datetime


def setup(channel: str, zone: str, offer: Offer, private: Mapping[str, Any]) -> Json:
    """Return the form for a new schedule."""
    picker: Json = {
        "type": "conversations_select",
        "action_id": "value",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if channel.startswith(("C", "G")):
        picker["initial_conversation"] = channel
    hint = "In a private channel, invite @Warmup first."
    blocks = [
        input_block(CHANNEL, "Channel", picker, hint=hint),
        *_first_fields(_DEFAULT, zone, offer),
        *_more_button(),
    ]
    carried = {**private, MORE: _carried(_DEFAULT)}
    return modal(SETUP_TITLE, encode(Setup(0)), blocks, submit=START, private=carried)


def edit(schedule: Schedule, offer: Offer, private: Mapping[str, Any]) -> Json:
    """Return the form for a schedule that exists; its channel stays."""
    plan = schedule.plan
    channel: Json = {"type": "channel", "channel_id": schedule.channel.channel}
    lead = section([text(f"Schedule {schedule.number} of "), channel])
    blocks = [*rich([lead]), *_first_fields(plan, plan.zone, offer), *_more_button()]
    callback_id = encode(Setup(schedule.id))
    carried = {**private, MORE: _carried(plan)}
    return modal(EDIT_TITLE, callback_id, blocks, submit=SAVE_CHANGES, private=carried)


def with_more(view: Json) -> Json:
    """Return an open form with its second part, all that was entered kept."""
    kept = [
        block
        for block in filled_forms.blocks_of(view)
        if block.get("type") in ("input", "rich_text")
    ]
    private = private_of(view)
    blocks = [*kept, *_more_fields(private.get(MORE) or _carried(_DEFAULT))]
    title, submit = view["title"]["text"], view["submit"]["text"]
    return modal(title, str(view["callback_id"]), blocks, submit=submit, private=private)


def zone_options(typed: str, now: datetime) -> list[Json]:
    """Return what the zone field offers for what was typed in it."""
    return [option(label, name) for name, label in find_zones(typed, now).items()]


def read(view: Mapping[str, Any], schedule_id: int, tracks: Collection[str]) -> Submitted:
    """Return what was submitted; raises PlanProblems with a sentence for each wrong field."""
    entered = values(view)
    more: Mapping[str, Any] = {**_carried(_DEFAULT), **(private_of(view).get(MORE) or {})}
    if "extra" in entered:
        more = {**entered, **{name: name in entered["extra"] for name in _EXTRAS}}
    reveal = parse_reveal(str(entered.get("reveal") or ""))
    words = PlanWords(
        at=str(entered.get("at") or ""),
        zone=str(entered.get(ZONE) or ""),
        days=",".join(_listed(entered.get("days"))),
        tracks=_listed(entered.get("tracks")),
        levels=_listed(more.get("levels")),
        format=str(more.get("format") or ""),
        reveal_after=reveal.after,
        reveal_at=reveal.at,
        reveal_next_day=reveal.next_day,
        title=str(more.get("title") or ""),
        intro=str(more.get("intro") or ""),
        notify=str(more.get(NOTIFY) or ""),
        pin=bool(more.get("pin")),
        quiet=bool(more.get("quiet")),
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


def _first_fields(plan: Plan, zone: str, offer: Offer) -> list[Json]:
    time_picker: Json = {
        "type": "timepicker",
        "action_id": "value",
        "initial_time": f"{plan.at:%H:%M}",
    }
    zones: Json = {
        "type": "external_select",
        "action_id": "value",
        "min_query_length": 0,
        "initial_option": option(zone_label(zone, offer.now), zone),
        "placeholder": plain("Type a city"),
    }
    days = [option(day, name) for day, name in zip(_DAYS, DAY_NAMES, strict=True)]
    fields = [
        input_block("at", "Ask at", time_picker),
        input_block(ZONE, "Time zone", zones),
        input_block("days", "On these days", _several(days, [days[day] for day in plan.days])),
        text_input(
            "reveal",
            "Reveal the answer at",
            value=reveal_words(plan),
            hint="16:00; a delay such as 6h; or for teams in many zones: next working day 09:00",
        ),
    ]
    if offer.tracks or plan.tracks:
        fields.append(_tracks(plan.tracks, offer.tracks))
    return fields


def _more_button() -> list[Json]:
    return actions([button(MORE_OPTIONS, MoreOptions())])


def _carried(plan: Plan) -> Json:
    """Return what the second part of the form holds, to be carried while it isn't shown."""
    return {
        "format": plan.format.value,
        "levels": [level.value for level in plan.levels],
        "title": plan.title,
        "intro": plan.intro,
        NOTIFY: plan.notify,
        "pin": plan.pin,
        "quiet": plan.quiet,
    }


def _more_fields(carried: Json) -> list[Json]:
    formats = {kind.value: option(label, kind.value) for kind, (_, label) in FORMATS.items()}
    levels = {level.value: option(level.value.capitalize(), level.value) for level in Level}
    chosen = [levels[level] for level in _listed(carried.get("levels")) if level in levels]
    format_: Json = {
        "type": "radio_buttons",
        "action_id": "value",
        "options": list(formats.values()),
        "initial_option": formats[str(carried.get("format") or Format.CHOICE.value)],
    }
    extras = {name: _extra(name) for name in _EXTRAS}
    ticked = [extra for name, extra in extras.items() if carried.get(name)]
    also: Json = {"type": "checkboxes", "action_id": "value", "options": list(extras.values())}
    if ticked:
        also["initial_options"] = ticked
    return [
        input_block("format", "How people answer", format_),
        _optional("levels", "Levels", _several(list(levels.values()), chosen)),
        _line("title", "Your own title", TITLE_LENGTH, carried, "Morning warmup"),
        _line("intro", "Intro line", INTRO_LENGTH, carried, "Two minutes, no searching"),
        _notify(str(carried.get(NOTIFY) or "")),
        input_block("extra", "Also", also, optional=True),
    ]


def _line(block: str, label: str, length: int, carried: Json, example: str) -> Json:
    made = text_input(
        block, label, value=str(carried.get(block) or ""), placeholder=example, optional=True
    )
    made["element"]["max_length"] = length
    return made


def _notify(chosen: str) -> Json:
    element: Json = {
        "type": "external_select",
        "action_id": "value",
        "min_query_length": 0,
        "placeholder": plain("Nobody"),
    }
    if chosen:
        element["initial_option"] = option(f"The group chosen before ({chosen})", chosen)
    hint = "The only mention Warmup ever makes."
    return input_block(NOTIFY, "Notify a user group", element, hint=hint, optional=True)


def _extra(name: str) -> Json:
    label, about = _EXTRAS[name]
    made = option(label, name)
    return {**made, "description": plain(about)} if about else made


def _tracks(chosen: Sequence[str], tracks: Mapping[str, str]) -> Json:
    kept = {track: tracks.get(track, track) for track in chosen}  # not offered any more, but set
    shown = dict(list({**kept, **tracks}.items())[:SELECT_OPTIONS])
    options = {track: option(title, track) for track, title in shown.items()}
    initial = [options[track] for track in chosen if track in options]
    return _optional("tracks", "Tracks", _several(list(options.values()), initial))


def _optional(block: str, label: str, element: Json) -> Json:
    return input_block(block, label, element, hint="Leave empty for all.", optional=True)


def _several(options: list[Json], chosen: list[Json]) -> Json:
    element: Json = {"type": "multi_static_select", "action_id": "value", "options": options}
    return {**element, "initial_options": chosen} if chosen else element


def _listed(found: Any) -> list[str]:  # noqa: ANN401 - a list of words, or words with commas
    if isinstance(found, str):
        return [word.strip() for word in found.split(",") if word.strip()]
    return list(found or [])
