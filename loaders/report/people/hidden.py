"""Names that the writer hid (李某, 赵某民), or spread by blanks (苗  壮)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.people.names import COMPOUND_SURNAMES, SURNAMES, is_name, opens, person, stops
from loaders.report.people.posts import KNOWN_POST, LONGEST_POST_WORD, POST_ENDS
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import PersonMention
    from loaders.report.boundary import Boundaries

_MASKED: Final = Near(
    re.compile(
        rf"(?:{COMPOUND_SURNAMES}|[{SURNAMES}])某{{1,3}}(?!些|种|个|项|一|地|市|县|区|公司|单位|类|年|时|处|月)"
    ),
    re.compile("某"),
    before=2,
    behind=4,
)


# 经理张XX、会计李**: signs for what is hidden. 于XX年 and 与XX公司 hide something else.
_CROSSED: Final = Near(
    re.compile(
        rf"(?<![某Xx×*])(?:{COMPOUND_SURNAMES}|[{SURNAMES}])(?<![于和与及向从时通路])(?P<sign>[Xx×*〇])(?P=sign)?"
        rf"(?![Xx×*〇\da-zA-Z年月日省市县区镇乡村局路街号公单项中])"
    ),
    re.compile("[Xx×*〇]"),
    before=2,
    behind=3,
)


def masked(folded: str, text: str, marks: Boundaries) -> Iterator[PersonMention]:
    """Yield 张某, 王某某, 赵某民, 张XX: names that the writer hid."""
    for match in _CROSSED.finditer(folded):
        start = match.start()
        if opens(folded, marks, start) or KNOWN_POST.search(folded, max(0, start - LONGEST_POST_WORD), start):
            yield person(text, *match.span())
    for match in _MASKED.finditer(folded):
        end = match.end()
        if match[0].count("某") == 1 and len(match[0]) == 2 and _hides_one(folded, end, marks):
            end += 1
        yield person(text, match.start(), end)


def _hides_one(folded: str, end: int, marks: Boundaries) -> bool:
    """Say whether only the middle of a name is hidden before `end`: a name may stop behind the next character alone."""
    given = "\u4e00" <= folded[end : end + 1] <= "\u9fff" and folded[end] not in "等同的"
    return given and not stops(folded, marks, end) and stops(folded, marks, end + 1)


_SPREAD_END: Final = rf"[ ]{{1,4}}[{HAN}](?=[、,。;:()\s\d]|$|同志|等)"
_SPREAD_BEHIND_POST: Final = Near(
    re.compile(rf"(?P<last>[{POST_ENDS}])[ ]{{0,4}}(?P<name>[{SURNAMES}]{_SPREAD_END})"),
    re.compile(_SPREAD_END),
    before=6,
    behind=2,
)


def spread(folded: str, text: str) -> Iterator[PersonMention]:
    """Yield names of two characters that blanks spread behind a post: 科长 苗  壮."""
    for match in _SPREAD_BEHIND_POST.finditer(folded):
        last = match.end("last")
        post = KNOWN_POST.search(folded, max(0, last - LONGEST_POST_WORD), last)
        if post and is_name(match["name"].replace(" ", "")):
            yield person(text, match.start("name"), match.end("name"), post[0])
