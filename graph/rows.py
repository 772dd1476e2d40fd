"""Nodes and relationship properties as maps of the graph, and back."""

from __future__ import annotations

from datetime import date
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from schema.declare import PropertyType, properties_of
from schema.records import NodeRef, RelationshipRecord
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Row = dict[str, Any]
T = TypeVar("T")
_ROWS: Final = 10_000  # of a statement
_KNOWN: Final = {
    (end.source.__name__, each.type, end.target.__name__): each for each in RELATIONSHIPS for end in each.ends
}


def row(value: object) -> Row:
    """Return the stated properties of a node or relationship by their keys; absent ones are left out."""
    return {key: item for key, item in zip(*_reader(cast("Any", type(value)))(value), strict=True) if item is not None}


@cache
def _reader(cls: Any) -> Callable[[object], tuple[tuple[str, ...], tuple[Any, ...]]]:
    properties = properties_of(cls)
    keys = tuple(each.key for each in properties)
    if len(properties) < 2:
        return lambda value: (keys, tuple(getattr(value, each.name) for each in properties))
    values: attrgetter[tuple[Any, ...]] = attrgetter(*(each.name for each in properties))
    if any(each.is_list for each in properties):
        return lambda value: (keys, tuple(list(v) if isinstance(v, tuple) else v for v in values(value)))  # pyright: ignore[reportUnknownArgumentType]
    return lambda value: (keys, values(value))


def chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield rows in pieces, each as many as one statement takes."""
    for at in range(0, len(rows), _ROWS):
        yield rows[at : at + _ROWS]


def node(cls: Callable[..., T], stored: Mapping[str, Any]) -> T:
    """Return a node of the model from its map; what the map lacks has its default."""
    return cls(**given(cast("type", cls), stored))


def relationship(type_: str, source: NodeRef, target: NodeRef, stored: Mapping[str, Any]) -> RelationshipRecord | None:
    """Return a relationship of the model from its map, or None for one of others."""
    declared = _KNOWN.get((source.label, type_, target.label))
    if declared is None:
        return None
    return RelationshipRecord(declared.type, source, target, node(declared.properties_class, stored))


def given(cls: type, stored: Mapping[str, Any]) -> Row:
    """Return the properties that a map has, by their Python names and as Python values."""
    return {
        each.name: _value(each, stored[each.key]) for each in properties_of(cls) if stored.get(each.key) is not None
    }


def _value(of: PropertyType, stored: Any) -> Any:
    if of.vocabulary:
        return of.vocabulary[stored]
    if of.kind == "date":
        return day(stored)
    if of.kind == "dates":
        return tuple(day(each) for each in stored)
    return tuple(stored) if of.kind == "strings" else stored


def day(stored: Any) -> date:
    """Return a day as the driver hands it out as a date of Python."""
    return stored if isinstance(stored, date) else stored.to_native()


def changes(cls: type, stored: Mapping[str, Any], incoming: Mapping[str, Any]) -> Row:
    """Return what a stored node takes from another statement of it: properties it lacks, and names it lacks.

    Nothing that is stated is overwritten. Of two names the fuller one is the name, whichever came first, and the other
    an alias: 河湾新区水务局 and 区水务局.
    """
    found: Row = {}
    for each in properties_of(cls):
        new, known = incoming.get(each.key), stored.get(each.key)
        if each.is_list and new:
            if added := [item for item in new if item not in (known or ())]:
                found[each.key] = [*(known or ()), *added]
        elif known is None and new is not None:
            found[each.key] = new
    named = found | _named(stored, incoming, found)
    return {key: value for key, value in named.items() if value != stored.get(key)}


def _named(stored: Mapping[str, Any], incoming: Mapping[str, Any], found: Row) -> Row:
    name, known = incoming.get("name"), stored.get("name")
    aliases: list[str] | None = found.get("aliases", stored.get("aliases"))
    if aliases is None or name is None or known is None:
        return {}
    fullest = max(name, known, key=lambda each: (len(each), each))
    others = [each for each in dict.fromkeys((*aliases, known, name)) if each != fullest]
    return {"name": fullest, "aliases": others}
