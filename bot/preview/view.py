"""Which of its looks a page shows."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

PLATFORMS: Final = ("discord", "slack", "terminal")
THEMES: Final = ("dark", "light")
WIDTHS: Final = ("phone", "desktop")
OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "platform": ("all", *PLATFORMS),
    "theme": (*THEMES, "both"),
    "width": (*WIDTHS, "both"),
}
"""What can be asked for; the first of each is shown if nothing is."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows: each is one of its ``OPTIONS``."""

    platform: str = "all"
    theme: str = "dark"
    width: str = "phone"

    @property
    def columns(self) -> tuple[tuple[str, str, str], ...]:
        """Platform, theme and width of each column, from left to right."""
        platforms = PLATFORMS if self.platform == "all" else (self.platform,)
        themes = THEMES if self.theme == "both" else (self.theme,)
        widths = WIDTHS if self.width == "both" else (self.width,)
        return tuple(
            (platform, theme, width)
            for platform in platforms
            for width in widths
            for theme in themes
        )

    @property
    def query(self) -> str:
        """The view as the end of an address."""
        return "&".join(f"{each.name}={getattr(self, each.name)}" for each in fields(self))

    def but(self, name: str, value: str) -> "View":
        """Return the view with one of its options changed."""
        return replace(self, **{name: value})


def view_of(query: Mapping[str, str]) -> View:
    """Return the view that an address asks for; what nothing knows counts as not asked for."""
    asked = {name: query.get(name, "") for name in OPTIONS}
    return View(**{name: value for name, value in asked.items() if value in OPTIONS[name]})
