"""What a reader of a ledger should look at in a row: contradictions, gaps in numbers, damage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.ledger.column import Column
from loaders.report import documents
from loaders.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.ledger.row import Row
    from loaders.parsed import ParsedClosure, ParseWarning, Status

_DAMAGE: Final = re.compile("[\ufffd\ue000-\uf8ff]+|锟斤拷|烫烫烫|\\?{4,}")  # □ and ■ are ticks in a ledger
_ODD: Final = re.compile("[\ufffd\ue000-\uf8ff锟烫?]")  # what damage begins with: a set is looked for fastest
_OPEN: Final = ("PLANNED", "IN_PROGRESS")
_CLOSED: Final = "CLOSED"


def of_row(
    row: Row, said: Status, completed: str | None, decisions: tuple[ParsedClosure, ...]
) -> Iterator[ParseWarning]:
    """Yield what is damaged in a row, and what contradicts its status; all is kept as written."""
    if _ODD.search(row.text):
        for match in _DAMAGE.finditer(row.text):
            message = "characters that no decoder produces from a sound text"
            yield row.warning_at("TEXT_DAMAGED", message, *match.span())
    start, end = row.measure_at
    if row.text.find("《", start, end) >= 0 and row.text.count("《", start, end) > row.text.count("》", start, end):
        for each in documents.titles(fold(row.text[start:end]))[1]:
            yield row.warning_at("BRACKET_OPEN", "《 without 》", start + each.start, start + each.end)
    if said in _OPEN and decisions and decisions[-1].result == _CLOSED:
        yield row.warning("STATUS_CONFLICT", "not completed by its status, and closed: both are kept.", Column.STATUS)
    elif said in _OPEN and completed and not decisions:  # what was reopened is not completed any more
        message = f"not completed by its status, completed on {completed} by its day: both are kept."
        yield row.warning("STATUS_CONFLICT", message, Column.STATUS)


def of_number(row: Row, number: int, before: int | None, *, opens: bool) -> ParseWarning | None:
    """Return a warning if the number of a row leaves a gap after the one `before`, or says it again for another issue.

    A sequence may begin again with 1, or with any number that is smaller.
    """
    stated = row.cell(Column.NUMBER)
    if before is None or number < before:
        return None
    if number > before + 1:
        return row.warning("NUMBER_MISSING", f"number {stated} follows {before}", Column.NUMBER)
    if number == before and opens:
        return row.warning("NUMBER_REPEATED", f"number {stated} stands before another issue, too", Column.NUMBER)
    return None
