"""The input types of the schema, computed from the model: filters and orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.compile import domain
from graph.compile.spec import Argument, InputType, Types
from graph.compile.steps import steps_from
from schema.nodes import NODES
from schema.vocabularies import Role

if TYPE_CHECKING:
    from schema.declare import NodeType, PropertyType

_SCALARS: Final = {"id": "ID", "string": "String", "int": "Int", "float": "Float", "boolean": "Boolean", "date": "Date",
                   "strings": "[String!]", "dates": "[Date!]"}  # fmt: skip


def plain_type(of: PropertyType) -> str:
    """Return the GraphQL type of a property, without saying whether it may be absent."""
    return of.vocabulary.__name__ if of.vocabulary else _SCALARS[of.kind]


def add_inputs(result: Types) -> None:
    """Add all input types to those of the schema."""
    vocabularies = {each.vocabulary.__name__ for node in NODES for each in node.stated if each.vocabulary}
    made = (
        *_scalar_filters(), *(_term_filter(name) for name in sorted(vocabularies | {Role.__name__})), *_GROUPS,
        *domain.INPUTS, *(each for node in NODES for each in (_where(node), _order(node))),
        *(_list_filter(label) for label in _listed()),
    )  # fmt: skip
    result.inputs.update({each.name: each for each in made})


def _filter(name: str, of: str, *more: str) -> InputType:
    fields = (
        Argument("eq", of), Argument("ne", of), Argument("in", f"[{of}!]"), Argument("notIn", f"[{of}!]"),
        *(Argument(operator, of) for operator in more), Argument("isNull", "Boolean"),
    )  # fmt: skip
    return InputType(f"{name}Filter", f"{name} 条件 / Conditions on a value; an absent value equals nothing.", fields)


def _scalar_filters() -> tuple[InputType, ...]:
    ordered = ("lt", "lte", "gt", "gte")
    return (
        *(_filter(name, name, *ordered) for name in ("Int", "Float", "Date")),
        _filter("String", "String", *ordered, "contains", "startsWith"),
        InputType("IDFilter", "标识条件 / Conditions on an id.", (Argument("eq", "ID"), Argument("in", "[ID!]"))),
        InputType("BooleanFilter", "真假条件 / Conditions on a truth value.", (Argument("eq", "Boolean"),)),
        InputType("StringListFilter", "列表条件 / Conditions on a list.",
                  (Argument("has", "String", "含 / Holds this value."), Argument("isEmpty", "Boolean"))),
        InputType("DateListFilter", "日期列表条件 / Conditions on a list of days.",
                  (Argument("has", "Date", "含 / Holds this day."), Argument("isEmpty", "Boolean"))),
    )  # fmt: skip


def _term_filter(name: str) -> InputType:
    fields = (
        Argument("eq", name), Argument("ne", name), Argument("in", f"[{name}!]"), Argument("notIn", f"[{name}!]"),
        Argument("isNull", "Boolean"),
    )  # fmt: skip
    return InputType(f"{name}Filter", f"{name} 条件 / Conditions on a term.", fields)


def _where(node: NodeType) -> InputType:
    name = f"{node.label}Where"
    logic = (Argument("AND", f"[{name}!]"), Argument("OR", f"[{name}!]"), Argument("NOT", name))
    # The type itself describes them in both languages: here that would be a tenth of the SDL.
    own = (Argument(each.key, _filter_type(each), each.info.title_zh) for each in node.stated)
    related = (
        Argument(field, f"{step.target}Where" if step.one else f"{step.target}ListFilter", step.title_zh)
        for field, step in steps_from(node.label).items()
    )
    declared = (each.argument for (label, _), each in domain.FILTERS.items() if label == node.label)
    fields = {argument.name: argument for argument in (*logic, *own, *related, *declared)}
    return InputType(name, f"{node.info.title_zh}条件 / All given conditions hold.", tuple(fields.values()))


def _filter_type(of: PropertyType) -> str:
    listed = {"strings": "StringListFilter", "dates": "DateListFilter"}
    return listed.get(of.kind, f"{plain_type(of)}Filter")


def _listed() -> list[str]:
    """Return the labels that a list of related nodes may hold."""
    return sorted({step.target for node in NODES for step in steps_from(node.label).values() if not step.one})


def _list_filter(label: str) -> InputType:
    fields = tuple(Argument(name, f"{label}Where") for name in ("some", "none", "every"))
    return InputType(f"{label}ListFilter", f"{label} 关联条件 / Some, none or every related node.", fields)


def _order(node: NodeType) -> InputType:
    own = (Argument(p.key, "SortDirection") for p in node.stated if not p.is_list and p.key != "text")
    related = (
        Argument(name, f"{step.target}Order" if step.one else "RelationCountOrder")
        for name, step in steps_from(node.label).items()
    )
    return InputType(f"{node.label}Order", "排序 / One key; a list of them orders by each in turn.", (*own, *related))


_DAYS_OVERDUE: Final = "days overdue only of measures, as of the day of the list's own `overdue`, else today."

_GROUPS: Final = (
    InputType("GroupHaving", f"分组条件 / Which groups; {_DAYS_OVERDUE}", (
        Argument("count", "IntFilter"), Argument("overdue", "IntFilter"), Argument("maxDaysOverdue", "IntFilter"),
        Argument("avgDaysOverdue", "FloatFilter"),
    )),
    InputType("GroupOrder", f"分组排序 / One key, as in other orders; {_DAYS_OVERDUE}", (
        Argument("count", "SortDirection"), Argument("overdue", "SortDirection"),
        Argument("maxDaysOverdue", "SortDirection"), Argument("avgDaysOverdue", "SortDirection"),
        Argument("key", "SortDirection"),
    )),
    InputType("RelationCountOrder", "数量排序 / Order by the number of related nodes.",
              (Argument("count", "SortDirection"),)),
)  # fmt: skip
