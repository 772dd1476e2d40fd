"""Administrative divisions 行政区划 in names: 云澜市望溪区清水河 lies in 云澜市望溪区, and that in 云澜市.

There is no list of divisions here, which would be old within a year and lack what is invented: what a source writes is
all that is known of them. 城市, 社区 and 景区 end like divisions, so one that stands alone before a name is taken for
one only if the source tells so elsewhere: by its head, or by the name of a body there (清水县水务局).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

_HAN: Final = "[\u3400-\u9fff]"
_CITY: Final = "(?<![城超股])市(?![场政容民口街]|区(?!$))"
# What stands before 区 in words for other areas: 园区, 社区, 片区.
_OTHER: Final = "社小园景灌库校片矿护山示厂林湖滩院份街商能住置发试作产游冲心集验牧禁限汛洪灾军战疫污功分开"
# The levels of GB/T 2260 from province to county, then towns. Autonomous regions, leagues 盟 and prefectures 地区 are
# few, and end like other words.
_LEVELS: Final = (
    rf"(?:{_HAN}{{2,3}}省|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区)",
    rf"(?:{_HAN}{{2,4}}?{_CITY}|{_HAN}{{2,8}}?自治州|(?:锡林郭勒|兴安|阿拉善)盟|"
    rf"(?:大兴安岭|阿克苏|喀什|和田|塔城|阿勒泰|阿里)地区)",
    rf"(?:{_HAN}{{2,9}}?自治[县旗]|(?!(?:主|老|旧|中心)城区){_HAN}{{1,3}}?(?<![{_OTHER}])(?<!高新)(?<!经开)区(?![域划块])|"
    rf"{_HAN}{{1,4}}?县(?![城域道级乡直])|{_HAN}{{2,4}}?{_CITY}|{_HAN}{{2,5}}[左右前中后]旗)",
    rf"(?:{_HAN}{{2,4}}?(?:(?<![城集])镇(?![化村域级区])|(?<![城下家故])乡(?![村域级间])|街道(?!办)))",
)
_DIVIDED: Final = re.compile("".join(f"({level})?" for level in _LEVELS))


def divisions(name: str) -> tuple[str, ...]:
    """Return the divisions that a name begins with, from the largest: 云澜市, 望溪区 of 云澜市望溪区清水河."""
    found = _DIVIDED.match(name.removeprefix("中共"))
    return tuple(filter(None, found.groups())) if found else ()


@dataclass(frozen=True, slots=True)
class Divisions:
    """The divisions that a source writes: for each one its names with those above it, of its head and its bodies."""

    _written: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, names: Iterable[str]) -> Divisions:
        """Return the divisions that names of bodies, and what the source speaks for, begin with."""
        written: defaultdict[str, set[str]] = defaultdict(set)
        for levels in map(divisions, names):
            for level, whole in zip(levels, accumulate(levels), strict=True):
                written[level].add(whole)
        return cls({level: frozenset(wholes) for level, wholes in written.items()})

    def around(self, name: str) -> tuple[str, ...]:
        """Return the divisions that a place lies in by its name, the nearest first, each with those above it."""
        levels = divisions(name)
        if not levels or (len(levels) == 1 and levels[0] not in self._written):
            return ()
        first, *more = levels
        wholes = list(accumulate([self._whole(first), *more]))
        if "".join(levels) == name:
            wholes.pop()
        above = list(accumulate(divisions(self._whole(first))[:-1]))
        return (*reversed(wholes), *reversed(above))

    def whole(self, name: str) -> str:
        """Return a place with the divisions above it if it is one that the source writes so: 望溪区 is 云澜市望溪区."""
        levels = divisions(name)
        return self._whole(name) if "".join(levels) == name and len(levels) == 1 else name

    def _whole(self, level: str) -> str:
        """Return the one longest name of a division that the source writes; its own name where there are several."""
        longer = [each for each in self._written.get(level, ()) if each != level]
        longest = max(longer, key=len, default=level)
        return longest if all(longest.endswith(each) for each in longer) else level
