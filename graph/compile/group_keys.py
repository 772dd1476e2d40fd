"""What lists can be grouped by: properties, parts of dates, and nodes at the end of a relationship."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from graph.compile.steps import Step, steps_from
from schema.declare import PropertyType
from schema.nodes import BY_LABEL
from schema.vocabularies import Role

DatePart = Literal["month", "quarter", "year"]
_PARTS: Final[dict[DatePart, str]] = {
    "month": "substring(toString({0}), 0, 7)",
    "quarter": "toString({0}.year) + 'Q' + toString({0}.quarter)",
    "year": "{0}.year",
}


@dataclass(frozen=True, slots=True)
class PropertyKey:
    """A group key that is a property of the item; `part` cuts a date to month, quarter or year."""

    property: PropertyType
    part: DatePart | None = None

    def expression(self, node: str) -> str:
        """Return the key of the item bound to `node`."""
        value = f"{node}.{self.property.key}"
        return _PARTS[self.part].format(value) if self.part else value


@dataclass(frozen=True, slots=True)
class NodeKey:
    """A group key that is a node at the end of a step; `role` narrows an assignment."""

    step: Step
    role: Role | None = None

    def match(self, node: str, along: str, key: str) -> str:
        """Return the clause that binds the keys of an item: all of them, or null where it has none."""
        holds = [f"{key}.generic = false"] if self.step.target == "Unit" else []
        if self.step.type == "ASSIGNED_TO" and self.role is not Role.ACCOUNTABLE:
            holds.append(f"{along}.inherited = false")
        if self.role:
            holds.append(f"{along}.role = '{self.role}'")
        where = f" WHERE {' AND '.join(holds)}" if holds else ""
        return f"OPTIONAL MATCH {self.step.pattern(node, along, key)}{where}"


GroupKey = PropertyKey | NodeKey


@cache
def group_keys(label: str) -> dict[str, GroupKey]:
    """Return the group keys of a node type by their name in the enum, such as LEAD_UNIT."""
    keys: dict[str, GroupKey] = {}
    for each in BY_LABEL[label].stated:
        if each.info.group:
            keys |= _property_keys(each.info.group, each)
    keys |= {step.group: NodeKey(step) for step in steps_from(label).values() if step.group}
    if label == "Measure":
        assigned = Step("ASSIGNED_TO", True, "Measure", "Unit")
        keys |= {f"{role}_UNIT": NodeKey(assigned, role) for role in Role}
        keys["UNIT"] = NodeKey(assigned)
    return keys


def _property_keys(name: str, of: PropertyType) -> dict[str, GroupKey]:
    if of.kind != "date":
        return {name: PropertyKey(of)}
    return {f"{name}_{part.upper()}": PropertyKey(of, part) for part in _PARTS}
