"""Projects 项目 in running text: works, programmes, systems and platforms that have a name of their own."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import itemgetter
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.lexicon import words
from loaders.parsed import NameMention
from loaders.phrases import Phrases
from loaders.report.boundary import Boundaries, boundaries
from loaders.report.projects import names
from loaders.report.projects.facilities import ROADS, facility, road
from loaders.report.projects.formed import numbered, quoted, rebuilt, routes, surroundings
from loaders.report.projects.listed import among, beside, counted, listed, sharing
from loaders.report.projects.rising import founded, raised, rising
from loaders.report.projects.sections import sections
from loaders.report.projects.systems import system
from loaders.report.projects.works import ENDINGS, by_phase, work

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.context import Context

__all__ = ["mentions"]


def mentions(folded: str, text: str, context: Context) -> tuple[NameMention, ...]:
    """Return the projects of a text in their order; of those that overlap the longest.

    Suffix, phase and stage belong to the name. In 青宁沟、大寺河、清水沟治理项目 three share a head: two
    short spans, one long.
    """
    marks = boundaries(folded)
    spans = [
        *_by_ending(folded, marks),
        *by_phase(folded, marks),
        *quoted(folded, marks),
        *routes(folded, marks),
        *numbered(folded, marks),
        *rebuilt(folded, marks),
        *surroundings(folded, marks),
        *rising(folded, marks),
        *raised(folded, marks),
        *founded(folded),
    ]
    spans = [(start, names.right(folded, end)) for start, end in spans]
    kept = [
        span for span in _longest(spans) if not context.excluded.touch(*span) and not _in_body(folded, marks, *span)
    ]
    kept += [
        each
        for each in (*listed(folded, marks), *among(folded, marks), *counted(folded, marks))
        if not context.excluded.touch(*each)
    ]
    known = frozenset(kept)
    kept += [each for span in kept for each in beside(folded, marks, span, known) if not context.excluded.touch(*each)]
    kept += [each for span in kept for each in sharing(folded, marks, *span) if not context.excluded.touch(*each)]
    works = _longest(kept)
    found = [_mention(text, start, end, folded[start:end]) for start, end in works]
    found += [
        _mention(text, each.start, each.end, each.work + folded[each.start : each.end])
        for each in sections(folded, marks, works)
    ]
    return tuple(sorted(found, key=lambda each: each.start))


def _mention(text: str, start: int, end: int, name: str) -> NameMention:
    return NameMention(start=start, end=end, surface=intern(text[start:end]), name=intern(_name(name)))


# What reads a work from its last word.
_READERS: Final = {"work": work, "system": system, "facility": facility, "road": road}


@cache
def _endings() -> Phrases[str]:
    named = (("work", ENDINGS), ("system", words("systems")), ("facility", words("facilities")), ("road", ROADS))
    return Phrases({ending: kind for kind, endings in named for ending in endings})


def _by_ending(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    for end, found in groupby(_endings().everywhere(folded), key=itemgetter(1)):
        # Of suffixes with one end the longest counts: 污水处理站 is no 处理站 for 污水.
        start, _, kind = min(found)
        yield from _READERS[kind](folded, marks, start, end)


_BODY: Final = re.compile(
    rf"(?!\w{{2}}单位)[{HAN}]{{0,10}}?(?:领导小组|专班|指挥部|工作组|专项组|管委会|管理委员会|管理局|管理处|管理中心|服务中心|项目部|公司|集团)"
)


def _in_body(folded: str, marks: Boundaries, start: int, end: int) -> bool:
    """Say whether what ends here goes on as the name of a body: 校区项目建设推进工作专班, 建筑工程有限公司."""
    body = _BODY.match(folded, end)
    return body is not None and marks.left(body.end(), group=True) <= start


def _name(surface: str) -> str:
    return surface.replace("“", "").replace("”", "")


def _longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end - start > kept[-1][1] - kept[-1][0]:
            kept[-1] = (start, end)
    return kept
