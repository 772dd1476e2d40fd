"""The GraphQL schema as data, computed from the model: every object type and its fields.

Whoever adds a property or a relationship to the model gets its fields, filters, orders and group keys without a line
here. What is neither is declared in `graph.compile.domain`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from graph.compile import domain
from graph.compile.domain.declare import part
from graph.compile.domain.overdue import AS_OF, BASIS
from graph.compile.group_keys import GroupKey, NodeKey, PropertyKey, group_keys
from graph.compile.inputs import add_inputs, plain_type
from graph.compile.spec import DEFAULT_GROUP, DEFAULT_PAGE, Argument, EnumType, Field, Listing, ObjectType, Types
from graph.compile.steps import Step, beside, steps_from
from schema.declare import NodeType, PropertyType, camel_case
from schema.nodes import BY_LABEL, NODES
from schema.vocabularies import (
    ClosureResult,
    DeadlineKind,
    DueBasis,
    EventKind,
    Precision,
    Role,
    SourceKind,
    Stage,
    Status,
)

_VOCABULARIES: Final = (
    Status, ClosureResult, Role, Precision, DeadlineKind, DueBasis, Stage, SourceKind, EventKind,
)  # fmt: skip


@cache
def types() -> Types:
    """Return every type of the schema."""
    result = Types()
    for vocabulary in _VOCABULARIES:
        values = tuple((str(member), member.title_zh) for member in vocabulary)
        _add_enum(result, EnumType(vocabulary.__name__, (vocabulary.__doc__ or "").partition("\n")[0], values))
    for enum in (*_ENUMS, *domain.ENUMS):
        _add_enum(result, enum)
    for shared in (*_OBJECTS, *domain.OBJECTS):
        result.objects[shared.name] = shared
    for node in NODES:
        _add_node(result, node)
    result.objects["Query"] = _query()
    add_inputs(result)
    return result


def _add_enum(result: Types, enum: EnumType) -> None:
    result.enums[enum.name] = enum


def _add_node(result: Types, node: NodeType) -> None:
    label = node.label
    for each in (_node(node), _connection(label), _edge(label)):
        result.objects[each.name] = each
    if keys := group_keys(label):
        values = tuple((name, _key_doc(label, key)) for name, key in keys.items())
        _add_enum(result, EnumType(f"{label}GroupBy", "分组键 / What to group by.", values))
        for each in (_group(label), _group_connection(label), _group_edge(label), _group_key(label, keys)):
            result.objects[each.name] = each


# --- node types ----------------------------------------------------------------------------------------------------


def _node(node: NodeType) -> ObjectType:
    own = (Field(each.key, _own_type(each), each.description, each) for each in node.stated)
    related = (_related(name, step) for name, step in steps_from(node.label).items())
    computed = (each.field for (label, _), each in domain.FIELDS.items() if label == node.label)
    fields = {field.name: field for field in (*own, *related, *computed)}
    return ObjectType(node.label, f"{node.info.title_zh} / {node.doc}", tuple(fields.values()), implements=("Node",))


def _own_type(of: PropertyType) -> str:
    return f"{plain_type(of)}!" if of.required else plain_type(of)


def _related(name: str, step: Step) -> Field:
    doc = f"{step.title_zh} / {step.doc}"
    if step.one:
        return Field(name, step.target, doc, step)
    if step.plain:
        return Field(name, f"[{step.target}!]!", doc, step)
    arguments = tuple(replace(argument, doc="") for argument in _list_arguments(step.target))
    return Field(name, f"{step.target}Connection!", doc, step, arguments)


def _list_arguments(label: str) -> tuple[Argument, ...]:
    """Return the arguments of a list. They are described at the roots: below them that would double the SDL."""
    return (
        Argument("where", f"{label}Where", "条件 / Which ones."),
        Argument("orderBy", f"[{label}Order!]", "排序 / In which order; ends with the id."),
        Argument("first", "Int", f"前若干条 / The first ones; default {DEFAULT_PAGE}."),
        Argument("after", "String", "游标之后 / Cursor to start after."),
        Argument("last", "Int", "后若干条 / The last ones."),
        Argument("before", "String", "游标之前 / Cursor to end before."),
    )


# --- lists ---------------------------------------------------------------------------------------------------------


def _connection(label: str) -> ObjectType:
    fields = [
        part("edges", f"[{label}Edge!]!", "边 / Items with cursor and evidence."),
        part("nodes", f"[{label}!]!", "节点 / Items."),
        part("pageInfo", "PageInfo!", "分页 / Where the page stands."),
        part("totalCount", "Int!", "总数 / Items that the filter selects."),
    ]
    if label == "Measure":
        fields.append(part("coverage", "Coverage!", "覆盖 / What the sources say of the same items, without overdue."))
    if group_keys(label):
        arguments = (
            Argument("by", f"[{label}GroupBy!]!"), Argument("having", "GroupHaving"),
            Argument("orderBy", "[GroupOrder!]"), Argument("first", "Int"), Argument("after", "String"),
        )  # fmt: skip
        doc = "分组 / Items grouped by typed keys, the largest group first."
        fields.append(part("groups", f"{label}GroupConnection!", doc, *arguments))
    return ObjectType(f"{label}Connection", f"{label} 列表 / A page of a list.", tuple(fields))


def _edge(label: str) -> ObjectType:
    fields = (
        part("node", f"{label}!", ""),
        part("cursor", "String!", "游标 / Opaque position."),
        part("evidence", "[Evidence!]!", "证据 / The sentences that prove it."),
        *(part(key, plain_type(of), of.description) for key, of in beside(label).items()),
    )
    return ObjectType(f"{label}Edge", f"{label} 边 / An item in its list.", fields)


# --- groups --------------------------------------------------------------------------------------------------------


def _group(label: str) -> ObjectType:
    overdue = (
        part("overdue", "Int!", "逾期数 / Overdue items.", AS_OF, BASIS),
        part("avgDaysOverdue", "Float", "平均逾期天数 / Mean days overdue of the overdue items.", AS_OF),
        part("maxDaysOverdue", "Int", "最长逾期天数 / Most days overdue.", AS_OF),
    )
    fields = (
        part("key", f"{label}GroupKey!", "键 / Key; only the keys asked for are set."),
        part("count", "Int!", "数量 / Items."),
        part("countDistinct", "Int!", "不同键数 / Distinct keys of another kind.",
             Argument("of", f"{label}GroupBy!")),
        part("share", "Float!", "占比 / Share of the items that the filter selects."),
        *(overdue if label == "Measure" else ()),
        part("nodes", f"[{label}!]!", "节点 / First items.", Argument("first", "Int", default=DEFAULT_GROUP),
             Argument("orderBy", f"[{label}Order!]")),
    )  # fmt: skip
    return ObjectType(f"{label}Group", f"{label} 分组 / Items with the same key.", fields)


def _group_connection(label: str) -> ObjectType:
    fields = (
        part("edges", f"[{label}GroupEdge!]!", "边 / Groups with cursor."),
        part("nodes", f"[{label}Group!]!", "分组 / Groups."),
        part("pageInfo", "PageInfo!", "分页 / Where the page stands."),
        part("totalCount", "Int!", "组数 / Number of groups."),
    )
    return ObjectType(f"{label}GroupConnection", f"{label} 分组列表 / A page of groups.", fields)


def _group_edge(label: str) -> ObjectType:
    fields = (
        part("node", f"{label}Group!", ""),
        part("cursor", "String!", "游标 / Opaque position in this order."),
    )
    return ObjectType(f"{label}GroupEdge", f"{label} 分组边 / A group in its list.", fields)


def _group_key(label: str, keys: dict[str, GroupKey]) -> ObjectType:
    fields = tuple(part(camel_case(name.lower()), _key_type(key), _key_doc(label, key)) for name, key in keys.items())
    return ObjectType(f"{label}GroupKey", "分组键 / The key of a group; null where the items have none.", fields)


def _key_type(key: GroupKey) -> str:
    if isinstance(key, NodeKey):
        return key.step.target
    if key.part:
        return "Int" if key.part == "year" else "String"
    return plain_type(key.property)


def _key_doc(label: str, key: GroupKey) -> str:
    """Return the description of a group key; `label` is the node type that is grouped."""
    if isinstance(key, PropertyKey):
        said = BY_LABEL[label].property(key.property.key).info.title_zh
        return f"{said}{_PARTS[key.part]} / {key.property.key} {key.part or ''}".strip()
    role = key.role.title_zh if key.role else ""
    return f"{role}{BY_LABEL[key.step.target].info.title_zh} / {key.role or ''} {key.step.target}".replace("  ", " ")


_PARTS: Final = {None: "", "month": "·月", "quarter": "·季", "year": "·年"}


# --- the rest ------------------------------------------------------------------------------------------------------


def _query() -> ObjectType:
    lists = (
        Field(node.info.plural, f"{node.label}Connection!", f"{node.info.title_zh} / {node.doc}", Listing(node.label),
              _list_arguments(node.label))
        for node in NODES
    )  # fmt: skip
    return ObjectType("Query", "查询 / Questions to the graph.", (*lists, *(root.field for root in domain.ROOTS)))


_OBJECTS: Final = (
    ObjectType("Node", "节点 / Anything with an id.", (part("id", "ID!", "标识 / Derived from content."),),
               interface=True),
    ObjectType("PageInfo", "分页 / Where a page stands.", (
        part("hasNextPage", "Boolean!", "有下一页 / More items follow."),
        part("hasPreviousPage", "Boolean!", "有上一页 / Items stand before."),
        part("startCursor", "String", "首游标 / Cursor of the first item."),
        part("endCursor", "String", "末游标 / Cursor of the last item."),
    )),
)  # fmt: skip
_ENUMS: Final = (
    EnumType("SortDirection", "排序方向 / Direction; absent values stand last.",
             (("ASC", "升序 / Ascending."), ("DESC", "降序 / Descending."))),
    EnumType("NodeType", "节点类型 / A type of node.", tuple((node.label, node.info.title_zh) for node in NODES)),
)  # fmt: skip
