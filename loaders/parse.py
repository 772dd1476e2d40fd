"""One file in, what it says out: a report or a ledger, whichever it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from loaders.read import Source, read
from loaders.report import parse_report
from schema.errors import SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.parsed import ParsedSource

Kind = Literal["auto", "report", "ledger"]

__all__ = ["Kind", "parse_file"]


def parse_file(path: Path, kind: Kind = "auto") -> ParsedSource:
    """Return what a file says; `auto` takes it for a ledger if one of its tables has a ledger's head.

    Raises SourceError, with the file's name, for what cannot be read.
    """
    try:
        return _parse(read(path), kind)
    except SourceError as error:
        if path.name in str(error):
            raise
        raise type(error)(f"{path.name}: {error}") from error


def _parse(source: Source, kind: Kind) -> ParsedSource:
    # Imported late: a report needs nothing of ledgers.
    from loaders.ledger import has_head, parse_ledger

    if kind == "ledger" or (kind == "auto" and source.sheets and (not source.text or has_head(source.sheets))):
        return parse_ledger(source.sheets)
    text = source.text or "\n".join("\t".join(row) for sheet in source.sheets for row in sheet.rows)
    parsed = parse_report(text)
    return replace(parsed, report=replace(parsed.report, kind=parsed.report.kind or "NOTICE"))
