"""The colors of a picture, for dark chats and for light ones."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colors as ``#rrggbb``. ``on_color`` is for signs on green, blue and purple."""

    background: str
    text: str
    muted: str
    track: str
    outline: str
    green: str
    blue: str
    purple: str
    red: str
    gold: str
    silver: str
    bronze: str
    accent: str
    on_color: str = "#ffffff"
    on_metal: str = "#1e1f22"


DARK = Theme(
    background="#2b2d31",
    text="#f2f3f5",
    muted="#b5bac1",
    track="#1e1f22",
    outline="#80848e",
    green="#2d9d5c",
    blue="#3b82c9",
    purple="#8058b8",
    red="#e0868a",
    gold="#f0b232",
    silver="#a9b1bb",
    bronze="#c78b58",
    accent="#5865f2",
)
LIGHT = Theme(
    background="#ffffff",
    text="#1d1c1d",
    muted="#5c5e66",
    track="#e3e5e8",
    outline="#80848e",
    green="#23804a",
    blue="#2f6fb0",
    purple="#7048a8",
    red="#c0393f",
    gold="#d99a1c",
    silver="#b4bcc6",
    bronze="#cf9664",
    accent="#4752c4",
)
