"""The frame of a picture of figures: its size, its margins, and what all pictures look like."""

from collections.abc import Iterable
from typing import Final

WIDTH: Final = 720
HEIGHT: Final = 360
LEFT: Final = 60
RIGHT: Final = 20
TOP: Final = 34
BOTTOM: Final = 46

_STYLE: Final = "text{font:13px system-ui,sans-serif;fill:#17212d}.q{fill:#52606e}.axis{stroke:#98a4b0}"


def picture(shapes: Iterable[str], *, label: str, style: str) -> str:
    """An SVG of some shapes: ``label`` says what it shows, ``style`` how its own classes look."""
    body = "\n".join(shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{label}">\n<style>{_STYLE}{style}</style>\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def across(share: float) -> float:
    """The place of a share of the width between the margins."""
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def up(share: float) -> float:
    """The place of a share of the height between the margins, from below."""
    return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP), 1)
