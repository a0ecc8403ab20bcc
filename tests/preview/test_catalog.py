"""Whatever the adapters send of any card, the preview draws."""

import pytest

from bot.adapters.discord.render.cards import render as discord_panels
from bot.adapters.slack.render.cards import render as slack_messages
from bot.adapters.slack.render.modals import modal_of
from bot.engine.cards import ChangeCard, MineCard, ReasonsCard
from bot.preview.discord_html import components
from bot.preview.scenes import OPENED
from bot.preview.slack_html import blocks, modal
from bot.preview.terminal_html import printed
from tests.support.discord.samples import CARDS
from tests.support.slack.samples import SAMPLES

IN_MODALS = (MineCard, ReasonsCard, ChangeCard)


@pytest.mark.parametrize("name", CARDS)
def test_every_card_of_discord_is_drawn(name: str) -> None:
    for panel in discord_panels(CARDS[name]):
        drawn = components(panel.to_components(), OPENED)
        assert "undrawn" not in drawn
        assert "<script" not in drawn
        assert drawn


@pytest.mark.parametrize("name", SAMPLES)
def test_every_card_of_slack_is_drawn(name: str) -> None:
    for message in slack_messages(SAMPLES[name]):
        drawn = blocks(message.blocks, OPENED)
        assert "undrawn" not in drawn
        assert "<script" not in drawn
        assert drawn


@pytest.mark.parametrize(
    "name", [name for name, card in SAMPLES.items() if isinstance(card, IN_MODALS)]
)
def test_every_card_that_opens_as_a_modal_is_drawn(name: str) -> None:
    drawn = modal(modal_of(SAMPLES[name], {}), OPENED)
    assert "undrawn" not in drawn
    assert 'class="title"' in drawn


@pytest.mark.parametrize("name", CARDS)
def test_every_card_of_the_terminal_is_drawn(name: str) -> None:
    drawn = printed(CARDS[name], 46)
    assert drawn.startswith('<pre class="screen">')
    assert "\x1b" not in drawn
