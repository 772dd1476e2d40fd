"""What is loaded 数据集: version, engine, counts, the last load, and how much there is to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.compile.domain.declare import Root, part
from graph.compile.plan import Fixed, One, Plan, Rows, Scalar
from graph.compile.spec import ObjectType
from schema.nodes import NODES

if TYPE_CHECKING:
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

_EMPTY: Final = {"version": "'empty'", "modelVersion": "0", "loads": "0"}


def _dataset(planner: Planner, field: Selected) -> Plan:
    node = planner.scope.variable("d")

    def rule(each: Selected) -> Plan:
        if each.name == "counts":
            return Fixed(tuple(_count(planner, each, label.label) for label in NODES))
        if each.name == "engine":
            return Scalar(planner.scope.parameter(lambda _variables, _today: planner.dialect.engine))
        if each.name == "warnings":
            return Scalar("COUNT { MATCH (:Warning) }")
        if each.name == "loadedOn":
            return Scalar(f"toString({node}.loadedOn)")
        return Scalar(f"coalesce({node}.{each.name}, {_EMPTY[each.name]})")

    return One(Rows((f"OPTIONAL MATCH ({node}:Dataset)",)), planner.record("Dataset", field, rule))


def _count(planner: Planner, field: Selected, label: str) -> Plan:
    return planner.texts("LabelCount", field, label=f"'{label}'", count=f"COUNT {{ MATCH (:{label}) }}")


ROOTS: Final = (Root("dataset", "Dataset!", "数据集 / What is loaded.", _dataset),)
OBJECTS: Final = (
    ObjectType("Dataset", "数据集 / What is loaded.", (
        part("version", "String!", "版本 / Changes with every load that changes the graph."),
        part("engine", "String!", "引擎 / embedded or neo4j."),
        part("counts", "[LabelCount!]!", "数量 / Nodes of each type."),
        part("loads", "Int!", "载入次数 / Loads that changed the graph."),
        part("loadedOn", "Date", "最近载入 / Day of the last of them."),
        part("warnings", "Int!", "提示数 / Things to look at, rejected rows included."),
        part("modelVersion", "Int!", "模型版本 / Version of the model."),
    )),
    ObjectType("LabelCount", "数量 / Nodes of one type.", (
        part("label", "NodeType!", "类型 / Type."),
        part("count", "Int!", "数量 / Nodes."),
    )),
)  # fmt: skip
