"""The measures as a ledger 整改台账 in a workbook: a row each, in the columns that offices use, and that we read.

A measure stands under its issue, an issue under its inspection, the earliest first. Only what is stated is written: no
status and no decision where the sources have none. A part of a measure (一是) is in the text of the measure.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, LiteralString

from graph.rows import day
from schema.vocabularies import ClosureResult, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.engine import Engine

# Heads and widths, in characters.
_COLUMNS: Final = (
    ("序号", 6), ("问题来源", 18), ("反馈时间", 12), ("所属领域", 12), ("问题", 40), ("整改措施", 60), ("牵头单位", 20),
    ("配合单位", 20), ("督办单位", 16), ("责任人", 16), ("原定时限", 14), ("整改时限", 14), ("整改状态", 10),
    ("完成时间", 12), ("进展情况", 40), ("销号情况", 20),
)  # fmt: skip
_SHEET: Final = "整改台账"
_MOST_ROWS: Final = 1_048_576  # of a sheet
_LONGEST: Final = 32_767  # UTF-16 units of a cell
_PIECE: Final = 1 << 16
_FETCHED: Final = 500

_AS_OF: Final[LiteralString] = "MATCH (r:Report) RETURN max(coalesce(r.asOf, r.signedOn, r.publishedOn)) AS day"
_INSPECTIONS: Final[LiteralString] = (
    "MATCH (n:Inspection)<-[:RAISED_BY]-(i:Issue) WITH n, min(i.raisedOn) AS first "
    "RETURN n.id AS id, n.name AS name ORDER BY coalesce(toString(first), ''), name, id"
)
_ROW: Final[LiteralString] = (
    "WITH DISTINCT i, m ORDER BY i.position, i.id, m.ordinal, m.id "
    "RETURN i.number AS number, i.raisedOn AS raised, i.title AS issue, m.text AS measure, m.field AS field, "
    "m.status AS status, m.dueOn AS due, m.duePrecision AS precision, m.originalDueOn AS original, "
    "m.originalDuePrecision AS originalPrecision, m.completedOn AS completed, "
    "COLLECT { MATCH (m)-[:ABOUT]->(t:Topic) RETURN t.prefLabelZh ORDER BY t.notation } AS topics, "
    "COLLECT { MATCH (m)-[a:ASSIGNED_TO]->(u:Unit) WHERE NOT a.inherited "
    "RETURN {role: a.role, name: u.name} ORDER BY coalesce(a.start, -1), u.name } AS units, "
    "COLLECT { MATCH (m)-[a:ASSIGNED_TO]->(p:Post) WHERE NOT a.inherited "
    "RETURN p.title ORDER BY coalesce(a.start, -1), p.title } AS posts, "
    "COLLECT { MATCH (m)-[a:ASSIGNED_TO]->(p:Person) WHERE NOT a.inherited "
    "RETURN p.name ORDER BY coalesce(a.start, -1), p.name } AS people, "
    "COLLECT { MATCH (m)-[:DUE]->(d:Deadline) "
    "RETURN d.phrase ORDER BY coalesce(toString(d.statedOn), ''), d.ordinal } AS deadlines, "
    "COLLECT { MATCH (m)-[:REPORTED]->(s:StatusReport) "
    "RETURN s.phrase ORDER BY coalesce(toString(s.asOf), ''), s.id } AS progress, "
    "COLLECT { MATCH (m)-[:DECIDED]->(c:Closure) "
    "RETURN {result: c.result, day: c.decidedOn} ORDER BY coalesce(toString(c.decidedOn), ''), c.ordinal } AS closures"
)
_OF_INSPECTION: Final[LiteralString] = (
    f"MATCH (:Inspection {{id: $id}})<-[:RAISED_BY]-(i:Issue)-[:HAS_MEASURE]->(m:Measure) {_ROW}"
)
_OF_NONE: Final[LiteralString] = (
    f"MATCH (i:Issue)-[:HAS_MEASURE]->(m:Measure) WHERE NOT EXISTS {{ MATCH (i)-[:RAISED_BY]->() }} {_ROW}"
)


def chunks(engine: Engine) -> Iterator[bytes]:
    """Yield a workbook of all measures in pieces; it is written to a temporary file, row by row."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.xlsx"
        (newest,) = engine.read(_AS_OF)
        for _ in _written(file, _title(newest["day"]), rows(engine), Path(folder)):
            yield b""  # who asked can stop at every row
        with file.open("rb") as written:
            while piece := written.read(_PIECE):
                yield piece


