"""Operations made from a seed: valid, within the limits, with values that the data set has, so that filters hit.

They are made from the schema alone: a new field, argument or input is asked for as soon as it is there. What a value
may be is told by `_Values`: of a filter, values of the very property; of anything else, a value of its type.

hypothesis-graphql makes operations from a schema as well, but its values hit nothing, it knows no limits of depth,
aliases and pages, and each operation costs it tens of milliseconds. Seeds of our own can also be asked in any order,
several at a time; `reduce.py` does the shrinking.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_required_argument,
)

from oracle.ask import Asked, Pages
from oracle.dataset import DAYS, NOTATIONS, TEXTS
from oracle.graph import node_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphql import GraphQLArgument, GraphQLField, GraphQLNamedType, GraphQLSchema

    from oracle.graph import Graph

_MOST_FIELDS: Final = 22
_MOST_ALIASES: Final = 10
_MOST_LEVELS: Final = 9
_MAX_FILTER: Final = 2
_PATTERNS: Final = ("contains", "startsWith")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that stands without quotes: a term of an enum, or a variable with its dollar."""

    text: str


def literal(value: Any) -> str:
    """Return a value as a document writes it."""
    if isinstance(value, Name):
        return value.text
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {literal(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def transported(value: Any) -> Any:
    """Return a value as JSON carries it in the variables."""
    if isinstance(value, Name):
        return value.text
    if isinstance(value, dict):
        return {key: transported(each) for key, each in value.items()}
    return [transported(each) for each in value] if isinstance(value, list) else value


class Generator:
    """Makes operations over a schema with values of a graph."""

    def __init__(self, schema: GraphQLSchema, graph: Graph) -> None:
        self._schema = schema
        self._graph = graph

    def operation(self, seed: str) -> Asked:
        """Return the operation of a seed, always the same."""
        return _Operation(self._schema, self._graph, seed).made()


@dataclass(slots=True)
class _Made:
    """What an operation has so far, beside its selections."""

    variables: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    fields: int = 0
    aliases: int = 0


class _Operation:
    def __init__(self, schema: GraphQLSchema, graph: Graph, seed: str) -> None:
        self._schema = schema
        self._graph = graph
        self._seed = seed
        self._random = Random(seed)
        self._made = _Made()

    def made(self) -> Asked:
        query = self._schema.query_type
        assert query is not None
        pages = self._paged(query) if self._chance(0.25) else None
        selected = pages[0] if pages else self._selections(query, 1)
        made = self._made
        declared = f"({', '.join(made.declared)})" if made.declared else ""
        source = "\n".join((f"query Made{declared} {selected}", *made.fragments))
        return Asked(f"seed {self._seed}", source, made.variables, pages[1] if pages else None)

    def _chance(self, likely: float) -> bool:
        return self._random.random() < likely

    # --- selections --------------------------------------------------------------------------------------------------

    def _paged(self, query: GraphQLObjectType) -> tuple[str, Pages]:
        """Return one root list, or the groups of one, that is read page by page, in either direction."""
        name, of = self._random.choice([each for each in query.fields.items() if "before" in each[1].args])
        connection = self._object(of)
        groups = connection.fields.get("groups")
        given = self._arguments(of, ("where",) if groups and self._chance(0.4) else ("where", "orderBy"))
        if groups and len(given) <= 1 and self._chance(0.7):
            by = self._arguments(groups, ("by", "orderBy", "having"))
            info = self._page_of(groups, {**by, "first": self._random.randrange(1, 4), "after": Name("$after")})
            self._made.declared.insert(0, "$after: String")
            return f"{{ {name}{self._written(given)} {{ groups{info} }} }}", Pages((name, "groups"), "after")
        backward = self._chance(0.5)
        size, cursor = ("last", "before") if backward else ("first", "after")
        self._made.declared.insert(0, f"${cursor}: String")
        info = self._page_of(of, {**given, size: self._random.randrange(2, 90), cursor: Name(f"${cursor}")})
        return f"{{ {name}{info} }}", Pages((name,), cursor, backward)

    def _page_of(self, of: GraphQLField, given: dict[str, Any]) -> str:
        connection = self._object(of)
        name = self._random.choice(["edges", "nodes"]) if "edges" in connection.fields else "nodes"
        items = self._selections(self._object(connection.fields[name]), _MOST_LEVELS - 2)
        info = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
        return f"{self._written(given)} {{ {name} {items} {info} totalCount }}"

    def _object(self, of: GraphQLField) -> Any:
        return get_named_type(of.type)

    def _selections(self, of: GraphQLNamedType, level: int) -> str:
        """Return a selection set of a type, now and then in fragments or asked twice."""
        if isinstance(of, GraphQLInterfaceType):
            return self._of_any_type(of, level)
        assert isinstance(of, GraphQLObjectType)
        names = self._chosen(of, level)
        parts = [self._field(of, name, level) for name in names]
        if self._chance(0.3) or not parts:
            parts.insert(self._random.randrange(len(parts) + 1), "__typename")
        return "{ " + " ".join(self._fragmented(of, part) for part in parts) + " }"

    def _of_any_type(self, of: GraphQLInterfaceType, level: int) -> str:
        """Return fields of one type, and less of another: fields of the same name could clash."""
        one, other = self._random.sample(list(self._schema.get_possible_types(of)), 2)
        fields = self._selections(one, level)
        return f"{{ __typename id ... on {one.name} {fields} ... on {other.name} {{ id evidence {{ quote }} }} }}"

    def _chosen(self, of: GraphQLObjectType, level: int) -> list[str]:
        left = _MOST_FIELDS - self._made.fields
        names = [
            name
            for name, each in of.fields.items()
            if is_leaf_type(get_named_type(each.type)) or (level < _MOST_LEVELS and left > 0)
        ]
        wanted = (
            self._random.choice([1, 2, 2, 3]) if of is not self._schema.query_type else self._random.choice([1, 1, 2])
        )
        return self._random.sample(names, min(wanted, len(names)))

    def _field(self, of: GraphQLObjectType, name: str, level: int) -> str:
        self._made.fields += 1
        asked = of.fields[name]
        given = self._written(self._arguments(asked, level=level))
        alias = self._alias(name)
        named = get_named_type(asked.type)
        if is_leaf_type(named):
            return f"{alias}{name}{given}{self._directive()}"
        below = self._selections(named, level + 1)
        once = f"{alias}{name}{given}{self._directive()} {below}"
        if self._chance(0.06):  # asked again, to be merged
            return f"{once} {alias}{name}{given} {self._again(named)}"
        return once

    def _again(self, of: GraphQLNamedType) -> str:
        """Return a selection set that merges with any other of its type."""
        fields = of.fields if isinstance(of, GraphQLObjectType) else {}
        plain = [name for name, each in fields.items() if is_leaf_type(get_named_type(each.type)) and not each.args]
        return "{ " + " ".join(["__typename", *self._random.sample(plain, min(2, len(plain)))]) + " }"

    def _alias(self, name: str) -> str:
        """Return an alias where two fields could clash; the others have one now and then."""
        if self._made.aliases >= _MOST_ALIASES or not self._chance(0.3):
            return ""
        self._made.aliases += 1
        return f"{self._random.choice('azAZ_')}{self._made.aliases}: "

    def _directive(self) -> str:
        if not self._chance(0.08):
            return ""
        name = self._random.choice(["skip", "include"])
        truth = self._chance(0.2) if name == "skip" else self._chance(0.8)
        value: Any = self._variable("Boolean!", truth) if self._chance(0.5) else truth
        return f" @{name}(if: {literal(value)})"

    def _fragmented(self, of: GraphQLObjectType, part: str) -> str:
        if self._chance(0.06):
            return f"... {{ {part} }}" if self._chance(0.3) else f"... on {of.name}{self._directive()} {{ {part} }}"
        if not self._chance(0.05):
            return part
        name = f"F{len(self._made.fragments)}"
        self._made.fragments.append(f"fragment {name} on {of.name} {{ {part} }}")
        return f"...{name}"

    # --- arguments ---------------------------------------------------------------------------------------------------

    def _written(self, given: dict[str, Any]) -> str:
        return f"({', '.join(f'{name}: {literal(value)}' for name, value in given.items())})" if given else ""

    def _arguments(self, of: GraphQLField, only: Sequence[str] | None = None, level: int = 1) -> dict[str, Any]:
        """Return arguments of a field; of those for pages, sizes only, and small ones below other lists."""
        given: dict[str, Any] = {}
        for name, argument in of.args.items():
            if name in ("after", "before", "last") or (only is not None and name not in only):
                continue
            if name == "first" and level > 1:
                given[name] = self._small(level)
            elif is_required_argument(argument) or self._chance(0.4 if name != "first" else 0.8):
                given[name] = self._given(name, argument, of)
        if "last" in of.args and "first" in given and self._chance(0.3):
            given["last"] = given.pop("first")
        return given

    def _small(self, level: int) -> Any:
        """Return the size of a list that stands in others: what an operation may cost is limited."""
        size = self._random.choice([0, 1, 2, 2, 3, 3, 5, 9] if level < 4 else [0, 1, 2, 3])
        return self._variable("Int", size) if self._chance(0.15) else size

    def _given(self, name: str, argument: GraphQLArgument, of: GraphQLField) -> Any:
        connection = get_named_type(of.type).name
        label = connection.removesuffix("Connection").removesuffix("Group")
        value = self._value(argument.type, name, label, "", 0)
        if self._chance(0.15) and not _has_variable(value):
            return self._variable(str(argument.type), value)
        return value

    def _variable(self, of: str, value: Any) -> Name:
        name = f"v{len(self._made.variables)}"
        self._made.declared.append(f"${name}: {of}")
        self._made.variables[name] = transported(value)
        return Name(f"${name}")

    def _value(self, of: Any, name: str, label: str, key: str, depth: int) -> Any:
        """Return a value of an input type; `label` and `key` say of which property, where that is known."""
        nullable = get_nullable_type(of)
        if isinstance(nullable, GraphQLList):
            several = (
                self._random.choice([1, 1, 2, 3])
                if isinstance(of, GraphQLNonNull)
                else self._random.choice([0, 1, 1, 2])
            )
            return [self._value(nullable.of_type, name, label, key, depth) for _ in range(several)]
        if isinstance(nullable, GraphQLEnumType):
            return Name(self._random.choice(list(nullable.values)))
        if isinstance(nullable, GraphQLInputObjectType):
            return self._object_value(nullable, label, key, depth)
        assert isinstance(nullable, GraphQLScalarType)
        value = self._scalar(nullable.name, name, label, key)
        if self._chance(0.1):
            return self._variable(str(of), value)
        return value

    def _object_value(self, of: GraphQLInputObjectType, label: str, key: str, depth: int) -> Any:
        if of.name.endswith("Where") and of.name != "AssignmentWhere":
            label = of.name.removesuffix("Where")
        required = [
            name for name, each in of.fields.items() if isinstance(each.type, GraphQLNonNull) and self._chance(0.3)
        ]
        names = [name for name in of.fields if name not in required and self._fits(of.fields[name].type, depth)]
        if of.name in ("GroupHaving", "GroupOrder") and label != "Measure":  # nothing else has days overdue
            names = [name for name in names if name in ("count", "key")]
        wanted = 1 if of.name.endswith("Order") else self._random.choice([0, 1, 1, 1, 1, 2, 2])
        chosen = [*required, *self._random.sample(names, min(wanted, len(names)))]
        given: dict[str, Any] = {}
        for name in chosen:
            inner = name if of.name.endswith("Where") else key
            given[name] = self._value(
                of.fields[name].type, name, self._far(of.fields[name].type, label), inner, depth + 1
            )
        return given

    def _far(self, of: Any, label: str) -> str:
        """Return the label that a filter of related nodes speaks of."""
        name: str = get_named_type(of).name
        for suffix in ("ListFilter", "Order"):
            if name.endswith(suffix) and name.removesuffix(suffix) in self._schema.type_map:
                return name.removesuffix(suffix)
        return label

    def _fits(self, of: Any, depth: int) -> bool:
        """Tell whether an input fits into the depth that is left; scalar filters always do."""
        named = get_named_type(of)
        if not isinstance(named, GraphQLInputObjectType):
            return True
        deep = any(isinstance(get_named_type(each.type), GraphQLInputObjectType) for each in named.fields.values())
        return depth < (_MAX_FILTER * 2 if deep else 99)

    # --- scalars -----------------------------------------------------------------------------------------------------

    def _scalar(self, of: str, name: str, label: str, key: str) -> Any:
        rules = {"Boolean": self._truth, "Int": self._number, "Float": self._float, "Date": self._day, "ID": self._id}
        return rules[of](name, label, key) if of in rules else self._text(name, label, key)

    def _truth(self, _name: str, _label: str, _key: str) -> bool:
        return self._chance(0.5)

    def _number(self, name: str, label: str, key: str) -> int:
        if name == "first":
            return self._random.choice([0, 1, 2, 2, 3, 3, 5, 9])
        if name == "maxHops":
            return self._random.randrange(7)
        own = self._property(label, key)
        return self._random.choice(own) if own and self._chance(0.8) else self._random.randrange(-1, 12) % 11

    def _float(self, _name: str, label: str, key: str) -> float:
        own = self._property(label, key)
        return self._random.choice(own) if own else self._random.choice([0.3, 12.0, 1e21, -1.5])

    def _day(self, _name: str, label: str, key: str) -> str:
        own = self._property(label, key)
        return str(self._random.choice(own) if own and self._chance(0.6) else self._random.choice(DAYS))

    def _id(self, name: str, label: str, _key: str) -> str:
        if self._chance(0.1):
            return self._random.choice(["", "x", "unit-00000000000000000000", *TEXTS[:3]])
        nodes = self._graph.of(label) if name in ("eq", "in") and self._graph.of(label) else self._graph.nodes
        return self._random.choice(nodes).id

    def _text(self, name: str, label: str, key: str) -> str:
        if key == "topic":
            return self._random.choice([*NOTATIONS, "water/", ""])
        if key == "unit":
            units = self._graph.of("Unit")
            return self._random.choice(
                [each["name"] for each in units] + [a for each in units for a in each["aliases"]]
            )
        if name in ("search", "text"):
            return self._random.choice([each for each in TEXTS if each.strip()])
        own = self._property(label, key)
        text = self._random.choice(own) if own and self._chance(0.85) else self._random.choice(TEXTS)
        if name in _PATTERNS and text and self._chance(0.8):
            start = self._random.randrange(len(text)) if name == "contains" else 0
            return text[start : start + self._random.randrange(1, 3)]
        return text

    def _property(self, label: str, key: str) -> list[Any]:
        """Return the values that nodes of a label have for a property."""
        if not label or not self._graph.of(label) or all(each.key != key for each in node_type(label).properties):
            return []
        values = (node[key] for node in self._graph.of(label))
        return [
            each for value in values if value is not None for each in (value if isinstance(value, list) else [value])
        ]


def _has_variable(value: Any) -> bool:
    if isinstance(value, Name):
        return value.text.startswith("$")
    if isinstance(value, dict):
        return any(map(_has_variable, value.values()))
    return isinstance(value, list) and any(map(_has_variable, value))
