"""Tables that a converter flattened: the heads one after the other, then the cells of each row in the same order.

Cells stand on lines of their own, or with blanks between them on the line of their row. Each becomes a label without
words, so that a row is read as a block of labels is.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from loaders.ledger.column import Column
from loaders.ledger.columns import column_of
from loaders.report.labels import Label
from loaders.report.labels.words import kind_of_head, known_kind
from loaders.report.status import is_verdict
from loaders.text import Stretch
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FIRST_HEAD: Final = re.compile(r"(?m)^[ |]*(?:序号|序|编号)(?=[ ]*\n|[ |]+[\u4e00-\u9fff])")
# A table whose rows carry no numbers: its first head says that the column names faults.
_FAULT_HEAD: Final = re.compile(
    r"(?m)^[ ]*(?:反馈|存在|审计|巡[视察]|督[察查导]|检查|发现|查出|主要|具体|突出)*(?:的)?"
    r"问题(?:名称|描述|内容|表现|事项)?(?=[ ]*\n)"
)
_LINE: Final = re.compile(r"[^ \n](?:[^\n]*[^ \n])?")
_CELL: Final = re.compile(r"[^ \n|]+")
_FIELD: Final = re.compile(r"(?:(?<= )|(?<=\n))[^ \n]*")  # also one that is empty: as the one above
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
    return found or _all_without_numbers(text, start, end)


_LEAST_HEADS: Final = 3
_LEAST_ROWS: Final = 2
_SHORT_KINDS: Final = ("lead", "cooperate", "supervise", "term", "person")


def _all_without_numbers(text: str, start: int, end: int) -> list[Table]:
    found: list[Table] = []
    for head in _FAULT_HEAD.finditer(text, start, end):
        if not found or head.start() >= found[-1].at.end:
            table = _without_numbers(text, head.start(), end)
            found += [table] if table else []
    return found


def _without_numbers(text: str, start: int, end: int) -> Table | None:
    """Return the table whose heads and cells stand on lines of their own, as many for each row as there are heads."""
    lines = list(islice(_stretches(_LINE, text, start, end), _MOST_LINES))
    words = [text[each.start : each.end] for each in lines]
    heads = takewhile(lambda each: len(each) <= _LONGEST_HEAD and not _VALUE.search(each), words)
    kinds = list(takewhile(bool, (known_kind(each) or kind_of_head(each) for each in heads)))
    for width in range(len(kinds), _LEAST_HEADS - 1, -1):  # the first value may read as a head: 账实不符问题
        rows = [lines[at : at + width] for at in range(width, len(lines) - width + 1, width)]
        rows = list(takewhile(partial(_fits, text, kinds[:width]), rows))
        named = "fault" not in kinds[1:width] and {"measure", "result"} & {*kinds[:width]}
        if named and len(rows) >= _LEAST_ROWS:
            return _table(text, start, kinds[:width], rows)
    return None


def _fits(text: str, kinds: Sequence[str], row: Sequence[Stretch]) -> bool:
    """Say whether the cells of bodies and days are short, and where the last column tells the state, it does."""
    short = (each for kind, each in zip(kinds, row, strict=True) if kind in _SHORT_KINDS)
    state = text[row[-1].start : row[-1].end]
    told = kinds[-1] != "result" or "measure" not in kinds or is_verdict(state)
    return told and all(each.end - each.start <= _LONGEST_SHORT for each in short)


_VALUE: Final = re.compile(r"[\d,。;]")  # heads have no figures and no stops
_LONGEST_SHORT: Final = 40  # characters of a list of bodies, or of a day
_MOST_LINES: Final = 2_000


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
        if len(cells) < len(kinds):
            cells = list(_stretches(_FIELD, text, line.start, line.end))
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
        if cell.start < cell.end:
            yield Label(kind, cell.start, cell.start, cell.end, cell=True)
