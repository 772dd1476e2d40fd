"""What columns hold by their cells, where their heads do not say: the same in every kind of ledger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.ledger.bodies import answering, names_bodies
from loaders.ledger.cells import decides, is_tick, reports, status
from loaders.ledger.column import ANSWERS, Cells, Column, Places
from loaders.ledger.columns import is_unknown
from loaders.text import fold
from schema.topics import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SAMPLED: Final = 50  # rows that show what a column holds
_LONGEST_VERDICT: Final = 15  # characters of a status on the average: 已完成, 正在推进, 基本完成，剩余2处正在协商
_TO_THE_DAY: Final = re.compile(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?(?![前底])[\d\s:.]*|\d{8}|[2-7]\d{4}(?:\.\d+)?")
_SHORTEST_MEASURE: Final = 6  # characters on the average
_BY_WHEN: Final = re.compile(
    r"[\u3400-\u9fff]{0,6}\d{1,4}[年月日季./-].{0,10}(?:前|底|末|季度|之前|以内)|\d{4}年内?底?前?"
)
_PROGRESS: Final = re.compile(r"已|完成|完毕|正在|尚未|推进|到位|[率占达至]\D{0,2}\d+(?:\.\d+)?%")
_KIND: Final = re.compile("类型|类别|分类|性质|来源|依据|原因")  # 整改类型: 立行立改, 持续整改


def by_contents(columns: Places, names: Cells, rows: Sequence[Cells]) -> Places:
    """Return the columns of a table with what the cells below its head say of them; `rows` are those cells."""
    columns = _with_aim(_with_measure(_with_prose(columns, rows), names, rows))
    columns = _with_issue(columns, names, rows)
    columns = _with_days(_with_deadline(columns, names, rows), names, rows)
    columns = _with_people(_with_bodies(columns, names, rows), names, rows)
    return _with_ticks(_with_verdicts(columns, names, rows), names, rows)


def _unknown(columns: Places, names: Cells) -> list[int]:
    return [place for place in columns.get(Column.OTHER, ()) if is_unknown(names[place])]


def _with_measure(columns: Places, names: Cells, rows: Sequence[Cells]) -> Places:
    """Return the columns with the measure under whatever head, where it is told behind the issue and nowhere else."""
    if Column.MEASURE in columns or Column.ISSUE not in columns:
        return columns
    behind = [place for place in _unknown(columns, names) if place > columns[Column.ISSUE][-1]]
    telling = [place for place in behind if _length(rows, place) > _SHORTEST_MEASURE]
    return columns | {Column.MEASURE: telling[:1]} if telling else columns


def _with_issue(columns: Places, names: Cells, rows: Sequence[Cells]) -> Places:
    """Return the columns with the issue under whatever head, where it is told before the measure and nowhere else."""
    if Column.ISSUE in columns or Column.MEASURE not in columns:
        return columns
    before = [place for place in _unknown(columns, names) if place < columns[Column.MEASURE][0]]
    telling = [place for place in before if _length(rows, place) > _SHORTEST_MEASURE]
    return columns | {Column.ISSUE: telling[-1:]} if telling else columns


def _with_aim(columns: Places) -> Places:
    """Return the columns with the aim 整改目标 as the measure, where nothing else is; elsewhere it is of no kind."""
    if Column.AIM not in columns:
        return columns
    others: Places = {each: places for each, places in columns.items() if each is not Column.AIM}
    kind = Column.OTHER if Column.MEASURE in columns else Column.MEASURE
    return others | {kind: sorted([*others.get(kind, []), *columns[Column.AIM]])}


def _length(rows: Sequence[Cells], place: int) -> float:
    """Return how many characters the filled cells of a column have on the average."""
    lengths = [len(row[place].strip()) for row in rows[:_SAMPLED] if row[place].strip()]
    return sum(lengths) / len(lengths) if lengths else 0


def _with_prose(columns: Places, rows: Sequence[Cells]) -> Places:
    """Return the columns with 整改情况 as the measure, where nothing else is and its cells tell what was done."""
    progress = columns.get(Column.STATUS, [])
    if Column.MEASURE in columns or not progress:
        return columns
    longest = max(progress, key=lambda place: _length(rows, place))
    told = _length(rows, longest) > _LONGEST_VERDICT
    return columns | {Column.MEASURE: [longest]} if told else columns


def _with_verdicts(columns: Places, names: Cells, rows: Sequence[Cells]) -> Places:
    """Return the columns with what no head calls so, but most cells: 审计部意见 that decide, 复查情况 that report.

    Behind the measure a column under whatever head may tell of the progress. A column that decides on closing and
    reports of the work is of both kinds.
    """
    found = dict(columns)
    others = [place for place in columns.get(Column.OTHER, ()) if not _KIND.search(names[place])]
    deciding = [place for place in others if _mostly(decides, rows, place)]
    if Column.CLOSURE not in columns and deciding:
        found[Column.CLOSURE] = deciding[:1]
    reporting = [place for place in (*columns.get(Column.CLOSURE, ()), *others) if _mostly(reports, rows, place)]
    behind = (place for place in _unknown(columns, names) if place > columns.get(Column.MEASURE, [len(names)])[0])
    reporting = reporting or [place for place in behind if _mostly(_tells_progress, rows, place)]
    if Column.STATUS not in columns and reporting:
        found[Column.STATUS] = reporting[:1]
    return found


def _with_days(columns: Places, names: Cells, rows: Sequence[Cells]) -> Places:
    """Return the columns with the agreed day under whatever head, where most cells say by when: 10月1日前, 2024年底."""
    behind = columns.get(Column.MEASURE, [len(names)])[0]
    by_when = [
        place
        for place in _unknown(columns, names)
        if _mostly(_says_when if place > behind else _says_by_when, rows, place)
    ]
    known = columns.keys() & {Column.DEADLINE, Column.COMPLETED_ON}
    return columns | {Column.DEADLINE: by_when[:1]} if by_when and not known else columns


def _says_by_when(cell: str) -> bool:
    return _BY_WHEN.fullmatch(fold(cell).strip()) is not None


def _says_when(cell: str) -> bool:
    return _says_by_when(cell) or _TO_THE_DAY.fullmatch(fold(cell).strip()) is not None


def _with_bodies(columns: Places, names: Cells, rows: Sequence[Cells]) -> Places:
    """Return the columns with who answers, where no head says so.

    That are those beside people in a column where most name their office first (责任人: 合规部 林嘉怡), else what says
    just 单位, else a column under whatever head where most cells name bodies and nothing else.
    """
    if columns.keys() & (ANSWERS - {Column.UNIT}):
        return columns
    found = dict(columns)
    if any(_mostly(_opens_with_body, rows, place) for place in columns.get(Column.POST, ())):
        found[Column.LEAD_AND_POST] = found.pop(Column.POST)
    elif Column.UNIT in columns:
        found[Column.LEAD] = found.pop(Column.UNIT)
    elif naming := [place for place in _unknown(columns, names) if _mostly(names_bodies, rows, place)]:
        found[Column.LEAD] = naming[:1]
    return found


def _with_people(columns: Places, names: Cells, rows: Sequence[Cells]) -> Places:
    """Return the columns with people under whatever head, where most cells name one behind the measure."""
    if columns.keys() & {Column.POST, Column.LEAD_AND_POST} or Column.MEASURE not in columns:
        return columns
    behind = [place for place in _unknown(columns, names) if place > columns[Column.MEASURE][0]]
    naming = [place for place in behind if _mostly(_names_people, rows, place)]
    return columns | {Column.POST: naming[:1]} if naming else columns


def _names_people(cell: str) -> bool:
    return bool(answering(cell).people)


def _with_ticks(columns: Places, names: Cells, rows: Sequence[Cells]) -> Places:
    """Return the columns with the status where it is ticked: 已完成, 部分完成 and 未完成 below 认定结果."""
    if Column.STATUS in columns:
        return columns
    ticked = [place for place in columns.get(Column.OTHER, ()) if _mostly(is_tick, rows, place)]
    stating = [place for place in ticked if reports(names[place])]
    return columns | {Column.STATUS: stating} if stating else columns


def _opens_with_body(cell: str) -> bool:
    first, *others = cell.split()
    return bool(others) and names_bodies(first)


def _tells_progress(cell: str) -> bool:
    return _PROGRESS.search(fold(cell)) is not None


def _mostly(says: Callable[[str], bool], rows: Sequence[Cells], place: int) -> bool:
    cells = [row[place] for row in rows[:_SAMPLED] if row[place].strip()]
    return bool(cells) and sum(map(says, cells)) * 2 > len(cells)


def names_topics(columns: Places, rows: Sequence[Cells]) -> bool:
    """Tell whether the column for the field names topics of the scheme: 问题类别 may hold 一般 and 严重 instead."""
    labels = {row[place].strip() for row in rows[:_SAMPLED] for place in columns.get(Column.FIELD, ())}
    return any(resolve(label) for label in labels if label)


def _with_deadline(columns: Places, names: Cells, rows: Sequence[Cells]) -> Places:
    """Return the columns with 完成时间 as the agreed day where no other is, unless only what was done has one."""
    days = columns.get(Column.COMPLETED_ON, [])
    if Column.DEADLINE in columns or not days:
        return columns
    dated = [row for row in rows[:_SAMPLED] if row[days[0]].strip()]
    if dated and all(_done_on(row, days[0], columns, names) for row in dated):
        return columns
    others: Places = {each: places for each, places in columns.items() if each is not Column.COMPLETED_ON}
    return others | {Column.DEADLINE: days}


def _done_on(row: Cells, place: int, columns: Places, names: Cells) -> bool:
    """Tell whether a row says that it is completed, and names a day and no month or year."""
    done = any(status(row[each], names[each]) == "COMPLETED" for each in columns.get(Column.STATUS, ()))
    return done and _TO_THE_DAY.fullmatch(fold(row[place]).strip()) is not None
