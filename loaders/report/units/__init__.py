"""Bodies 单位 in running text: organs, groups, enterprises, schools, streets, each with its role.

Two passes. The first finds full names by suffix and left boundary; the second finds them and their short forms wherever
they stand. The longest name wins, and none lies inside 《…》.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.report.boundary import boundaries
from loaders.report.units.collective import collective, counted, listed, settlements
from loaders.report.units.found import Found, longest
from loaders.report.units.full import in_full
from loaders.report.units.known import known_names, wherever
from loaders.report.units.numbered import groups, schools
from loaders.report.units.suffixes import full_names, villages

if TYPE_CHECKING:
    from loaders.parsed import UnitMention
    from loaders.report.context import Context

__all__ = ["mentions"]


def mentions(folded: str, text: str, context: Context) -> tuple[UnitMention, ...]:
    """Return the bodies of a text in their order; none overlaps another, and none lies inside 《…》.

    `folded` is the copy of the same length to match on; surfaces come from `text`.
    """
    marks = boundaries(folded)
    found = [each for each in full_names(folded, marks) if not context.excluded.touch(each.start, each.end)]
    found += [
        *villages(folded, marks),
        *schools(folded, marks),
        *groups(folded, marks),
        *listed(folded),
        *counted(folded, marks),
        *settlements(folded, marks, context),
        *collective(folded),
    ]
    known = known_names(folded, found, context)
    found += [each for each in wherever(folded, marks, known) if not context.excluded.touch(each.start, each.end)]
    return in_full(folded, text, _as_one(folded, longest(found)), context)


_OFFICE: Final = re.compile("[部处室科]$")
_ROLE: Final = re.compile(
    "(?:建设|施工|监理|设计|代建|总包|承建|供货|运营|检测|评估|中介|代理|服务)(?:单位|机构|企业)$"
)


def _as_one(folded: str, found: list[Found]) -> list[Found]:
    """Return an office and its other name, 组织部(人力资源部), as one body, and 施工单位 not beside its name."""
    kept: list[Found] = []
    for each in found:
        last = kept[-1] if kept else None
        if last and last.end == each.start and _ROLE.search(folded, last.start, last.end):
            kept[-1] = each
        elif last and _is_other_name(folded, last, each):
            kept[-1] = Found(last.start, each.end + 1)
        else:
            kept.append(each)
    return kept


def _is_other_name(folded: str, last: Found, each: Found) -> bool:
    both = all(_OFFICE.search(folded, name.start, name.end) for name in (last, each))
    return both and folded[last.end : each.start] == "(" and folded.startswith(")", each.end)
