"""One row of a table with what holds for it, and where all that the rows of a file give is collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from loaders.ledger.column import Cells, Column
from loaders.ledger.head import Head
from loaders.parsed import ParsedIssue, ParseWarning, RejectedRow, RowCells

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Found:
    """What the rows of a file gave so far."""

    issues: list[ParsedIssue] = field(default_factory=list[ParsedIssue])
    warnings: list[ParseWarning] = field(default_factory=list[ParseWarning])
    rejected: list[RejectedRow] = field(default_factory=list[RejectedRow])
    data_rows: int = 0


# Neither frozen nor compared: a ledger has ten thousands of them, for a moment each.
@dataclass(slots=True, eq=False)
class Record:
    """A row of a sheet as printed; `number` counts the records of the sheet from 1."""

    sheet: str
    number: int
    cells: Cells


@dataclass(slots=True, eq=False)
class Row:
    """One data row: its cells as printed, and the carried values that hold for it.

    `measure_at` is where the words of its measure stand in its text, (0, 0) without one.
    """

    record: Record
    words: Cells
    head: Head
    carried: Mapping[Column, str]
    year: int | None
    as_of: date | None
    text: str
    offsets: list[int]
    measure_at: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        """Find the measure, which most of what a row says is about."""
        self.measure_at = self.span(Column.MEASURE)

    @classmethod
    def of(
        cls, record: Record, words: Cells, head: Head, carried: Mapping[Column, str], year: int | None,
        as_of: date | None,
    ) -> Row:  # fmt: skip
        """Return a row; `words` are its cells stripped, `text` all joined by tabs, `offsets` where each starts."""
        text = "\t".join(record.cells)
        offsets = [length + tabs for tabs, length in enumerate(accumulate(map(len, record.cells), initial=0))]
        return cls(record, words, head, carried, year, as_of, text, offsets)

    def cells(self) -> Mapping[str, str]:
        """Return all cells by their heads."""
        heads = self.head.names
        parted = self.text.count("\t") == len(heads) - 1
        return RowCells(heads, self.text) if parted else dict(zip(heads, self.record.cells, strict=True))

    def last_day(self, *, plan: bool) -> date | None:
        """Return the last day on which what the row tells may be: that of the ledger, of a `plan` that of its year."""
        if self.as_of and not plan:
            return self.as_of
        return date(self.year, 12, 31) if self.year else None

    def cell(self, column: Column) -> str:
        """Return the first filled cell of a kind, stripped."""
        for place in self.head.columns.get(column, ()):
            if words := self.words[place]:
                return words
        return ""

    # Lists and no generators: they hold one cell or none, ten times for each row, and a list of one is made faster.
    def places(self, column: Column) -> Sequence[tuple[str, int]]:
        """Return the filled cells of a kind with their offsets in the row's text."""
        found = self.head.columns.get(column)
        if not found:
            return ()
        return [(self.record.cells[place], self.offsets[place]) for place in found if self.words[place]]

    def named(self, column: Column) -> Sequence[tuple[str, int, str]]:
        """Return the filled cells of a kind with their offsets and the heads above them."""
        found = self.head.columns.get(column)
        if not found:
            return ()
        names = self.head.names
        return [(self.record.cells[place], self.offsets[place], names[place]) for place in found if self.words[place]]

    def span(self, column: Column) -> tuple[int, int]:
        """Return where the first filled cell of a kind stands in the row's text, blanks cut; (0, 0) without one."""
        for place in self.head.columns.get(column, ()):
            if words := self.words[place]:
                start = self.offsets[place] + self.record.cells[place].index(words)
                return start, start + len(words)
        return 0, 0

    def head_of(self, column: Column) -> str:
        """Return the head of the first filled cell of a kind, else of the first one."""
        filled = next((name for _, _, name in self.named(column)), None)
        return filled or self.head.names[self.head.columns[column][0]]

    def rejected(self, column: Column, value: str, reason: str) -> RejectedRow:
        """Return the row as one that is not loaded."""
        record = self.record
        return RejectedRow(
            row=record.number, sheet=record.sheet, column=self.head_of(column), value=value, reason=reason
        )

    def warning(self, code: str, message: str, column: Column) -> ParseWarning:
        """Return a warning about the first filled cell of a kind, or about what is missing there."""
        start, end = self.span(column)
        return replace(self.warning_at(code, message, start, end), column=self.head_of(column))

    def warning_at(self, code: str, message: str, start: int, end: int) -> ParseWarning:
        """Return a warning about a stretch of the row's text."""
        record = self.record
        return ParseWarning(code=code, message=message, start=start, end=end, row=record.number, sheet=record.sheet)
