"""Ledgers 台账: tables of issues and measures with bodies, deadlines, progress and closure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, day
from loaders.ledger.columns import Column
from loaders.ledger.head import Cells, Head, find_head, is_data
from loaders.ledger.rows import Found, Words, read_rows
from loaders.parsed import ParsedSource, ReportHead
from loaders.report.topics import hits as text_hits
from loaders.text import fold
from loaders.units import aliases, is_generic
from schema.errors import NoMeasureColumn
from schema.topics import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.read import Sheet

_AS_OF: Final = re.compile(
    r"(?:截至|截止到?|截止至)\s*[:：]?\s*(\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-](?:\s*\d{1,2}\s*日?|底)?)"
)
_BRACKETS: Final = re.compile(r"[（(【\[][^（(【\[]*?截[至止].*?[）)】\]]")

__all__ = ["has_head", "parse_ledger"]


def has_head(sheets: Sequence[Sheet]) -> bool:
    """Tell whether one of the sheets has the head of a ledger."""
    return any(find_head(_squared(sheet)) for sheet in sheets)


def parse_ledger(sheets: Sequence[Sheet]) -> ParsedSource:
    """Return all that the sheets of a ledger say; rows that cannot be read are in `rejected`.

    A row's number counts the records of its sheet from 1; offsets count in the row's cells joined by tabs.
    `report.text` are all records of all sheets, one a line. Raises NoMeasureColumn, naming the heads found, if no
    sheet has a column for measures.
    """
    tables = [(sheet, rows, find_head(rows)) for sheet in sheets for rows in (_squared(sheet),)]
    if not any(head and Column.MEASURE in head.columns for _, _, head in tables):
        raise NoMeasureColumn(_missing(tables))
    text = "\n".join("\t".join(row) for sheet in sheets for row in sheet.rows)
    above = [cell.strip() for _, _, head in tables if head for row in head.above for cell in row if cell.strip()]
    as_of = _as_of(above) or ""
    found = Found()
    words = Words(aliases(text), is_generic, resolve, text_hits)
    for sheet, rows, head in tables:
        if head and Column.MEASURE in head.columns:
            data = [(n, row) for n, row in enumerate(_filled(sheet, rows), 1) if n > head.first and is_data(row)]
            read_rows(sheet.name, data, head, words, int(as_of[:4]) if as_of else None, found)
    title = _BRACKETS.sub("", above[0]).strip() if above else ""
    records = sum(len(sheet.rows) for sheet in sheets)
    counts = {"records": records, "dataRows": found.data_rows, "rejected": len(found.rejected)}
    return ParsedSource(
        report=ReportHead(title=title, kind="LEDGER", as_of=as_of, text=text),
        declared_counts={name: float(count) for name, count in counts.items()},
        issues=tuple(found.issues),
        warnings=tuple(found.warnings),
        rejected=tuple(found.rejected),
    )


def _missing(tables: Sequence[tuple[Sheet, Sequence[Cells], Head | None]]) -> str:
    heads = [name for _, _, head in tables if head for name in head.names]
    seen = "、".join(heads) if heads else "no head at all"
    return f"No column for measures (整改措施, 整改举措, 整改任务 …). The heads found: {seen}. Name one column so."


def _as_of(above: Sequence[str]) -> str | None:
    for cell in above:
        if match := _AS_OF.search(fold(cell)):
            try:
                return day(match[1])
            except DateError:
                continue
    return None


def _squared(sheet: Sheet) -> list[Cells]:
    """Return the rows with the same number of cells in each."""
    width = max((len(row) for row in sheet.rows), default=0)
    return [row + ("",) * (width - len(row)) for row in sheet.rows]


def _filled(sheet: Sheet, rows: list[Cells]) -> list[Cells]:
    """Return the rows with the value of each merged range in all of its rows."""
    if not sheet.merged:
        return rows
    grid = [list(row) for row in rows]
    for first_row, first_column, last_row, last_column in sheet.merged:
        for row in grid[first_row : last_row + 1]:
            for column in range(first_column, min(last_column + 1, len(row))):
                row[column] = row[column] or grid[first_row][first_column]
    return [tuple(row) for row in grid]
