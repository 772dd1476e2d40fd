"""The words in which the model is declared, and the readers that turn a declaration into data.

A node type is a frozen dataclass whose fields are `Annotated[type, Property(...)]`; `node_type` reads it. A
relationship type is one `Relationship` with its end points. Nothing here knows any type of the model.
"""

from __future__ import annotations

import builtins
import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

Kind = Literal["id", "string", "int", "float", "boolean", "date", "strings", "dates", "enum"]

_KINDS: Final[dict[object, Kind]] = {str: "string", int: "int", float: "float", bool: "boolean", date: "date"}


class Vocabulary(StrEnum):
    """A closed list of terms; each member carries its Chinese title.

    Members are declared as `NAME = "NAME", "中文"`; the value is the identifier stored in the graph.
    """

    title_zh: str

    def __new__(cls, value: str, title_zh: str) -> Vocabulary:
        """Return a member that is its own value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.title_zh = title_zh
        return member


@dataclass(frozen=True, slots=True)
class Property:
    """What a field's type cannot say of a property.

    `hidden` keeps it out of pictures, `presentation` out of everything but pictures, `caption` names the node in a
    picture; `index` asks for a range index, `fulltext` adds it to the type's full-text index; `group` is the key
    under which lists of the type may be grouped by it.
    """

    title_zh: str
    doc: str
    caption: bool = False
    hidden: bool = False
    presentation: bool = False
    index: bool = False
    fulltext: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True)
class NodeInfo:
    """What a class declaration cannot say of a node type.

    `plural` is its root field in GraphQL, `order` the keys by which nodes stand in a list of a single owner.
    """

    title_zh: str
    plural: str
    color: str
    size: float = 1
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PropertyType:
    """One property as the projections see it: `name` due_on, `key` dueOn."""

    name: str
    key: str
    kind: Kind
    required: bool
    info: Property
    vocabulary: type[Vocabulary] | None = None

    @property
    def description(self) -> str:
        """Return the bilingual description, Chinese first."""
        return f"{self.info.title_zh} / {self.info.doc}"

    @property
    def is_list(self) -> bool:
        """Tell whether the property holds a list."""
        return self.kind in ("strings", "dates")


@dataclass(frozen=True, slots=True)
class NodeType:
    """One node type as the projections see it; `label` is its Neo4j label and its GraphQL type."""

    label: str
    cls: type
    info: NodeInfo
    doc: str
    properties: tuple[PropertyType, ...]

    @property
    def fulltext(self) -> tuple[PropertyType, ...]:
        """Return the properties of the type's full-text index."""
        return tuple(p for p in self.properties if p.info.fulltext)

    @property
    def stated(self) -> tuple[PropertyType, ...]:
        """Return the properties that answers may read: all but those made for pictures."""
        return tuple(p for p in self.properties if not p.info.presentation)

    @property
    def caption(self) -> PropertyType:
        """Return the property that names a node in a picture."""
        return next(p for p in self.properties if p.info.caption)

    def property(self, key: str) -> PropertyType:
        """Return the property with this key (`dueOn`); KeyError if the type has none."""
        for candidate in self.properties:
            if candidate.key == key:
                return candidate
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class End:
    """One pair of end points, and what the relationship is called from either side in GraphQL.

    A name is None where that side has no field; `*_one` says that a node has at most one, `plain` that the few
    targets of a source are a list and no connection. `group` is the key under which lists of the source may be
    grouped by the target, `backward_group` that of the other side.
    """

    source: type
    target: type
    forward: str | None = None
    backward: str | None = None
    forward_one: bool = False
    backward_one: bool = False
    plain: bool = False
    group: str | None = None
    backward_group: str | None = None


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship type: its end points and the dataclass of its properties.

    `derived`: no source states it; whoever writes issues and measures computes it again.
    """

    type: str
    title_zh: str
    doc: str
    ends: tuple[End, ...]
    properties_class: builtins.type  # `type` is a field here
    derived: bool = False

    @property
    def properties(self) -> tuple[PropertyType, ...]:
        """Return the properties of the relationship, in the order of their declaration."""
        return properties_of(self.properties_class)

    @property
    def from_text(self) -> bool:
        """Tell whether such relationships come from a text and carry its span."""
        return any(p.name == "report" for p in self.properties)


def camel_case(name: str) -> str:
    """Return `due_on` as `dueOn`: the one place that maps Python names to keys of the graph."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def snake_case(key: str) -> str:
    """Return `dueOn` as `due_on`: what `camel_case` makes into the key again."""
    return re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", key)


@cache
def node_type(cls: type) -> NodeType:
    """Return the declaration of a node class as data. Raises TypeError for a class without NodeInfo."""
    info = getattr(cls, "INFO", None)
    if not isinstance(info, NodeInfo):
        raise TypeError(f"{cls.__name__} declares no INFO: give it a NodeInfo.")
    return NodeType(cls.__name__, cls, info, _summary(cls), properties_of(cls))


@cache
def properties_of(cls: type) -> tuple[PropertyType, ...]:
    """Return the properties that a dataclass declares, in the order of their declaration."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_property_type(f.name, hints[f.name]) for f in fields(cls))


def _property_type(name: str, hint: Any) -> PropertyType:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{name} is declared without a Property: write Annotated[type, Property(...)].")
    declared, info = get_args(hint)
    kind, vocabulary, required = _kind_of(declared)
    return PropertyType(name, camel_case(name), "id" if name == "id" else kind, required, info, vocabulary)


def _kind_of(declared: Any) -> tuple[Kind, type[Vocabulary] | None, bool]:
    if get_origin(declared) in (Union, UnionType):
        (inner,) = (arg for arg in get_args(declared) if arg is not NoneType)
        kind, vocabulary, _ = _kind_of(inner)
        return kind, vocabulary, False
    if get_origin(declared) is tuple:
        return ("dates" if get_args(declared)[0] is date else "strings"), None, True
    if isinstance(declared, type) and issubclass(declared, Vocabulary):
        return "enum", declared, True
    return _KINDS[declared], None, True


def _summary(cls: type) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]
