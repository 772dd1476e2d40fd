"""The GraphQL schema as data, computed from the model: every type, field, filter, order and group key.

Whoever adds a property or relationship to the model gets its fields, filters and orders here without a line; a
computed field is one `Field` in `_COMPUTED` and one rule of the planner, a filter one `Argument` in `_FILTERS` and
one condition.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from graph.compile.meaning import Computed, GroupKey, NodeKey, Own, PropertyKey, Related, Root, Step
from graph.compile.spec import UNSET, Argument, EnumType, Field, InputType, ObjectType, Types
from schema.declare import End, NodeType, PropertyType, Relationship, camel_case
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS
from schema.vocabularies import ClosureResult, DeadlineKind, DueBasis, Precision, Role, SourceKind, Stage, Status

DEFAULT_PAGE: Final = 25
_SCALARS: Final = {"id": "ID", "string": "String", "int": "Int", "float": "Float", "boolean": "Boolean", "date": "Date",
                   "strings": "[String!]", "dates": "[Date!]"}  # fmt: skip
_VOCABULARIES: Final = (Status, ClosureResult, Role, Precision, DeadlineKind, DueBasis, Stage, SourceKind)
_BOUNDS: Final = (
    Argument("first", "Int", f"前若干条 / Page size from the start; default {DEFAULT_PAGE}."),
    Argument("after", "String", "游标之后 / Cursor to start after."),
    Argument("last", "Int", "后若干条 / Page size from the end."),
    Argument("before", "String", "游标之前 / Cursor to end before."),
)
_AS_OF: Final = Argument("asOf", "Date", "截至日 / Day asked about; default: that of the list's filter, else today.")
_BASIS: Final = Argument("basis", "DueBasis!", "时限口径 / Which agreed date counts.", DueBasis.CURRENT)
_DEPTH: Final = Argument("maxDepth", "Int", "层数 / Levels; default 5, at most 10.", 5)
_YEAR_ONLY: Final = Argument(
    "includeYearOnly", "Boolean!", "含仅年份 / Count deadlines that give only a year.", default=False
)


def steps_from(label: str) -> tuple[tuple[str, Step, End, Relationship], ...]:
    """Return (field name, step, end points, relationship) for each relationship field of a node type."""
    found: list[tuple[str, Step, End, Relationship]] = []
    for relationship in RELATIONSHIPS:
        for end in relationship.ends:
            source, target = end.source.__name__, end.target.__name__
            if end.forward and source == label:
                found.append((end.forward, Step(relationship.type, True, source, target), end, relationship))
            if end.backward and target == label:
                found.append((end.backward, Step(relationship.type, False, target, source), end, relationship))
    return tuple(found)


def evidence_steps(label: str) -> tuple[str, ...]:
    """Return the types of the relationships whose span proves a node of this type: those that lead to it."""
    return tuple(
        relationship.type
        for relationship in RELATIONSHIPS
        if relationship.from_text and any(end.target.__name__ == label for end in relationship.ends)
    )


@cache
def group_keys(label: str) -> dict[str, GroupKey]:
    """Return the group keys of a node type by their name in the enum, such as LEAD_UNIT."""
    keys: dict[str, GroupKey] = {}
    for node_property in _node(label).stated:
        if name := node_property.info.group:
            keys |= _property_keys(name, node_property)
    for name, step, end, _ in ((n, s, e, r) for n, s, e, r in steps_from(label)):
        group = end.group if step.forward else end.backward_group
        if group and name:
            keys[group] = NodeKey(step)
    if label == "Measure":
        assigned = Step("ASSIGNED_TO", True, "Measure", "Unit")
        keys |= {f"{role}_UNIT": NodeKey(assigned, role) for role in Role}
        keys["UNIT"] = NodeKey(assigned)
    return keys


def _property_keys(name: str, node_property: PropertyType) -> dict[str, GroupKey]:
    if node_property.kind != "date":
        return {name: PropertyKey(node_property.key)}
    return {
        f"{name}_MONTH": PropertyKey(node_property.key, "month"),
        f"{name}_QUARTER": PropertyKey(node_property.key, "quarter"),
        f"{name}_YEAR": PropertyKey(node_property.key, "year"),
    }


@cache
def types() -> Types:
    """Return every type of the schema."""
    result = Types()
    for vocabulary in _VOCABULARIES:
        values = tuple((str(member), member.title_zh) for member in vocabulary)
        _add_enum(result, EnumType(vocabulary.__name__, (vocabulary.__doc__ or "").partition("\n")[0], values))
    result.enums["CoverageReason"] = EnumType(
        "CoverageReason",
        "缺少的信息 / What the sources lack.",
        (("NO_DUE_DATE", "无时限"), ("NO_LEAD_STATED", "无牵头单位")),
    )
    _add_enum(result, EnumType("SortDirection", "排序方向 / Direction; absent values stand last.",
                               (("ASC", "升序 / Ascending."), ("DESC", "降序 / Descending."))))  # fmt: skip
    _add_enum(result, EnumType("NodeType", "节点类型 / A type of node.",
                               tuple((n.label, n.info.title_zh) for n in NODES)))  # fmt: skip
    for shared in (*_scalar_filters(), *_domain_inputs()):
        result.inputs[shared.name] = shared
    for item in _shared_objects():
        result.objects[item.name] = item
    for node in NODES:
        _add_node(result, node)
    result.objects["Query"] = _query()
    return result


def _add_enum(result: Types, enum: EnumType) -> None:
    result.enums[enum.name] = enum
    result.inputs[f"{enum.name}Filter"] = InputType(
        f"{enum.name}Filter",
        f"{enum.name} 条件 / Conditions on a term.",
        (
            Argument("eq", enum.name), Argument("ne", enum.name),
            Argument("in", f"[{enum.name}!]"), Argument("notIn", f"[{enum.name}!]"), Argument("isNull", "Boolean"),
        ),
    )  # fmt: skip


def _add_node(result: Types, node: NodeType) -> None:
    label = node.label
    for object_type in (_node_object(node), _connection(label), _edge(label)):
        result.objects[object_type.name] = object_type
    for input_type in (_where(node), _list_filter(label), _order(node)):
        result.inputs[input_type.name] = input_type
    if keys := group_keys(label):
        result.enums[f"{label}GroupBy"] = EnumType(
            f"{label}GroupBy", "分组键 / What to group by.", tuple((key, _key_doc(label, keys[key])) for key in keys)
        )
        for object_type in (_group(label), _group_connection(label), _group_edge(label), _group_key(label, keys)):
            result.objects[object_type.name] = object_type


def _key_doc(label: str, key: GroupKey) -> str:
    """Return the description of a group key; `label` is the node type that is grouped."""
    if isinstance(key, PropertyKey):
        said = _node(label).property(key.key).description.partition(" / ")[0]
        return f"{said}{_PARTS[key.part]} / {key.key} {key.part or ''}".strip()
    role = key.role.title_zh if key.role else ""
    return f"{role}{_node(key.step.target).info.title_zh} / {key.role or ''} {key.step.target}".replace("  ", " ")


_PARTS: Final = {None: "", "month": "·月", "quarter": "·季", "year": "·年"}


# --- objects -------------------------------------------------------------------------------------------------------


def _fields(*fields: Field) -> dict[str, Field]:
    return {field.name: field for field in fields}


def _part(name: str, of: str, doc: str, *arguments: Argument) -> Field:
    return Field(name, of, doc, Computed(name), arguments)


def _node_object(node: NodeType) -> ObjectType:
    own = [Field(p.key, _type(p), p.description, Own(p)) for p in node.stated]
    related = [_related(name, step, end, relationship) for name, step, end, relationship in steps_from(node.label)]
    evidence = _part("evidence", "[Evidence!]!", "证据 / The sentences that name it, at most 100.")
    fields = _fields(*own, *related, *_COMPUTED.get(node.label, ()), evidence)
    return ObjectType(node.label, f"{node.info.title_zh} / {node.doc}", fields, implements=("Node",))


def _type(node_property: PropertyType) -> str:
    vocabulary = node_property.vocabulary
    name = vocabulary.__name__ if vocabulary else _SCALARS[node_property.kind]
    return f"{name}!" if node_property.required else name


def _related(name: str, step: Step, end: End, relationship: Relationship) -> Field:
    doc = f"{relationship.title_zh} / {relationship.doc}"
    if end.forward_one if step.forward else end.backward_one:
        return Field(name, step.target, doc, Related(step, "one"))
    if end.plain and step.forward:
        return Field(name, f"[{step.target}!]!", doc, Related(step, "list"))
    arguments = tuple(replace(argument, doc="") for argument in _list_arguments(step.target))
    return Field(name, f"{step.target}Connection!", doc, Related(step, "connection"), arguments)


def _list_arguments(label: str) -> tuple[Argument, ...]:
    """Return the arguments of a list. They are described at the roots: below them that would double the SDL."""
    return (
        Argument("where", f"{label}Where", "条件 / Which ones."),
        Argument("orderBy", f"[{label}Order!]", "排序 / In which order; ends with the id."),
        *_BOUNDS,
    )


def _connection(label: str) -> ObjectType:
    fields = [
        _part("edges", f"[{label}Edge!]!", "边 / Items with cursor and evidence."),
        _part("nodes", f"[{label}!]!", "节点 / Items."),
        _part("pageInfo", "PageInfo!", "分页 / Where the page stands."),
        _part("totalCount", "Int!", "总数 / Items that the filter selects."),
    ]
    if label == "Measure":
        fields.append(_part("coverage", "Coverage!", "覆盖 / What the sources say of the same items, without overdue."))
    if group_keys(label):
        arguments = (
            Argument("by", f"[{label}GroupBy!]!"), Argument("having", "GroupHaving"),
            Argument("orderBy", "[GroupOrder!]"), Argument("first", "Int"), Argument("after", "String"),
        )  # fmt: skip
        doc = (
            f"分组 / Items grouped by typed keys, the largest group first; {DEFAULT_PAGE} groups unless said otherwise."
        )
        fields.append(_part("groups", f"{label}GroupConnection!", doc, *arguments))
    return ObjectType(f"{label}Connection", f"{label} 列表 / A page of a list.", _fields(*fields))


def _edge(label: str) -> ObjectType:
    fields = _fields(
        _part("node", f"{label}!", "节点 / The item."),
        _part("cursor", "String!", "游标 / Opaque position in this order."),
        _part("evidence", "[Evidence!]!", "证据 / The sentences that prove the relationship, empty at the root."),
    )
    return ObjectType(f"{label}Edge", f"{label} 边 / An item in its list.", fields)


def _group(label: str) -> ObjectType:
    overdue = (
        _part("overdue", "Int!", "逾期数 / Overdue items.", _AS_OF, _BASIS),
        _part("avgDaysOverdue", "Float", "平均逾期天数 / Mean days overdue of the overdue items.", _AS_OF),
        _part("maxDaysOverdue", "Int", "最长逾期天数 / Most days overdue.", _AS_OF),
    )
    fields = _fields(
        _part("key", f"{label}GroupKey!", "键 / Key; only the keys asked for are set."),
        _part("count", "Int!", "数量 / Items."),
        _part("share", "Float!", "占比 / Share of the items that the filter selects."),
        *(overdue if label == "Measure" else ()),
        _part("nodes", f"[{label}!]!", "节点 / First items.", Argument("first", "Int", default=5),
              Argument("orderBy", f"[{label}Order!]")),
    )  # fmt: skip
    return ObjectType(f"{label}Group", f"{label} 分组 / Items with the same key.", fields)


def _group_connection(label: str) -> ObjectType:
    fields = _fields(
        _part("edges", f"[{label}GroupEdge!]!", "边 / Groups with cursor."),
        _part("nodes", f"[{label}Group!]!", "分组 / Groups."),
        _part("pageInfo", "PageInfo!", "分页 / Where the page stands."),
        _part("totalCount", "Int!", "组数 / Number of groups."),
    )
    return ObjectType(f"{label}GroupConnection", f"{label} 分组列表 / A page of groups.", fields)


def _group_edge(label: str) -> ObjectType:
    fields = _fields(
        _part("node", f"{label}Group!", "分组 / The group."),
        _part("cursor", "String!", "游标 / Opaque position in this order."),
    )
    return ObjectType(f"{label}GroupEdge", f"{label} 分组边 / A group in its list.", fields)


def _group_key(label: str, keys: dict[str, GroupKey]) -> ObjectType:
    fields = [
        _part(camel_case(name.lower()), _key_type(label, key), _key_doc(label, key)) for name, key in keys.items()
    ]
    return ObjectType(
        f"{label}GroupKey", "分组键 / The key of a group; null where the items have none.", _fields(*fields)
    )


def _key_type(label: str, key: GroupKey) -> str:
    if isinstance(key, NodeKey):
        return key.step.target
    if key.part:
        return "Int" if key.part == "year" else "String"
    return _type(_node(label).property(key.key)).rstrip("!")


def _node(label: str) -> NodeType:
    return next(node for node in NODES if node.label == label)


def _shared_objects() -> tuple[ObjectType, ...]:
    return (
        ObjectType("Node", "节点 / Anything with an id.",
                   _fields(Field("id", "ID!", "标识 / Derived from content.", Computed("id"))), interface=True),
        ObjectType("PageInfo", "分页 / Where a page stands.", _fields(
            _part("hasNextPage", "Boolean!", "有下一页 / More items follow."),
            _part("hasPreviousPage", "Boolean!", "有上一页 / Items stand before."),
            _part("startCursor", "String", "首游标 / Cursor of the first item."),
            _part("endCursor", "String", "末游标 / Cursor of the last item."),
        )),
        ObjectType("Evidence", "证据 / A sentence of a source.", _fields(
            _part("report", "Report!", "通报 / The source."),
            _part("start", "Int!", "起 / First character in its text."),
            _part("end", "Int!", "止 / Character after the last."),
            _part("quote", "String!", "原文 / The words."),
            _part("row", "Int", "行 / Record of a ledger."),
            _part("sheet", "String", "工作表 / Sheet of a ledger."),
        )),
        ObjectType("Assignment", "责任 / Who answers for a measure, as what.", _fields(
            _part("role", "Role!", "角色 / Lead, cooperate, supervise or accountable."),
            _part("inherited", "Boolean!", "继承 / Follows from the signature, not from the text."),
            _part("measure", "Measure!", "措施 / The measure."),
            *_bearers(),
            _part("evidence", "[Evidence!]!", "证据 / The sentence that says so."),
        )),
        ObjectType("ResponsibilityLink", "责任链环节 / One link of the chain, stated or not.", _fields(
            _part("role", "Role!", "角色 / Lead, cooperate, supervise or accountable."),
            _part("stated", "Boolean!", "有说明 / False where the sources name nobody."),
            _part("inherited", "Boolean!", "继承 / Follows from the signature, not from the text."),
            *_bearers(),
            _part("evidence", "[Evidence!]!", "证据 / The sentence that says so."),
        )),
        ObjectType("Coverage", "覆盖 / What the sources say and do not say of the selected items.", _fields(
            _part("items", "Int!", "条数 / Items."),
            _part("withDueOn", "Int!", "有时限 / Items with a due day."),
            _part("yearOnly", "Int!", "仅年份 / Items due in a bare year."),
            _part("conditional", "Int!", "附条件 / Items due on a condition."),
            _part("withLeadUnit", "Int!", "有牵头单位 / Items with a named lead unit."),
            _part("reasons", "[CoverageReason!]!", "原因 / What the sources lack, where the answer is empty for it."),
        )),
        ObjectType("SearchHit", "命中 / A node whose text holds every word asked for.", _fields(
            _part("node", "Node!", "节点 / The node."),
            _part("highlights", "[Highlight!]!", "高亮 / Where the first word stands."),
        )),
        ObjectType("Highlight", "高亮 / A place of the word in a property.", _fields(
            _part("property", "String!", "属性 / Name of the property."),
            _part("text", "String!", "文字 / The words around it."),
        )),
        ObjectType("SearchEdge", "命中边 / A hit in its list.", _fields(
            _part("node", "SearchHit!", "命中 / The hit."),
            _part("cursor", "String!", "游标 / Opaque position in this order."),
        )),
        ObjectType("SearchConnection", "检索结果 / Hits, by type and id.", _fields(
            _part("edges", "[SearchEdge!]!", "边 / Hits with cursor."),
            _part("nodes", "[SearchHit!]!", "命中 / Hits."),
            _part("pageInfo", "PageInfo!", "分页 / Where the page stands."),
            _part("totalCount", "Int!", "总数 / Hits in all."),
        )),
        ObjectType("Dataset", "数据集 / What is loaded.", _fields(
            _part("version", "String!", "版本 / Changes with every load that changes the graph."),
            _part("counts", "[LabelCount!]!", "数量 / Nodes of each type."),
            _part("modelVersion", "Int!", "模型版本 / Version of the model."),
        )),
        ObjectType("LabelCount", "数量 / Nodes of one type.", _fields(
            _part("label", "NodeType!", "类型 / Type."),
            _part("count", "Int!", "数量 / Nodes."),
        )),
    )  # fmt: skip


def _bearers() -> tuple[Field, ...]:
    return (
        _part("unit", "Unit", "单位 / The body; null where not stated."),
        _part("post", "Post", "职务 / The office; null where not stated."),
        _part("person", "Person", "人员 / The person; null where not stated."),
    )


_RESPONSIBILITY_DOC: Final = (
    "责任链 / From who leads to who is accountable; a link with stated: false where nobody is named."
)
_COMPUTED: Final[dict[str, tuple[Field, ...]]] = {
    "Measure": (
        _part("overdue", "Boolean!", "是否逾期 / Overdue as of a day.", _AS_OF, _BASIS, _YEAR_ONLY),
        _part("daysOverdue", "Int", "逾期天数 / Days since the due day; null unless overdue.",
              _AS_OF, _BASIS, _YEAR_ONLY),
        _part("assignments", "[Assignment!]!", "责任 / Who answers for it.",
              Argument("where", "AssignmentWhere", "条件 / Which ones.")),
        _part("responsibility", "[ResponsibilityLink!]!", _RESPONSIBILITY_DOC),
    ),
    "Unit": (
        _part("assignments", "[Assignment!]!", "责任 / What it answers for, at most 100.",
              Argument("where", "AssignmentWhere", "条件 / Which ones.")),
        _part("ancestors", "[Unit!]!", "上级 / Bodies above it, nearest first.", _DEPTH),
        _part("descendants", "[Unit!]!", "下级 / Bodies below it, nearest first.", _DEPTH),
    ),
}  # fmt: skip


def _query() -> ObjectType:
    roots = [
        Field(node.info.plural, f"{node.label}Connection!", f"{node.info.title_zh} / {node.doc}", Root(node.label),
              _list_arguments(node.label))
        for node in NODES
    ]  # fmt: skip
    others = (
        _part("node", "Node", "按标识取节点 / One node; null if there is none.", Argument("id", "ID!")),
        _part("nodes", "[Node]!", "按标识取多个节点 / Nodes in the order asked for.", Argument("ids", "[ID!]!")),
        _part("search", "SearchConnection!", "检索 / Nodes whose text holds every word.", Argument("text", "String!"),
              Argument("types", "[NodeType!]"), *_BOUNDS[:2]),
        _part("dataset", "Dataset!", "数据集 / What is loaded."),
    )  # fmt: skip
    return ObjectType("Query", "查询 / Questions to the graph.", _fields(*roots, *others))


# --- inputs --------------------------------------------------------------------------------------------------------


def _scalar_filters() -> tuple[InputType, ...]:
    ordered = {"Int": "Int", "Float": "Float", "Date": "Date"}
    text = ("contains", "startsWith")
    return (
        *(_filter(name, of, ("lt", "lte", "gt", "gte")) for name, of in ordered.items()),
        _filter("String", "String", ("lt", "lte", "gt", "gte", *text)),
        InputType("IDFilter", "标识条件 / Conditions on an id.", (Argument("eq", "ID"), Argument("in", "[ID!]"))),
        InputType("BooleanFilter", "真假条件 / Conditions on a truth value.", (Argument("eq", "Boolean"),)),
        InputType("StringListFilter", "列表条件 / Conditions on a list.",
                  (Argument("has", "String", "含 / Holds this value."), Argument("isEmpty", "Boolean"))),
        InputType("DateListFilter", "日期列表条件 / Conditions on a list of days.",
                  (Argument("has", "Date", "含 / Holds this day."), Argument("isEmpty", "Boolean"))),
    )  # fmt: skip


def _filter(name: str, of: str, more: tuple[str, ...]) -> InputType:
    fields = (
        Argument("eq", of), Argument("ne", of), Argument("in", f"[{of}!]"), Argument("notIn", f"[{of}!]"),
        *(Argument(operator, of) for operator in more), Argument("isNull", "Boolean"),
    )  # fmt: skip
    return InputType(f"{name}Filter", f"{name} 条件 / Conditions on a value; an absent value equals nothing.", fields)


def _domain_inputs() -> tuple[InputType, ...]:
    return (
        InputType("OverdueFilter", "逾期条件 / Overdue as of a day.", (_AS_OF, _BASIS, _YEAR_ONLY)),
        InputType("TopicFilter", "主题条件 / About a concept.", (
            Argument("under", "String", "标记 / Notation; narrower concepts count."),
            Argument("is", "String", "标记 / Notation of this very concept."),
        )),
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
        InputType("GroupHaving", "分组条件 / Which groups.", (
            Argument("count", "IntFilter"), Argument("maxDaysOverdue", "IntFilter"),
        )),
        InputType("GroupOrder", "分组排序 / Order of groups.", (
            Argument("count", "SortDirection"), Argument("overdue", "SortDirection"),
            Argument("maxDaysOverdue", "SortDirection"), Argument("key", "SortDirection"),
        )),
        InputType("RelationCountOrder", "数量排序 / Order by the number of related nodes.",
                  (Argument("count", "SortDirection"),)),
    )  # fmt: skip


_FILTERS: Final[dict[str, tuple[Argument, ...]]] = {
    "Measure": (
        Argument("overdue", "OverdueFilter", "逾期 / Overdue as of a day."),
        Argument("topic", "TopicFilter", "主题 / About a concept."),
        Argument("unit", "UnitFilter", "责任单位 / Assigned to a body."),
        Argument("assignments", "AssignmentListFilter", "责任 / Conditions on assignments."),
        Argument("closed", "Boolean", "已销号 / Its latest decision is CLOSED."),
        Argument("completedLate", "Boolean", "逾期完成 / Completed after the due day."),
        Argument("deadlineRevised", "Boolean", "改期 / Its deadline was revised."),
        Argument("part", "Boolean", "分项 / It is part of another measure (一是, 二是)."),
    ),
    "Issue": (
        Argument("topic", "TopicFilter", "主题 / About a concept."),
        Argument("recurring", "Boolean", "反复 / Similar to an issue of an earlier source."),
    ),
}


def _where(node: NodeType) -> InputType:
    name = f"{node.label}Where"
    own = tuple(Argument(p.key, _filter_type(p), p.description) for p in node.stated)
    related = tuple(_relation_filter(*found) for found in steps_from(node.label))
    search = (Argument("search", "String", "检索 / Its text holds every word."),) if node.fulltext else ()
    logic = (Argument("AND", f"[{name}!]"), Argument("OR", f"[{name}!]"), Argument("NOT", name))
    fields = {argument.name: argument for argument in (*logic, *search, *own, *related, *_FILTERS.get(node.label, ()))}
    return InputType(name, f"{node.info.title_zh}条件 / All given conditions hold.", tuple(fields.values()))


def _filter_type(node_property: PropertyType) -> str:
    if node_property.vocabulary:
        return f"{node_property.vocabulary.__name__}Filter"
    listed = {"strings": "StringListFilter", "dates": "DateListFilter"}
    return listed.get(node_property.kind, f"{_SCALARS[node_property.kind]}Filter")


def _relation_filter(name: str, step: Step, end: End, relationship: Relationship) -> Argument:
    one = end.forward_one if step.forward else end.backward_one
    return Argument(name, f"{step.target}Where" if one else f"{step.target}ListFilter", relationship.title_zh)


def _list_filter(label: str) -> InputType:
    fields = tuple(Argument(name, f"{label}Where") for name in ("some", "none", "every"))
    return InputType(f"{label}ListFilter", f"{label} 关联条件 / Some, none or every related node.", fields)


def _order(node: NodeType) -> InputType:
    own = [Argument(p.key, "SortDirection") for p in node.stated if not p.is_list and p.key != "text"]
    related = [
        Argument(name, f"{step.target}Order" if one else "RelationCountOrder")
        for name, step, end, _ in steps_from(node.label)
        for one in (end.forward_one if step.forward else end.backward_one,)
    ]
    return InputType(f"{node.label}Order", "排序 / One key; a list of them orders by each in turn.", (*own, *related))


__all__ = ["UNSET", "evidence_steps", "group_keys", "steps_from", "types"]
