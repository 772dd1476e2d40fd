"""From selected fields to one expression: the rules for root fields, and for the fields of a node."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from graph.compile.algebra import Expression, collect, first, literal_list, merged, record
from graph.compile.arguments import Leaf, label_of_id
from graph.compile.catalog import evidence_steps, types
from graph.compile.conditions import assignment_condition, is_overdue
from graph.compile.connection import Connections
from graph.compile.limits import MAX_DEPTH, MAX_NESTED, bounded, check_size
from graph.compile.meaning import Own, Related, Root
from graph.compile.search import search
from graph.compile.source import Source
from schema.nodes import NODES
from schema.overdue import days_overdue
from schema.vocabularies import DueBasis, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.compile.scope import Scope
    from graph.compile.selection import Operation, Selected
    from schema.declare import PropertyType

INTROSPECTION: Final = frozenset({"__schema", "__type"})  # answered by graphql-core
_NODES: Final = {node.label: node for node in NODES}


class Planner:
    """The rules, and what they share: the operation, and the scope of the statement they make."""

    def __init__(self, operation: Operation, scope: Scope) -> None:
        self.operation = operation
        self.scope = scope
        self._connections = Connections(self)

    def plan(self) -> Expression:
        """Return the expression of the whole answer."""
        return record([(field.key, self._root(field)) for field in self.operation.roots()])

    def record(self, type_name: str, field: Selected, rule: Callable[[Selected], Expression]) -> Expression:
        """Return the map of an object's selected fields, each by `rule`; `__typename` is known here."""
        return record(
            [
                (part.key, Expression(f"'{type_name}'") if part.name == "__typename" else rule(part))
                for part in self.operation.fields(type_name, field.below)
            ]
        )

    def texts(self, type_name: str, field: Selected, **expressions: str) -> Expression:
        """Return the map of an object whose fields are plain expressions."""
        return self.record(type_name, field, lambda part: Expression(expressions[part.name]))

    # --- root fields ---------------------------------------------------------------------------------------------

    def _root(self, field: Selected) -> Expression:
        if field.name == "__typename":
            return Expression("'Query'")
        if field.name in INTROSPECTION:
            return Expression("null")
        meaning = types().objects["Query"].fields[field.name].meaning
        if isinstance(meaning, Root):
            source = Source(meaning.label, self.scope.variable(), field.arguments.get("where", {}))
            return self._connections.plan(field, source)
        rules: dict[str, Callable[[Selected], Expression]] = {
            "node": self._node,
            "nodes": self._nodes,
            "search": partial(search, self),
            "dataset": self._dataset,
        }
        return rules[field.name](field)

    def _node(self, field: Selected) -> Expression:
        leaf: Leaf = field.arguments["id"]
        label = label_of_id(leaf.value(self.operation.variables))
        return self._by_id(field, label, self.scope.leaf(leaf)) if label else Expression("null")

    def _by_id(self, field: Selected, label: str, identifier: str, outer: str = "") -> Expression:
        node = self.scope.variable()
        match = f"MATCH ({node}:{label}) WHERE {node}.id = {identifier}"
        return first(self.scope, (match,), self.node(label, node, field), outer)

    def _nodes(self, field: Selected) -> Expression:
        leaf: Leaf = field.arguments["ids"]
        ids = leaf.value(self.operation.variables)
        check_size("ids", len(ids), self.scope.limits.page)
        identifier = self.scope.variable("i")
        labels = sorted({label for value in ids if (label := label_of_id(value))})
        found = {label: self._by_id(field, label, identifier, identifier) for label in labels}
        cases = " ".join(
            f"WHEN {identifier} STARTS WITH '{label.lower()}-' THEN {e.cypher}" for label, e in found.items()
        )
        all_found = literal_list(list(found.values()))
        shape = merged([expression.shape for expression in found.values()])
        chosen = Expression(f"CASE {cases} ELSE null END" if cases else "null", shape, all_found.before)
        return collect(self.scope, (f"UNWIND {self.scope.leaf(leaf)} AS {identifier}",), chosen)

    def _dataset(self, field: Selected) -> Expression:
        node = self.scope.variable("d")

        def rule(part: Selected) -> Expression:
            if part.name == "counts":
                return literal_list(
                    [
                        self.texts("LabelCount", part, label=f"'{n.label}'", count=f"COUNT {{ MATCH (:{n.label}) }}")
                        for n in NODES
                    ]
                )
            absent = {"version": "'empty'", "modelVersion": "0"}[part.name]
            return Expression(f"coalesce({node}.{part.name}, {absent})")

        return first(self.scope, (f"OPTIONAL MATCH ({node}:Dataset)",), self.record("Dataset", field, rule))

    # --- fields of a node ----------------------------------------------------------------------------------------

    def node(self, label: str, node: str, field: Selected) -> Expression:
        """Return the map of a node's selected fields."""
        return self.record(label, field, lambda part: self._field(label, node, part))

    def _field(self, label: str, node: str, field: Selected) -> Expression:
        meaning = types().objects[label].fields[field.name].meaning
        if isinstance(meaning, Own):
            return value(node, meaning.property)
        if isinstance(meaning, Related):
            return self._related(node, meaning, field)
        rules: dict[str, Callable[[str, str, Selected], Expression]] = {
            "overdue": self._overdue,
            "daysOverdue": self._days_overdue,
            "assignments": self._assignments,
            "responsibility": self._responsibility,
            "ancestors": self._hierarchy,
            "descendants": self._hierarchy,
            "evidence": self._evidence,
        }
        return rules[field.name](label, node, field)

    def _related(self, node: str, meaning: Related, field: Selected) -> Expression:
        step, target = meaning.step, self.scope.variable()
        if meaning.shape == "connection":
            source = Source(step.target, target, field.arguments.get("where", {}), node, step)
            return self._connections.plan(field, source)
        match = f"MATCH {step.pattern(node, '', target)}"
        if meaning.shape == "one":
            order = f"WITH {target} ORDER BY {target}.id LIMIT 1"
            return first(self.scope, (match, order), self.node(step.target, target, field), node)
        keys = ", ".join(f"{target}.{key}" for key in (*_NODES[step.target].info.order, "id"))
        order = f"WITH DISTINCT {target} ORDER BY {keys} LIMIT {MAX_NESTED}"
        return collect(self.scope, (match, order), self.node(step.target, target, field), node)

    def _overdue(self, _label: str, node: str, field: Selected) -> Expression:
        return Expression(is_overdue(self.scope, node, field.arguments))

    def _days_overdue(self, _label: str, node: str, field: Selected) -> Expression:
        day = self.scope.day(field.arguments.get("asOf"))
        basis = DueBasis[field.arguments["basis"]]
        return Expression(days_overdue(node, day, basis, bool(field.arguments["includeYearOnly"])))

    def _assignments(self, label: str, node: str, field: Selected) -> Expression:
        assigned, other = self.scope.variable("a"), self.scope.variable("u")
        measure, bearer = (node, other) if label == "Measure" else (other, node)
        where = assignment_condition(self.scope, assigned, bearer, field.arguments.get("where") or {})
        once = _first_of_its_kind(measure, assigned, bearer)
        match = f"MATCH ({measure})-[{assigned}:ASSIGNED_TO]->({bearer}) WHERE {where} AND {once}"
        keys = f"{_role_rank(assigned)}, {assigned}.start, {other}.id"
        order = f"WITH {node}, {assigned}, {other} ORDER BY {keys} LIMIT {MAX_NESTED}"
        clauses = (match, order, *self._office(bearer))
        return collect(self.scope, clauses, self._assignment("Assignment", field, assigned, bearer, measure), node)

    def _office(self, bearer: str) -> tuple[str, ...]:
        return (f"OPTIONAL MATCH ({bearer})-[:IN_UNIT]->({bearer}o:Unit)",)

    def _assignment(self, type_name: str, field: Selected, assigned: str, bearer: str, measure: str) -> Expression:
        def rule(part: Selected) -> Expression:
            if part.name == "measure":
                return self.node("Measure", measure, part)
            if part.name == "evidence":
                return self._said(part, assigned, bearer, measure)
            if part.name == "stated":
                return Expression(f"{assigned} IS NOT NULL")
            if part.name == "role":
                return Expression(f"{assigned}.role" if type_name == "Assignment" else f"{assigned}r")
            if part.name == "inherited":
                return Expression(f"coalesce({assigned}.inherited, false)")
            return self._bearer(part, bearer)

        return self.record(type_name, field, rule)

    def _bearer(self, field: Selected, bearer: str) -> Expression:
        label = {"unit": "Unit", "post": "Post", "person": "Person"}[field.name]
        node = self.scope.variable()
        other = f"{bearer}o" if label == "Unit" else "null"
        chosen = f"UNWIND [CASE WHEN {bearer}:{label} THEN {bearer} ELSE {other} END] AS {node}"
        return first(
            self.scope, (chosen, f"WITH {node} WHERE {node} IS NOT NULL"), self.node(label, node, field), bearer
        )

    def _responsibility(self, _label: str, node: str, field: Selected) -> Expression:
        assigned, bearer, rank = self.scope.variable("a"), self.scope.variable("u"), self.scope.variable("k")
        role = f"{assigned}r"
        clauses = (
            f"UNWIND range(0, {len(Role) - 1}) AS {rank}",
            f"WITH {node}, {rank}, {list(map(str, Role))}[{rank}] AS {role}",
            f"OPTIONAL MATCH ({node})-[{assigned}:ASSIGNED_TO]->({bearer})",
            f"WHERE {assigned}.role = {role} AND {_first_of_its_kind(node, assigned, bearer)}",
            *self._office(bearer),
            f"WITH {node}, {rank}, {role}, {assigned}, {bearer}, {bearer}o",
            f"ORDER BY {rank}, {assigned}.start, {bearer}.id",
        )
        return collect(self.scope, clauses, self._assignment("ResponsibilityLink", field, assigned, bearer, node), node)

    def _hierarchy(self, _label: str, node: str, field: Selected) -> Expression:
        unit, path = self.scope.variable("u"), self.scope.variable("h")
        depth = bounded(self.scope, field.arguments["maxDepth"], "maxDepth", MAX_DEPTH)
        ends = (node, unit) if field.name == "ancestors" else (unit, node)
        clauses = (
            f"MATCH {path} = ({ends[0]})-[:PART_OF*1..{MAX_DEPTH}]->({ends[1]}:Unit) WHERE length({path}) <= {depth}",
            f"WITH DISTINCT {unit}, length({path}) AS {path}d ORDER BY {path}d, {unit}.id LIMIT {MAX_NESTED}",
        )
        return collect(self.scope, clauses, self.node("Unit", unit, field), node)

    def _evidence(self, label: str, node: str, field: Selected) -> Expression:
        steps = evidence_steps(label)
        if not steps:
            return Expression("[]")
        span = self.scope.variable("e")
        match = f"MATCH ({node})<-[{span}:{'|'.join(steps)}]-() WHERE {span}.report IS NOT NULL"
        return self.quotes(field, span, (match,), node)

    def _said(self, field: Selected, assigned: str, bearer: str, measure: str) -> Expression:
        """Return the evidence of an assignment: what every source says of it."""
        said = self.scope.variable("e")
        same = f"{said}.role = {assigned}.role AND {said}.report IS NOT NULL"
        found = f"MATCH ({measure})-[{said}:ASSIGNED_TO]->({bearer}) WHERE {same}"
        return self.quotes(field, said, (found,), f"{measure}, {assigned}, {bearer}")

    def quotes(self, field: Selected, span: str, clauses: tuple[str, ...], outer: str) -> Expression:
        """Return the evidence of the relationships that `clauses` bind to the variable `span`."""
        report = self.scope.variable("r")
        match = (
            f"MATCH ({report}:Report) WHERE {report}.id = {span}.report",
            f"WITH {span}, {report} ORDER BY {report}.id, {span}.start, {span}.end LIMIT {MAX_NESTED}"
            if clauses
            else "",
        )
        quote = f"substring({report}.text, {span}.start, {span}.end - {span}.start)"

        def rule(part: Selected) -> Expression:
            if part.name == "report":
                return self.node("Report", report, part)
            return Expression(quote if part.name == "quote" else f"{span}.{part.name}")

        return collect(self.scope, (*clauses, *match), self.record("Evidence", field, rule), outer)


def value(node: str, of: PropertyType) -> Expression:
    """Return a property as the response writes it: days as ISO text, absent lists as empty ones."""
    if of.kind == "date":
        return Expression(f"toString({node}.{of.key})")
    if of.kind == "dates":
        return Expression(f"[x IN coalesce({node}.{of.key}, []) | toString(x)]")
    if of.kind == "strings":
        return Expression(f"coalesce({node}.{of.key}, [])")
    return Expression(f"{node}.{of.key}")


def _first_of_its_kind(measure: str, assigned: str, bearer: str) -> str:
    """Return the condition that an assignment is the first of its role: each source that repeats it adds one."""
    other = f"{assigned}b"
    same_report = f"{other}.report = {assigned}.report AND {other}.start < {assigned}.start"
    earlier = f"{other}.report < {assigned}.report OR ({same_report})"
    return (
        f"NOT EXISTS {{ MATCH ({measure})-[{other}:ASSIGNED_TO]->({bearer}) "
        f"WHERE {other}.role = {assigned}.role AND ({earlier}) }}"
    )


def _role_rank(assigned: str) -> str:
    cases = " ".join(f"WHEN '{role}' THEN {rank}" for rank, role in enumerate(Role))
    return f"CASE {assigned}.role {cases} END"
