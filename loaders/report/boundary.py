"""Where a name begins: the words of official prose that stand before names and are no part of them.

Chinese has no blanks. A name is bounded on its left by punctuation, or by a verb, preposition or conjunction. These
closed and half-closed classes are the same in every report, the names are not; hence the list is of boundaries.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

import ahocorasick

from loaders.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable

HAN: Final = "\u3400-\u9fff"
# A numeral takes its unit with it: 3家企业, 12个部门, 2300万元, 7公里.
_BREAK: Final = re.compile(
    rf"(?:[^{HAN}A-Za-z·]*\d)[余多]?(?:[十百千]?万?亿?余?(?:元|吨|亩|公里|平方公里|平方米|立方米|千瓦|人次|人|户|公顷)"
    rf"|[个名家项条处座眼件种类批所位年月日](?!理))|[^{HAN}A-Za-z·]+"
)

_CONJUNCTIONS: Final = frozenset("和与及同")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Offsets of a folded text at which a name may begin, in their order.

    `offices` are those for offices, works and places; `groups` those for groups, whose names hold verbs. `joints` maps
    the offset behind 和, 与, 及, 同 to the offset before it, for they also stand inside names; `words` does so for
    every word that bounds.
    """

    text: str
    offices: list[int]
    groups: list[int]
    joints: dict[int, int]
    words: dict[int, int]

    def left(self, end: int, group: bool = False, reach: int = 36) -> int:
        """Return the last boundary at or before `end`, at most `reach` characters away."""
        cuts = self.groups if group else self.offices
        index = bisect_right(cuts, end) - 1
        return max(cuts[index] if index >= 0 else 0, end - reach)

    def before(self, joint: int, group: bool = False) -> int:
        """Return the boundary before the conjunction that ends at `joint`."""
        return self.left(self.joints[joint], group)

    def is_cut(self, offset: int) -> bool:
        """Say whether a boundary word or punctuation ends at `offset`."""
        index = bisect_right(self.offices, offset) - 1
        return index >= 0 and self.offices[index] == offset


@cache
def _automaton() -> Any:
    automaton = ahocorasick.Automaton()
    groups = frozenset(words("outside-offices"))
    for word in words("outside-names"):
        automaton.add_word(word, (len(word), True, word not in groups))
    for word in groups:
        automaton.add_word(word, (len(word), True, False))
    for word in words("inside-names"):
        automaton.add_word(word, (len(word), False, False))
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=4)
def boundaries(folded: str) -> Boundaries:
    """Return the boundaries of a folded text; kept for the readers of one text after another."""
    offices, groups = {0}, {0}
    joints, bounds = dict[int, int](), dict[int, int]()
    for found in _BREAK.finditer(folded):
        offices.add(found.end())
        groups.add(found.end())
    words = cast("Iterable[tuple[int, tuple[int, bool, bool]]]", _automaton().iter_long(folded))
    for last, (length, outside, everywhere) in words:
        if outside:
            offices.add(last + 1)
            bounds[last + 1] = last + 1 - length
            if everywhere:
                groups.add(last + 1)
            if folded[last] in _CONJUNCTIONS and length == 1:
                joints[last + 1] = last
    return Boundaries(folded, sorted(offices), sorted(groups), joints, bounds)
