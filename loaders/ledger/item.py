"""What one row says of its measure: deadlines, status, bodies, people, and what its prose names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, beside_days
from loaders.ledger import days, warnings
from loaders.ledger.bodies import Bodies, answering, role_beside
from loaders.ledger.cells import amounts, closures, status
from loaders.ledger.column import Column
from loaders.ledger.prose import named_bodies, named_works, stated_days, tells, tells_of_works, told
from loaders.parsed import (
    DateMention,
    DocumentMention,
    EventMention,
    ListMention,
    Mentions,
    NameMention,
    ParsedDeadline,
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
from loaders.values import dataclass
from schema.topics import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.ledger.head import Head
    from loaders.ledger.row import Found, Row

_ROLES: Final[tuple[tuple[Column, Role], ...]] = (
    (Column.LEAD, "LEAD"), (Column.LEAD_AND_POST, "LEAD"), (Column.COOPERATE, "COOPERATE"),
    (Column.SUPERVISE, "SUPERVISE"),
)  # fmt: skip
_REMARK: Final = re.compile("备注|说明")
_AIM: Final = re.compile("要求|目标|下一?步|打算")
_OF_THE_ISSUE: Final = (Column.ISSUE, Column.SECTION, Column.SOURCE, Column.NUMBER)
_ANSWERING: Final = (Column.POST, Column.LEAD_AND_POST)
_BESIDE_BODIES: Final = (Column.LEAD, Column.COOPERATE, Column.SUPERVISE)  # where brackets may hold people
_NOTHING: Final = Spans(())
_NUMERAL: Final = re.compile(r"[\d一二两三四五六七八九十百千万]")
_LONGEST_DECISION: Final = 12  # characters of a status that says no more than that the row is closed
_LONGEST_COUNT: Final = 24  # characters of a status that is one count; what is longer is read as prose
_LOWERED: Final = re.compile("降|压[减缩]|控制|以[内下]|不(?:超过|高于)|低于")  # aims that are reached from above
_MONTH: Final = re.compile(r"\d月|[本上]月|季度|[一二三四五六七八九十]月")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows of a table are read for, told from its head once: most of it stands at the same places in all.

    `prose` are the places of columns that are prose, with whether they say what is to be done; `answering` those
    that name bodies, with their role, that of those beside them in brackets or behind a stroke, and whether people
    are named there, too; `citing` those that may cite documents.
    """

    prose: tuple[tuple[int, bool], ...]
    answering: tuple[tuple[int, Role, Role | None, bool], ...]
    citing: tuple[int, ...]

    @classmethod
    def of(cls, head: Head) -> Layout:
        """Return the layout of a table."""
        answering: list[tuple[int, Role, Role | None, bool]] = [
            (place, role, role_beside(head.names[place]), column is Column.LEAD_AND_POST)
            for column, role in _ROLES
            for place in head.columns.get(column, ())
        ]
        citing = (p for column, places in head.columns.items() if column not in _OF_THE_ISSUE for p in places)
        return cls(tuple(_prose(head)), tuple(answering), tuple(sorted(set(citing))))


def _prose(head: Head) -> Iterator[tuple[int, bool]]:
    """Yield the places of the columns that are prose: of measures and aims, of their progress, and of remarks."""
    measures = head.columns.get(Column.MEASURE, [])
    yield from ((place, True) for place in measures)
    yield from ((place, False) for place in head.columns.get(Column.STATUS, ()) if place not in measures)
    for place in head.columns.get(Column.OTHER, ()):
        if _AIM.search(head.names[place]) or _REMARK.search(head.names[place]):
            yield place, _AIM.search(head.names[place]) is not None


def item_of(row: Row, ordinal: int, layout: Layout, bodies: Bodies, found: Found) -> ParsedMeasure | None:
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
    if not decisions and "销号" in phrase and len(phrase) <= _LONGEST_DECISION:
        decisions = closures(phrase)  # 整改状态: 已销号
    found.warnings.extend(warnings.of_row(row, said, completed, decisions))
    posts, named = _answering(row)
    cited = _documents(row, layout)
    said_days = _days_in_prose(row, layout, agreed)
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
        units=_units(row, layout, bodies),
        people=named,
        projects=_works(row, layout),
        dates=said_days,
        quantities=(*_quantities(row, measure, start, cited), *_counted_after(row, layout, said_days)),
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
        deadlines=agreed or _due_in_prose(row, said_days),
        closures=decisions,
        cells=row.cells(),
    )


# --- deadlines and days --------------------------------------------------------------------------------------------


def _agreed(row: Row, found: Found) -> tuple[ParsedDeadline, ...]:
    """Return the deadlines of all columns for them, oldest first; a later column that says another day revises."""
    agreed: list[ParsedDeadline] = []
    cells = () if row.head.shares(Column.DEADLINE, Column.MEASURE) else row.named(Column.DEADLINE)
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


def _due_in_prose(row: Row, said: tuple[DateMention, ...]) -> tuple[ParsedDeadline, ...]:
    """Return the last day by which something is to be done, where no column of its own says when the item is due."""
    if Column.DEADLINE in row.head.columns and not row.head.shares(Column.DEADLINE, Column.MEASURE):
        return ()
    stated = [each for each in said if each.kind == "DEADLINE" and each.iso]
    last = max(stated, key=lambda each: each.iso or "", default=None)
    return (_deadline(last),) if last else ()


