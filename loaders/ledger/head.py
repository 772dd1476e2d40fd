"""Where the head of a table stands, what is above it, and which row is data."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.ledger.column import Cells, Column, Places
from loaders.ledger.columns import columns_of
from loaders.ledger.contents import by_contents, names_topics
from loaders.text import fold
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SEARCHED: Final = 15  # rows from the top in which a head is looked for
_DEEPEST: Final = 3  # rows of a head
_LONGEST: Final = 60  # characters of a head's cell, with what it explains in brackets
_LONGEST_CHILD: Final = 12  # of a cell below a group's head
_BLANKS: Final = 6  # that a printed head may have between its characters
_FEWEST: Final = 3  # kinds of columns that make a head
_FEWEST_IN_LIST: Final = 2
_TOTAL: Final = re.compile(r"(?:合\s*计|总\s*计|小\s*计|共\s*计)|(?:累\s*计|汇\s*总|总\s*数)[:：\s]*\d*\s*[项个件条]?$")
_COUNTED: Final = re.compile(r"(?<!\d)(?!\d{1,4}[年月季])\d")  # a number, but 截至7月底
_NO_GROUP: Final = re.compile(r"[:：\d]")  # 填报单位：县审计局
_NOTE: Final = re.compile(
    r"^\s*(?:注|备注|说明|填表说明|填报说明|制表|填表|填报|审核|审批|联系人|单位负责人|负责人)[^:：]{0,6}[:：]|^\s*注\d?[.、]"
)
_SECTION: Final = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]+[、.章节部]|[(（][一二三四五六七八九十]+[)）])|(?:方面|领域|部分|问题)\s*[:：]?$"
)
_CHINESE_NUMBER: Final = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?")
_LONGEST_SECTION: Final = 30
_NONE_FOUND: Final = re.compile(r"[（(]?(?:无|暂?无.?问题|未(?:发现|检出|见).{0,4})[)）]?[。.]?|[-—－–/]+")
_LONGEST_NONE: Final = 9


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a table: the names of its columns, what they hold, and the first row of data (from 0).

    `money` is the unit of its amounts, such as 万元, where that stands above it. `names_topics` says that its
    column for the field does: 问题类别 may hold 一般 and 严重 instead.
    """

    names: Cells
    columns: Places
    first: int
    above: tuple[Cells, ...]
    money: str = ""
    names_topics: bool = False

    def cell(self, words: Cells, column: Column) -> str:
        """Return the first filled cell of a kind in a row of stripped cells; an empty string if there is none."""
        for place in self.columns.get(column, ()):
            if words[place]:
                return words[place]
        return ""

    def shares(self, column: Column, other: Column) -> bool:
        """Tell whether the first column of a kind is one of another kind, too: 整改时限及进展."""
        return column in self.columns and self.columns[column][0] in self.columns.get(other, ())

    def repeats(self, words: Cells) -> bool:
        """Tell whether a row of stripped cells says the names of the head again, as on a new page."""
        for name, cell in zip(self.names, words, strict=True):
            if cell and (len(cell) > len(name) + _BLANKS or _name(cell) not in name):
                return False
        return True


def find_head(rows: Sequence[Cells]) -> Head | None:
    """Return the head with the most kinds of columns in the first rows, the deepest of equals; None without one."""
    return _best_head(rows, _score, _FEWEST)


def find_list(rows: Sequence[Cells]) -> Head | None:
    """Return the head of a list that numbers its items and may tell no more of them than who answers, or when."""
    return _best_head(rows, _score_of_list, _FEWEST_IN_LIST)


