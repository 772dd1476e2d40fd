"""Order of lists, and pages of them.

An order is a list of keys that ends with the id; absent values stand last in both directions. Strings are ordered by
code points, terms by their identifiers, `false` before `true`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from oracle.graph import walks
from oracle.world import CursorText, World, refused

if TYPE_CHECKING:
    from oracle.graph import Node

DEFAULT_PAGE: Final = 25
MOST_AT_THE_ROOT: Final = 200
MOST_NESTED: Final = 100
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """One key of an order: `name` says which for cursors, `value` reads it off an item."""

    name: str
    value: Callable[[T], Any]
    descending: bool = False


def node_keys(world: World, label: str, order_by: Any, default: tuple[str, ...]) -> list[Key[Node]]:
    """Return the keys of an `orderBy`, or of the default order where there is none."""
    keys = [key for item in order_by or () for key in _asked(world, label, item, "")]
    if not order_by:
        keys = [_own(name, "ASC", "") for name in default]
    return [*keys, Key("id", lambda node: node.id)]


def _asked(world: World, label: str, given: dict[str, Any], path: str) -> list[Key[Node]]:
    keys: list[Key[Node]] = []
    for name, value in one_key(given).items():
        if value is None:
            raise refused("NULL_IN_ORDER")
        if isinstance(value, str):
            keys.append(_own(name, value, path))
        else:
            keys.extend(_related(world, label, name, value, path))
    return keys


def one_key(given: dict[str, Any]) -> dict[str, Any]:
    """Return an item of an `orderBy`. Refuses several keys in one."""
    if len(given) > 1:
        raise refused("SEVERAL_ORDER_KEYS")
    return given


def _own(name: str, direction: str, path: str) -> Key[Node]:
    return Key(f"{path}{name}", lambda node: node[name], direction == "DESC")


def _related(world: World, label: str, name: str, given: dict[str, Any], path: str) -> list[Key[Node]]:
    walk = walks(label)[name]
    if not walk.one:
        return [_count(world, label, name, direction, path) for direction in given.values()]
    return [_across(world, label, name, key) for key in _asked(world, walk.target, given, f"{path}{name}.")]


def _count(world: World, label: str, name: str, direction: str | None, path: str) -> Key[Node]:
    if direction is None:
        raise refused("NULL_IN_ORDER")
    walk = walks(label)[name]
    return Key(f"{path}{name}.count", lambda node: len(world.graph.related(node, walk)), direction == "DESC")


def _across(world: World, label: str, name: str, key: Key[Node]) -> Key[Node]:
    walk = walks(label)[name]

    def value(node: Node) -> Any:
        targets = world.graph.related(node, walk)
        return key.value(targets[0]) if targets else None

    return Key(key.name, value, key.descending)


def values(keys: Sequence[Key[T]], item: T) -> tuple[Any, ...]:
    """Return the values of an order for an item."""
    return tuple(key.value(item) for key in keys)


def compare(keys: Sequence[Key[Any]], left: tuple[Any, ...], right: tuple[Any, ...]) -> int:
    """Return -1, 0 or 1 as items with these values stand before, at or after each other."""
    for key, a, b in zip(keys, left, right, strict=True):
        if a == b:
            continue
        if a is None or b is None:
            return 1 if a is None else -1
        return 1 if (a > b) != key.descending else -1
    return 0


def ordered(keys: Sequence[Key[T]], items: Sequence[T]) -> list[T]:
    """Return items in order."""
    known = [(values(keys, item), item) for item in items]
    known.sort(key=cmp_to_key(lambda a, b: compare(keys, a[0], b[0])))
    return [item for _, item in known]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: its items, each with its cursor, and whether others stand on either side."""

    items: list[T]
    cursors: list[CursorText]
    has_next: bool
    has_previous: bool

    def info(self) -> dict[str, Any]:
        return {
            "hasNextPage": self.has_next,
            "hasPreviousPage": self.has_previous,
            "startCursor": self.cursors[0] if self.cursors else None,
            "endCursor": self.cursors[-1] if self.cursors else None,
        }


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """A whole list and its order; `told` is what a cursor belongs to beside the order: the filter."""

    world: World
    keys: list[Key[T]]
    items: Sequence[T]
    told: str

    @property
    def _signature(self) -> str:
        return f"{[(key.name, key.descending) for key in self.keys]} {self.told}"

    def page(self, asked: dict[str, Any], most: int) -> Page[T]:
        """Return the page that `first`, `after`, `last` and `before` ask for."""
        backward, size = bounds(asked, most)
        near, far = self._divided(asked.get("before" if backward else "after"), backward)
        items = (far[-size:] if size else []) if backward else far[:size]
        more, behind = len(far) > size, bool(near)
        cursors = [self.world.cursors.write(self._signature, values(self.keys, item)) for item in items]
        return Page(items, cursors, behind if backward else more, more if backward else behind)

    def _divided(self, cursor: str | None, backward: bool) -> tuple[list[T], list[T]]:
        """Return the items on the near side of a cursor, its own included, and those beyond it; both in order."""
        items = ordered(self.keys, self.items)
        if cursor is None:
            return [], items
        start = self.world.cursors.read(cursor, self._signature)
        sides = [compare(self.keys, values(self.keys, item), start) * (-1 if backward else 1) for item in items]
        paired = list(zip(items, sides, strict=True))
        return [item for item, side in paired if side <= 0], [item for item, side in paired if side > 0]


def bounds(asked: dict[str, Any], most: int) -> tuple[bool, int]:
    """Return whether a page is read from the end, and its size. Refuses both directions at once."""
    backward = asked.get("last") is not None
    if backward and asked.get("first") is not None:
        raise refused("PAGE_DIRECTION")
    if asked.get("after" if backward else "before") is not None:
        raise refused("PAGE_DIRECTION")
    return backward, checked(asked.get("last" if backward else "first"), most)


def checked(size: int | None, most: int, default: int = DEFAULT_PAGE) -> int:
    """Return the size of a page. Refuses one below 0 or over the limit."""
    if size is None:
        return default
    if not 0 <= size <= most:
        raise refused("PAGE_SIZE")
    return size
