"""The rows of one sheet: cells carried down, items put under their issues, what cannot be read listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, day, deadlines
from loaders.ledger.cells import closures, status, units
from loaders.ledger.columns import Column
from loaders.ledger.head import Cells, Head
from loaders.parsed import (
    ParsedIssue,
    ParsedMeasure,
    ParseWarning,
    RejectedRow,
    Role,
    StatusCue,
    TopicHit,
    UnitMention,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


# A ledger says few different things in these columns: 20,000 rows/s with the memory, 10,000 without (two cores).
_deadlines = lru_cache(maxsize=4096)(deadlines)
_day = lru_cache(maxsize=4096)(day)
_CARRIED: Final = (Column.NUMBER, Column.SOURCE, Column.RAISED_ON, Column.FIELD, Column.ISSUE)
_ROLES: Final[tuple[tuple[Column, Role], ...]] = (
    (Column.LEAD, "LEAD"), (Column.COOPERATE, "COOPERATE"), (Column.SUPERVISE, "SUPERVISE"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What reading a cell needs to know of words: short names, generic bodies, and topics of fields and texts."""

    aliases: Mapping[str, str]
    is_generic: Callable[[str], bool]
    field_topic: Callable[[str], str | None]
    text_topics: Callable[[str], Sequence[TopicHit]]


@dataclass(slots=True)
class Found:
    """What the rows of a file gave so far."""

    issues: list[ParsedIssue] = field(default_factory=list[ParsedIssue])
    warnings: list[ParseWarning] = field(default_factory=list[ParseWarning])
    rejected: list[RejectedRow] = field(default_factory=list[RejectedRow])
    data_rows: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its cells as printed, and the carried values that hold for it."""

    number: int
    sheet: str
    cells: Cells
    head: Head
    carried: Mapping[Column, str]
    year: int | None
    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(
        cls, number: int, sheet: str, cells: Cells, head: Head, carried: Mapping[Column, str], year: int | None
    ) -> Row:
        """Return a row; `text` is its cells joined by tabs, which its offsets count in."""
        offsets = tuple(accumulate((len(cell) + 1 for cell in cells), initial=0))
        return cls(number, sheet, cells, head, carried, year, "\t".join(cells), offsets)

    def cell(self, column: Column) -> str:
        """Return the first filled cell of a kind, stripped."""
        return self.head.cell(self.cells, column).strip()

    def places(self, column: Column) -> Iterator[tuple[str, int]]:
        """Yield the cells of a kind with their offsets in the row's text."""
        for place in self.head.columns.get(column, ()):
            yield self.cells[place], self.offsets[place]

    def span(self, column: Column) -> tuple[int, int]:
        """Return where the first filled cell of a kind stands in the row's text, blanks cut; (0, 0) if there is none."""
        for cell, offset in self.places(column):
            if words := cell.strip():
                start = offset + cell.index(words)
                return start, start + len(words)
        return 0, 0

    def rejected(self, column: Column, reason: str) -> RejectedRow:
        """Return the row as one that is not loaded."""
        place = self.head.columns[column][0]
        name = self.head.names[place]
        return RejectedRow(row=self.number, sheet=self.sheet, column=name, value=self.cell(column), reason=reason)


def read_rows(
    sheet: str, rows: Sequence[tuple[int, Cells]], head: Head, words: Words, year: int | None, found: Found
) -> None:
    """Add the items of a sheet to `found`; `rows` are its data rows with their numbers, from 1."""
    carried: dict[Column, str] = {}
    open_issue: _OpenIssue | None = None
    for number, cells in rows:
        found.data_rows += 1
        before = (carried.get(Column.NUMBER), carried.get(Column.ISSUE))
        carried |= {column: cell for column in _CARRIED if (cell := head.cell(cells, column).strip())}
        if open_issue is None or (carried.get(Column.NUMBER), carried.get(Column.ISSUE)) != before:
            if open_issue:
                found.issues.append(open_issue.closed())
            open_issue = _OpenIssue(len(found.issues) + 1, dict(carried))
        row = Row.of(number, sheet, cells, head, dict(carried), year)
        item = _item(row, words, open_issue, found)
        if item is not None:
            open_issue.measures.append(item)
    if open_issue:
        found.issues.append(open_issue.closed())