def _best_head(rows: Sequence[Cells], score_of: Callable[[Sequence[Cells]], int], fewest: int) -> Head | None:
    best: tuple[int, int, int] | None = None
    for first in range(min(_SEARCHED, len(rows))):
        for depth in range(1, _DEEPEST + 1):
            if not _may_be_head(rows[first : first + depth], depth):
                break
            score = score_of(rows[first : first + depth])
            if score >= fewest and (best is None or (score, depth, -first) > best):
                best = (score, depth, -first)
    if best is None:
        return None
    depth, first = best[1], -best[2]
    names, own = _joined(rows[first : first + depth])
    below = rows[first + depth :]
    columns = by_contents(columns_of(names, own), names, below)
    topics = names_topics(columns, below)
    return Head(_unique(names), columns, first + depth, tuple(rows[:first]), names_topics=topics)


def widened(
    rows: Sequence[Cells], head: Head, names: Sequence[str], cells: Sequence[Sequence[str]]
) -> tuple[list[Cells], Head]:
    """Return a table with more columns behind its own; `cells` are theirs, for each row below the head."""
    blank = ("",) * len(names)
    above = [(*row, *blank) for row in rows[: head.first]]
    below = [(*row, *more) for row, more in zip(rows[head.first :], cells, strict=True)]
    columns: Places = {kind: list(places) for kind, places in head.columns.items()}
    for kind, places in columns_of([fold(name) for name in names]).items():
        columns.setdefault(kind, []).extend(len(head.names) + place for place in places)
    all_names = _unique((*head.names, *map(fold, names)))
    columns = by_contents(columns, all_names, below)
    return [*above, *below], replace(head, names=all_names, columns=columns, above=tuple(above[: len(head.above)]))


def with_results(head: Head) -> Head:
    """Return a head of faults and results alone with the results as the measures: 存在问题, 整改情况."""
    results = head.columns.get(Column.STATUS)
    faulty = Column.ISSUE in head.columns
    return replace(head, columns=head.columns | {Column.MEASURE: results[:1]}) if faulty and results else head


def _may_be_head(rows: Sequence[Cells], depth: int) -> bool:
    filled = sum(1 for cell in rows[0] if cell.strip()) if len(rows) == depth else 0
    if not filled or (filled == 1 and depth > 1):  # a title over the heads is none of them
        return False
    return all(len(cell.strip()) <= _LONGEST for cell in rows[0]) and all(map(_may_be_below, rows, rows[1:]))


def _may_be_below(upper: Cells, lower: Cells) -> bool:
    """Tell whether a row may hold the children of groups: short cells without digits, some of them below blanks.

    A row of data has its number, or its first words, under the first column.
    """
    filled = [cell.strip() for cell in lower if cell.strip()]
    first = next((place for place, cell in enumerate(upper) if cell.strip()), 0)
    own = not lower[first].strip() or _name(lower[first]) == _name(upper[first])
    own = own or _is_grouped(upper, lower) or _completes(upper, lower)
    grouped = any(child.strip() and not cell.strip() for cell, child in zip(upper, lower, strict=True))
    return own and grouped and all(len(cell) <= _LONGEST_CHILD and not _COUNTED.search(cell) for cell in filled)


def _completes(upper: Cells, lower: Cells) -> bool:
    """Tell whether each column has its name in one of two rows, but the first child of a group, which has both."""
    both = [bool(name.strip()) and bool(child.strip()) for name, child in zip(upper, lower, strict=True)]
    blank_next = [not name.strip() for name in upper[1:]] + [False]
    named = all(name.strip() or child.strip() for name, child in zip(upper, lower, strict=True))
    merged = lower.count("") > 0
    return named and merged and all(following for two, following in zip(both, blank_next, strict=True) if two)


def _is_grouped(upper: Cells, lower: Cells) -> bool:
    """Tell whether the lower row is a head by itself, and a row of several short names above it: 问题清单 over 问题."""
    names = [cell.strip() for cell in upper if cell.strip()]
    short = all(len(name) <= _LONGEST_CHILD and not _NO_GROUP.search(name) for name in names)
    return short and len(names) > 1 and _score([lower]) >= _FEWEST