def rows(engine: Engine) -> Iterator[tuple[object, ...]]:
    """Yield the cells of each measure: texts, days, and None for what is not stated."""
    for inspection in engine.read(_INSPECTIONS):
        for record in engine.stream(_OF_INSPECTION, {"id": inspection["id"]}, _FETCHED):
            yield _cells(inspection["name"], record)
    for record in engine.stream(_OF_NONE, {}, _FETCHED):
        yield _cells(None, record)


def _title(as_of: Any) -> str:
    if as_of is None:
        return _SHEET
    on = day(as_of)
    return f"{_SHEET}（截至{on.year}年{on.month}月{on.day}日）"


def _cells(source: str | None, record: dict[str, Any]) -> tuple[object, ...]:
    due, original = (_due(record, *keys) for keys in (("due", "precision"), ("original", "originalPrecision")))
    number: str = record["number"]
    return (
        int(number) if number.isascii() and number.isdecimal() else number,
        source,
        _day(record["raised"]),
        record["field"] or _names(record["topics"]),
        record["issue"],
        record["measure"],
        *(_names(each["name"] for each in record["units"] if each["role"] == role)
          for role in ("LEAD", "COOPERATE", "SUPERVISE")),
        _names((*record["posts"], *record["people"])),
        original if original != due else None,
        due or (record["deadlines"][-1] if record["deadlines"] else None),
        None if record["status"] == Status.UNSTATED else Status[record["status"]].title_zh,
        _day(record["completed"]),
        record["progress"][-1] if record["progress"] else None,
        "，".join(dict.fromkeys(_decision(each["result"], _day(each["day"])) for each in record["closures"])) or None,
    )  # fmt: skip


def _due(record: dict[str, Any], on_key: str, precision_key: str) -> date | str | None:
    """Return a due day as a day, or as exactly as the source states it: 2023年底前."""
    on = _day(record[on_key])
    if on is None:
        return None
    year = f"{on.year}年"
    return {
        Precision.MONTH_END: f"{year}{on.month}月底前",
        Precision.QUARTER_END: f"{year}第{'一二三四'[(on.month - 1) // 3]}季度末",
        Precision.HALF_YEAR_END: f"{year}{'上' if on.month <= 6 else '下'}半年",
        Precision.YEAR_END: f"{year}底前",
        Precision.YEAR: year,
    }.get(Precision[record[precision_key] or "DAY"], on)


def _decision(result: str, on: date | None) -> str:
    words = ClosureResult[result].title_zh
    return f"{words}（{on.year}年{on.month}月{on.day}日）" if on else words


def _day(stored: Any) -> date | None:
    return None if stored is None else day(stored)


def _names(names: Iterable[str]) -> str | None:
    return "、".join(dict.fromkeys(names)) or None


def _written(file: Path, title: str, found: Iterable[tuple[object, ...]], folder: Path) -> Iterator[None]:
    """Write the workbook, and pause after each row; it is whole when there is no more of them."""
    import xlsxwriter

    # Text that begins with = stays text: a formula in a source would run in the reader's Excel.
    options = {
        "constant_memory": True, "tmpdir": str(folder), "strings_to_formulas": False, "strings_to_urls": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(str(file), options) as book:
        bold = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        dated = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "border": 1})
        sheet, at = _sheet(book, 1, title, bold), 2
        sheets = 1
        for cells in found:
            if at == _MOST_ROWS:
                sheet.autofilter(1, 0, at - 1, len(_COLUMNS) - 1)
                sheets += 1
                sheet, at = _sheet(book, sheets, title, bold), 2
            for column, value in enumerate(cells):
                if value is None:
                    sheet.write_blank(at, column, None, wrapped)
                elif isinstance(value, date):
                    sheet.write_datetime(at, column, value, dated)
                else:
                    sheet.write(at, column, _kept(value), wrapped)
            at += 1
            yield
        sheet.autofilter(1, 0, at - 1, len(_COLUMNS) - 1)


def _sheet(book: Any, number: int, title: str, bold: Any) -> Any:
    sheet = book.add_worksheet(_SHEET if number == 1 else f"{_SHEET}{number}")
    for column, (_, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(2, 0)
    sheet.write(0, 0, title, bold)
    for column, (head, _) in enumerate(_COLUMNS):
        sheet.write(1, column, head, bold)
    return sheet


def _kept(value: object) -> object:
    """Return a text as long as a cell may be, with … where it is cut."""
    if not isinstance(value, str) or len(value) * 2 <= _LONGEST:
        return value
    units = value.encode("utf-16-le")
    return value if len(units) <= 2 * _LONGEST else units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
