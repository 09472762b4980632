"""The drawing of who helped whom: a shape for each side, a label, a link; a line that is thick where the help came from."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt

from onrecord.frozen import dataclass
from onrecord.render.charts.network import Box, placed
from onrecord.render.charts.sheet import TEXT, WIDTH, Label, Point, Shape, Sheet
from onrecord.render.charts.wording import ELLIPSIS, lines_of, width_of

SMALL = 12
"""How many people a drawing holds at most that fits every page, as other charts do; a larger one scrolls."""
SIZE = 13
"""The size of the labels on those."""
NAME = 118.0
"""How wide a line of a label may be."""
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
    """Somebody on the drawing: their page, their name, what a screen reader says of them (nothing where their label had to be
    shortened: then it is read itself, with the name as its title), the shape of their side, and the lines of their label."""

    href: str
    name: str
    said: str
    shape: Shape
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Sociogram:
    """The network as it is drawn: its size, whether it fits every page (else it scrolls), the lines of help from the back, and
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
    labels = [(*lines_of(node.name, size, NAME), *((node.below,) if node.below else ())) for node in web.nodes]
    boxes = [_box(lines, size) for lines in labels]
    points, width, height = placed([(tie.helper, tie.helped, tie.issues) for tie in web.ties], boxes, limit)
    across, high = WIDTH if fits else max(ceil(width) + 2 * MARGIN, LEAST), ceil(height) + 2 * MARGIN
    places = [(x + (across - width) / 2, y + MARGIN) for x, y in points]
    helps = Sheet(high, across, mirrored=mirrored)
    most = max([tie.issues for tie in web.ties] + [OFTEN])
    for tie in web.ties:
        helps.area(_wedge(places[tie.helper], places[tie.helped], tie.issues, most), "help", note=tie.about)
    spots = tuple(
        _spot(node, lines, place, size, Sheet(high, across, mirrored=mirrored))
        for node, lines, place in zip(web.nodes, labels, places, strict=True)
    )
    return Sociogram(fits, across, high, helps.drawing("", "", "").shapes, spots)


def _box(lines: Sequence[str], size: float) -> Box:
    """The room that somebody takes with the lines of their label."""
    width = max(2 * RADIUS, *(width_of(line, size) for line in lines))
    return Box(width / 2 + 5, RADIUS + 5, LABEL + 7 + LINE * (len(lines) - 1))


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


def _spot(node: Node, lines: Sequence[str], place: Point, size: float, sheet: Sheet) -> Spot:
    x, y = place
    draw = {"company": sheet.square, "customer": sheet.disc}.get(node.role, sheet.diamond)
    draw(x, y, RADIUS, f"spot side-{node.role}")
    is_whole, last = not any(line.endswith(ELLIPSIS) for line in lines), len(lines) - 1
    for n, line in enumerate(lines):
        look = "spot-below" if node.below and n == last else "spot-name"
        sheet.text(x, y + LABEL + LINE * n, line, look, anchor="middle", note="" if is_whole or n else node.name, size=size)
    drawn = sheet.drawing("", "", "")
    said = f"{' '.join((node.name, node.below)).strip()}, {node.about}" if is_whole else ""
    return Spot(node.href, node.name, said, drawn.shapes[0], drawn.labels)