def _score(rows: Sequence[Cells]) -> int:
    """Return how many kinds of columns a head has, 0 without issue and measure; the two among others are enough."""
    columns = columns_of(*_joined(rows))
    core = columns.keys() & {Column.ISSUE, Column.MEASURE}
    kinds = len(columns.keys() - {Column.OTHER})
    among = len(core) > 1 and sum(map(len, columns.values())) > _FEWEST
    return max(kinds, _FEWEST) if among else kinds if core else 0


def _score_of_list(rows: Sequence[Cells]) -> int:
    known = columns_of(*_joined(rows)).keys() - {Column.OTHER}
    return len(known) if Column.NUMBER in known else 0


def _joined(rows: Sequence[Cells]) -> tuple[Cells, Cells]:
    """Return one folded name for each column, and its own part of it.

    The heads of groups, spread over their children, stand before the children's own.
    """
    spread = [_spread(row, rows[number + 1]) if number < len(rows) - 1 else row for number, row in enumerate(rows)]
    parts = [list(dict.fromkeys(filter(None, map(_name, column)))) for column in zip(*spread, strict=True)]
    return tuple(map("".join, parts)), tuple(part[-1] if part else "" for part in parts)


def _name(cell: str) -> str:
    return re.sub(r"\s", "", fold(cell))


def _spread(row: Cells, below: Cells) -> Cells:
    """Return a row with each group head over all of its children: the filled cells below blanks to its right."""
    found: list[str] = []
    for cell, child in zip(row, below, strict=True):
        found.append(found[-1] if found and child.strip() and not cell.strip() else cell)
    return tuple(found)


def _unique(names: Cells) -> Cells:
    seen: dict[str, int] = {}
    found: list[str] = []
    for place, name in enumerate(names, 1):
        known = name or f"列{place}"
        seen[known] = seen.get(known, 0) + 1
        found.append(known if seen[known] == 1 else f"{known}{seen[known]}")
    return tuple(found)


def is_data(words: Cells, head: Head) -> bool:
    """Tell whether a row below the head, its cells stripped, holds an item: no total, no note, no head again."""
    first = next(filter(None, words), "")
    if first.isdecimal() and not head.repeats(words):
        return not _is_without_fault(words, head)
    if not first or _TOTAL.match(first) or head.repeats(words):
        return False
    measure = head.cell(words, Column.MEASURE)
    return not _NOTE.match(first) or bool(measure and not _NOTE.match(measure))


def _is_without_fault(words: Cells, head: Head) -> bool:
    """Tell whether a row says in the place of the issue that none was found, and has no measure: 无, 未发现问题."""
    issue = head.cell(words, Column.ISSUE)
    if len(issue) > _LONGEST_NONE or not _NONE_FOUND.fullmatch(issue):
        return False
    return _NONE_FOUND.fullmatch(head.cell(words, Column.MEASURE) or "无") is not None


def section_of(words: Cells, head: Head) -> str:
    """Return the heading that a row is for the rows below it, such as 一、党的建设方面; an empty one for an item."""
    blanks = words.count("")
    if len(words) < _FEWEST:
        return ""
    if blanks == len(words) - 2:
        return _numbered_section(words, head)
    if blanks != len(words) - 1:
        return ""
    place, heading = next((place, cell) for place, cell in enumerate(words) if cell)
    if place in head.columns.get(Column.NUMBER, ()) and not re.fullmatch(r"[\d.\-、]+", heading):
        return heading
    return heading if _SECTION.search(heading) and place not in head.columns.get(Column.MEASURE, ()) else ""


def _numbered_section(words: Cells, head: Head) -> str:
    """Return the heading behind 一 or （二） in the column for numbers, where nothing else is said."""
    (place, number), (_, heading) = ((place, cell) for place, cell in enumerate(words) if cell)
    counted = place in head.columns.get(Column.NUMBER, ()) and _CHINESE_NUMBER.fullmatch(number)
    return heading if counted and len(heading) <= _LONGEST_SECTION else ""
