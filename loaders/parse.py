"""One file in, what it says out: a report or a ledger, whichever it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from loaders.collector import collector_paused
from loaders.parsed import ParseWarning
from loaders.read import Source, read
from loaders.report import parse_report
from loaders.sheets import Sheet, delimited
from schema.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loaders.parsed import ParsedSource

Kind = Literal["auto", "report", "ledger"]
_LONGEST_HEAD: Final = 200  # characters of a line that may hold the heads of a table
_FEWEST_HEADS: Final = 3
_TITLE_LINES: Final = 8  # before a table in which its title is looked for

__all__ = ["Kind", "parse_file", "parse_text"]


@collector_paused()
def parse_file(path: Path, kind: Kind = "auto") -> ParsedSource:
    """Return what a file says; `auto` takes it for a ledger if it is mostly tables, and one has a ledger's head.

    Raises SourceError, with the file's name, for what cannot be read.
    """
    try:
        parsed = _parse(read(path), kind)
    except SourceError as error:
        if path.name in str(error):
            raise
        raise type(error)(f"{path.name}: {error}") from error
    return _titled(parsed, path.stem)


@collector_paused()
def parse_text(text: str, kind: Kind, stem: str) -> ParsedSource:
    """Return what a text says that was read before, such as the one that a graph keeps; rows of a ledger have tabs.

    `stem` is the name of its file without the ending.
    """
    return _titled(_parse(Source(text), kind), stem)


def _titled(parsed: ParsedSource, stem: str) -> ParsedSource:
    """Give a ledger without a title the name of its file: a workbook often has its title there only."""
    untitled = parsed.report.kind == "LEDGER" and not parsed.report.title
    return replace(parsed, report=replace(parsed.report, title=stem)) if untitled else parsed


def _parse(source: Source, kind: Kind) -> ParsedSource:
    # Imported late: a report needs nothing of ledgers.
    from loaders.ledger import has_head, parse_ledger

    if kind == "ledger" or (kind == "auto" and _mostly_tables(source) and (not source.text or has_head(source.sheets))):
        sheets, before = iter(source.sheets or (Sheet("", delimited(source.text)),)), _before_tables(source)
        del source  # the rows of a long ledger go one by one as they are read
        return parse_ledger(sheets, before)
    text = source.text or "\n".join("\t".join(row) for sheet in source.sheets for row in sheet.rows)
    parsed = parse_report(text)
    report = replace(parsed.report, kind=parsed.report.kind or "NOTICE")
    lost = () if source.sheets else _lost_table(text)
    return replace(parsed, report=report, warnings=(*parsed.warnings, *lost))


def _lost_table(text: str) -> Iterator[ParseWarning]:
    """Yield a warning at the first line with the heads of a ledger and only blanks between them: its columns are lost.

    So a table without ruled lines comes out of a PDF.
    """
    from loaders.ledger.head import find_head

    at = 0
    for line in text.splitlines(keepends=True):
        cells = tuple(line.split()) if len(line) <= _LONGEST_HEAD else ()
        if len(cells) >= _FEWEST_HEADS and "\t" not in line and find_head([cells]):
            message = "heads of a table whose columns are lost: read as text. Save it as XLSX or DOCX, and load that."
            yield ParseWarning(code="TEXT_UNCOVERED", message=message, start=at, end=at + len(line.rstrip()))
            return
        at += len(line)


def _mostly_tables(source: Source) -> bool:
    """Tell whether more of a source stands in tables than outside: a report may have a table, a ledger a preface."""
    inside = sum(sum(map(len, row)) for sheet in source.sheets for row in sheet.rows)
    return bool(source.sheets) and inside * 2 >= len(re.sub(r"\s", "", source.text))


def _before_tables(source: Source) -> tuple[str, ...]:
    """Return the lines of a page or document that stand before its first table, such as its title."""
    first = next((cell for sheet in source.sheets for row in sheet.rows for cell in row if cell.strip()), "")
    lines = [line.strip() for line in source.text.split(first)[0].splitlines()] if first else []
    return tuple(line for line in lines if line)[-_TITLE_LINES:]
