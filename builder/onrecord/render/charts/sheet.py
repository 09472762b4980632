"""The sheet a chart is drawn on: shapes and texts by plain coordinates, mirrored where the page is read from right to left.

Coordinates are in the units of the drawing's `viewBox`, with at most one decimal. Nothing is styled here: a shape has a look (a
class of the style sheet), and some a pattern (one of those the template holds), so that no part is told by its colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.frozen import dataclass
from onrecord.render.charts.wording import width_of

Point = tuple[float, float]
WIDTH = 380
"""How wide charts are: at 320 px text of `TEXT` units is more than 11 px high."""
TEXT = 15
"""The largest size of a text on a chart; wider pages show a smaller one, so that it takes no more room than is kept for it."""
OPPOSITE = {"start": "end", "end": "start", "middle": "middle"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A path by its data, its look, the pattern it is filled with (empty for none), and what it says when it is pointed at."""

    d: str
    look: str
    pattern: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A text at its place: `anchor` says which end of it stands there (`start` is its left end, whatever its script), `note` is the
    whole of a text that was shortened."""

    x: str
    y: str
    text: str
    anchor: str
    look: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: its id on the page, what it shows in short and at length, its size, its shapes from the back, and its texts."""

    id: str
    title: str
    description: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]


class Sheet:
    """A drawing in the making."""

    def __init__(self, height: int, width: int = WIDTH, *, mirrored: bool = False) -> None:
        self._width, self._height, self._mirrored = width, height, mirrored
        self._shapes: list[Shape] = []
        self._labels: list[Label] = []

    def box(self, x: float, y: float, width: float, height: float, look: str, *, pattern: str = "", note: str = "") -> None:
        """Draw a rectangle by its corner nearest to where reading begins, at the top."""
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.area(corners, look, pattern=pattern, note=note)

    def area(self, points: Sequence[Point], look: str, *, pattern: str = "", note: str = "") -> None:
        """Draw a closed area."""
        self._shapes.append(Shape(self._path(points) + "z", look, pattern, note))

    def line(self, points: Sequence[Point], look: str, *, note: str = "") -> None:
        """Draw a line through some points."""
        self._shapes.append(Shape(self._path(points), look, note=note))

    def disc(self, x: float, y: float, radius: float, look: str, *, note: str = "") -> None:
        """Draw a disc by its centre."""
        r, across = written(radius), written(2 * radius)
        d = f"M{written(self._at(x) - radius)} {written(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"
        self._shapes.append(Shape(d, look, note=note))

    def square(self, x: float, y: float, half: float, look: str, *, note: str = "") -> None:
        """Draw a square by its centre."""
        self.box(x - half, y - half, 2 * half, 2 * half, look, note=note)

    def diamond(self, x: float, y: float, half: float, look: str, *, note: str = "") -> None:
        """Draw a square that stands on its corner, by its centre."""
        self.area(((x, y - half), (x + half, y), (x, y + half), (x - half, y)), look, note=note)

    def text(self, x: float, y: float, text: str, look: str, *, anchor: str = "start", note: str = "", size: float = TEXT) -> None:
        """Write a text with its base line at y; its anchor is given as if it were read from left to right. It is moved as far as it
        would jut out, if it is as wide as is estimated."""
        width = width_of(text, size)
        before = {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        x = max(min(x, self._width - width + before), before)
        ends = OPPOSITE[anchor] if self._mirrored else anchor
        self._labels.append(Label(written(self._at(x)), written(y), text, ends, look, note))

    def drawing(self, id: str, title: str, description: str) -> Drawing:
        """What was drawn."""
        return Drawing(id, title, description, self._width, self._height, tuple(self._shapes), tuple(self._labels))

    def _at(self, x: float) -> float:
        return self._width - x if self._mirrored else x

    def _path(self, points: Sequence[Point]) -> str:
        """A path through some points; what goes straight on, or nowhere, is left out."""
        places = [(written(self._at(x)), written(y)) for x, y in points]
        kept = [place for n, place in enumerate(places) if n == 0 or place != places[n - 1]]
        return "M" + "L".join(f"{x} {y}" for n, (x, y) in enumerate(kept) if not _between(kept, n))


def _between(places: Sequence[tuple[str, str]], n: int) -> bool:
    """Whether a place lies on an upright or level line from the one before it to the one after it."""
    if n == 0 or n == len(places) - 1:
        return False
    before, here, after = places[n - 1 : n + 2]
    return before[0] == here[0] == after[0] or before[1] == here[1] == after[1]


def written(number: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{number:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")
