"""The domain's own fields and filters: what is no property and no relationship of the model.

Each module declares one subject, with the types it needs and the rules that plan it. A new field is one `Computed` in
`FIELDS`, a new filter one `Filter` in `FILTERS`, a new question to the graph as a whole one `Root` in `ROOTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.compile.domain import (
    citation,
    coverage,
    dataset,
    evidence,
    hierarchy,
    lookup,
    overdue,
    paths,
    responsibility,
    search,
    state,
    topic,
)

if TYPE_CHECKING:
    from graph.compile.domain.declare import Computed, Filter, Root
    from graph.compile.spec import EnumType, InputType, ObjectType

_DECLARED: Final[tuple[Computed, ...]] = (
    *overdue.FIELDS, *responsibility.FIELDS, *hierarchy.FIELDS, *evidence.FIELDS,
)  # fmt: skip
_FILTERS: Final[tuple[Filter, ...]] = (
    *search.FILTERS, *overdue.FILTERS, *topic.FILTERS, *citation.FILTERS, *responsibility.FILTERS, *state.FILTERS,
)  # fmt: skip
ROOTS: Final[tuple[Root, ...]] = (*lookup.ROOTS, *search.ROOTS, *paths.ROOTS, *dataset.ROOTS)
OBJECTS: Final[tuple[ObjectType, ...]] = (
    *evidence.OBJECTS, *responsibility.OBJECTS, *coverage.OBJECTS, *search.OBJECTS, *paths.OBJECTS, *dataset.OBJECTS,
)  # fmt: skip
INPUTS: Final[tuple[InputType, ...]] = (*overdue.INPUTS, *topic.INPUTS, *citation.INPUTS, *responsibility.INPUTS)
ENUMS: Final[tuple[EnumType, ...]] = (*coverage.ENUMS, *paths.ENUMS)

FIELDS: Final[dict[tuple[str, str], Computed]] = {(each.label, each.name): each for each in _DECLARED}
FILTERS: Final[dict[tuple[str, str], Filter]] = {
    (label, each.argument.name): each for each in _FILTERS for label in each.labels
}
