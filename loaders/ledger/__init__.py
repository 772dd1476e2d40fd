"""Ledgers 台账: tables of issues and measures with bodies, deadlines, progress and closure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError
from loaders.ledger.bodies import Bodies
from loaders.ledger.column import Cells, Column
from loaders.ledger.days import stated_day
from loaders.ledger.filled import filled
from loaders.ledger.forms import as_table, parted, with_labels_above
from loaders.ledger.head import Head, find_head, with_results
from loaders.ledger.labelled import with_labels
from loaders.ledger.lists import joined
from loaders.ledger.row import Found, Record
from loaders.ledger.rows import Reader
from loaders.ledger.sections import with_bodies
from loaders.ledger.spellings import unite
from loaders.parsed import ParsedSource, ParseWarning, ReportHead
from loaders.text import fold
from loaders.units import aliases
from schema.errors import NoMeasureColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from loaders.sheets import Sheet

_DAY: Final = (
    r"(?P<day>(?:19|20)\d\d[01]\d[0-3]\d(?!\d)"
    r"|\d{4}\s*[年./-]\s*(?:\d{1,2}\s*[月./-]?(?:\s*\d{1,2}\s*日?|底|末)?|第?[一二三四1-4]季度[底末]?|上半年))"
)
_ENGLISH_DAY: Final = r"(?P<day>\d{1,2} [A-Z][a-z]{2,8} 20\d\d|[A-Z][a-z]{2,8} \d{1,2}, ?20\d\d)"
_AS_OF: Final = (
    re.compile(rf"截[至止](?:到|至)?(?:日期|时间)?\s*:?\s*(?:目前\s*)?{_DAY}"),
    re.compile(rf"(?:填[报表制写]|报送|上报|编制|制表|统计|更新|汇总|调度)\s*(?:(?:日期|时间)\s*:?|:)\s*{_DAY}"),
    re.compile(rf"(?i:\bas (?:of|at)|\bupdated(?: on)?|\breport(?:ing)? date)\s*:?\s*{_DAY}"),
    re.compile(rf"(?i:\bas (?:of|at)|\bupdated(?: on)?|\breport(?:ing)? date)\s*:?\s*{_ENGLISH_DAY}"),
    re.compile(rf"\({_DAY}\)\s*$"),
    re.compile(rf"(?:^|\s)(?:(?:时间|日期)\s*:\s*)?{_DAY}(?=\s|$)"),
)
_ASIDE: Final = re.compile(r"[（(【\[][^（(【\[]*?截[至止].*?[）)】\]]")
_OF_PROGRESS: Final = (_AS_OF[0], re.compile(rf"(?:进展|进度|完成|落实|整改|办理).*\({_DAY}\)$"))  # in a head
_ANNEX: Final = re.compile(r"^\s*(?:附件|附表|表)\s*[\d一二三四五六七八九十]*[\s:：.、]+(?=\S)")  # 附件3 before a title
_NO_TITLE: Final = re.compile(
    r"^\s*(?:附件|附表|附|表)\s*(?:\d+\s*)?(?:[:：]\s*)?$|[:：>»›]|^\s*单位\s*[:：(（]|^\s*截[至止]"
)
_OF_A_LEDGER: Final = re.compile(r"台账|清单|整改|表(?:\s*[（(].*)?$")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?!\s*年度)")  # what was audited, not when it is made good
_SAMPLED: Final = 200  # rows that show of which year a table is
_MONEY: Final = re.compile(r"单位\s*:\s*([百千万亿]*元)")

__all__ = ["has_head", "parse_ledger"]


@dataclass(slots=True)
class _Table:
    """Records under one head; a table without its own continues the one before it, if it is as wide."""

    head: Head
    records: list[Record] = field(default_factory=list[Record])


def has_head(sheets: Sequence[Sheet]) -> bool:
    """Tell whether one of the sheets has the head of a ledger."""
    return any(find_head(as_table(sheet).squared()) for sheet in sheets)


def parse_ledger(sheets: Iterable[Sheet], before: Sequence[str] = ()) -> ParsedSource:
    """Return all that the sheets of a ledger say; rows that cannot be read are in `rejected`.

    A row's number counts the records of its sheet from 1, that of a form is of its first record; offsets count in the
    row's cells joined by tabs. `report.text` are all records of all sheets, one a line. Raises NoMeasureColumn,
    naming the heads found, if no sheet has a column for measures. `before` are lines that stand before the tables,
    where a title may be.
    """
    sheets = [as_table(part) for sheet in sheets for part in parted(sheet)]
    grids = [sheet.squared() for sheet in sheets]
    heads = [find_head(rows) for rows in grids]
    grids = list(map(filled, grids, sheets, heads))
    grids, heads = joined(grids, heads)
    for at, head in enumerate(heads):
        if head:
            rows, head = with_labels(*with_labels_above(grids[at], head))
            grids[at], heads[at] = with_bodies(rows, head, sheets[at].name)
    text = "\n".join("\t".join(row) for rows in grids for row in rows)
    found = Found()
    tables = list(_tables(sheets, grids, heads, found))
    lines = [*before, *(" ".join(filter(None, map(str.strip, row))) for table in tables for row in table.head.above)]
    above = [*before, *(cell.strip() for table in tables for row in table.head.above for cell in row if cell.strip())]
    names = [name for table in tables for name in table.head.names]
    as_of, title = _as_of(lines, sheets) or _said_by(names, _OF_PROGRESS), _title(above, sheets)
    year = next((int(stated[0]) for stated in map(_YEAR.search, (as_of, title)) if stated), None)
    money = next((stated[1] for cell in above if (stated := _MONEY.search(fold(cell)))), "")
    bodies = Bodies(aliases(_prose(tables, grids)))
    records, day = sum(map(len, grids)), date.fromisoformat(as_of) if as_of else None
    del sheets, grids  # only the tables hold the rows from here on, so that each goes when it is read
    for table in tables:
        Reader(replace(table.head, money=money), bodies, year or _year_of(table), day, found).read(
            _taken(table.records)
        )
    if not found.data_rows:
        message = "No row with an item stands below the head: nothing is loaded."
        found.warnings.append(ParseWarning(code="TEXT_UNCOVERED", message=message))
    unite(found)
    return _source(title, as_of, text, records, found)


def _year_of(table: _Table) -> int | None:
    """Return the year of a table that nothing above it says: the one that all deadlines with a year are in."""
    places = table.head.columns.get(Column.DEADLINE, ())
    cells = (record.cells[place] for record in table.records[:_SAMPLED] for place in places)
    years = {stated[0] for stated in map(_YEAR.search, cells) if stated}
    return int(years.pop()) if len(years) == 1 else None


def _taken(records: list[Record]) -> Iterator[Record]:
    """Yield the records in their order, each taken out of the list."""
    records.reverse()
    while records:
        yield records.pop()


def _source(title: str, as_of: str, text: str, records: int, found: Found) -> ParsedSource:
    counts = {"records": records, "dataRows": found.data_rows, "rejected": len(found.rejected)}
    return ParsedSource(
        report=ReportHead(title=title, kind="LEDGER", as_of=as_of, text=text),
        declared_counts={name: float(count) for name, count in counts.items()},
        issues=tuple(found.issues),
        warnings=tuple(found.warnings),
        rejected=tuple(found.rejected),
    )


def _tables(
    sheets: Sequence[Sheet], grids: Sequence[list[Cells]], heads: Sequence[Head | None], found: Found
) -> Iterator[_Table]:
    """Yield the tables that have a column for measures. Raises NoMeasureColumn if none has."""
    if not any(head and Column.MEASURE in head.columns for head in heads):
        heads = [head and with_results(head) for head in heads]
    if not any(head and Column.MEASURE in head.columns for head in heads):
        raise NoMeasureColumn(_missing(heads))
    table: _Table | None = None
    for sheet, rows, head in zip(sheets, grids, heads, strict=True):
        records = [Record(sheet.name, number, row) for number, row in zip(sheet.numbers(), rows, strict=False)]
        if head and Column.MEASURE in head.columns:
            if table:
                yield table
            table = _Table(head, records[head.first :])
        elif table and head is None and rows and len(rows[0]) == len(table.head.names):
            table.records.extend(records)
        elif any(cell.strip() for row in rows for cell in row):
            found.warnings.append(_left_out(sheet, head))
    if table:
        yield table


def _left_out(sheet: Sheet, head: Head | None) -> ParseWarning:
    names = "、".join(head.names) if head else "none"
    message = f"No column for measures, so nothing of this table is loaded. The heads found: {names}."
    return ParseWarning(code="TEXT_UNCOVERED", message=message, sheet=sheet.name)


def _missing(heads: Sequence[Head | None]) -> str:
    names = [name for head in heads if head for name in head.names]
    seen = "、".join(names) if names else "no head at all"
    return f"No column for measures (整改措施, 整改举措, 整改任务 …). The heads found: {seen}. Name one column so."


def _prose(tables: Sequence[_Table], grids: Sequence[list[Cells]]) -> str:
    """Return what is no item and may explain short names: rows with one filled cell, such as notes, and titles."""
    # Most rows are full, and left out at a glance.
    sparse = (row for rows in grids for row in rows if row.count("") * 2 >= len(row))
    lines = [[cell for cell in row if cell.strip()] for row in sparse]
    above = [cell for table in tables for row in table.head.above for cell in row]
    return "\n".join([*above, *(cells[0] for cells in lines if len(cells) == 1)])


def _title(above: Sequence[str], sheets: Sequence[Sheet]) -> str:
    """Return the longest cell above the heads that is no label, no day and no number of an annex."""
    cells = (_ANNEX.sub("", _ASIDE.sub("", each)).strip() for each in above)
    titles = [cell for cell in cells if not _NO_TITLE.search(cell)]
    known = next(filter(_OF_A_LEDGER.search, titles), None)
    return known or (titles[0] if titles else next((sheet.name for sheet in sheets if "整改" in sheet.name), ""))


def _as_of(lines: Sequence[str], sheets: Sequence[Sheet]) -> str:
    """Return the day for which a ledger was made up, stated in the rows above its heads or in the name of a sheet.

    That is 截至 a day, else the day it was filled in, else the month in brackets behind its title.
    """
    return _said_by([*lines, *(sheet.name for sheet in sheets)], _AS_OF)


def _said_by(lines: Iterable[str], patterns: Sequence[re.Pattern[str]]) -> str:
    """Return the day that the first of the patterns finds in the lines, ISO; an empty string without one."""
    said = [fold(line) for line in lines]
    stated = (match["day"] for pattern in patterns for match in map(pattern.search, said) if match)
    return next(filter(None, map(_day_or_nothing, stated)), "")


def _day_or_nothing(words: str) -> str:
    try:
        return stated_day(words) or ""
    except DateError:
        return ""
