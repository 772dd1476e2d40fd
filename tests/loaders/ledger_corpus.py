"""Ledgers with the records that they must give: the format of `tests/loaders/corpus/ledgers`.

Three parts between rules of `=`: how the table is kept (`as: xlsx`, with an encoding for text), the table, and the
records. A line of the table is a row with `|` between its cells; `<` and `^` belong to the cell left or above (merged),
`@2024-06-30` is a cell with a date, `\\n` a line break, `---- name` begins a sheet. In a csv or tsv they are blank.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import docx
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from loaders.parsed import ParsedIssue, ParsedMeasure, ParsedSource, UnitMention

_RULE: Final = re.compile(r"^={4,}\n", re.MULTILINE)
_SHEET: Final = re.compile(r"^----\s*(.*)\n", re.MULTILINE)
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A ledger of the corpus: how it is kept, its sheets by their names, and its records as lines."""

    format: str
    encoding: str
    sheets: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    expected: str

    @classmethod
    def read(cls, text: str) -> Case:
        """Return the case that a file of the corpus holds."""
        kept, table, expected = _RULE.split(text)
        format_, *encoding = kept.removeprefix("as:").split()
        first, *parts = _SHEET.split(table)
        named = zip(parts[::2], parts[1::2], strict=True) if parts else [("", first)]
        sheets = tuple((name.strip(), tuple(map(_cells, rows.splitlines()))) for name, rows in named)
        return cls(format_, "".join(encoding) or "utf-8-sig", sheets, expected)

    def write(self, folder: Path) -> Path:
        """Return the file, written into a folder."""
        path = folder / f"ledger.{'txt' if self.format == 'tsv' else self.format}"
        write = {"xlsx": _xlsx, "docx": _docx, "html": _html}.get(self.format)
        if write:
            write(self, path)
        else:
            path.write_bytes(_delimited(self.sheets[0][1], "\t" if self.format == "tsv" else ",").encode(self.encoding))
        return path


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.replace("\\n", "\n") for cell in line.split("|"))


def _plain(cell: str) -> str:
    return "" if cell in ("<", "^") else cell.removeprefix("@")


def _delimited(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _ranges(rows: Sequence[Sequence[str]]) -> Iterator[_Place]:
    """Yield first and last row and column of each cell with what is merged into it."""
    for row, column in (
        (r, c) for r, cells in enumerate(rows) for c, cell in enumerate(cells) if cell not in ("<", "^")
    ):
        last = next((c for c in range(column + 1, len(rows[row])) if rows[row][c] != "<"), len(rows[row])) - 1
        below = (r for r in range(row + 1, len(rows)) if column >= len(rows[r]) or rows[r][column] != "^")
        yield row, column, next(below, len(rows)) - 1, last


def _xlsx(case: Case, path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    as_day = book.add_format({"num_format": "yyyy/m/d"})
    for name, rows in case.sheets:
        sheet = book.add_worksheet(name or None)
        for first, column, last, right in _ranges(rows):
            if (first, column) != (last, right):
                sheet.merge_range(first, column, last, right, "")
            _write_cell(sheet, first, column, rows[first][column], as_day)
    book.close()


def _write_cell(sheet: Any, row: int, column: int, cell: str, as_day: Any) -> None:
    if cell.startswith("@"):
        sheet.write_datetime(row, column, datetime.fromisoformat(cell[1:]), as_day)
    elif _NUMBER.fullmatch(cell):
        sheet.write_number(row, column, float(cell))
    elif cell:
        sheet.write_string(row, column, cell)


def _html(case: Case, path: Path) -> None:
    tables: list[str] = []
    for name, rows in case.sheets:
        lines: dict[int, list[str]] = {row: [] for row in range(len(rows))}
        for first, column, last, right in sorted(_ranges(rows)):
            spans = f' rowspan="{last - first + 1}" colspan="{right - column + 1}"'
            cell = _plain(rows[first][column]).replace("\n", "<br>")
            lines[first].append(f"<td{spans}>{cell}</td>")
        body = "".join(f"<tr>{''.join(line)}</tr>" for line in lines.values())
        tables.append(f"<h1>{name}</h1><table>{body}</table>")
    path.write_text(f"<html><body><div class='nav'>首页 &gt; 公告</div>{''.join(tables)}</body></html>", "utf-8")


def _docx(case: Case, path: Path) -> None:
    document = docx.Document()
    for name, rows in case.sheets:
        document.add_paragraph(name)
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for first, column, last, right in _ranges(rows):
            cell = table.cell(first, column)
            cell = cell.merge(table.cell(last, right)) if (first, column) != (last, right) else cell
            cell.text = _plain(rows[first][column])
    document.save(str(path))


# --- records as lines ----------------------------------------------------------------------------------------------


def lines(parsed: ParsedSource) -> str:
    """Return the records of a ledger as the lines of the corpus."""
    head = [("title", parsed.report.title), ("as of", parsed.report.as_of)]
    found = [f"{name}: {value}" for name, value in head if value]
    for issue in parsed.issues:
        found += [_issue(issue), *map(_measure, issue.measures)]
    found += [f"rejected row {each.row} {each.column} {each.value} {each.reason}" for each in parsed.rejected]
    found += [f"warning {each.code}" + (f" row {each.row}" if each.row else "") for each in parsed.warnings]
    return "\n".join(line.replace("\n", "⏎") for line in found) + "\n"


def _issue(issue: ParsedIssue) -> str:
    section = f" [{issue.section}]" if issue.section else ""
    source = f" < {issue.source}" if issue.source else ""
    return f"issue {issue.number}{section} {issue.title}{source}" + (f" @{issue.raised_on}" if issue.raised_on else "")


def _measure(measure: ParsedMeasure) -> str:
    roles = {role: _joined(_body(unit) for unit in measure.units if unit.role == role) for role in _ROLES}
    people = _joined(f"{each.name} ({each.post})" if each.post else each.name for each in measure.people)
    parts = [
        *(f"{role} {names}" for role, names in roles.items() if names),
        f"post {_joined(measure.posts)}" if measure.posts else "",
        people and f"person {people}",
        _due(measure),
        f"{measure.status} {measure.completed_on or ''}",
        " → ".join(f"{each.result} {each.decided_on or ''}".strip() for each in measure.closures),
        _documents(measure),
        _joined(
            f"{each.value:g} {each.unit}" if each.value < 1e6 else f"{each.value:.0f} {each.unit}"
            for each in measure.quantities
        ),
    ]
    return f"  row {measure.row}: " + " | ".join([measure.measure or "", *(p.strip() for p in parts if p)])


_ROLES: Final = ("LEAD", "COOPERATE", "SUPERVISE")


def _documents(measure: ParsedMeasure) -> str:
    named = _joined(each.number or each.title for each in measure.documents)
    return f"document {named}" if named else ""


def _body(unit: UnitMention) -> str:
    return unit.name + "*" * unit.generic


def _joined(parts: Iterable[str]) -> str:
    return "、".join(parts)


def _due(measure: ParsedMeasure) -> str:
    if any(each.due_on for each in measure.deadlines):
        return "due " + " → ".join(f"{each.due_on} {each.precision}" for each in measure.deadlines)
    return "、".join(each.kind for each in measure.deadlines)
