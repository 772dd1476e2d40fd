"""Forms: tables with a label in one cell and its value in the next, one form an issue; here they become rows.

A form may end in a table of its measures: then its labels become columns of that.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from loaders.ledger.column import Cells, Column
from loaders.ledger.columns import column_of
from loaders.ledger.head import Head, find_head, widened
from loaders.sheets import Sheet
from loaders.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LONGEST_LABEL: Final = 16
_SAMPLED: Final = 60  # rows that show whether a sheet holds forms
_FEWEST: Final = 4  # kinds of labels that make a form
_FEWEST_FORMS: Final = 2
_NEEDED: Final = frozenset({Column.ISSUE, Column.MEASURE, Column.TASK})
# What a cell says that is none: 同意销号 holds the word of a label as 销号情况 does.
_VALUE: Final = re.compile(
    r"\d|[。;,]|^(?:已|未|正|尚未|待|不|暂|同意|全部|基本|部分|完成|持续|长期)(?!.*(?:时[间限]|日期|期限|金额|情况|原因|人|单位|部门|进展)$)"
)
# 问题1 is a label with the number of its form.
_COUNTED: Final = re.compile(r"(?P<words>问题|任务|事项)(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})")
_Pair = tuple[str, str]


def as_table(sheet: Sheet) -> Sheet:
    """Return a sheet of forms as a table with their labels as its head; any other sheet as it is."""
    if not _is_form(sheet):
        return sheet
    pairs = _read_on(sheet.rows)
    labels = list(dict.fromkeys(label for row in pairs for label, _ in row))
    untold = (at for at, (row, found) in enumerate(zip(sheet.rows, pairs, strict=True)) if not found and any(row))
    titles = list(islice(untold, 1))
    begun, forms = zip(*_forms(pairs), strict=True)
    rows = [tuple(form.get(label, "") for label in labels) for form in forms]
    origins = (*(at + 1 for at in titles), begun[0], *begun)
    return Sheet(sheet.name, (*(sheet.rows[at] for at in titles), tuple(labels), *rows), origins=origins)


def parted(sheet: Sheet) -> Iterator[Sheet]:
    """Yield each form of a sheet whose forms end in a table of their measures; any other sheet as it is."""
    rows = sheet.rows
    head = find_head(sheet.squared())
    labels = _labels_above(head) if head else []
    begun = [at for at, row in enumerate(rows) if labels and next(_pairs(row), ("", ""))[0] == labels[0][0]]
    if len(begun) < _FEWEST_FORMS:
        yield sheet
        return
    for start, end in zip([0, *begun[1:]], [*begun[1:], len(rows)], strict=True):
        merged = tuple((a - start, b, c - start, d) for a, b, c, d in sheet.merged if start <= a < end)
        yield Sheet(sheet.name, rows[start:end], merged, origins=tuple(range(start + 1, end + 1)))


def with_labels_above(rows: Sequence[Cells], head: Head) -> tuple[list[Cells], Head]:
    """Return a table of measures with a column for each label of the form above it; any other table as it is."""
    labels = _labels_above(head)
    if not labels:
        return list(rows), head
    values = tuple(value for _, value in labels)
    return widened(rows, head, [name for name, _ in labels], [values] * (len(rows) - head.first))


def _labels_above(head: Head) -> list[_Pair]:
    """Return the labels above a table of measures with their values, if one of them is the issue; else none."""
    if Column.ISSUE in head.columns or Column.MEASURE not in head.columns:
        return []
    found = dict(pair for row in head.above for pair in _pairs(row))
    return list(found.items()) if any(column_of(fold(name)) is Column.ISSUE for name in found) else []


def _read_on(rows: Sequence[Sequence[str]]) -> list[list[_Pair]]:
    """Return the labels of each row with their values; a value alone, not in the first cell, goes on the one above."""
    found: list[list[_Pair]] = []
    last = ""
    for row in rows:
        pairs = list(_pairs(row))
        alone = [cell.strip() for cell in row if cell.strip()]
        if not pairs and last and len(alone) == 1 and not row[0].strip():
            pairs = [(last, alone[0])]
        found.append(pairs)
        last = pairs[-1][0] if pairs else ""
    return found


def _is_form(sheet: Sheet) -> bool:
    """Tell whether more kinds of labels stand beside their values than stand side by side in a head."""
    kinds = {column_of(fold(label)) for row in sheet.rows[:_SAMPLED] for label, _ in _pairs(row)} - {Column.OTHER}
    if len(kinds) < _FEWEST or not kinds & _NEEDED:
        return False
    head = find_head(sheet.squared()[:_SAMPLED])
    if head and _labels_above(head):
        return False
    return head is None or len(head.columns.keys() - {Column.OTHER}) < len(kinds)


def _pairs(row: Sequence[str]) -> Iterator[_Pair]:
    """Yield the labels of a row with their values: a label stands first or behind a value, and no label follows it."""
    cells = [cell.strip() for cell in row if cell.strip()]
    while len(cells) > 1 and _is_label(cells[0]) and not _is_label(cells[1]):
        counted = _COUNTED.fullmatch(fold(cells[0]).rstrip(":"))
        if counted:
            yield "序号", counted["number"]
        yield counted["words"] if counted else cells[0].rstrip(":："), cells[1]
        cells = cells[2:]


def _is_label(cell: str) -> bool:
    words = fold(cell).rstrip(":")
    if _COUNTED.fullmatch(words):
        return True
    return len(words) <= _LONGEST_LABEL and not _VALUE.search(words) and column_of(words) is not Column.OTHER


def _forms(pairs: Sequence[Sequence[_Pair]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield one form after the other with the row that it begins in, from 1, or a later one where two begin in one.

    The next begins where the first label comes again.
    """
    form: dict[str, str] = {}
    begun = 0
    for number, label, value in ((number, *pair) for number, row in enumerate(pairs, 1) for pair in row):
        if form and label == next(iter(form)):
            yield begun, form
            form = {}
        begun = begun if form else max(number, begun + 1)
        form[label] = f"{form[label]}\n{value}" if label in form else value
    if form:
        yield begun, form
