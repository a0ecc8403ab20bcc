"""What must hold when a day is over, however often the bot was killed in it."""

import json
from collections import Counter
from collections.abc import Iterable

from bot.adapters.shared import action_ids
from bot.adapters.shared.labels import FOLLOW_UP_TITLE, OWN_WORDS_TITLE
from bot.engine.model.rounds import Round, RoundState
from tests.crash.house import LONG, PARTS
from tests.crash.platforms import TrappedDiscord, TrappedSlack
from tests.support.fakes.block_kit import Json
from tests.support.fakes.discord_shapes import words
from tests.support.fakes.slack_people import plain

CLOSED = (action_ids.Choose, action_ids.OwnWords)
RECAPS = ("### The week", "### 👑")
"""How what is posted of a week or a month begins."""
BESIDES = (OWN_WORDS_TITLE, FOLLOW_UP_TITLE)
"""How messages in a thread begin that aren't the model answer; each is there once at most."""
OPEN_ROUND = "can still be answered"


def problems(
    rounds: Iterable[Round], discord: TrappedDiscord, slack: TrappedSlack
) -> tuple[str, ...]:
    """Return a sentence for each slot that was not asked and revealed exactly once."""
    rounds = tuple(rounds)
    found: list[str] = []
    for (schedule, slot), count in Counter((r.schedule_id, r.slot) for r in rounds).items():
        if count != 1:
            found.append(f"schedule {schedule} has {count} rounds on {slot}")
    for made in rounds:
        shown = _on_discord(made, discord) if made.channel.platform == "discord" else None
        shown = shown or _on_slack(made, slack)
        found += [f"round {made.id} ({made.channel.platform}): {each}" for each in shown.wrong()]
    found += _strangers(rounds, discord, slack)
    return tuple(found)


class Shown:
    """What people see of a round: its question, the notice of its reveal, what is in its thread."""

    def __init__(
        self, made: Round, asked: list[tuple[str, str]], announced: int, below: list[str]
    ) -> None:
        self.made = made
        self.asked = asked
        self.announced = announced
        self.below = below

    def wrong(self) -> list[str]:
        """Return what is not as it must be."""
        made = self.made
        if made.state is not RoundState.REVEALED:
            return [f"is {made.state.value} ({made.skip_reason or made.note})"]
        found: list[str] = []
        if len(self.asked) != 1:
            return [f"was asked {len(self.asked)} times"]
        ((message, text),) = self.asked
        if made.message is None or made.message.message != message:
            found.append("the database names another message than the channel shows")
        if OPEN_ROUND in text:
            found.append("its message was not edited to the reveal")
        if self.announced != 1:
            found.append(f"its reveal was announced {self.announced} times")
        doubled = [text[:40] for text, count in Counter(self.below).items() if count > 1]
        if doubled:
            found.append(f"the thread shows twice: {doubled}")
        if made.track == LONG:
            return found + self._long_text()
        others = [sum(title in text for text in self.below) for title in BESIDES]
        answers = len(self.below) - sum(others)
        if answers != 1 or max(others) > 1:
            found.append(f"the thread has {answers} answers, and besides {others}")
        return found

    def _long_text(self) -> list[str]:
        everything = "\n".join(self.below)
        counts = [everything.count(f"¶answer{part:02}¶") for part in range(PARTS)]
        found = [] if set(counts) == {1} else [f"its answer's parts are shown {counts} times"]
        whole = everything.count(f"¶prompt{PARTS - 1:02}¶")
        return found if whole == 1 else [*found, f"its last paragraph is shown {whole} times"]


def _on_discord(made: Round, discord: TrappedDiscord) -> Shown:
    asked: list[tuple[str, str]] = []
    below: list[str] = []
    announced = 0
    for message in discord.messages(made.channel.channel):
        actions = _actions(message)
        about = any(getattr(action, "round_id", 0) == made.id for action in actions)
        announced += about and _is_reply(message)
        if about and not _is_reply(message):
            is_open = any(isinstance(action, CLOSED) for action in actions)
            still_open = is_open or "· revealed" not in words(message)
            asked.append((message["id"], OPEN_ROUND if still_open else ""))
            below += [words(each) for each in discord.messages(message["id"])]
    return Shown(made, asked, announced, below)


def _on_slack(made: Round, slack: TrappedSlack) -> Shown:
    asked: list[tuple[str, str]] = []
    below: list[str] = []
    announced = 0
    messages = slack.world.channels[made.channel.channel].messages
    for message in messages:
        if "thread_ts" not in message and _key(message) == f"round-{made.id}":
            actions = _actions(message)
            is_open = any(isinstance(action, CLOSED) for action in actions)
            still_open = is_open or "revealed" not in plain(message)
            asked.append((message["ts"], OPEN_ROUND if still_open else ""))
            under = [each for each in messages if each.get("thread_ts") == message["ts"]]
            below += [plain(each) for each in under if "subtype" not in each]
            announced += sum("subtype" in each for each in under)
    return Shown(made, asked, announced, below)


def _strangers(
    rounds: tuple[Round, ...], discord: TrappedDiscord, slack: TrappedSlack
) -> list[str]:
    """Return a sentence for each channel that shows more messages than rounds and weeks."""
    asked = Counter(made.channel.channel for made in rounds)
    shown: dict[str, int] = {}
    for channel in discord.team:
        above = [each for each in discord.messages(channel) if not _is_reply(each)]
        shown[channel] = sum(1 for each in above if not words(each).startswith(RECAPS))
    for channel in slack.team:
        messages = slack.world.channels[channel].messages
        above = [each for each in messages if "thread_ts" not in each]
        shown[channel] = sum(not _key(each).startswith(("recap-", "champion-")) for each in above)
    return [
        f"channel {channel} shows {count} messages for {asked[channel]} slots"
        for channel, count in shown.items()
        if count != asked[channel]
    ]


def _is_reply(message: Json) -> bool:
    return bool(message.get("message_reference"))


def _key(message: Json) -> str:
    metadata: Json = message.get("metadata") or {}
    payload: Json = metadata.get("event_payload") or {}
    return str(payload.get("key", ""))


def _actions(message: Json) -> list[action_ids.Action]:
    """Return what a message's buttons stand for, wherever they lie in its JSON."""
    found: list[action_ids.Action] = []

    def look(value: object) -> object:
        if isinstance(value, dict):
            for name in ("custom_id", "action_id"):
                action = action_ids.decode(str(value.get(name, "")))  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
                found.extend([action] if action else [])
        return value  # pyright: ignore[reportUnknownVariableType]

    json.loads(json.dumps(message), object_hook=look)
    return found
