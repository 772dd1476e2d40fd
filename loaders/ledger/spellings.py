"""One name for the spellings of a body 单位 in the rows of a ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loaders.spellings import Spellings, is_spelling, spellings, spelt, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.ledger.row import Found
    from loaders.parsed import ParsedMeasure, ParseWarning, UnitMention


def unite(found: Found) -> None:
    """Give the spellings of each name in all rows its commonest one, with a warning in the first row of each other."""
    known = spellings(unit for _, unit in _named(found))
    if not known:
        return
    for at, issue in enumerate(found.issues):
        found.issues[at] = replace(issue, measures=tuple(_spelt(measure, known) for measure in issue.measures))
    found.warnings.extend(_warnings(_named(found)))


def _spelt(measure: ParsedMeasure, known: Spellings) -> ParsedMeasure:
    return replace(measure, units=tuple(spelt(unit, known) for unit in measure.units))


def _named(found: Found) -> Iterator[tuple[ParsedMeasure, UnitMention]]:
    return ((measure, unit) for issue in found.issues for measure in issue.measures for unit in measure.units)


def _warnings(named: Iterable[tuple[ParsedMeasure, UnitMention]]) -> Iterator[ParseWarning]:
    spelt_so: dict[str, tuple[ParsedMeasure, UnitMention]] = {}
    others: dict[str, tuple[ParsedMeasure, UnitMention]] = {}
    for measure, unit in named:
        if is_spelling(unit):
            others.setdefault(unit.surface, (measure, unit))
        else:
            spelt_so.setdefault(unit.name, (measure, unit))
    for measure, unit in others.values():
        row, other = spelt_so[unit.name]
        yield replace(warning(unit, other), row=measure.row, sheet=measure.sheet, other_row=row.row)
