"""Where a name begins: the words of official prose that stand before names and are no part of them.

Chinese has no blanks. A name is bounded on its left by punctuation, or by a verb, preposition or conjunction. These
closed and half-closed classes are the same in every report, the names are not; hence the list is of boundaries.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from mmap import mmap
from typing import Final

from loaders.characters import HAN
from loaders.lexicon import words
from loaders.phrases import Phrases
from loaders.values import dataclass

# A numeral takes its unit with it: 3家企业, 12个部门, 2300万元, 7公里.
_BREAK: Final = re.compile(
    rf"[^{HAN}A-Za-z·][^{HAN}A-Za-z·]*"
    "(?:(?<=\\d)[余多]?(?:[十百千]?万?亿?余?(?:元|吨|亩|公里|平方公里|平方米|立方米|千瓦|千伏|兆瓦|人次|人|户|公顷)"
    "|年度(?!假)|[个名家项条处座眼件种类批所位年月日次场期轮](?!理)|号(?=[省市区县州旗镇乡])))?"
)

_CONJUNCTIONS: Final = frozenset("和与及同")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Where in a folded text a name may begin. One byte for each offset: a set of offsets took fifty times as much.

    The bytes of a long text are anonymous maps: all their memory goes back when they are let go, before its issues are
    read. For a short one a map takes too long to make.

    `offices` marks the boundaries for offices, works and places, `groups` those for groups, whose names hold verbs.
    `lengths` has at its end the length of each word that bounds, `starts` a mark where such a word begins.
    """

    text: str
    offices: bytearray | mmap
    groups: bytearray | mmap
    lengths: bytearray | mmap
    starts: bytearray | mmap

    def left(self, end: int, group: bool = False, reach: int = 36) -> int:
        """Return the last boundary at or before `end`, at most `reach` characters away."""
        first = max(0, end - reach)
        return max((self.groups if group else self.offices).rfind(b"\1", first, end + 1), first)

    def word(self, end: int) -> int | None:
        """Return where the word that bounds and ends at `end` begins; None if none does."""
        length = self.lengths[end]
        return end - length if length else None

    def joins(self, end: int) -> bool:
        """Say whether 和, 与, 及 or 同 ends at `end`: these also stand inside names."""
        return self.lengths[end] == 1 and self.text[end - 1] in _CONJUNCTIONS

    def is_cut(self, offset: int) -> bool:
        """Say whether a boundary word or punctuation ends at `offset`."""
        return self.offices[offset] == 1

    def begins(self, offset: int) -> bool:
        """Say whether a word that bounds begins at `offset`."""
        return self.starts[offset] == 1


@cache
def _phrases() -> Phrases[tuple[bool, bool]]:
    """Return the words, and for each whether it bounds names, and whether those of groups too."""
    outside, groups = words("outside-names"), words("outside-offices")
    return Phrases(
        {
            **dict.fromkeys(outside, (True, True)),
            **dict.fromkeys(groups, (True, False)),
            **dict.fromkeys(words("inside-names"), (False, False)),
        }
    )


# These stand behind a noun: at the beginning of a clause they belong to a name (中水回用项目, 后勤处).
_BEHIND_NOUNS: Final = frozenset("中内外前后上下里间")

# With one character before them they end its name: 黔中枢纽, 云上民宿.
_DIRECTIONS: Final = frozenset("中上下")
# Behind these 中 begins a name: 对中煜交建集团.
_BEFORE_ACTORS: Final = frozenset("对由与向给将")
# 在上塘村, 赴下坂水库: behind these a direction begins the name of a place.
_BEFORE_PLACES: Final = frozenset("在赴对从至到与由")
# 县原粮食局局长: behind a level or a body 原 means formerly.
_LEVELS: Final = frozenset("省市区县州旗盟镇乡村局厅委校院司会部处科")


# 建成中垌镇处理站, 打造下坂村: no noun ends before it, and a settlement or road begins with it.
_NAMED_AFTER_DIRECTION: Final = re.compile(rf"[中上下][{HAN}]{{1,2}}(?:[镇乡村街湾屯](?![镇乡村])|大道)")


def _is_of_a_place(folded: str, at: int, marks: Boundaries) -> bool:
    """Say whether 原 is part of the name of a place, as in 青原省 and 柳原分局, and does not mean formerly."""
    inside = at > 0 and not marks.offices[at] and "\u3400" <= folded[at - 1] <= "\u9fff"
    return inside and folded[at - 1] not in _LEVELS


def _follows_nothing(folded: str, at: int, marks: Boundaries) -> bool:
    """Say whether a word of place belongs to a name, since no noun that it could end stands before it."""
    of_name = at > 0 and folded[at] in _DIRECTIONS and marks.offices[at - 1] == 1 and marks.offices[at] == 0
    before = folded[at - 1] if at else ""
    begins = marks.offices[at] == 1 and (
        (folded[at] == "中" and before in _BEFORE_ACTORS)
        or (folded[at] in "上下" and before in _BEFORE_PLACES)
        or _NAMED_AFTER_DIRECTION.match(folded, at) is not None
    )
    alone = at == 0 or marks.joins(at) or not "\u3400" <= folded[at - 1] <= "\u9fff"
    return of_name or begins or alone


_LONG: Final = 100_000  # characters


@lru_cache(maxsize=1)
def boundaries(folded: str) -> Boundaries:
    """Return the boundaries of a folded text; kept for the readers of one text after another."""
    size = len(folded) + 1
    marks = Boundaries(folded, *(mmap(-1, size) if size > _LONG else bytearray(size) for _ in range(4)))
    offices, groups, lengths, starts = marks.offices, marks.groups, marks.lengths, marks.starts
    offices[0] = groups[0] = 1
    for found in _BREAK.finditer(folded):
        end = found.end()
        offices[end] = groups[end] = 1
    for start, end, (outside, everywhere) in _phrases().longest(folded):
        if not outside:
            continue
        if end - start == 1:
            last = folded[start]
            if last == "原" and _is_of_a_place(folded, start, marks):
                continue
            if last in _BEHIND_NOUNS and _follows_nothing(folded, start, marks):
                continue
        offices[end] = starts[start] = 1
        lengths[end] = end - start
        if everywhere:
            groups[end] = 1
    return marks
