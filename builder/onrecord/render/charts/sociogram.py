"""The drawing of who helped whom: a shape for each side, a label, a link; a line that is thick where the help came from."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt

from onrecord.frozen import dataclass
from onrecord.render.charts.network import Box, placed
from onrecord.render.charts.sheet import TEXT, WIDTH, Label, Point, Shape, Sheet
from onrecord.render.charts.wording import fitted, width_of

SMALL = 12
"""How many people a drawing holds at most that fits every page, as other charts do; a larger one scrolls."""
SIZE = 13
"""The size of the labels on those."""
NAME = 150.0
"""How wide a label may be."""
RADIUS = 7.5
LABEL = RADIUS + 15
LINE = 16
MARGIN = 6
LEAST = 280
WIDEST, OFTEN = 9.0, 12
"""How thick a line begins at most: where help was given most often, and at least so often."""


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the network: their name, page and side (a role), what is said of them in a few words, and what stands below their
    name (nothing, or how many others they helped)."""

    name: str
    href: str
    role: str
    about: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """That one helped another, by their places among the nodes, on how many issues; and that in words."""

    helper: int
    helped: int
    issues: int
    about: str


@dataclass(frozen=True, slots=True)
class Web:
    """A network that is not laid out yet."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody on the drawing: their page, what a screen reader says, the shape of their side, and their label in a line or two."""

    href: str
    name: str
    about: str
    shape: Shape
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Sociogram:
    """The network as it is drawn: its size, whether it `fits` every page (else it scrolls), the lines of help from the back, and
    everybody upon them."""

    fits: bool
    width: int
    height: int
    lines: tuple[Shape, ...]
    spots: tuple[Spot, ...]


def sociogram(web: Web, *, mirrored: bool = False) -> Sociogram:
    """A network laid out; the same for the same people and ties on every machine."""
    fits = len(web.nodes) <= SMALL
    size, limit = (TEXT, WIDTH - 2.0 * MARGIN) if fits else (SIZE, None)
    names = [fitted(node.name, size, NAME) for node in web.nodes]
    boxes = [_box(name, node.below, size) for name, node in zip(names, web.nodes, strict=True)]
    points, width, height = placed([(tie.helper, tie.helped, tie.issues) for tie in web.ties], boxes, limit)
    across, high = WIDTH if fits else max(ceil(width) + 2 * MARGIN, LEAST), ceil(height) + 2 * MARGIN
    places = [(x + (across - width) / 2, y + MARGIN) for x, y in points]
    lines = Sheet(high, across, mirrored=mirrored)
    most = max([tie.issues for tie in web.ties] + [OFTEN])
    for tie in web.ties:
        lines.area(_wedge(places[tie.helper], places[tie.helped], tie.issues, most), "help", note=tie.about)
    spots = tuple(
        _spot(node, name, place, size, Sheet(high, across, mirrored=mirrored))
        for node, name, place in zip(web.nodes, names, places, strict=True)
    )
    return Sociogram(fits, across, high, lines.drawing("", "", "").shapes, spots)


def _box(name: str, below: str, size: float) -> Box:
    """The room that somebody takes with their label."""
    width = max(width_of(name, size), width_of(below, size), 2 * RADIUS)
    return Box(width / 2 + 5, RADIUS + 5, LABEL + 7 + (LINE if below else 0))


def _wedge(helper: Point, helped: Point, issues: int, most: int) -> Sequence[Point]:
    """A line that is as thick as help was given often where it came from, and thin where it went."""
    x, y = helped[0] - helper[0], helped[1] - helper[1]
    length = sqrt(x * x + y * y) or 1.0
    half = max(1.6, WIDEST / 2 * sqrt(issues / most))
    across, up = -y / length, x / length
    return (
        (helper[0] + across * half, helper[1] + up * half),
        (helped[0] + across * 0.4, helped[1] + up * 0.4),
        (helped[0] - across * 0.4, helped[1] - up * 0.4),
        (helper[0] - across * half, helper[1] - up * half),
    )


def _spot(node: Node, name: str, place: Point, size: float, sheet: Sheet) -> Spot:
    x, y = place
    draw = {"company": sheet.square, "customer": sheet.disc}.get(node.role, sheet.diamond)
    draw(x, y, RADIUS, f"spot side-{node.role}")
    sheet.text(x, y + LABEL, name, "spot-name", anchor="middle", size=size)
    if node.below:
        sheet.text(x, y + LABEL + LINE, node.below, "spot-below", anchor="middle", size=size)
    drawn = sheet.drawing("", "", "")
    return Spot(node.href, node.name, node.about, drawn.shapes[0], drawn.labels)
