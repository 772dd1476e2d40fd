"""Overdue 逾期 as of a day: two fields and a filter. What it means is in `schema.overdue`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.domain.declare import Computed, Filter
from graph.compile.plan import Plan, Scalar
from graph.compile.spec import Argument, InputType
from schema.overdue import days_overdue, due_key, overdue
from schema.vocabularies import DueBasis

if TYPE_CHECKING:
    from graph.compile.filters import Filters
    from graph.compile.planner import Planner
    from graph.compile.scope import Scope
    from graph.compile.selection import Selected

AS_OF: Final = Argument("asOf", "Date", "截至日 / Day asked about; default: that of the list's filter, else today.")
BASIS: Final = Argument("basis", "DueBasis!", "时限口径 / Which agreed date counts.", DueBasis.CURRENT)
_YEAR_ONLY: Final = Argument(
    "includeYearOnly", "Boolean!", "含仅年份 / Count deadlines that give only a year.", default=False
)
_ARGUMENTS: Final = (AS_OF, BASIS, _YEAR_ONLY)


def is_overdue(scope: Scope, node: str, given: dict[str, Any]) -> str:
    """Return the condition that a measure is overdue as `given` asks: asOf, basis, includeYearOnly."""
    return overdue(node, *_asked(scope, given))


def days(scope: Scope, node: str, given: dict[str, Any]) -> str:
    """Return the expression of the days that a measure is overdue, null unless it is."""
    return days_overdue(node, *_asked(scope, given))


def _asked(scope: Scope, given: dict[str, Any]) -> tuple[str, DueBasis, bool]:
    return scope.day(given.get("asOf")), _basis(given), bool(given.get("includeYearOnly"))


def _basis(given: dict[str, Any]) -> DueBasis:
    return DueBasis[given.get("basis") or DueBasis.CURRENT]


def _overdue(planner: Planner, _label: str, node: str, field: Selected) -> Plan:
    return Scalar(is_overdue(planner.scope, node, field.arguments))


def _days(planner: Planner, _label: str, node: str, field: Selected) -> Plan:
    return Scalar(days(planner.scope, node, field.arguments))


def _condition(filters: Filters, node: str, value: Any) -> str:
    return is_overdue(filters.scope, node, value)


def _states(value: Any) -> str:
    return due_key(_basis(value))


FIELDS: Final = (
    Computed("Measure", "overdue", "Boolean!", "是否逾期 / Overdue as of a day.", _overdue, _ARGUMENTS),
    Computed("Measure", "daysOverdue", "Int", "逾期天数 / Days since the due day; null unless overdue.",
             _days, _ARGUMENTS),
)  # fmt: skip
FILTERS: Final = (
    Filter(
        ("Measure",), Argument("overdue", "OverdueFilter", "逾期 / Overdue as of a day."), _condition, states=_states
    ),
)
INPUTS: Final = (InputType("OverdueFilter", "逾期条件 / Overdue as of a day.", _ARGUMENTS),)
