"""Cells that say what the cell above says: merged with it, or with a mark for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loaders.ledger.column import Cells, Column

if TYPE_CHECKING:
    from loaders.ledger.head import Head
    from loaders.sheets import Sheet

_AS_ABOVE: Final = frozenset({"〃", "″", "”", '"', "同上", "（同上）", "(同上)", "同上行"})


def filled(rows: list[Cells], sheet: Sheet, head: Head | None) -> list[Cells]:
    """Return the rows of a sheet with the value of each merged range in the first column of all its rows.

    A cell with a mark such as 〃 below the head has the value above it. An amount that is merged stays in the first of
    its rows: it is that of all of them.
    """
    if sheet.merged:
        rows = _spread(rows, sheet, head)
    return _repeated(rows, head) if head else rows


def _spread(rows: list[Cells], sheet: Sheet, head: Head | None) -> list[Cells]:
    amounts = head.columns.get(Column.AMOUNT, []) if head else []
    grid = [list(row) for row in rows]
    for first_row, column, last_row, _ in (each for each in sheet.merged if each[1] not in amounts):
        for row in grid[first_row + 1 : last_row + 1]:
            row[column] = row[column] or grid[first_row][column]
    return [tuple(row) for row in grid]


def _repeated(rows: list[Cells], head: Head) -> list[Cells]:
    for at in range(head.first + 1, len(rows)):
        if not _AS_ABOVE.isdisjoint(rows[at]):
            pairs = zip(rows[at], rows[at - 1], strict=True)
            rows[at] = tuple(above if cell in _AS_ABOVE else cell for cell, above in pairs)
    return rows
