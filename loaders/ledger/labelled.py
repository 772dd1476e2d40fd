"""Cells that are small forms (牵头：科技处 配合：财务处 完成时限：6月底) in a table: their labels become columns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.ledger.column import Cells, Column
from loaders.ledger.columns import column_of
from loaders.ledger.head import Head, widened
from loaders.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABEL: Final = re.compile(r"(?:^|(?<=[\s;,。)]))(?:[(\[]?\d[.)、\]]?\s*)?(?P<name>[\u3400-\u9fff]{2,10}):")
_SAMPLED: Final = 60  # rows that show whether a column holds forms
# Only labels of these make columns: that a name answers for an item is read where it stands.
_NEEDED: Final = frozenset({Column.DEADLINE, Column.STATUS, Column.MEASURE, Column.COMPLETED_ON, Column.CLOSURE})
_Parts = dict[str, str]


def with_labels(rows: Sequence[Cells], head: Head) -> tuple[list[Cells], Head]:
    """Return a table with one more column, behind the others, for each label of cells that are small forms.

    The cells themselves stay as they are printed, and are of no kind any more.
    """
    data = rows[head.first :]
    forms = [place for place in range(len(head.names)) if _holds_forms(data, place)]
    if not forms:
        return list(rows), head
    parted = [_parts_of(row, forms) for row in data]
    labels = list(dict.fromkeys(label for parts in parted for label in parts))
    return widened(rows, _without(head, forms), labels, [[parts.get(each, "") for each in labels] for parts in parted])


def _holds_forms(rows: Sequence[Cells], place: int) -> bool:
    cells = [row[place] for row in rows[:_SAMPLED] if row[place].strip()]
    many = [cell for cell in cells if _is_form(cell)]
    return bool(many) and len(many) * 2 >= len(cells)


def _is_form(cell: str) -> bool:
    kinds = {column_of(label) for label in _parts(cell)}
    return len(kinds) > 1 and bool(kinds & _NEEDED) and Column.OTHER not in kinds


def _parts_of(row: Cells, places: Sequence[int]) -> _Parts:
    return {label: value for place in places if _is_form(row[place]) for label, value in _parts(row[place]).items()}


def _parts(cell: str) -> _Parts:
    """Return what stands behind the labels of a cell that begins with one."""
    if ":" not in cell and "：" not in cell:
        return {}
    folded = fold(cell.strip())
    labels = list(_LABEL.finditer(folded))
    if not labels or labels[0].start():
        return {}
    ends = [*(each.start() for each in labels[1:]), len(folded)]
    return {
        each["name"]: cell.strip()[each.end() : end].strip(" \t\n;；,，")
        for each, end in zip(labels, ends, strict=True)
    }


def _without(head: Head, places: Sequence[int]) -> Head:
    left = {kind: [each for each in found if each not in places] for kind, found in head.columns.items()}
    return replace(head, columns={kind: found for kind, found in left.items() if found})
