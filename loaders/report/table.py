"""Tables that a converter flattened: the heads one after the other, then the cells of each row in the same order.

Cells stand on lines of their own, or with blanks between them on the line of their row. Each becomes a label without
words, so that a row is read as a block of labels is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.ledger.column import Column
from loaders.ledger.columns import column_of
from loaders.report.labels import Label, kind_of_head, known_kind
from loaders.text import Stretch
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FIRST_HEAD: Final = re.compile(r"(?m)^[ |]*(?:序号|序|编号)(?=[ ]*\n|[ |]+[\u4e00-\u9fff])")
_LINE: Final = re.compile(r"[^ \n](?:[^\n]*[^ \n])?")
_CELL: Final = re.compile(r"[^ \n|]+")
_RULE: Final = re.compile(r"[-:| ]+")
_NUMBER: Final = re.compile(r"\d{1,3}")
_HEADS: Final = range(4, 16)  # how many heads a table has, the number of the row included
_LONGEST_HEAD: Final = 14


@dataclass(frozen=True, slots=True)
class Table:
    """A flattened table: the stretch of its heads and rows, and its cells as labels."""

    at: Stretch
    cells: tuple[Label, ...]


def tables(text: str, start: int, end: int) -> list[Table]:
    """Return the flattened tables of the folded text in [start, end) that hold faults and what answers them."""
    found: list[Table] = []
    for head in _FIRST_HEAD.finditer(text, start, end):
        if not found or head.start() >= found[-1].at.end:
            table = _by_lines(text, head.start(), end) or _by_blanks(text, head.start(), end)
            found += [table] if table else []
    return found


def _by_lines(text: str, start: int, end: int) -> Table | None:
    """Return the table whose heads and cells stand on lines of their own, from `start` on."""
    lines = _stretches(_LINE, text, start, end)
    heads: list[Stretch] = []
    for line in lines:
        if line.end - line.start > _LONGEST_HEAD or _NUMBER.fullmatch(text, line.start, line.end):
            break
        heads.append(line)
    else:
        return None
    kinds = _kinds([text[each.start : each.end] for each in heads])
    if not kinds or not _NUMBER.fullmatch(text, line.start, line.end):
        return None
    return _table(text, start, kinds, list(_rows(text, [line, *lines], len(kinds))))


def _rows(text: str, lines: Sequence[Stretch], width: int) -> Iterator[list[Stretch]]:
    """Yield the lines of each row: from its number to that of the next, the last one at most as many as the heads."""
    row: list[Stretch] = []
    for line in lines:
        opens = text[line.start : line.end] == str(_serial(text, row) + 1) if row else True
        if opens and len(row) >= width:
            yield row
            row = []
        row.append(line)
    yield row[:width]


def _serial(text: str, row: Sequence[Stretch]) -> int:
    return int(text[row[0].start : row[0].end])


def _by_blanks(text: str, start: int, end: int) -> Table | None:
    """Return the table whose rows are lines of as many words as the line of heads has."""
    lines = _stretches(_LINE, text, start, end)
    first = next(lines)
    heads = list(_stretches(_CELL, text, first.start, first.end))
    kinds = _kinds([text[each.start : each.end] for each in heads])
    if not kinds:
        return None
    rows: list[list[Stretch]] = []
    for line in lines:
        cells = list(_stretches(_CELL, text, line.start, line.end))
        if _RULE.fullmatch(text, line.start, line.end):
            continue
        if len(cells) != len(kinds) or not _NUMBER.fullmatch(text, cells[0].start, cells[0].end):
            break
        rows.append(cells)
    return _table(text, start, kinds, rows)


def _stretches(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Stretch]:
    return (Stretch(*found.span()) for found in pattern.finditer(text, start, end))


def _kinds(heads: Sequence[str]) -> list[str]:
    """Return what the columns with these heads hold; [] unless they tell of faults and of their answers."""
    if len(heads) not in _HEADS or column_of(heads[0]) is not Column.NUMBER:
        return []
    kinds = ["target", *(known_kind(head) or kind_of_head(head) or "target" for head in heads[1:])]
    if "fault" not in kinds and "measure" in kinds:
        kinds[kinds.index("measure")] = "fault"
    return kinds if "fault" in kinds and {"measure", "result"} & set(kinds) else []


def _table(text: str, start: int, kinds: Sequence[str], rows: Sequence[list[Stretch]]) -> Table | None:
    if not rows:
        return None
    answer = kinds.index("measure" if "measure" in kinds else "result")
    cells = [cell for row in rows for cell in _cells(kinds, row, answer)]
    return Table(Stretch(start, cells[-1].end), tuple(cells))


def _cells(kinds: Sequence[str], row: list[Stretch], answer: int) -> Iterator[Label]:
    """Yield the cells of a row; what it has too many are further lines of the answer."""
    more = max(0, len(row) - len(kinds))
    if more:
        row = [*row[:answer], Stretch(row[answer].start, row[answer + more].end), *row[answer + more + 1 :]]
    for kind, cell in zip(kinds, row, strict=False):
        yield Label(kind, cell.start, cell.start, cell.end, cell=True)
