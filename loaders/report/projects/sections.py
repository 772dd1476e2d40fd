"""Sections 标段 of a work that are named without it: …改造工程一标段、二标段已完工,三标段计划明年开工."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from loaders.report.projects.works import SECTION
from loaders.report.sought import Near
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.report.boundary import Boundaries

_SECTION: Final = Near(re.compile(SECTION), re.compile("标"), before=8, behind=3)
_OWN_SECTION: Final = re.compile(rf"\(?{SECTION}\)?$")
_FARTHEST: Final = 300  # characters between a work and a section of it


@dataclass(frozen=True, slots=True)
class Section:
    """A section at [start, end) and the name of the work that it is a part of."""

    start: int
    end: int
    work: str


def sections(folded: str, marks: Boundaries, works: Sequence[tuple[int, int]]) -> Iterator[Section]:
    """Yield the sections that stand behind a work in its paragraph and outside the names of `works`, in their order."""
    starts = [start for start, _ in works]
    for match in _SECTION.finditer(folded):
        start, end = match.span()
        index = bisect_right(starts, start) - 1
        if index < 0 or works[index][1] > start or marks.left(end) < start:
            continue
        first, last = works[index]
        if start - last <= _FARTHEST and "\n" not in folded[last:start]:
            yield Section(start, end, _OWN_SECTION.sub("", folded[first:last]))
