"""Bodies 单位 in running text: organs, groups, enterprises, schools, streets, each with its role.

Two passes. The first finds full names by suffix and left boundary; the second finds them and their short forms wherever
they stand. The longest name wins, and none lies inside 《…》.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.report.boundary import boundaries
from loaders.report.units.collective import collective, counted, listed, settlements
from loaders.report.units.found import longest
from loaders.report.units.full import in_full
from loaders.report.units.known import known_names, wherever
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
        *listed(folded),
        *counted(folded, marks),
        *settlements(folded, marks, context),
        *collective(folded),
    ]
    known = known_names(folded, found, context)
    found += [each for each in wherever(folded, marks, known) if not context.excluded.touch(each.start, each.end)]
    return in_full(folded, text, longest(found), context)
