"""Lists that share their numbers (问题清单 任务清单 责任清单), each a part of the same items: they become one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loaders.ledger.column import ANSWERS, Cells, Column
from loaders.ledger.head import Head, find_list, is_data, widened
from loaders.text import fold
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SHARED: Final = 0.8  # of the numbers of one list that another must have
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class List:
    """A sheet whose items have numbers."""

    rows: Sequence[Cells]
    head: Head

    def numbered(self) -> Iterator[tuple[str | None, Cells]]:
        """Yield the rows below the head with the numbers of their items; a blank number is the one above.

        A row that is no item has None.
        """
        number = ""
        for row in self.rows[self.head.first :]:
            words = tuple(map(str.strip, row))
            data = is_data(words, self.head)
            if data:
                number = fold(self.head.cell(words, Column.NUMBER)) or number
            yield number if data else None, words


def joined(grids: Sequence[list[Cells]], heads: Sequence[Head | None]) -> tuple[list[list[Cells]], list[Head | None]]:
    """Return the tables, the one with the measures widened by what lists with the same numbers say of its items.

    Those lists are then blank. Nothing is joined where several tables have measures, or where a number comes twice.
    """
    tables, found = list(grids), list(heads)
    with_measures = [at for at, head in enumerate(heads) if head and Column.MEASURE in head.columns]
    head = heads[with_measures[0]] if len(with_measures) == 1 else None
    if head is None or Column.NUMBER not in head.columns:
        return tables, found
    at = with_measures[0]
    for other, rows in enumerate(grids):
        told = find_list(rows) if other != at else None
        widened_by = _added(List(tables[at], head), List(rows, told)) if told else None
        if widened_by:
            tables[at], head = widened_by
            tables[other], found[other] = [], None
    found[at] = head
    return tables, found


def _added(items: List, others: List) -> tuple[list[Cells], Head] | None:
    """Return a table with the columns that only another list has; None if it tells of other items, or nothing more."""
    places = _more(items.head, others.head)
    told = _by_number(others)
    rows = [number for number, _ in items.numbered()]
    numbers = {number for number in rows if number is not None}
    if not places or told is None or len(numbers) < _FEWEST or len(numbers & told.keys()) < _SHARED * len(numbers):
        return None
    blank = ("",) * len(others.head.names)
    more = [blank if number is None else told.get(number, blank) for number in rows]
    cells = [[words[place] for place in places] for words in more]
    return widened(items.rows, items.head, [others.head.names[place] for place in places], cells)


def _more(head: Head, other: Head) -> list[int]:
    known = head.columns.keys() | (ANSWERS if head.columns.keys() & ANSWERS else set())
    return sorted(
        p for kind, places in other.columns.items() if kind not in known or kind is Column.OTHER for p in places
    )


def _by_number(items: List) -> Mapping[str, Cells] | None:
    """Return the items of a list by their numbers, None if one comes twice."""
    found: dict[str, Cells] = {}
    for number, words in items.numbered():
        if number is None:
            continue
        if number in found:
            return None
        found[number] = words
    return found