def _deadline(day: DateMention) -> ParsedDeadline:
    return ParsedDeadline(
        due_on=day.iso, precision=day.precision, kind="DATED", phrase=day.surface, without_year=day.without_year
    )


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
    stated = row.named(Column.STATUS) or [each for each in row.named(Column.DEADLINE) if days.is_over(each[0])]
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
    if len(phrase) > _LONGEST_COUNT or not _NUMERAL.search(phrase):
        return False
    told = f"{measure}。已{phrase}"  # whatever a cell for the status counts is done
    done = _counted(phrase, len(told) - len(phrase))
    aims = _counted(measure) if done else ()
    return bool(aims) and (any(partly_done(fold(told), aims, done, len(told))) or _below(aims, done, measure))


def _below(aims: Sequence[Quantity], done: Sequence[Quantity], measure: str) -> bool:
    """Tell whether the one share reported, 收缴率达82.6%, is below the one that is set, 提高到90%以上."""
    set_, reached = ([each.value for each in counts if each.unit == "%"] for counts in (aims, done))
    return len(set_) == len(reached) == 1 and reached[0] < set_[0] and not _LOWERED.search(measure)


def _day_cue(row: Row) -> tuple[StatusCue, ...]:
    """Return the day of completion as what says that a row without a word of its status is completed."""
    start, end = row.span(Column.COMPLETED_ON)
    return (StatusCue(start=start, end=end, status="COMPLETED"),)


def _units(row: Row, layout: Layout, bodies: Bodies) -> tuple[UnitMention, ...]:
    """Return the bodies of the columns for them; only in a table without any are they looked for in its prose.

    That takes eight times as long as all the rest of a row (400 µs a cell of 40 characters, x86-64, CPython 3.11).
    """
    if not layout.answering:
        cells = ((row.record.cells[place], row.offsets[place]) for place, _ in layout.prose if row.words[place])
        return tuple(unit for cell, offset in cells for unit in named_bodies(cell, offset, bodies.aliases))
    found: list[UnitMention] = []
    for place, role, beside, with_people in layout.answering:
        if row.words[place]:
            cell = row.record.cells[place]
            found += bodies.units(cell, row.offsets[place], role, beside=beside, with_people=with_people)
    return tuple(found)


def _answering(row: Row) -> tuple[tuple[str, ...], tuple[PersonMention, ...]]:
    posts: list[str] = []
    named: list[PersonMention] = []
    for column in _ANSWERING:
        for cell, offset in row.places(column):
            who = answering(cell, with_bodies=column is Column.LEAD_AND_POST)
            posts.extend(who.posts)
            named += _people_at(who.people, offset)
    for column in _BESIDE_BODIES:
        for cell, offset in row.places(column):
            if "(" in cell or "（" in cell:  # 县城投公司（张卫东）
                named += _people_at(answering(cell, with_bodies=True).people, offset)
    return tuple(dict.fromkeys(posts)), tuple(named)


def _people_at(found: tuple[PersonMention, ...], offset: int) -> list[PersonMention]:
    return [replace(each, start=each.start + offset, end=each.end + offset) for each in found]


def _told(row: Row, bodies: Bodies) -> tuple[tuple[EventMention, ...], tuple[ListMention, ...]]:
    """Return what the cells of the measure, to be done, and of its progress, done, tell."""
    found: list[Mentions] = []
    for column, plan in ((Column.MEASURE, True), (Column.STATUS, False)):
        for place in row.head.columns.get(column, ()):
            if tells(row.words[place]):
                cell, at = row.record.cells[place], row.offsets[place]
                found.append(told(cell, at, row.last_day(plan=plan), bodies.aliases, plan=plan))
    if not found:
        return (), ()
    return tuple(e for each in found for e in each.events), tuple(e for each in found for e in each.lists)


def _days_in_prose(row: Row, layout: Layout, agreed: tuple[ParsedDeadline, ...]) -> tuple[DateMention, ...]:
    """Return the days that the cells state; one without its year is of that of the ledger, else of the deadline."""
    due = agreed[0].due_on if agreed and row.year is None else None
    year_end = date(int(due[:4]), 12, 31) if due else None
    found: tuple[DateMention, ...] = ()
    for place, plan in layout.prose:
        if row.words[place]:
            found += stated_days(
                row.record.cells[place], row.offsets[place], year_end or row.last_day(plan=plan), plan=plan
            )
    return found


def _works(row: Row, layout: Layout) -> tuple[NameMention, ...]:
    """Return the works that the measure names, its progress and remarks; those of the issue stand in its title."""
    if not tells_of_works(row.text):
        return ()
    found: tuple[NameMention, ...] = ()
    for place, _ in layout.prose:
        if row.words[place]:
            found += named_works(row.record.cells[place], row.offsets[place])
    return found


_DIGIT: Final = re.compile(r"\d")


def _counted_after(row: Row, layout: Layout, days_said: tuple[DateMention, ...]) -> tuple[Quantity, ...]:
    """Return what the cells of progress and of remarks count outside the days that they state."""
    found: tuple[Quantity, ...] = ()
    for place, plan in layout.prose:
        if not plan and _DIGIT.search(row.words[place]):
            counted = _counted(row.record.cells[place], row.offsets[place])
            found += tuple(each for each in counted if not any(day.start <= each.start < day.end for day in days_said))
    return found


def _documents(row: Row, layout: Layout) -> tuple[DocumentMention, ...]:
    """Return the documents that the row cites, but for those of its issue: in its measure, progress, basis, remarks."""
    if "《" not in row.text:
        return ()
    found: list[DocumentMention] = []
    for place in layout.citing:
        if "《" in row.words[place]:
            found += cited(row.record.cells[place], row.offsets[place])
    return tuple(found)


def cited(cell: str, offset: int) -> Iterator[DocumentMention]:
    """Yield the documents that a cell which stands at `offset` cites."""
    folded = fold(cell)
    titles, _ = documents.titles(folded)
    for each in documents.mentions(folded, cell, titles):
        yield replace(each, start=each.start + offset, end=each.end + offset)


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
