"""Reads the sources of a graph again, for a migration: from files where they are, else from the text that it keeps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from loaders.parse import Kind, parse_file, parse_text
from loaders.read import sha256
from loaders.records import records
from schema.errors import SourceError
from schema.nodes import Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.migrate import Stored
    from loaders.parsed import ParsedSource
    from schema.records import SourceRecords


class Rereader:
    """Reads stored sources again; `files` are looked at first, wherever the sources were read from."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        self._files = {sha256(file): file for file in files}

    def __call__(self, stored: Stored) -> SourceRecords | str:
        """Return the records of a source, or why it cannot be read again."""
        kind: Kind = "ledger" if stored.kind == "LEDGER" else "report"
        file = self._file(stored)
        try:
            if file:
                return _found(parse_file(file, kind), stored)
            if stored.sheeted:
                return "its text does not say where a sheet begins: name the file, wherever it is now."
            return _same(_found(parse_text(stored.text, kind, Path(stored.uri or "").stem), stored), stored)
        except SourceError as error:
            return f"{error} It stays as it was read."

    def _file(self, stored: Stored) -> Path | None:
        if stored.sha256 in self._files:
            return self._files[stored.sha256]
        there = Path(stored.uri) if stored.uri else None
        return there if there and there.is_file() and sha256(there) == stored.sha256 else None


def _found(parsed: ParsedSource, stored: Stored) -> SourceRecords | str:
    if not parsed.issues:
        return "no issue is found in it any more: it stays as it was read."
    return records(parsed, stored.sha256, stored.uri or "")


def _same(found: SourceRecords | str, stored: Stored) -> SourceRecords | str:
    """Return what was found in a text if nothing of it was lost, such as rows whose cells have line breaks."""
    if isinstance(found, str):
        return found
    report = next(node for node in found.nodes if isinstance(node, Report))
    if (report.text, report.records) != (stored.text, stored.records):
        return "its text alone does not say it all: name the file, wherever it is now."
    return found
