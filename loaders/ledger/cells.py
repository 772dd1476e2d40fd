"""What a cell says: bodies, status, decisions on closing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, day
from loaders.parsed import ClosureResult, ParsedClosure, Role, Status, UnitMention
from loaders.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_SEPARATOR: Final = re.compile(r"[、,;/\n\r\t|]+|\s{2,}")
_TAIL: Final = re.compile(r"(?:等.{0,6})?$")
# The first that fits decides: 基本完成 and 未完成 hold the word 完成, 持续推进 holds 推进.
_WORDS: Final[tuple[tuple[Status, str], ...]] = (
    ("IN_PROGRESS", r"基本完成|阶段性完成|部分完成|未(?:全部)?完成|正在|推进中|整改中|办理中|进行中|未整改到位|未办结"),
    ("PLANNED", r"未启动|未整改|未开始|未开展|尚未|待启动|待整改"),
    ("COMPLETED", r"已完成|已整改|整改到位|完成整改|已办结|已落实|全部完成|完成销号|^(?:完成|办结|是|100%)"),
    ("ONGOING", r"持续|长期|常态"),
    ("IN_PROGRESS", r"推进|^否$|\d%|达到序时|序时进度"),
    ("PLANNED", r"计划|拟于|将于"),
    ("COMPLETED", r"已|完成|印发|出台|建立|修订|追回|上缴|归还"),
)  # fmt: skip
_STATUS: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = tuple(
    (status, re.compile(words)) for status, words in _WORDS
)
_DAY: Final = r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
_DECISION: Final = re.compile(
    rf"(?P<day>{_DAY})"
    r"|(?P<none>(?:未|尚未|不予|暂不|暂缓|待|拟|申请|不能)销号)"
    r"|(?P<REOPENED>恢复挂号|重新挂号|恢复挂账|撤销销号|取消销号)"
    r"|(?P<KEPT_OPEN>留号|继续挂号|保留挂号)"
    r"|(?P<CLOSED>销号|通过验收|验收通过|验收合格)"
)
_RESULTS: Final[dict[str, ClosureResult]] = {"REOPENED": "REOPENED", "KEPT_OPEN": "KEPT_OPEN", "CLOSED": "CLOSED"}


def units(
    cell: str, offset: int, role: Role, aliases: Mapping[str, str], is_generic: Callable[[str], bool]
) -> Iterator[UnitMention]:
    """Yield the bodies of a cell with their spans in the row's text; `offset` is where the cell starts.

    `aliases` maps a short name to the full one, as the file itself states it.
    """
    start = 0
    folded = fold(cell)
    for stop in [*_SEPARATOR.finditer(folded), None]:
        end = stop.start() if stop else len(cell)
        if found := _unit(cell, folded, start, end):
            first, last = found
            surface = cell[first:last]
            name = aliases.get(surface, surface)
            yield UnitMention(
                start=offset + first, end=offset + last, surface=surface, name=name, role=role, generic=is_generic(name)
            )
        start = stop.end() if stop else end


def _unit(cell: str, folded: str, start: int, end: int) -> tuple[int, int] | None:
    words = folded[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(_TAIL.sub("", words.rstrip()))
    return (first, last) if last - first > 1 else None


@lru_cache(maxsize=4096)
def status(cell: str) -> Status:
    """Return the status that a cell reports; UNSTATED for a blank one."""
    words = fold(cell).strip()
    if not words:
        return "UNSTATED"
    for found, pattern in _STATUS:
        if pattern.search(words):
            return found
    return "IN_PROGRESS"


@lru_cache(maxsize=4096)
def closures(cell: str) -> tuple[ParsedClosure, ...]:
    """Return the decisions of a cell, in its order; 未销号 and a blank are none.

    A decision has the day in brackets right behind it, else the last day before it that no decision has.
    """
    folded = fold(cell)
    tokens = list(_DECISION.finditer(folded))
    found: list[ParsedClosure] = []
    pending: str | None = None
    used = -1
    for number, token in enumerate(tokens):
        if token.lastgroup == "day" and number != used:
            pending = _iso(token.group())
        elif token.lastgroup in _RESULTS:
            following = tokens[number + 1] if number + 1 < len(tokens) else None
            between = folded[token.end() : following.start()] if following else ""
            if following and following.lastgroup == "day" and re.fullmatch(r"\s*[（(\[]\s*", between):
                pending, used = _iso(following.group()), number + 1
            found.append(ParsedClosure(result=_RESULTS[token.lastgroup], decided_on=pending, phrase=cell.strip()))
            pending = None
    return tuple(found)


def _iso(words: str) -> str | None:
    try:
        return day(words)
    except DateError:
        return None
