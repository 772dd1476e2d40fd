"""Responsibility 责任: who answers for a measure, as what, and on which sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.conditions import LOGIC, logic, quantified
from graph.compile.domain.declare import Computed, Filter, Found, part
from graph.compile.domain.evidence import quotes
from graph.compile.limits import MAX_NESTED
from graph.compile.plan import Many, Optional, Plan, Rows, Scalar
from graph.compile.spec import Argument, InputType, ObjectType
from schema.vocabularies import Role

if TYPE_CHECKING:
    from graph.compile.arguments import Symbolic
    from graph.compile.filters import Filters
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

_BEARERS: Final = {"unit": "Unit", "post": "Post", "person": "Person"}
_WHERE: Final = Argument("where", "AssignmentWhere", "条件 / Which ones.")


def _assignments(planner: Planner, label: str, node: str, field: Selected) -> Plan:
    assigned, other = planner.scope.variable("a"), planner.scope.variable("u")
    measure, bearer = (node, other) if label == "Measure" else (other, node)
    where = _where(planner.filters, assigned, bearer, field.arguments.get("where", {}), "where")
    match = f"MATCH ({measure})-[{assigned}:ASSIGNED_TO]->({bearer}) WHERE {where}"
    keys = f"{_rank(assigned)}, {assigned}.start, {other}.id"
    shown = _Shown(planner, field, "Assignment", assigned=assigned, bearer=bearer, measure=measure)
    rows = Rows((
        f"{match} AND {_first(assigned)}",
        f"WITH {node}, {assigned}, {other} ORDER BY {keys} LIMIT {MAX_NESTED}",
        *shown.bearers(node, assigned, other),
    ), (node,))  # fmt: skip
    return Many(rows, shown.record())


def _responsibility(planner: Planner, _label: str, node: str, field: Selected) -> Plan:
    scope = planner.scope
    assigned, bearer, rank = scope.variable("a"), scope.variable("u"), scope.variable("k")
    role = f"{assigned}r"
    shown = _Shown(planner, field, "ResponsibilityLink", assigned=assigned, bearer=bearer, measure=node)
    rows = Rows((
        f"UNWIND range(0, {len(Role) - 1}) AS {rank}",
        f"WITH {node}, {rank}, {list(map(str, Role))}[{rank}] AS {role}",
        f"OPTIONAL MATCH ({node})-[{assigned}:ASSIGNED_TO]->({bearer})",
        f"WHERE {assigned}.role = {role} AND {_first(assigned)}",
        f"WITH {node}, {role}, {assigned}, {bearer} ORDER BY {rank}, {assigned}.start, {bearer}.id",
        *shown.bearers(node, role, assigned, bearer),
    ), (node,))  # fmt: skip
    return Many(rows, shown.record())


def _rank(assigned: str) -> str:
    cases = " ".join(f"WHEN '{role}' THEN {rank}" for rank, role in enumerate(Role))
    return f"CASE {assigned}.role {cases} END"


def _first(assigned: str) -> str:
    """Return the condition that an assignment is the first of its role: each source that repeats it adds one."""
    return f"{assigned}.repeated IS NULL"


class _Shown:
    """What an answer shows of one assignment: the relationship `assigned` from `measure` to `bearer`."""

    def __init__(
        self, planner: Planner, field: Selected, type_name: str, *, assigned: str, bearer: str, measure: str
    ) -> None:
        self._planner = planner
        self._field = field
        self._type_name = type_name
        self._assigned = assigned
        self._bearer = bearer
        self._measure = measure

    def bearers(self, *carried: str) -> tuple[str, ...]:
        """Return the clauses that bind the body, office and person, as far as they are asked for."""
        asked = [each.name for each in self._planner.operation.fields(self._type_name, self._field.below)]
        chosen = [
            f"CASE WHEN {self._bearer}:{label} THEN {self._bearer} ELSE {self._else(name)} END AS {self._bound(name)}"
            for name, label in _BEARERS.items()
            if name in asked
        ]
        return (f"WITH {', '.join((*carried, *chosen))}",) if chosen else ()

    def record(self) -> Plan:
        """Return the plan of the assignment."""
        return self._planner.record(self._type_name, self._field, self._part)

    def _else(self, name: str) -> str:
        """Return what stands for a bearer of another type: for an office the body that it is in.

        A subquery, which is run for offices alone: an OPTIONAL MATCH for all took a fifth of the time of an answer.
        """
        if name != "unit":
            return "null"
        body = f"{self._bearer}o"
        return f"head(COLLECT {{ MATCH ({self._bearer})-[:IN_UNIT]->({body}:Unit) RETURN {body} }})"

    def _bound(self, name: str) -> str:
        return f"{self._bearer}_{name}"

    def _part(self, part: Selected) -> Plan:
        if part.name in _BEARERS:
            # Of an office that answers, the body is the one it is in.
            node = self._bound(part.name)
            return Optional(node, self._planner.node(_BEARERS[part.name], node, part))
        if part.name == "measure":
            return self._planner.node("Measure", self._measure, part)
        if part.name == "evidence":
            return self._said(part)
        return Scalar({
            "stated": f"{self._assigned} IS NOT NULL",
            "role": f"{self._assigned}.role" if self._type_name == "Assignment" else f"{self._assigned}r",
            "inherited": f"coalesce({self._assigned}.inherited, false)",
        }[part.name])  # fmt: skip

    def _said(self, part: Selected) -> Plan:
        """Return the evidence of an assignment: what every source says of it."""
        said = self._planner.scope.variable("e")
        same = f"{said}.role = {self._assigned}.role AND {said}.report IS NOT NULL"
        match = f"MATCH ({self._measure})-[{said}:ASSIGNED_TO]->({self._bearer}) WHERE {same}"
        return quotes(self._planner, part, said, (match,), (self._measure, self._assigned, self._bearer))


# --- filters -------------------------------------------------------------------------------------------------------


def _where(filters: Filters, assigned: str, bearer: str, where: Symbolic, path: str) -> str:
    """Return the condition of an `AssignmentWhere` on a relationship and the node it leads to."""

    def one(name: str, value: Symbolic, at: str) -> str:
        if name in LOGIC:
            return logic(name, value, at, lambda item, inside: _where(filters, assigned, bearer, item, inside))
        if name == "unit":
            return f"{bearer}:Unit AND ({filters.joined('Unit', bearer, value, at)})"
        return filters.operators(f"{assigned}.{name}", value, at)

    return filters.each(where, path, one)


def _assigned(filters: Filters, node: str, value: Any) -> str:
    def holds(quantifier: str, where: Symbolic, path: str) -> str:
        assigned, bearer = filters.scope.variable("a"), filters.scope.variable("u")
        pattern = f"({node})-[{assigned}:ASSIGNED_TO]->({bearer})"
        return quantified(quantifier, pattern, _where(filters, assigned, bearer, where, path))

    return filters.each(value, "assignments", holds)


def _of_unit(filters: Filters, node: str, value: Any) -> str:
    assigned, unit = filters.scope.variable("a"), filters.scope.variable("u")
    holds = " AND ".join((*_as(filters, assigned, value), *_is(filters, unit, value))) or "true"
    return f"EXISTS {{ MATCH ({node})-[{assigned}:ASSIGNED_TO]->({unit}:Unit) WHERE {holds} }}"


def _from_unit(filters: Filters, value: Any) -> Found:
    # There are far fewer bodies than measures: find the body first, then what it answers for.
    assigned, unit = filters.scope.variable("a"), filters.scope.variable("u")
    found = f"MATCH ({unit}:Unit) WHERE {' AND '.join(_is(filters, unit, value)) or 'true'}"
    return Found(found, f"({unit})<-[{assigned}:ASSIGNED_TO]-", tuple(_as(filters, assigned, value)))


def _as(filters: Filters, assigned: str, given: dict[str, Any]) -> list[str]:
    holds = [] if given.get("inherited") else [f"{assigned}.inherited = false"]
    return [*holds, f"{assigned}.role = {filters.scope.leaf(given['role'])}"] if "role" in given else holds


def _is(filters: Filters, unit: str, given: dict[str, Any]) -> list[str]:
    holds = [_named(unit, filters.scope.leaf(given["is"]))] if "is" in given else []
    if "under" in given:
        above = filters.scope.variable("u")
        named = _named(above, filters.scope.leaf(given["under"]))
        holds.append(f"EXISTS {{ MATCH ({unit})-[:PART_OF*0..8]->({above}:Unit) WHERE {named} }}")
    return holds


def _named(unit: str, name: str) -> str:
    return f"({unit}.name = {name} OR {name} IN {unit}.aliases)"


# --- declarations --------------------------------------------------------------------------------------------------

_LINK: Final = (
    part("role", "Role!", "角色 / Lead, cooperate, supervise or accountable."),
    part("inherited", "Boolean!", "继承 / Follows from the signature, not from the text."),
    part("unit", "Unit", "单位 / The body; null where not stated."),
    part("post", "Post", "职务 / The office; null where not stated."),
    part("person", "Person", "人员 / The person; null where not stated."),
    part("evidence", "[Evidence!]!", "证据 / The sentence that says so."),
)
_CHAIN: Final = "责任链 / From who leads to who is accountable; a link with stated: false where nobody is named."
FIELDS: Final = (
    Computed("Measure", "assignments", "[Assignment!]!", "责任 / Who answers for it.", _assignments, (_WHERE,)),
    Computed("Measure", "responsibility", "[ResponsibilityLink!]!", _CHAIN, _responsibility),
    Computed("Unit", "assignments", "[Assignment!]!", "责任 / What it answers for, at most 100.",
             _assignments, (_WHERE,)),
)  # fmt: skip
FILTERS: Final = (
    Filter(("Measure",), Argument("unit", "UnitFilter", "责任单位 / Assigned to a body."), _of_unit, _from_unit),
    Filter(("Measure",), Argument("assignments", "AssignmentListFilter", "责任 / Conditions on assignments."),
           _assigned),
)  # fmt: skip
OBJECTS: Final = (
    ObjectType("Assignment", "责任 / Who answers for a measure, as what.",
               (part("measure", "Measure!", "措施 / The measure."), *_LINK)),
    ObjectType("ResponsibilityLink", "责任链环节 / One link of the chain, stated or not.",
               (part("stated", "Boolean!", "有说明 / False where the sources name nobody."), *_LINK)),
)  # fmt: skip
INPUTS: Final = (
    InputType("UnitFilter", "单位条件 / Assigned to a body.", (
        Argument("is", "String", "名称 / Name or alias."),
        Argument("under", "String", "上级 / Name of the body or of one above it."),
        Argument("role", "Role", "角色 / As what."),
        Argument("inherited", "Boolean!", "含继承 / Count inherited accountability.", default=False),
    )),
    InputType("AssignmentWhere", "责任条件 / Which assignments.", (
        Argument("AND", "[AssignmentWhere!]"), Argument("OR", "[AssignmentWhere!]"), Argument("NOT", "AssignmentWhere"),
        Argument("role", "RoleFilter"), Argument("inherited", "BooleanFilter"), Argument("unit", "UnitWhere"),
    )),
    InputType("AssignmentListFilter", "责任关联条件 / Some, none or every assignment.",
              tuple(Argument(name, "AssignmentWhere") for name in ("some", "none", "every"))),
)  # fmt: skip
