"""What a file holds once it is read: running text, and tables as they are printed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import field
from itertools import islice
from typing import TYPE_CHECKING, Final

from loaders.values import dataclass
from schema.errors import DamagedFile

if TYPE_CHECKING:
    from collections.abc import Iterable

Rows = tuple[tuple[str, ...], ...]
Range = tuple[int, int, int, int]

_DELIMITERS: Final = ",\t;|"
_SAMPLED: Final = 16_384  # characters in which a delimiter shows
_FEWEST_ROWS: Final = 2  # of the same width that make a table of a text
_NARROWEST: Final = 4  # cells in these
_HEADS_WITHIN: Final = 20  # records from the top
_IN_PROSE: Final = re.compile("[。；：“《]|^\\s*(?:[①-⑳]|\\d+[.、])|[^\\s]{24}")  # what no head of a column holds
_WIDEST: Final = 200  # columns that one cell may span
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)\n", re.IGNORECASE)  # how Excel is told of another delimiter


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: rows of cells as printed, and merged ranges (first row, first column, last row, last column, from 0).

    The cell of a merged range is its first one; the others are blank. `origins` are the numbers from 1 of the rows
    as printed that each row begins with, where they are not the same rows.
    """

    name: str
    rows: Rows
    merged: tuple[Range, ...] = ()
    origins: tuple[int, ...] = ()

    def numbers(self) -> Iterable[int]:
        """Return the number of each row, from 1, in the table as printed."""
        return self.origins or range(1, len(self.rows) + 1)

    def squared(self) -> list[tuple[str, ...]]:
        """Return the rows with the same number of cells in each."""
        width = max(map(len, self.rows), default=0)
        return [row if len(row) == width else row + ("",) * (width - len(row)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: running text, tables, or both; then the text of the tables is in `text`, too."""

    text: str
    sheets: tuple[Sheet, ...] = ()


def delimited(text: str) -> Rows:
    """Return the records of a text with delimiters. Raises DamagedFile for a quotation mark left open."""
    told = _SEPARATOR_LINE.match(text)
    delimiter = told[1] if told else _best_delimiter(text)[0]
    try:
        known: dict[str, str] = {}  # one copy of 市水务局 for all rows: a third less memory, and faster to look up
        return tuple([tuple(map(known.setdefault, row, row)) for row in _records(text, delimiter)])
    except csv.Error as error:
        # The default limit of 128 kB for a cell is what stops at an open quotation mark.
        raise DamagedFile(f"The table cannot be read as CSV: {error}. Is a quotation mark left open?") from None


def is_delimited(text: str) -> bool:
    """Tell whether the beginning of a text has the same number of cells in many of its lines, heads among them.

    Prose with half-width commas has as many in some of its lines, but no line of short names.
    """
    delimiter, rows, width = _best_delimiter(text)
    if rows < _FEWEST_ROWS or width < _NARROWEST:
        return False
    records = islice(_records(text[:_SAMPLED], delimiter), _HEADS_WITHIN)
    return any(len(row) == width and not any(map(_IN_PROSE.search, row)) for row in records)


def _records(text: str, delimiter: str) -> Iterable[list[str]]:
    # NUL is what some databases export for no value.
    return csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)


def _best_delimiter(text: str) -> tuple[str, int, int]:
    """Return the delimiter that makes the most records of one width, with their number and width."""
    return max((_trial(text[:_SAMPLED], each) for each in _DELIMITERS), key=lambda found: found[1] * (found[2] - 1))


def _trial(sample: str, delimiter: str) -> tuple[str, int, int]:
    try:
        widths = Counter(len(row) for row in _records(sample, delimiter) if row)
    except csv.Error:
        return delimiter, 0, 1
    width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
    return delimiter, rows, width


@dataclass(slots=True)
class Grid:
    """A table of `height` rows, laid out cell by cell as HTML and DOCX state it: each may span rows and columns."""

    height: int
    cells: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    merged: list[Range] = field(default_factory=list[Range])
    _taken: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def put(self, row: int, text: str, row_span: int = 1, column_span: int = 1) -> None:
        """Put a cell into the first free place of a row; spans end with the table."""
        column = 0
        while (row, column) in self._taken:
            column += 1
        last_row = min(row + max(row_span, 1), self.height) - 1
        last_column = column + min(max(column_span, 1), _WIDEST) - 1
        self.cells[row, column] = text
        self._taken.update((r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1))
        if (last_row, last_column) != (row, column):
            self.merged.append((row, column, last_row, last_column))

    def sheet(self, name: str) -> Sheet:
        """Return the table."""
        width = max((column + 1 for _, column in self._taken), default=0)
        rows = (tuple(self.cells.get((row, column), "") for column in range(width)) for row in range(self.height))
        return Sheet(name, tuple(rows), tuple(self.merged))
