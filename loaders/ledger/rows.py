"""The rows of one table: cells carried down, items put under their issues, what cannot be read listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from loaders.ledger import days, warnings
from loaders.ledger.bodies import Bodies
from loaders.ledger.column import Cells, Column
from loaders.ledger.head import Head, is_data, section_of
from loaders.ledger.item import Layout, cited, item_of
from loaders.ledger.row import Found, Record, Row
from loaders.parsed import Mentions, ParsedIssue, ParsedMeasure

_NOTHING_NAMED: Final = Mentions()  # one for all: a ledger has thousands of issues
_CARRIED: Final = (
    Column.NUMBER, Column.SOURCE, Column.RAISED_ON, Column.FIELD, Column.SECTION, Column.ISSUE,
)  # fmt: skip


@dataclass(slots=True)
class _OpenIssue:
    position: int
    carried: Mapping[Column, str]
    measures: list[ParsedMeasure] = field(default_factory=list[ParsedMeasure])
    title_at: tuple[int, int] = (0, 0)

    def closed(self, section: str) -> ParsedIssue:
        """Return the issue with the measures found; its span is the row of the first of them."""
        first = self.measures[0] if self.measures else None
        title = self.carried.get(Column.ISSUE) or (first.measure if first else None) or ""
        return ParsedIssue(
            number=self.carried.get(Column.NUMBER) or str(self.position),
            title=title,
            title_start=self.title_at[0],
            title_end=self.title_at[1],
            section=self.carried.get(Column.FIELD) or self.carried.get(Column.SECTION) or section,
            start=0,
            end=len(first.text or "") if first else 0,
            measures=tuple(self.measures),
            mentions=Mentions(documents=tuple(cited(title, self.title_at[0]))) if "《" in title else _NOTHING_NAMED,
            source=self.carried.get(Column.SOURCE),
            raised_on=days.day_or_none(self.carried.get(Column.RAISED_ON, "")),
        )


@dataclass(slots=True)
class Reader:
    """Reads the records below one head into `found`, carrying what blank cells take from above."""

    head: Head
    bodies: Bodies
    year: int | None
    as_of: date | None
    found: Found
    _carried: dict[Column, str] = field(default_factory=dict[Column, str])
    _section: str = ""
    _open: _OpenIssue | None = None
    _number: int | None = None
    _kept: tuple[Column, ...] = ()
    _layout: Layout = field(init=False)

    def __post_init__(self) -> None:
        """Keep of the kinds of columns that are carried down those that the table has, and how it is laid out."""
        self._kept = tuple(each for each in _CARRIED if each in self.head.columns)
        self._layout = Layout.of(self.head)

    def read(self, records: Iterable[Record]) -> None:
        """Add the items of the records to `found`."""
        for record in records:
            words = tuple(map(str.strip, record.cells))
            if not is_data(words, self.head):
                continue
            if section := section_of(words, self.head):
                self._close()
                self._section = section
            else:
                self._add(record, words)
        self._close()

    def _add(self, record: Record, words: Cells) -> None:
        self.found.data_rows += 1
        stated = {each: cell for each in self._kept if (cell := self.head.cell(words, each))}
        opens = self._open is None or self._opens(stated)
        self._carried = self._carried | stated  # a new one: the open issue and the rows above hold theirs
        if self._open is None or opens:
            self._close()
            self._open = _OpenIssue(len(self.found.issues) + 1, self._carried)
        row = Row.of(record, words, self.head, self._carried, self.year, self.as_of)
        self._count(row, opens=opens)
        item = item_of(row, len(self._open.measures) + 1, self._layout, self.bodies, self.found)
        if item:
            if not self._open.measures:
                self._open.title_at = row.span(Column.ISSUE)
            self._open.measures.append(item)

    def _count(self, row: Row, *, opens: bool) -> None:
        number = row.cell(Column.NUMBER)
        if not number.isdecimal():
            return
        if doubt := warnings.of_number(row, int(number), self._number, opens=opens):
            self.found.warnings.append(doubt)
        self._number = int(number)

    def _opens(self, stated: Mapping[Column, str]) -> bool:
        """Tell whether a row states another issue than the row above.

        A number of its own is enough only in a table without a column for issues: elsewhere it may count measures.
        """
        columns = self.head.columns
        carried = self._carried
        changed = [each for each, cell in stated.items() if carried.get(each) != cell]
        if Column.ISSUE not in columns:
            return Column.NUMBER not in columns or Column.NUMBER in changed
        if Column.ISSUE in changed:
            return True
        return Column.ISSUE in stated and (Column.SOURCE in changed or Column.RAISED_ON in changed)

    def _close(self) -> None:
        if self._open and (self._open.measures or self._open.carried.get(Column.ISSUE)):
            self.found.issues.append(self._open.closed(self._section))
        self._open = None
