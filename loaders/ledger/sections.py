"""Parts of a table that are a body each, （一）市住房和城乡建设局 over its items: the body becomes a column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.ledger.bodies import names_bodies
from loaders.ledger.column import ANSWERS, Cells
from loaders.ledger.head import Head, section_of, widened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEAD: Final = "责任单位"
_MARK: Final = re.compile(
    r"^\s*(?:[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*)*|\s*(?:[(（][^()（）]*\d[^()（）]*[)）]|[:：])\s*$"
)


def with_bodies(rows: Sequence[Cells], head: Head, sheet: str) -> tuple[list[Cells], Head]:
    """Return a table that names nobody who answers with a column for them, where all its parts are bodies.

    A table without parts takes the body that its sheet is named after, as in a file with a sheet for each bureau.
    """
    if head.columns.keys() & ANSWERS:
        return list(rows), head
    parts = [_MARK.sub("", section_of(tuple(map(str.strip, row)), head)) for row in rows[head.first :]]
    named = [part for part in parts if part] or [sheet.strip()]
    if not all(map(names_bodies, named)):
        return list(rows), head
    return widened(rows, head, [_HEAD], [(body,) for body in _carried(parts, named[0])])


def _carried(parts: Sequence[str], first: str) -> Iterator[str]:
    """Yield the body for each row, none for the rows that are the parts themselves."""
    body = first
    for part in parts:
        body = part or body
        yield "" if part else body
