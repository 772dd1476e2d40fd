"""People 人员 in running text: names beside a title, after a label, in the name of a doctrine, a book or a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.report.boundary import boundaries
from loaders.report.people.embedded import in_places, leaders
from loaders.report.people.hidden import masked, spread
from loaders.report.people.listed import before, counted, labelled
from loaders.report.people.names import is_whole_name
from loaders.report.people.posts import of_teams, titled

if TYPE_CHECKING:
    from loaders.parsed import PersonMention
    from loaders.report.context import Context

__all__ = ["is_whole_name", "mentions"]


def mentions(folded: str, text: str, context: Context) -> tuple[PersonMention, ...]:
    """Return the people of a text in their order; the span is the name without its title.

    `embedded` names stand inside a doctrine, a book or a place and answer for nothing. Titles in 《…》 are searched for
    those too: a book about a person names one.
    """
    found: dict[int, PersonMention] = {}
    marks = boundaries(folded)
    for each in (
        *leaders(folded, text),
        *in_places(folded, text, marks),
        *labelled(folded, text),
        *titled(folded, text, marks),
        *masked(folded, text, marks),
        *counted(folded, text),
        *of_teams(folded, text, marks),
        *spread(folded, text),
    ):
        if not any(at in found for at in range(each.start - 2, each.end)):
            found[each.start] = each
    for each in tuple(found.values()):
        for other in before(folded, text, marks, each.start):
            found.setdefault(other.start, other)
    return tuple(sorted(found.values(), key=lambda each: each.start))
