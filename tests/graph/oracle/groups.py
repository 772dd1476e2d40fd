"""Groups of a list by typed keys.

An item counts once in each group it belongs to; one without the key is in the group whose key is null. Inherited
accountability and generic bodies are left out of keys that are units.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any

from oracle.filters import check, compared
from oracle.graph import Node, node_type, walks
from oracle.measures import days_overdue
from oracle.order import MOST_AT_THE_ROOT, MOST_NESTED, Key, Listed, checked, node_keys, one_key, ordered
from oracle.world import refused
from schema.declare import camel_case
from schema.vocabularies import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from oracle.world import World

    Read = Callable[[World, Node], list[Any]]


@dataclass(frozen=True, slots=True)
class Group:
    """The items that share the values of some keys; a value is a node, a term, a text, a year, or None."""

    keys: dict[str, Any]
    items: list[Node]


@cache
def readers(label: str) -> dict[str, Read]:
    """Return what reads the values of each key off an item, an empty list where it has none."""
    found: dict[str, Read] = {}
    for each in node_type(label).stated:
        if name := each.info.group:
            found |= _own(name, each.key, each.kind == "date")
    for walk in walks(label).values():
        if walk.group:
            found[walk.group] = lambda world, item, walk=walk: _named(world.graph.related(item, walk))
    if label == "Measure":
        found |= {f"{role}_UNIT": _assigned(role) for role in Role}
        found["UNIT"] = _assigned(None)
    return found


def _own(name: str, key: str, is_day: bool) -> dict[str, Read]:
    def reading(part: Callable[[Any], Any]) -> Read:
        return lambda _world, item: [] if item[key] is None else [part(item[key])]

    if not is_day:
        return {name: reading(lambda value: value)}
    return {f"{name}_MONTH": reading(_month), f"{name}_QUARTER": reading(_quarter), f"{name}_YEAR": reading(_year)}


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _quarter(day: date) -> str:
    return f"{day.year}Q{(day.month + 2) // 3}"


def _year(day: date) -> int:
    return day.year


def _named(nodes: list[Node]) -> list[Node]:
    return [node for node in nodes if node.label != "Unit" or not node["generic"]]


def _assigned(role: Role | None) -> Read:
    """Return the bodies of a role, or of any; only who is accountable may be so by inheritance."""

    def read(world: World, item: Node) -> list[Node]:
        units = {
            each.target.id: each.target
            for each in world.graph.leaving(item, "ASSIGNED_TO")
            if each.target.label == "Unit"
            and (role is None or each["role"] == role)
            and (role is Role.ACCOUNTABLE or not each["inherited"])
        }
        return _named(list(units.values()))

    return read


def groups(world: World, label: str, items: Sequence[Node], where: dict[str, Any], asked: dict[str, Any]) -> Any:
    """Return the `groups` of a list of items that `where` selected."""
    return _Groups(world, label, items, where, asked).connection()


class _Groups:
    def __init__(
        self, world: World, label: str, items: Sequence[Node], where: dict[str, Any], asked: dict[str, Any]
    ) -> None:
        self._world = world
        self._label = label
        self._items = items
        self._where = where
        self._asked = asked
        self._by: list[str] = list(dict.fromkeys(asked["by"]))
        if not self._by:
            raise refused("NO_GROUP_KEY")

    def connection(self) -> dict[str, Any]:
        having: dict[str, Any] = self._asked.get("having", {})
        check(having)
        ordered_by = [name for item in self._asked.get("orderBy") or () for name in item]
        if self._label != "Measure" and not {"count", "key"}.issuperset((*having, *ordered_by)):
            raise refused("MEASURES_ONLY")
        kept = [
            group
            for group in self._gathered()
            if all(compared(self._measure(group, name), given) for name, given in having.items())
        ]
        told = f"{sorted(self._where.items())!r} {self._by}"
        listed = Listed(self._world, self._order(), kept, told)
        page = listed.page({name: self._asked.get(name) for name in ("first", "after")}, MOST_AT_THE_ROOT)
        nodes = [self._group(group) for group in page.items]
        return {
            "nodes": nodes,
            "edges": [{"node": node, "cursor": cursor} for node, cursor in zip(nodes, page.cursors, strict=True)],
            "pageInfo": page.info(),
            "totalCount": len(kept),
        }

    def _gathered(self) -> list[Group]:
        found: dict[tuple[Any, ...], Group] = {}
        for item in self._items:
            for combination in product(*(self._values(name, item) for name in self._by)):
                group = found.setdefault(combination, Group(dict(zip(self._by, combination, strict=True)), []))
                group.items.append(item)
        return list(found.values())

    def _values(self, name: str, item: Node) -> list[Any]:
        return self._read(name, item) or [None]

    def _read(self, name: str, item: Node) -> list[Any]:
        return readers(self._label)[name](self._world, item)

    # --- what a group holds ------------------------------------------------------------------------------------------

    def _group(self, group: Group) -> dict[str, Any]:
        return {
            "key": {camel_case(name.lower()): group.keys.get(name) for name in readers(self._label)},
            "count": len(group.items),
            "share": len(group.items) / len(self._items),
            "overdue": lambda **asked: len(self._days(group, asked)),
            "avgDaysOverdue": lambda **asked: self._mean(group, asked),
            "maxDaysOverdue": lambda **asked: max(self._days(group, asked), default=None),
            "countDistinct": lambda of: len({key for item in group.items for key in self._read(of, item)}),
            "nodes": lambda **asked: self._nodes(group, asked),
        }

    def _days(self, group: Group, asked: dict[str, Any]) -> list[int]:
        """Return the days of the overdue items: as asked, else as the list's own filter asks."""
        if self._label != "Measure":
            return []  # nothing else is ever overdue
        own = self._where.get("overdue", {})
        day = asked.get("asOf") or own.get("asOf")
        basis = asked.get("basis") or own.get("basis", "CURRENT")
        wanted = {"asOf": day, "basis": basis, "includeYearOnly": own.get("includeYearOnly", False)}
        days = [days_overdue(self._world, item, wanted) for item in group.items]
        return [each for each in days if each is not None]

    def _mean(self, group: Group, asked: dict[str, Any]) -> float | None:
        days = self._days(group, asked)
        return sum(days) / len(days) if days else None

    def _nodes(self, group: Group, asked: dict[str, Any]) -> list[Node]:
        keys = node_keys(self._world, self._label, asked.get("orderBy"), node_type(self._label).info.order)
        return ordered(keys, group.items)[: checked(asked.get("first"), MOST_NESTED, default=5)]

    # --- order -------------------------------------------------------------------------------------------------------

    def _measure(self, group: Group, name: str) -> Any:
        """Return what groups are ordered and chosen by."""
        if name == "count":
            return len(group.items)
        if name == "avgDaysOverdue":
            return self._mean(group, {})
        days = self._days(group, {})
        return len(days) if name == "overdue" else max(days, default=None)

    def _order(self) -> list[Key[Group]]:
        """Return the order of groups: as asked, largest first by default; then by their keys, then by ids."""
        asked = [pair for item in self._asked.get("orderBy") or [{"count": "DESC"}] for pair in one_key(item).items()]
        keys = [key for name, direction in asked for key in self._order_keys(name, direction)]
        if all(name != "key" for name, _ in asked):
            keys += self._order_keys("key", "ASC")
        return keys + [
            Key(f"id:{name}", lambda group, name=name: getattr(group.keys[name], "id", None)) for name in self._by
        ]

    def _order_keys(self, name: str, direction: str | None) -> list[Key[Group]]:
        if direction is None:
            raise refused("NULL_IN_ORDER")
        if name == "key":
            return [Key(key, lambda group, key=key: _natural(group.keys[key]), direction == "DESC") for key in self._by]
        return [Key(name, lambda group: self._measure(group, name), direction == "DESC")]


def _natural(value: Any) -> Any:
    """Return what a key is ordered by: of a node, the first key by which such nodes are ordered."""
    return value[node_type(value.label).info.order[0]] if isinstance(value, Node) else value
