"""Where the head of a table stands, what is above it, and which row is data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.ledger.columns import Column, columns_of
from loaders.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

Cells = tuple[str, ...]
_SEARCHED: Final = 12  # rows from the top in which a head is looked for
_DEEPEST: Final = 3  # rows of a head
_LONGEST: Final = 24  # characters of a head's cell
_FEWEST: Final = 3  # kinds of columns that make a head
_TOTAL: Final = re.compile(r"^\s*(?:合\s*计|总\s*计|小\s*计|共\s*计)")
_NOTE: Final = re.compile(r"^\s*(?:注|备注|说明|填表说明|填报说明|制表|填表人|审核人)\s*[:：]?")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: the names of its columns, what they hold, and the first row of data (from 0)."""

    names: Cells
    columns: dict[Column, list[int]]
    first: int
    above: tuple[Cells, ...]

    def cell(self, row: Cells, column: Column) -> str:
        """Return the first filled cell of a kind, as printed; an empty string if there is none."""
        return next((row[place] for place in self.columns.get(column, ()) if row[place].strip()), "")


def find_head(rows: Sequence[Cells]) -> Head | None:
    """Return the head with the most kinds of columns in the first rows, the shallowest of equals; None without one."""
    best: tuple[int, int, int] | None = None
    for first in range(min(_SEARCHED, len(rows))):
        for depth in range(1, _DEEPEST + 1):
            if not _may_be_head(rows[first : first + depth], depth):
                break
            score = _score(_joined(rows[first : first + depth]))
            if score >= _FEWEST and (best is None or (score, -depth, -first) > best):
                best = (score, -depth, -first)
    if best is None:
        return None
    depth, first = -best[1], -best[2]
    names = _unique(_joined(rows[first : first + depth]))
    return Head(names, columns_of(names), first + depth, tuple(rows[:first]))


def _may_be_head(rows: Sequence[Cells], depth: int) -> bool:
    filled = [cell for row in rows for cell in row if cell.strip()]
    return len(rows) == depth and bool(filled) and all(len(cell.strip()) <= _LONGEST for cell in filled)


def _score(names: Cells) -> int:
    columns = columns_of(names)
    return len(columns.keys() - {Column.OTHER}) if columns.keys() & {Column.ISSUE, Column.MEASURE} else 0


def _joined(rows: Sequence[Cells]) -> Cells:
    """Return one name for each column: group heads, spread over the blanks to their right, before their children."""
    spread = [_spread(row) if number < len(rows) - 1 else row for number, row in enumerate(rows)]
    return tuple(
        "".join(dict.fromkeys(cell.strip() for cell in column if cell.strip())) for column in zip(*spread, strict=True)
    )


def _spread(row: Cells) -> Cells:
    filled: list[str] = []
    for cell in row:
        filled.append(cell if cell.strip() or not filled else filled[-1])
    return tuple(filled)


def _unique(names: Cells) -> Cells:
    seen: dict[str, int] = {}
    found: list[str] = []
    for place, name in enumerate(names, 1):
        known = fold(name).strip() or f"列{place}"
        seen[known] = seen.get(known, 0) + 1
        found.append(known if seen[known] == 1 else f"{known}{seen[known]}")
    return tuple(found)


def is_data(row: Cells) -> bool:
    """Tell whether a row below the head holds an item: it is not blank, no total and no note."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and not _TOTAL.match(filled[0]) and not (_NOTE.match(filled[0]) and len(filled) == 1)
