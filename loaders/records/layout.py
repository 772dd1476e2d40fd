"""The text that every offset of the records counts in, and where the rows of a ledger stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.parsed import ParsedMeasure, ParsedSource

RowKey = tuple[str | None, int | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """`text` of the report; `rows` gives the offset of each ledger row in it by sheet and row."""

    text: str
    rows: dict[RowKey, int]


def layout(parsed: ParsedSource) -> Layout:
    """Return the text of a source: as it was decoded; for a ledger the texts of its rows, one a line.

    A ledger whose parse gives a text that holds all rows in order keeps that text, with what stands between them.
    """
    rows = [measure for issue in parsed.issues for measure in issue.measures if measure.row is not None]
    if not rows:
        return Layout(parsed.report.text, {})
    rows = sorted({(each.sheet, each.row): each for each in rows}.values(), key=_place(parsed))
    return _found(parsed.report.text, rows) or _joined(rows)


def _place(parsed: ParsedSource) -> Callable[[ParsedMeasure], tuple[int, int]]:
    sheets = {m.sheet: None for issue in parsed.issues for m in issue.measures}
    order = {sheet: position for position, sheet in enumerate(sheets)}
    return lambda measure: (order[measure.sheet], measure.row or 0)


def _found(text: str, rows: list[ParsedMeasure]) -> Layout | None:
    offsets: dict[RowKey, int] = {}
    at = 0
    for each in rows:
        at = text.find(each.text or "", at)
        if at < 0:
            return None
        offsets[each.sheet, each.row] = at
        at += len(each.text or "")
    return Layout(text, offsets)


def _joined(rows: list[ParsedMeasure]) -> Layout:
    offsets: dict[RowKey, int] = {}
    at = 0
    for each in rows:
        offsets[each.sheet, each.row] = at
        at += len(each.text or "") + 1
    return Layout("\n".join(each.text or "" for each in rows), offsets)