@dataclass(slots=True)
class _OpenIssue:
    position: int
    carried: dict[Column, str]
    measures: list[ParsedMeasure] = field(default_factory=list[ParsedMeasure])

    def closed(self) -> ParsedIssue:
        """Return the issue with the measures found."""
        title = self.carried.get(Column.ISSUE, "")
        first, last = (self.measures[0], self.measures[-1]) if self.measures else (None, None)
        return ParsedIssue(
            number=self.carried.get(Column.NUMBER) or str(self.position),
            title=title,
            title_start=0,
            title_end=0,
            section=self.carried.get(Column.FIELD, ""),
            start=first.start if first else 0,
            end=last.end if last else 0,
            measures=tuple(self.measures),
            source=self.carried.get(Column.SOURCE),
            raised_on=_day_or_none(self.carried.get(Column.RAISED_ON, "")),
        )


def _day_or_none(words: str) -> str | None:
    try:
        return _day(words)
    except DateError:
        return None


def _item(row: Row, words: Words, issue: _OpenIssue, found: Found) -> ParsedMeasure | None:
    """Return the measure of a row; None if the row is rejected, which is listed."""
    if not row.cell(Column.MEASURE):
        found.rejected.append(row.rejected(Column.MEASURE, "MISSING_MEASURE"))
        return None
    try:
        agreed = _deadlines(row.cell(Column.DEADLINE), row.year)
    except DateError:
        found.rejected.append(row.rejected(Column.DEADLINE, "UNREADABLE_DATE"))
        return None
    start, end = row.span(Column.MEASURE)
    decisions = closures(row.cell(Column.CLOSURE))
    phrase = row.cell(Column.STATUS)
    said = status(phrase)
    completed_on = _completed_on(row, found)
    return ParsedMeasure(
        start=start,
        end=end,
        ordinal=len(issue.measures) + 1,
        heading=None,
        status=said,
        closure=decisions[-1].result if decisions else None,
        status_evidence=_cue(row, said),
        units=tuple(_units(row, words)),
        topics=tuple(_topics(row, words)),
        row=row.number,
        sheet=row.sheet,
        text=row.text,
        measure=row.cell(Column.MEASURE),
        field=row.carried.get(Column.FIELD),
        status_phrase=phrase or None,
        completed_on=completed_on,
        posts=tuple(cell.strip() for cell, _ in row.places(Column.POST) if cell.strip()),
        deadlines=agreed,
        closures=decisions,
        cells=dict(zip(row.head.names, row.cells, strict=True)),
    )


def _cue(row: Row, said: str) -> tuple[StatusCue, ...]:
    start, end = row.span(Column.STATUS)
    return (StatusCue(start=start, end=end, status=status(row.cell(Column.STATUS))),) if said != "UNSTATED" else ()


def _units(row: Row, words: Words) -> Iterator[UnitMention]:
    for column, role in _ROLES:
        for cell, offset in row.places(column):
            yield from units(cell, offset, role, words.aliases, words.is_generic)


def _topics(row: Row, words: Words) -> Iterator[TopicHit]:
    """Yield the topics: the column for the field decides where the table has one, else measure and issue vote."""
    measure = row.span(Column.MEASURE)
    if Column.FIELD in row.head.columns:
        if (label := row.carried.get(Column.FIELD)) and (notation := words.field_topic(label)):
            start, end = row.span(Column.FIELD) if row.cell(Column.FIELD) else measure
            yield TopicHit(start=start, end=end, notation=notation)
        return
    for hit in words.text_topics(row.text[slice(*measure)]):
        yield TopicHit(start=measure[0] + hit.start, end=measure[0] + hit.end, notation=hit.notation)
    for hit in words.text_topics(row.carried.get(Column.ISSUE, "")):
        yield TopicHit(start=measure[0], end=measure[1], notation=hit.notation)


def _completed_on(row: Row, found: Found) -> str | None:
    cell = row.cell(Column.COMPLETED_ON)
    column = row.head.names[row.head.columns[Column.COMPLETED_ON][0]] if cell else None
    try:
        completed = _day(cell, row.year)
    except DateError as error:
        message = f"{error}: the day of completion is left out. Correct the cell."
        found.warnings.append(_warning("DATE_UNREADABLE", message, row, column))
        return None
    raised = _day_or_none(row.carried.get(Column.RAISED_ON, ""))
    if completed and raised and completed < raised:
        message = f"completed on {completed}, before the problem was raised on {raised}: kept as written."
        found.warnings.append(_warning("COMPLETED_BEFORE_RAISED", message, row, column))
    return completed


def _warning(code: str, message: str, row: Row, column: str | None) -> ParseWarning:
    return ParseWarning(code=code, message=message, row=row.number, sheet=row.sheet, column=column)
