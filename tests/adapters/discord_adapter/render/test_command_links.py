"""Commands that texts name: links where Discord makes them, and names everywhere else."""

import pytest

from bot.adapters.discord import limits
from bot.adapters.discord.render.cards import render
from bot.adapters.discord.render.command_links import (
    OPTIONS,
    CommandLinks,
    linked,
    spoken,
)
from bot.adapters.discord.render.layout import panel, text
from bot.adapters.shared import help_lines
from bot.adapters.shared.command_table import TABLE, entry
from bot.engine import cards as k
from tests.support.discord.shown import words

LINKS = CommandLinks({"quiz": "1", "daily list": "2", "daily setup": "2"})


def told(card: k.Card, links: CommandLinks = LINKS) -> str:
    return "\n".join(words(each.to_components()) for each in render(card, None, links))


def shown(said: str) -> str:
    return words(linked(panel([text(spoken(said))]), LINKS).to_components())


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("Try /quiz.", "Try </quiz:1>."),
        ("Try /quiz pytorch 5.", "Try </quiz:1> pytorch 5."),
        (
            "/daily list shows them (/daily setup).",
            "</daily list:2> shows them (</daily setup:2>).",
        ),
        ("Use /practice again.", "Use `/practice` again."),
        ("/daily is a group, /quizzes is none.", "/daily is a group, /quizzes is none."),
        ("see a/quiz, /quiz/x and //quiz", "see a/quiz, /quiz/x and //quiz"),
        ("Start one: /quiz together.", "Start one: </quiz:1> (option `who`)."),
        ("Try /interview pair or /quiz.", "Try `/interview` (option `pair`) or </quiz:1>."),
        ("/quiz togetherness, /practice together", "</quiz:1> togetherness, `/practice` together"),
        ("*/quiz*", r"\*</quiz:1>\*"),
    ],
)
def test_commands_in_our_texts_become_links_or_names(said: str, seen: str) -> None:
    assert shown(said) == seen


@pytest.mark.parametrize(("typed", "option"), OPTIONS.items())
def test_a_word_typed_elsewhere_is_an_option_of_the_same_command(
    typed: tuple[str, str], option: str
) -> None:
    path, word = typed
    of_command = entry(path)
    assert option in of_command.options
    assert word in of_command.usage


def test_problems_notices_and_help_link_what_they_name() -> None:
    assert "</quiz:1>" in told(k.ProblemCard("That's someone else's quiz.", "Try /quiz."))
    assert "</daily list:2>" in told(k.NoticeCard("Saved.", ("/daily list shows it.",)))
    every = CommandLinks({entry.path: "7" for entry in TABLE})
    for card in (
        help_lines.members_help("/{}".format),
        help_lines.managers_help("/{}".format),
        help_lines.help_on_your_own("/{}".format),
    ):
        assert told(card, every).count(":7>") == sum("/" in each.command for each in card.entries)


def test_what_people_typed_is_no_link_and_can_mark_none() -> None:
    card = k.ProblemCard("No.", "Try /quiz.", words="/quiz \ue000quiz\ue001 </quiz:9>")
    seen = told(card)
    assert seen.count("</quiz:1>") == 1
    assert "\ue000" not in shown("a \ue000quiz\ue001 b")
    assert "</quiz:1>" not in shown("a \ue000quiz\ue001 b")


def test_lines_that_quote_people_name_no_command() -> None:
    lines = ("3 · Sam suggests: /quiz", "Look at one: /quiz.")
    seen = told(k.NoticeCard("1 to review", lines, quoted=1))
    assert "suggests: /quiz\n" in seen
    assert "one: </quiz:1>." in seen


def test_labels_are_never_links() -> None:
    card = k.ConfirmCard("Sure?", ("It can't be undone.",), "Use /quiz", "forget")
    assert '"label": "Use /quiz"' in str(render(card, None, LINKS)[0].to_components()).replace(
        "'", '"'
    )


def test_links_that_would_make_a_message_too_long_are_names() -> None:
    long = CommandLinks({"quiz": "1" * 20})
    made = panel([text(spoken("/quiz " * 200)), text("x" * 2000)])
    assert "`/quiz`" in words(linked(made, long).to_components())
    assert made.content_length() <= limits.MESSAGE_TEXT


def test_a_mark_cut_in_half_leaves_no_trace() -> None:
    half = panel([text(spoken("Try /quiz")[:7])])
    assert words(linked(half, LINKS).to_components()) == "Try qu"
