"""Files to records, in their order: those that the graph has are recognised unread, many are read by several processes.

A parse of a report of 7,000 characters takes about 25 ms, handing its records over 5 ms.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from api.readers import Readers
from loaders.parse import Kind, parse_file
from loaders.parsed import ParseWarning, RejectedRow
from loaders.read import SUFFIXES, sha256
from loaders.records import records
from schema.errors import NoIssues, ReaderEnded, RectigraphError
from schema.nodes import Warning as Flag
from schema.records import SourceRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.parsed import ParsedSource

_FEWEST: Final = 24  # files for which processes pay: each takes half a second to start
_MOST_WORKERS: Final = 8
_LOOKED_UP: Final = 64  # files that the graph is asked for at a time


class State(StrEnum):
    """What became of a file."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file; `nodes` by label and `relationships` by type that were created, or for READ stated.

    Of a file that was recognised unread, warnings and rejected rows are those that the graph has, without their spans.
    """

    path: Path
    state: State
    title: str = ""
    nodes: Counter[str] = field(default_factory=Counter[str])
    relationships: Counter[str] = field(default_factory=Counter[str])
    warnings: tuple[ParseWarning, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    error: RectigraphError | None = None


Read = tuple[Outcome, SourceRecords | None]
# Returns the sources that a graph has with some checksums, by checksum and name of the file, each by its title and what
# is flagged in it: the name counts, for that of a ledger may alone say its day.
Known = Callable[[Sequence[str]], Mapping[tuple[str, str], tuple[str, Sequence[Flag]]]]


def _nothing_known(_: Sequence[str]) -> Mapping[tuple[str, str], tuple[str, Sequence[Flag]]]:
    return {}


@dataclass(frozen=True, slots=True)
class Found:
    """The files that paths name; `others` counts by suffix those in folders that no reader takes."""

    files: Sequence[Path]
    others: Mapping[str, int]


def files(paths: Iterable[Path]) -> Found:
    """Return the files that are named, and those in the folders that are named, in the order of their paths.

    Hidden files, and what an office program leaves beside an open file (~$), are no sources.
    """
    found, others = list[Path](), Counter[str]()
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for each in sorted(path.rglob("*")):
            if not each.is_file() or any(part.startswith((".", "~$")) for part in each.relative_to(path).parts):
                continue
            if each.suffix.lower() in SUFFIXES:
                found.append(each)
            else:
                others[each.suffix.lower() or "without suffix"] += 1
    return Found(found, others)


def read_all(paths: Sequence[Path], kind: Kind, known: Known = _nothing_known) -> Iterator[Read]:
    """Yield what each file states and its records, or None for a failure and for a file that is known.

    Of files that wait to be written a few are in memory.
    """
    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    if len(paths) < _FEWEST or workers == 1:
        yield from (passed or read(path, kind) for path, passed in _looked_up(paths, known))
        return
    yield from Readers(workers, partial(read, kind=kind), _lost).in_order(_looked_up(paths, known))


def _lost(path: Path) -> Read:
    error = ReaderEnded(
        f"{path.name}: the process that read it was ended from outside, twice; the system does that where memory runs "
        "out. Load the file alone, with more memory, or split it."
    )
    return Outcome(path=path, state=State.FAILED, error=error), None


def _looked_up(paths: Sequence[Path], known: Known) -> Iterator[tuple[Path, Read | None]]:
    """Yield each file, with its outcome where it needs no reading: the graph has it, or it cannot be opened."""
    for at in range(0, len(paths), _LOOKED_UP):
        some = [(path, _checksum(path)) for path in paths[at : at + _LOOKED_UP]]
        stored = known([found for _, found in some if isinstance(found, str)])
        for path, found in some:
            if isinstance(found, RectigraphError):
                yield path, (Outcome(path=path, state=State.FAILED, error=found), None)
            elif (source := stored.get((found, path.name))) is not None:
                yield path, (_unchanged(path, *source), None)
            else:
                yield path, None


def _unchanged(path: Path, title: str, flags: Sequence[Flag]) -> Outcome:
    """Return the outcome of a file that the graph has, with what it has of its warnings and rejected rows."""
    warnings = [
        ParseWarning(code=each.code, message=each.message, row=each.row, sheet=each.sheet, column=each.column)
        for each in flags
        if not each.rejected
    ]
    rejected = [
        RejectedRow(
            row=each.row or 0,
            sheet=each.sheet or "",
            column=each.column or "",
            value=each.value or "",
            reason=each.code,
        )
        for each in flags
        if each.rejected
    ]
    return Outcome(path=path, state=State.UNCHANGED, title=title, warnings=tuple(warnings), rejected=tuple(rejected))


def _checksum(path: Path) -> str | RectigraphError:
    try:
        return sha256(path)
    except RectigraphError as error:
        return error


def read(path: Path, kind: Kind) -> Read:
    """Return what a file states and its records, or the failure and None."""
    try:
        parsed = parse_file(path, kind)
    except RectigraphError as error:
        return Outcome(path=path, state=State.FAILED, error=error), None
    if not parsed.issues:
        return _without_issues(path, parsed), None
    source = records(parsed, sha256(path), path.as_posix())
    return _stated(path, parsed, source), source


def _without_issues(path: Path, parsed: ParsedSource) -> Outcome:
    """Return the failure of a file that says nothing of the genre, with all that was found instead."""
    error = NoIssues(
        f"{path.name}: no issue was found, so nothing is loaded. An issue is a numbered problem 问题 with its answer "
        "整改 in a report, or a row of a ledger. See what was read: rectigraph parse."
    )
    title, warnings, rejected = parsed.report.title, parsed.warnings, parsed.rejected
    return Outcome(path=path, state=State.FAILED, title=title, warnings=warnings, rejected=rejected, error=error)


def _stated(path: Path, parsed: ParsedSource, source: SourceRecords) -> Outcome:
    return Outcome(
        path=path,
        state=State.READ,
        title=parsed.report.title,
        nodes=Counter(type(node).__name__ for node in source.nodes),
        relationships=Counter(each.type for each in source.relationships),
        warnings=parsed.warnings,
        rejected=parsed.rejected,
    )
