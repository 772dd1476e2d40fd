"""Tables that lines draw: where words stand between ruled lines is the cell that they are in."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from loaders.sheets import Range, Rows

_NEAR: Final = 3.0  # points that two ends of lines may be apart and still meet
_FEWEST: Final = 3  # ruled columns and rows, counted by their lines, that make a table
_MOST_CELLS: Final = 100_000
_NARROW: Final = 0.55  # of a Chinese character's width that another has
_PADDING: Final = 0.8  # of a character's width that a cell leaves before its border
_APART: Final = 0.25  # of a character's width that a blank takes at least
# What no line breaks: a word or one Chinese character, with the marks that no line begins or ends with.
_UNBROKEN: Final = re.compile("[（《“‘〔]*(?:[!-~]+|.)[，。；：、）》”’〕！？]*")


class Word(NamedTuple):
    """Words in one stretch: where their base line begins, in points, y upwards, and the size of their characters."""

    text: str
    x: float
    y: float
    size: float

    def end(self) -> float:
        """Return about where the words end."""
        return self.x + _width(self.text, self.size)


class Line(NamedTuple):
    """A straight line between two points, the left and lower end first."""

    left: float
    low: float
    right: float
    high: float

    @classmethod
    def between(cls, one: tuple[float, float], other: tuple[float, float]) -> Line:
        """Return the line between two points."""
        (x, y), (to_x, to_y) = one, other
        return cls(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))

    def is_upright(self) -> bool:
        """Tell whether it goes up and not across."""
        return self.right - self.left < _NEAR < self.high - self.low

    def is_level(self) -> bool:
        """Tell whether it goes across and not up."""
        return self.high - self.low < _NEAR < self.right - self.left


def tables(lines: Iterable[Line], words: Sequence[Word]) -> list[tuple[Rows, tuple[Range, ...]]]:
    """Return the rows of each table that lines draw, from the top of the page, with what is merged in it.

    Lines of a cell that end before its border stay apart, as they were set; those that reach it were broken there.
    """
    straight = [line for line in lines if line.is_upright() or line.is_level()]
    found = [_Table(group) for group in _connected(straight)]
    found = [each for each in found if min(len(each.xs), len(each.ys)) >= _FEWEST and each.size() <= _MOST_CELLS]
    return [each.read(words) for each in sorted(found, key=lambda each: -each.ys[0])]


def _connected(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines in groups that touch each other, through others too."""
    groups: list[tuple[Line, list[Line]]] = []
    for line in sorted(lines, key=lambda each: -each.high):
        touching = [group for group in groups if _touch(group[0], line)]
        if not touching:
            groups.append((line, [line]))
            continue
        members = [line, *(each for _, group in touching for each in group)]
        boxes = [line, *(box for box, _ in touching)]
        box = Line(
            min(each.left for each in boxes), min(each.low for each in boxes),
            max(each.right for each in boxes), max(each.high for each in boxes),
        )  # fmt: skip
        groups = [group for group in groups if group not in touching] + [(box, members)]
    return [members for _, members in groups]


def _touch(one: Line, other: Line) -> bool:
    return (
        one.left - _NEAR <= other.right and other.left - _NEAR <= one.right
        and one.low - _NEAR <= other.high and other.low - _NEAR <= one.high
    )  # fmt: skip


def _places(values: Iterable[float]) -> list[float]:
    """Return the places of lines in order, those that are near each other as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


class _Table:
    """A group of lines that touch: `xs` from the left, `ys` from the top, and what borders cells."""

    def __init__(self, lines: Sequence[Line]) -> None:
        upright = [line for line in lines if line.is_upright()]
        level = [line for line in lines if line.is_level()]
        self.xs = _places(line.left for line in upright)
        self.ys = _places(line.low for line in level)[::-1]
        self._upright_at = [[line for line in upright if abs(line.left - x) <= _NEAR] for x in self.xs]
        self._level_at = [[line for line in level if abs(line.low - y) <= _NEAR] for y in self.ys]

    def size(self) -> int:
        """Return how many cells its lines may part."""
        return len(self.xs) * len(self.ys)

    def read(self, words: Sequence[Word]) -> tuple[Rows, tuple[Range, ...]]:
        """Return its rows and merged ranges; a cell without a border to the one above or left is part of it."""
        height, width = len(self.ys) - 1, len(self.xs) - 1
        first = {(row, column): (row, column) for row in range(height) for column in range(width)}
        for row in range(height):
            for column in range(width):
                if column and not self._parted_left(row, column):
                    first[row, column] = first[row, column - 1]
                elif row and not self._parted_above(row, column):
                    first[row, column] = first[row - 1, column]
        last: dict[tuple[int, int], tuple[int, int]] = {}
        for place, origin in first.items():
            last[origin] = max(last.get(origin, place), place)
        held: dict[tuple[int, int], list[Word]] = defaultdict(list)
        for word in words:
            if stands_in := self._place(word):
                held[first[stands_in]].append(word)
        texts = {origin: self._text(found, self.xs[last[origin][1] + 1]) for origin, found in held.items()}
        rows = tuple(tuple(texts.get((row, column), "") for column in range(width)) for row in range(height))
        merged = tuple((*origin, *end) for origin, end in sorted(last.items()) if origin != end)
        return rows, merged

    def _parted_left(self, row: int, column: int) -> bool:
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        return any(line.low <= middle <= line.high for line in self._upright_at[column])

    def _parted_above(self, row: int, column: int) -> bool:
        middle = (self.xs[column] + self.xs[column + 1]) / 2
        return any(line.left <= middle <= line.right for line in self._level_at[row])

    def _place(self, word: Word) -> tuple[int, int] | None:
        x, y = word.x + word.size / 4, word.y + word.size / 4
        row = next((at for at in range(len(self.ys) - 1) if self.ys[at + 1] < y <= self.ys[at]), None)
        column = next((at for at in range(len(self.xs) - 1) if self.xs[at] < x <= self.xs[at + 1]), None)
        return None if row is None or column is None else (row, column)

    def _text(self, words: list[Word], border: float) -> str:
        found = ""
        before: Word | None = None
        for line in _lines(words):
            said = _said(line)
            found += _between(before, said, border) if before else ""
            found += said
            before = line[-1]
        return found


def _said(line: Sequence[Word]) -> str:
    """Return the words of a line, with a blank where Chinese ones, whose width is known, stand apart."""
    apart = [
        _is_wide(one.text[-1]) and _is_wide(other.text[0]) and other.x - one.end() > _APART * other.size
        for one, other in pairwise(line)
    ]
    return line[0].text + "".join(" " * gap + word.text for gap, word in zip(apart, line[1:], strict=True))


def _between(before: Word, said: str, border: float) -> str:
    """Return what stands between two lines: a break if what begins the second had room in the first.

    Else they are one, with a blank between two words that are not Chinese.
    """
    begins = _UNBROKEN.match(said)
    room = border - before.end() - before.size * _PADDING
    if begins and _width(begins[0], before.size) <= room:
        return "\n"
    return " " if _is_latin(before.text[-1]) and _is_latin(said[0]) else ""


def _width(text: str, size: float) -> float:
    return size * sum(1 if _is_wide(char) else _NARROW for char in text)


def _is_wide(char: str) -> bool:
    return char > "\u2e80"


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _lines(words: list[Word]) -> Iterator[list[Word]]:
    """Yield the words of a cell in lines from the top, each from the left."""
    line: list[Word] = []
    for word in sorted(words, key=lambda each: (-each.y, each.x)):
        if line and line[0].y - word.y > word.size / 2:
            yield sorted(line, key=lambda each: each.x)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda each: each.x)
