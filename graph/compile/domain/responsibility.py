"""Responsibility 责任: who answers for a measure, as what, and on which sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.conditions import quantified, stated
from graph.compile.domain.declare import Computed, Filter, part
from graph.compile.domain.evidence import quotes
from graph.compile.limits import MAX_NESTED
from graph.compile.plan import Many, One, Plan, Rows, Scalar
from graph.compile.spec import Argument, InputType, ObjectType
from schema.vocabularies import Role

if TYPE_CHECKING:
    from graph.compile.arguments import Symbolic
    from graph.compile.filters import Filters
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

_NO_REPORT: Final = "~"  # after every id: what no report says comes last
_WHERE: Final = Argument("where", "AssignmentWhere", "条件 / Which ones.")


def _assignments(planner: Planner, label: str, node: str, field: Selected) -> Plan:
    assigned, other = planner.scope.variable("a"), planner.scope.variable("u")
    measure, bearer = (node, other) if label == "Measure" else (other, node)
    where = _where(planner.filters, assigned, bearer, stated(field.arguments.get("where", {}), "where"))
    match = f"MATCH ({measure})-[{assigned}:ASSIGNED_TO]->({bearer}) WHERE {where}"
    keys = f"{_rank(assigned)}, {assigned}.start, {other}.id"
    rows = Rows((
        f"{match} AND {_first_of_its_kind(measure, assigned, bearer)}",
        f"WITH {node}, {assigned}, {other} ORDER BY {keys} LIMIT {MAX_NESTED}",
        _office(bearer),
    ), (node,))  # fmt: skip
    return Many(rows, _record(planner, "Assignment", field, (assigned, bearer, measure)))


def _responsibility(planner: Planner, _label: str, node: str, field: Selected) -> Plan:
    scope = planner.scope
    assigned, bearer, rank = scope.variable("a"), scope.variable("u"), scope.variable("k")
    role = f"{assigned}r"
    rows = Rows((
        f"UNWIND range(0, {len(Role) - 1}) AS {rank}",
        f"WITH {node}, {rank}, {list(map(str, Role))}[{rank}] AS {role}",
        f"OPTIONAL MATCH ({node})-[{assigned}:ASSIGNED_TO]->({bearer})",
        f"WHERE {assigned}.role = {role} AND {_first_of_its_kind(node, assigned, bearer)}",
        _office(bearer),
        f"WITH {node}, {rank}, {role}, {assigned}, {bearer}, {bearer}o",
        f"ORDER BY {rank}, {assigned}.start, {bearer}.id",
    ), (node,))  # fmt: skip
    return Many(rows, _record(planner, "ResponsibilityLink", field, (assigned, bearer, node)))


def _office(bearer: str) -> str:
    return f"OPTIONAL MATCH ({bearer})-[:IN_UNIT]->({bearer}o:Unit)"


def _rank(assigned: str) -> str:
    cases = " ".join(f"WHEN '{role}' THEN {rank}" for rank, role in enumerate(Role))
    return f"CASE {assigned}.role {cases} END"


def _first_of_its_kind(measure: str, assigned: str, bearer: str) -> str:
    """Return the condition that an assignment is the first of its role: each source that repeats it adds one."""
    other = f"{assigned}b"
    report, other_report = (f"coalesce({each}.report, '{_NO_REPORT}')" for each in (assigned, other))
    same_report = f"{other_report} = {report} AND {other}.start < {assigned}.start"
    earlier = f"{other_report} < {report} OR ({same_report})"
    return (
        f"NOT EXISTS {{ MATCH ({measure})-[{other}:ASSIGNED_TO]->({bearer}) "
        f"WHERE {other}.role = {assigned}.role AND ({earlier}) }}"
    )


def _record(planner: Planner, type_name: str, field: Selected, variables: tuple[str, str, str]) -> Plan:
    assigned, bearer, measure = variables
    texts = {
        "stated": f"{assigned} IS NOT NULL",
        "role": f"{assigned}.role" if type_name == "Assignment" else f"{assigned}r",
        "inherited": f"coalesce({assigned}.inherited, false)",
    }

    def rule(each: Selected) -> Plan:
        if each.name in texts:
            return Scalar(texts[each.name])
        if each.name == "measure":
            return planner.node("Measure", measure, each)
        if each.name == "evidence":
            return _said(planner, each, variables)
        return _bearer(planner, each, bearer)

    return planner.record(type_name, field, rule)


def _said(planner: Planner, field: Selected, variables: tuple[str, str, str]) -> Plan:
    """Return the evidence of an assignment: what every source says of it."""
    assigned, bearer, measure = variables
    said = planner.scope.variable("e")
    same = f"{said}.role = {assigned}.role AND {said}.report IS NOT NULL"
    match = f"MATCH ({measure})-[{said}:ASSIGNED_TO]->({bearer}) WHERE {same}"
    return quotes(planner, field, said, (match,), (measure, assigned, bearer))


def _bearer(planner: Planner, field: Selected, bearer: str) -> Plan:
    """Return the body, office or person; the body of an office where the office answers."""
    label = {"unit": "Unit", "post": "Post", "person": "Person"}[field.name]
    node = planner.scope.variable()
    outer = (bearer, f"{bearer}o") if label == "Unit" else (bearer,)
    other = f"{bearer}o" if label == "Unit" else "null"
    chosen = f"UNWIND [CASE WHEN {bearer}:{label} THEN {bearer} ELSE {other} END] AS {node}"
    return One(Rows((chosen, f"WITH {node} WHERE {node} IS NOT NULL"), outer), planner.node(label, node, field))


# --- filters -------------------------------------------------------------------------------------------------------


def _where(filters: Filters, assigned: str, bearer: str, where: Symbolic) -> str:
    """Return the condition of an `AssignmentWhere` on a relationship and the node it leads to."""
    parts = [
        filters.operators(f"{assigned}.{key}", where[key], f"assignments.{key}")
        for key in ("role", "inherited")
        if key in where
    ]
    if "unit" in where:
        holds = filters.joined("Unit", bearer, where["unit"], "assignments.unit")
        parts.append(f"{bearer}:Unit AND ({holds})")
    return " AND ".join(parts) or "true"


def _assigned(filters: Filters, node: str, value: Any) -> str:
    def holds(quantifier: str, where: Symbolic, _path: str) -> str:
        assigned, bearer = filters.scope.variable("a"), filters.scope.variable("u")
        pattern = f"({node})-[{assigned}:ASSIGNED_TO]->({bearer})"
        return quantified(quantifier, pattern, _where(filters, assigned, bearer, where))

    return filters.each(value, "assignments", holds)


def _of_unit(filters: Filters, node: str, value: Any) -> str:
    assigned, unit = filters.scope.variable("a"), filters.scope.variable("u")
    holds = " AND ".join((*_as(filters, assigned, value), *_is(filters, unit, value))) or "true"
    return f"EXISTS {{ MATCH ({node})-[{assigned}:ASSIGNED_TO]->({unit}:Unit) WHERE {holds} }}"


def _from_unit(filters: Filters, label: str, node: str, value: Any) -> tuple[str, list[str]]:
    # There are far fewer bodies than measures: find the body first, then what it answers for.
    assigned, unit = filters.scope.variable("a"), filters.scope.variable("u")
    found = f"MATCH ({unit}:Unit) WHERE {' AND '.join(_is(filters, unit, value)) or 'true'}"
    return f"{found} MATCH ({unit})<-[{assigned}:ASSIGNED_TO]-({node}:{label})", _as(filters, assigned, value)


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
        Argument("role", "RoleFilter"), Argument("inherited", "BooleanFilter"), Argument("unit", "UnitWhere"),
    )),
    InputType("AssignmentListFilter", "责任关联条件 / Some, none or every assignment.",
              tuple(Argument(name, "AssignmentWhere") for name in ("some", "none", "every"))),
)  # fmt: skip
