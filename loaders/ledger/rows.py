"""The rows of one table: cells carried down, items put under their issues, what cannot be read listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, beside_days
from loaders.ledger import days, warnings
from loaders.ledger.bodies import Bodies, answering
from loaders.ledger.cells import amounts, closures, status
from loaders.ledger.column import Column
from loaders.ledger.head import Cells, Head, is_data, section_of
from loaders.ledger.prose import stated_days, tells, told
from loaders.ledger.row import Found, Record, Row
from loaders.parsed import (
    DateMention,
    DocumentMention,
    EventMention,
    ListMention,
    Mentions,
    ParsedDeadline,
    ParsedIssue,
    ParsedMeasure,
    PersonMention,
    Quantity,
    Role,
    Status,
    StatusCue,
    TopicHit,
    UnitMention,
)
from loaders.report import documents, quantities
from loaders.report.remainders import partly_done
from loaders.report.topics import hits
from loaders.text import Spans, fold
from schema.topics import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

_CARRIED: Final = (
    Column.NUMBER, Column.SOURCE, Column.RAISED_ON, Column.FIELD, Column.SECTION, Column.ISSUE,
)  # fmt: skip
_ROLES: Final[tuple[tuple[Column, Role], ...]] = (
    (Column.LEAD, "LEAD"), (Column.LEAD_AND_POST, "LEAD"), (Column.COOPERATE, "COOPERATE"),
    (Column.SUPERVISE, "SUPERVISE"),
)  # fmt: skip
_ANSWERING: Final = (Column.POST, Column.LEAD_AND_POST)
_NOTHING: Final = Spans(())
_NUMERAL: Final = re.compile(r"[\d一二两三四五六七八九十百千万]")
_LONGEST_COUNT: Final = 24  # characters of a status that is one count; what is longer is read as prose
_MONTH: Final = re.compile(r"\d月|[本上]月|季度|[一二三四五六七八九十]月")


_Prose = tuple[tuple[int, bool], ...]  # places of columns, and whether they say what is to be done


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
            source=self.carried.get(Column.SOURCE),
            raised_on=days.day_or_none(self.carried.get(Column.RAISED_ON, "")),
        )


@dataclass(slots=True)
class Reader:
    """Reads the records below one head into `found`, carrying what blank cells take from above."""

    head: Head
    bodies: Bodies
    year: int | None
    found: Found
    _carried: dict[Column, str] = field(default_factory=dict[Column, str])
    _section: str = ""
    _open: _OpenIssue | None = None
    _number: int | None = None
    _kept: tuple[Column, ...] = ()
    _prose: _Prose = ()

    def __post_init__(self) -> None:
        """Keep of the kinds of columns that are carried down, or are prose, those that the table has."""
        self._kept = tuple(each for each in _CARRIED if each in self.head.columns)
        self._prose = tuple(_prose(self.head))

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
        row = Row.of(record, words, self.head, self._carried, self.year)
        self._count(row, opens=opens)
        item = _item(row, len(self._open.measures) + 1, self._prose, self.bodies, self.found)
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


def _item(row: Row, ordinal: int, prose: _Prose, bodies: Bodies, found: Found) -> ParsedMeasure | None:
    """Return the measure of a row; None if the row is rejected, which is listed."""
    measure = row.cell(Column.MEASURE)
    if not measure:
        found.rejected.append(row.rejected(Column.MEASURE, "", "MISSING_MEASURE"))
        return None
    try:
        agreed = _agreed(row, found)
    except days.UnreadableDay as error:
        found.rejected.append(row.rejected(Column.DEADLINE, str(error), "UNREADABLE_DATE"))
        return None
    start, end = row.measure_at
    phrase, said, cues = _status(row)
    completed = _completed_on(row, said, phrase, found)
    if said == "UNSTATED" and completed:
        said, cues = "COMPLETED", _day_cue(row)
    decisions = closures(row.cell(Column.CLOSURE), row.cell(Column.CLOSED_ON))
    found.warnings.extend(warnings.of_row(row, said, completed, decisions))
    posts, named = _answering(row)
    cited = _documents(measure, start)
    said_days = _days_in_prose(row, prose, agreed)
    acts, listed = _told(row, bodies)
    return ParsedMeasure(
        start=start,
        end=end,
        ordinal=ordinal,
        heading=None,
        status=said,
        closure=decisions[-1].result if decisions else None,
        status_evidence=cues,
        documents=cited,
        units=_units(row, bodies),
        people=named,
        dates=said_days,
        quantities=(*_quantities(row, measure, start, cited), *_counted_after(row, prose, said_days)),
        topics=tuple(_topics(row)),
        events=acts,
        lists=listed,
        row=row.record.number,
        sheet=row.record.sheet,
        text=row.text,
        measure=measure,
        field=row.carried.get(Column.FIELD),
        status_phrase=phrase or None,
        completed_on=completed,
        posts=posts,
        deadlines=agreed,
        closures=decisions,
        cells=row.cells(),
    )


# --- deadlines and days --------------------------------------------------------------------------------------------


def _agreed(row: Row, found: Found) -> tuple[ParsedDeadline, ...]:
    """Return the deadlines of all columns for them, oldest first; a later column that says another day revises."""
    agreed: list[ParsedDeadline] = []
    cells = row.named(Column.DEADLINE)
    if len(cells) > 1:
        cells = sorted(cells, key=lambda each: "原" not in each[2] and "original" not in each[2].lower())
    for cell, _, _ in cells:
        stated = days.agreed(cell.strip(), _raised_on(row), row.year)
        if stated.doubt:
            found.warnings.append(row.warning(*stated.doubt, Column.DEADLINE))
        last = stated.deadlines[-1].due_on if stated.deadlines else None
        if not agreed or (stated.deadlines and last not in {each.due_on for each in agreed}):
            agreed.extend(stated.deadlines)
    return tuple(agreed)


def _raised_on(row: Row) -> str | None:
    return days.day_or_none(row.carried.get(Column.RAISED_ON, ""))


def _completed_on(row: Row, said: str, phrase: str, found: Found) -> str | None:
    """Return the day of completion: of its column, else the one that a short status states."""
    cell = row.cell(Column.COMPLETED_ON)
    completed = _day_of(row, cell, found) if cell else days.day_of_completion(phrase) if said == "COMPLETED" else None
    raised = _raised_on(row) if completed else None
    if completed and raised and completed < raised:
        column = Column.COMPLETED_ON if cell else Column.STATUS
        message = f"completed on {completed}, before the problem was raised on {raised}: kept as written."
        found.warnings.append(row.warning("COMPLETED_BEFORE_RAISED", message, column))
    return completed


def _day_of(row: Row, cell: str, found: Found) -> str | None:
    try:
        return days.stated_day(cell, row.year)
    except DateError as error:
        if days.has_numeral(cell):
            message = f"{error}: the day of completion is left out. Correct the cell."
            found.warnings.append(row.warning("DATE_UNREADABLE", message, Column.COMPLETED_ON))
        return None


# --- status, bodies, what the measure names ------------------------------------------------------------------------


def _status(row: Row) -> tuple[str, Status, tuple[StatusCue, ...]]:
    """Return the shortest statement of status with what it says and where: beside 完成情况 a progress tells details.

    Of several months only the last one told counts.
    """
    stated = row.named(Column.STATUS)
    if len(stated) > 1:
        months = [each for each in stated if _MONTH.search(each[2])]
        stated = sorted((each for each in stated if each not in months[:-1]), key=lambda each: len(each[0].strip()))
    if not stated:
        return "", "UNSTATED", ()
    cell, offset, head = stated[0]
    phrase = beside_days(cell) if row.head.shares(Column.STATUS, Column.DEADLINE) else cell.strip()
    if not phrase:
        return "", "UNSTATED", ()
    start = offset + cell.index(phrase)
    said = status(phrase, head)
    if said == "COMPLETED" and _short_of(phrase, row.cell(Column.MEASURE)):
        said = "IN_PROGRESS"
    return phrase, said, (StatusCue(start=start, end=start + len(phrase), status=said),)


def _short_of(phrase: str, measure: str) -> bool:
    """Tell whether 已引进11名 is less than its measure sets, 引进高层次人才20名; a word for the end is believed."""
    short = len(phrase) <= _LONGEST_COUNT
    done = _counted(phrase, len(measure) + 1) if short and _NUMERAL.search(phrase) else ()
    aims = _counted(measure) if done else ()
    told = f"{measure}。{phrase}"
    return bool(aims) and any(partly_done(fold(told), aims, done, len(told)))


def _day_cue(row: Row) -> tuple[StatusCue, ...]:
    """Return the day of completion as what says that a row without a word of its status is completed."""
    start, end = row.span(Column.COMPLETED_ON)
    return (StatusCue(start=start, end=end, status="COMPLETED"),)


def _units(row: Row, bodies: Bodies) -> tuple[UnitMention, ...]:
    found: list[UnitMention] = []
    for column, role in _ROLES:
        if column in row.head.columns:
            for cell, offset in row.places(column):
                found += bodies.units(cell, offset, role, with_people=column is Column.LEAD_AND_POST)
    return tuple(found)


def _answering(row: Row) -> tuple[tuple[str, ...], tuple[PersonMention, ...]]:
    posts: list[str] = []
    named: list[PersonMention] = []
    for column in _ANSWERING:
        for cell, offset in row.places(column):
            who = answering(cell, with_bodies=column is Column.LEAD_AND_POST)
            posts.extend(who.posts)
            if who.people:
                named += [replace(each, start=each.start + offset, end=each.end + offset) for each in who.people]
    return tuple(dict.fromkeys(posts)), tuple(named)


def _told(row: Row, bodies: Bodies) -> tuple[tuple[EventMention, ...], tuple[ListMention, ...]]:
    """Return what the cells of the measure, to be done, and of its progress, done, tell."""
    found: list[Mentions] = []
    for column in (Column.MEASURE, Column.STATUS):
        for place in row.head.columns.get(column, ()):
            if tells(row.words[place]):
                cell, at = row.record.cells[place], row.offsets[place]
                found.append(told(cell, at, row.year, bodies.aliases, plan=column is Column.MEASURE))
    if not found:
        return (), ()
    return tuple(e for each in found for e in each.events), tuple(e for each in found for e in each.lists)


_REMARK: Final = re.compile("备注|说明")


def _prose(head: Head) -> Iterator[tuple[int, bool]]:
    """Yield the places of the columns that are prose: of measures, to be done, of their progress, and of remarks."""
    measures = head.columns.get(Column.MEASURE, [])
    yield from ((place, True) for place in measures)
    yield from ((place, False) for place in head.columns.get(Column.STATUS, ()) if place not in measures)
    remarks = (place for place in head.columns.get(Column.OTHER, ()) if _REMARK.search(head.names[place]))
    yield from ((place, False) for place in remarks)


def _days_in_prose(row: Row, prose: _Prose, agreed: tuple[ParsedDeadline, ...]) -> tuple[DateMention, ...]:
    """Return the days that the cells state; one without its year is of that of the ledger, else of the deadline."""
    due = agreed[0].due_on if agreed and row.year is None else None
    year = int(due[:4]) if due else row.year
    found: tuple[DateMention, ...] = ()
    for place, plan in prose:
        if row.words[place]:
            found += stated_days(row.record.cells[place], row.offsets[place], year, plan=plan)
    return found


_DIGIT: Final = re.compile(r"\d")


def _counted_after(row: Row, prose: _Prose, days_said: tuple[DateMention, ...]) -> tuple[Quantity, ...]:
    """Return what the cells of progress and of remarks count outside the days that they state."""
    found: tuple[Quantity, ...] = ()
    for place, plan in prose:
        if not plan and _DIGIT.search(row.words[place]):
            counted = _counted(row.record.cells[place], row.offsets[place])
            found += tuple(each for each in counted if not any(day.start <= each.start < day.end for day in days_said))
    return found


def _documents(measure: str, offset: int) -> tuple[DocumentMention, ...]:
    if "《" not in measure:
        return ()
    folded = fold(measure)
    titles, _ = documents.titles(folded)
    found = documents.mentions(folded, measure, titles)
    return tuple(replace(each, start=each.start + offset, end=each.end + offset) for each in found)


def _quantities(row: Row, measure: str, start: int, cited: tuple[DocumentMention, ...]) -> tuple[Quantity, ...]:
    """Return the quantities of the measure, and the amounts of the columns for money."""
    found = _counted(measure, start) if _NUMERAL.search(measure) else []
    if cited:
        found = [each for each in found if not any(title.start <= each.start < title.end for title in cited)]
    for cell, offset, head in row.named(Column.AMOUNT):
        found.extend(_moved(each, offset) for each in amounts(cell, head, row.head.money))
    return tuple(found)


def _moved(each: Quantity, offset: int) -> Quantity:
    # Not by replace(): it takes three times as long, and a ledger has a hundred thousand of them.
    return Quantity(
        start=each.start + offset, end=each.end + offset, surface=each.surface, value=each.value, unit=each.unit,
        comparator=each.comparator, of=each.of,
    )  # fmt: skip


def _counted(words: str, offset: int = 0) -> list[Quantity]:
    return list(quantities.mentions(fold(words), words, _NOTHING, offset))


def _topics(row: Row) -> Iterator[TopicHit]:
    """Yield the topics: the column for the field decides where the table has one, else measure and issue vote."""
    start, end = row.measure_at
    if row.head.names_topics:
        label = row.carried.get(Column.FIELD)
        if label and (notation := _concept(label)):
            start, end = row.span(Column.FIELD) if row.cell(Column.FIELD) else (start, end)
            yield TopicHit(start=start, end=end, notation=notation)
        return
    for hit in _hits(row.text[start:end]):
        yield TopicHit(start=start + hit.start, end=start + hit.end, notation=hit.notation)
    for hit in _hits(row.carried.get(Column.ISSUE, "")):
        yield TopicHit(start=start, end=end, notation=hit.notation)


_concept = lru_cache(maxsize=1024)(resolve)


@lru_cache(maxsize=4096)
def _hits(text: str) -> tuple[TopicHit, ...]:
    return hits(fold(text))
