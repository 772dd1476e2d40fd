"""A whole graph parted into what each report says, so that it is written as sources are."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from schema.errors import ShapesViolated
from schema.records import RelationshipRecord, SourceRecords
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_DERIVED: Final = frozenset(each.type for each in RELATIONSHIPS if each.derived)


def parted(nodes: Sequence[Any], related: Sequence[RelationshipRecord], file: str) -> tuple[SourceRecords, ...]:
    """Return the records of each report, in the order of their days.

    What carries no report is said by the first source that speaks of either end; what is derived is left to who writes
    the records. Raises ShapesViolated for nodes that no source speaks of.
    """
    reports = sorted((each for each in nodes if type(each).__name__ == "Report"), key=_day)
    places = {each.id: place for place, each in enumerate(reports)}
    said: list[list[RelationshipRecord]] = [[] for _ in reports]
    first, loose = dict(places), list[RelationshipRecord]()
    for each in related:
        if each.type in _DERIVED:
            continue
        report = getattr(each.properties, "report", None)
        if report is None:
            loose.append(each)
            continue
        said[places[report]].append(each)
        for end in (each.source.id, each.target.id):
            first[end] = min(first.get(end, places[report]), places[report])
    _attach(loose, first, said)
    by_id = {each.id: each for each in nodes}
    if alone := by_id.keys() - first.keys():
        shown = ", ".join(sorted(alone)[:5])
        raise ShapesViolated(
            f"{file}: no report leads to {len(alone)} nodes ({shown}), so nothing was loaded. Relate each to what a "
            "report says, or leave it out."
        )
    return tuple(_records(report.id, by_id, each) for report, each in zip(reports, said, strict=True))


def _day(report: Any) -> tuple[date, str]:
    return report.as_of or report.signed_on or report.published_on or date.min, report.id


def _attach(
    loose: Iterable[RelationshipRecord], first: dict[str, int], said: Sequence[list[RelationshipRecord]]
) -> None:
    """Give relationships without a report to the first source of either end, from end to end."""
    touching: defaultdict[str, list[RelationshipRecord]] = defaultdict(list)
    for each in loose:
        touching[each.source.id].append(each)
        touching[each.target.id].append(each)
    reached = sorted(first, key=lambda id_: first[id_])
    done = set[int]()
    for id_ in reached:  # grows while it is walked
        for each in touching.pop(id_, ()):
            if id(each) in done:
                continue
            done.add(id(each))
            said[first[id_]].append(each)
            for end in (each.source.id, each.target.id):
                if end not in first:
                    first[end] = first[id_]
                    reached.append(end)


def _records(report: str, by_id: Mapping[str, Any], said: Sequence[RelationshipRecord]) -> SourceRecords:
    ids = dict.fromkeys([report, *(end for each in said for end in (each.source.id, each.target.id))])
    return SourceRecords(report, [by_id[id_] for id_ in ids], list(said), settled=True)
