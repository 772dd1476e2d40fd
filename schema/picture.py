"""The graph as a picture: node types around the busiest one, relationship types between them; SVG from the model."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import atan2, cos, degrees, hypot, pi, sin
from typing import TYPE_CHECKING, Final

from schema.nodes import NODES
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schema.declare import NodeType

WIDTH: Final = 1240
HEIGHT: Final = 880
_RADIUS_X: Final = 510
_RADIUS_Y: Final = 360
_FONTS: Final = "'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif"


@dataclass(frozen=True, slots=True)
class Line:
    """One line between two labels, and the relationship types that it stands for."""

    source: str
    target: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture, in pixels from its upper left corner."""

    x: float
    y: float


def svg() -> str:
    """Return the picture. Each relationship type reaches each of its targets once, from the first source declared."""
    lines = tuple(_lines())
    centre = _busiest(lines)
    places = _places(centre, _ring(centre, lines))
    drawn = [_loop(line, places) if line.source == line.target else _line(line, places, centre) for line in lines]
    nodes = [_node(node, places[node.label]) for node in NODES]
    return "\n".join((_head(), *drawn, *nodes, "</svg>")) + "\n"


def _lines() -> Iterable[Line]:
    pairs: dict[tuple[str, str], list[str]] = {}
    for relationship in RELATIONSHIPS:
        reached: set[type] = set()
        for end in relationship.ends:
            if end.target not in reached:
                pairs.setdefault((end.source.__name__, end.target.__name__), []).append(relationship.type)
            reached.add(end.target)
    return (Line(source, target, tuple(types)) for (source, target), types in pairs.items())


def _busiest(lines: tuple[Line, ...]) -> str:
    return max((node.label for node in NODES), key=lambda label: sum(label in (e.source, e.target) for e in lines))


def _ring(centre: str, lines: tuple[Line, ...]) -> list[str]:
    """Return the other labels in an order that keeps neighbours near: swap any two while that shortens the lines."""
    ring = [node.label for node in NODES if node.label != centre]
    chords = [line for line in lines if centre not in (line.source, line.target)]
    best = _length(ring, chords)
    improved = True
    while improved:
        improved = False
        for i, j in combinations(range(len(ring)), 2):
            ring[i], ring[j] = ring[j], ring[i]
            if (length := _length(ring, chords)) < best:
                best, improved = length, True
            else:
                ring[i], ring[j] = ring[j], ring[i]
    return ring


def _length(ring: list[str], chords: list[Line]) -> int:
    at = {label: index for index, label in enumerate(ring)}
    steps = (abs(at[chord.source] - at[chord.target]) for chord in chords)
    return sum(min(step, len(ring) - step) ** 2 for step in steps)


def _places(centre: str, ring: list[str]) -> dict[str, Point]:
    middle = Point(WIDTH / 2, HEIGHT / 2)
    turns = {label: 2 * pi * index / len(ring) - pi / 2 for index, label in enumerate(ring)}
    around = {
        label: Point(middle.x + _RADIUS_X * cos(turn), middle.y + _RADIUS_Y * sin(turn))
        for label, turn in turns.items()
    }
    return {centre: middle, **around}


def _line(line: Line, places: dict[str, Point], centre: str) -> str:
    """Return a spoke, straight, or a chord, bent towards the centre so that it passes the labels between its ends."""
    start, end = places[line.source], places[line.target]
    middle = Point((start.x + end.x) / 2, (start.y + end.y) / 2)
    spoke = centre in (line.source, line.target)
    pull = 0.0 if spoke else min(0.45, hypot(start.x - end.x, start.y - end.y) / 1400)
    bend = Point(middle.x + (WIDTH / 2 - middle.x) * pull, middle.y + (HEIGHT / 2 - middle.y) * pull)
    text = Point((middle.x + bend.x) / 2, (middle.y + bend.y) / 2)
    path = f"M{start.x:.0f} {start.y:.0f}Q{bend.x:.0f} {bend.y:.0f} {end.x:.0f} {end.y:.0f}"
    words = _words(line, backwards=end.x < start.x)
    return f'<path class="{"spoke" if spoke else "chord"}" d="{path}"/>{_text(words, text, _slope(start, end))}'


def _words(line: Line, *, backwards: bool) -> str:
    words = " · ".join(line.types)
    return f"← {words}" if backwards else f"{words} →"


def _slope(start: Point, end: Point) -> float:
    """Return the angle of the text along a line, in degrees, never upside down."""
    angle = degrees(atan2(end.y - start.y, end.x - start.x))
    return angle - 180 if angle > 90 else angle + 180 if angle <= -90 else angle


def _loop(line: Line, places: dict[str, Point]) -> str:
    at = places[line.source]
    up = -1 if at.y <= HEIGHT / 2 else 1
    path = f"M{at.x - 26:.0f} {at.y:.0f}C{at.x - 50:.0f} {at.y + up * 74:.0f} {at.x + 50:.0f} {at.y + up * 74:.0f}"
    path += f" {at.x + 26:.0f} {at.y:.0f}"
    return f'<path class="chord" d="{path}"/>{_text(" · ".join(line.types), Point(at.x, at.y + up * 57), 0)}'


def _text(words: str, at: Point, slope: float) -> str:
    turn = f' transform="rotate({slope:.0f} {at.x:.0f} {at.y:.0f})"' if round(slope) else ""
    return f'<text class="rel" x="{at.x:.0f}" y="{at.y - 4:.0f}"{turn}>{words}</text>'


def _node(node: NodeType, at: Point) -> str:
    width = 34 + 9 * len(node.label)
    return (
        f'<rect x="{at.x - width / 2:.0f}" y="{at.y - 24:.0f}" width="{width}" height="48" rx="24" '
        f'fill="#{node.info.color}"/>'
        f'<text class="label" x="{at.x:.0f}" y="{at.y - 3:.0f}">{node.label}</text>'
        f'<text class="title" x="{at.x:.0f}" y="{at.y + 14:.0f}">{node.info.title_zh}</text>'
    )


def _head() -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Node types and relationship types of Rectigraph" font-family="{_FONTS}">\n'
        "<style>text{text-anchor:middle}.label{font-size:15px;font-weight:600;fill:#fff}.title{font-size:12px;fill:#fff}"
        ".rel{font-size:10.5px;fill:#333;paint-order:stroke;stroke:#fff;stroke-width:4px}"
        ".spoke,.chord{fill:none;stroke:#8a8a8a;stroke-width:1.5}.chord{stroke:#b9b9b9}</style>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    )
