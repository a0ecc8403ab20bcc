"""SVG to PNG, with the bundled fonts and no others. It takes tens of milliseconds, blocking."""

import resvg_py

from bot.pictures.font_metrics import font_files

ZOOM = 1.5
"""Pixels per unit: 1,032 pixels for a picture that phones show 344 points wide."""


def png_of(svg: str) -> bytes:
    """Return ``svg`` as a PNG file; raises ValueError for what isn't SVG."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        font_files=font_files(),
        font_family="Noto Sans",
        skip_system_fonts=True,
        zoom=ZOOM,
    )
