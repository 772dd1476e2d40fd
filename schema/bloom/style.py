"""What nodes and lines look like in Bloom: names, colours, sizes, captions, and rules on values.

Nodes carry white captions, so that each colour has a contrast of 4.5 or more to white, lines 3 or more; rules of one
owner keep a distance of 9 in OKLab × 100 under normal, protan and deutan vision. Icons are left out: the pictures
behind their known ids were never seen.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, Final

from schema.bloom.times import BASE_MS
from schema.vocabularies import DueState, Role, Status

if TYPE_CHECKING:
    from schema.declare import Kind, NodeType, PropertyType, Relationship

_DATA_TYPES: Final[dict[Kind, str]] = {
    "id": "string", "string": "string", "enum": "string", "int": "bigint", "float": "number", "boolean": "boolean",
    "date": "Date", "strings": "array", "dates": "array",
}  # fmt: skip
_LINE: Final = "#6B7280"
_OVERDUE: Final = "#9C0000"
_STATUSES: Final = {
    Status.COMPLETED: "#0C5448",
    Status.IN_PROGRESS: "#3C60FC",
    Status.PLANNED: "#540090",
    Status.ONGOING: "#787800",
    Status.UNSTATED: "#6C6C6C",
}
_LEAD: Final = "#1F2937"
_INHERITED: Final = "#8A8A8A"


def data_type(each: PropertyType) -> str:
    """Return what Bloom calls the type of a property."""
    return _DATA_TYPES[each.kind]


def category(number: int, node: NodeType) -> dict[str, Any]:
    """Return the category of a node type; `number` is its id, and counts its time of creation up."""
    created = BASE_MS + number
    properties = sorted(node.properties, key=lambda each: each.key)
    color, size = f"#{node.info.color}", node.info.size
    return {
        "id": number,
        "name": f"{node.info.title_zh} {node.label}",
        "labels": [node.label],
        "properties": [{"name": p.key, "exclude": p.info.hidden, "dataType": data_type(p)} for p in properties],
        "createdAt": created,
        "lastEditedAt": created,
        **_look(color, size),
        "icon": "no-icon",
        "captions": [_caption("label", node.label), *(_property_caption(node, each) for each in properties)],
        "styleRules": _measure_rules(size) if node.label == "Measure" else [],
    }


def relationship_type(each: Relationship) -> dict[str, Any]:
    """Return the style of a relationship type; Bloom shows it under its name and knows no other."""
    return {
        "id": each.type,
        "name": each.type,
        "properties": [{"propertyKey": p.key, "type": each.type, "dataType": data_type(p)} for p in each.properties],
        **_look(_LINE, 1),
        "captions": [_caption("relationship", each.type, on=True)],
        "styleRules": _assigned_rules() if each.type == "ASSIGNED_TO" else [],
    }


def _look(color: str, size: float) -> dict[str, Any]:
    return {"color": color, "size": size, "captionKeys": [], "textSize": 1, "textAlign": "top"}


def _property_caption(node: NodeType, each: PropertyType) -> dict[str, Any]:
    # A topic is read in either language.
    named = each.info.caption or (node.label, each.key) == ("Topic", "prefLabelEn")
    return {**_caption("property", each.key, on=named, tooltip=not each.info.hidden), "isGdsData": False}


def _caption(kind: str, key: str, *, on: bool = False, tooltip: bool = False) -> dict[str, Any]:
    return {"key": key, "type": kind, "isCaption": on, "inTooltip": tooltip, "styles": []}


def _measure_rules(size: float) -> list[dict[str, Any]]:
    """Return the rules on measures; the first that holds wins. Overdue is told by size too, never by colour alone."""
    times = count(BASE_MS)
    overdue = _rule(next(times), "dueState_string", DueState.OVERDUE, _OVERDUE, size * 2, apply_size=True)
    stated = (_rule(next(times), "status_string", status, shade, size) for status, shade in _STATUSES.items())
    return [overdue, *stated]


def _assigned_rules() -> list[dict[str, Any]]:
    times = count(BASE_MS + 100)
    return [
        _rule(next(times), "inherited_boolean", None, _INHERITED, 0.5, apply_size=True),
        _rule(next(times), "role_string", Role.LEAD, _LEAD, 2, apply_size=True),
    ]


def _rule(
    time_ms: int, based_on: str, value: str | None, color: str, size: float, *, apply_size: bool = False
) -> dict[str, Any]:
    """Return a rule on one value, or on a truth where there is none; what only ranges use is left as Bloom has it."""
    return {
        "id": f"rule:{time_ms}",
        "type": "single",
        "basedOn": based_on,
        "condition": "is-true" if value is None else "equals",
        "conditionValue": value,
        "rangeValue": None,
        "applyColor": True,
        "applySize": apply_size,
        "applyCaption": False,
        "color": color,
        "size": size,
        "minSize": 1,
        "maxSize": 1,
        "minColor": color,
        "midColor": color,
        "maxColor": color,
        "minPoint": "",
        "maxPoint": "",
        "textAlign": "top",
        "textSize": 1,
        "captions": [],
        "isTimeZoneConvertEnabled": False,
        "selectedTimeZone": "Z",
        "valuesMapper": [],
        "existingValues": [],
    }
