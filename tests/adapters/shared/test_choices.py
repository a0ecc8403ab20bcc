"""Where the letters of choices stand."""

from string import ascii_uppercase

from bot.adapters.shared.choices import letters_beside
from bot.adapters.shared.dates import closing_time
from bot.engine.cards import ShownChoice
from bot.engine.model.rich_text import Text
from tests.support.discord.samples import AT


def choices(*texts: str) -> list[ShownChoice]:
    return [
        ShownChoice(letter, (Text(text),))
        for letter, text in zip(ascii_uppercase, texts, strict=False)
    ]


def test_letters_stand_beside_short_choices_only() -> None:
    assert letters_beside(choices("short", "x" * 40))
    assert not letters_beside(choices("short", "x" * 41))
    assert not letters_beside([])
    assert not letters_beside(choices(*["short"] * 9))


def test_a_closing_time_names_its_zone_as_people_do() -> None:
    assert closing_time(AT, "Europe/Berlin", overnight=False) == "16:00 Berlin time"
    assert closing_time(AT, "America/New_York", overnight=True) == "Tue 10:00 New York time"
    assert closing_time(AT, "UTC", overnight=False) == "15:00 UTC"
