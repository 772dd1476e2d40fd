"""Order of lists and keyset cursors.

An order is a list of keys that ends with the id. Absent values stand last in both directions. A cursor is text that
carries the values of the order and a signature of order and filter; it is made by the statement itself, so that a
page needs no second walk in Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from graph.compile.arguments import Leaf, Symbolic, Variables
from graph.compile.errors import refused
from graph.compile.steps import steps_from
from schema.declare import Kind
from schema.nodes import BY_LABEL

if TYPE_CHECKING:
    from graph.compile.scope import Extract, Scope

Signing = Callable[[Variables, date], str]

_ABSENT: Final = "~"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an order: `name` for the signature, `expression` over the item, `nullable` if it may be absent."""

    name: str
    expression: str
    kind: Kind
    descending: bool = False
    nullable: bool = True


def order_keys(scope: Scope, label: str, node: str, order_by: Symbolic, default: tuple[str, ...]) -> tuple[Key, ...]:
    """Return the keys of an `orderBy` argument, or of the default order; always with the id at the end."""
    keys = [key for item in order_by or () for key in _keys(scope, label, node, item, "")]
    if not order_by:
        keys = [_own(label, node, name, "ASC", "") for name in default]
    return (*keys, Key("id", f"{node}.id", "id", nullable=False))


def _keys(scope: Scope, label: str, node: str, given: dict[str, Any], path: str) -> list[Key]:
    keys: list[Key] = []
    for name, value in one_key(given, path).items():
        if value is None:
            raise _null(f"{path}{name}")
        if isinstance(value, str):
            keys.append(_own(label, node, name, value, path))
        else:
            keys.extend(_related(scope, label, node, name, value, path))
    return keys


def one_key(given: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Return an item of an `orderBy` as it is. Raises GraphQLError where it names several keys.

    Input objects have no order of their own: they come in that of their type, whatever was written.
    """
    if len(given) > 1:
        at = f"orderBy.{path}".removesuffix(".")
        hint = "give each an object of its own; the list says which comes first"
        raise refused("SEVERAL_ORDER_KEYS", f"`{at}` has {' and '.join(given)} in one object: {hint}.")
    return given


def _null(path: str) -> Exception:
    return refused("NULL_IN_ORDER", f"`orderBy.{path}` is null: give ASC or DESC, or leave it out.")


def _own(label: str, node: str, name: str, direction: str, path: str) -> Key:
    of = BY_LABEL[label].property(name)
    return Key(f"{path}{name}", f"{node}.{name}", of.kind, direction == "DESC", not of.required)


def _related(scope: Scope, label: str, node: str, name: str, given: dict[str, Any], path: str) -> list[Key]:
    step = steps_from(label)[name]
    target = scope.variable()
    match = f"MATCH {step.pattern(node, '', target)}"
    if not step.one and "count" in given:
        if given["count"] is None:
            raise _null(f"{path}{name}.count")
        # Several sources may state the same relationship: nodes are counted, each once.
        count = f"COUNT {{ {match} RETURN DISTINCT {target} }}"
        return [Key(f"{path}{name}.count", count, "int", given["count"] == "DESC", nullable=False)]
    inner = _keys(scope, step.target, target, given, f"{path}{name}.")
    match += f" WITH {target} ORDER BY {target}.id LIMIT 1"  # the very node that the field shows
    return [
        Key(key.name, f"head(COLLECT {{ {match} RETURN {key.expression} }})", key.kind, key.descending) for key in inner
    ]


def sorting(keys: tuple[Key, ...], names: tuple[str, ...], backward: bool) -> str:
    """Return the ORDER BY clause over the variables that hold the keys; `backward` reads the list from its end."""
    parts: list[str] = []
    for key, name in zip(keys, names, strict=True):
        if key.nullable:
            parts.append(f"{name} IS NULL{' DESC' if backward else ''}")
        parts.append(f"{name}{' DESC' if key.descending != backward else ''}")
    return f"ORDER BY {', '.join(parts)}"


def beyond(keys: tuple[Key, ...], names: tuple[str, ...], values: tuple[str, ...], backward: bool) -> str:
    """Return the condition that an item stands after the cursor with these values (before it, if `backward`)."""
    alternatives: list[str] = []
    equal: list[str] = []
    for key, name, value in zip(keys, names, values, strict=True):
        alternatives.append(" AND ".join((*equal, _after(key, name, value, backward))))
        equal.append(
            f"({name} = {value} OR ({name} IS NULL AND {value} IS NULL))" if key.nullable else f"{name} = {value}"
        )
    return f"({' OR '.join(f'({item})' for item in alternatives)})"


def _after(key: Key, name: str, value: str, backward: bool) -> str:
    compared = f"{name} {'<' if key.descending != backward else '>'} {value}"
    if not key.nullable:
        return compared
    # Absent values stand last: forward they follow every value, backward every value follows them.
    absent = f"({name} IS NOT NULL AND {value} IS NULL)" if backward else f"({name} IS NULL AND {value} IS NOT NULL)"
    return f"(coalesce({compared}, false) OR {absent})"


def cursor(keys: tuple[Key, ...], names: tuple[str, ...], signature: str) -> str:
    """Return the expression of an item's cursor; by the sign at its end one can see that nothing was cut off."""
    parts = [signature, *(_written(key, name) for key, name in zip(keys, names, strict=True))]
    return "".join(f"{part} + '|' + " for part in parts).removesuffix(" + ")


def _written(key: Key, name: str) -> str:
    text = name if key.kind in ("id", "string", "enum") else f"toString({name})"
    if key.kind in ("string", "enum"):
        for character, code in (("%", "%25"), ("|", "%7C"), (_ABSENT, "%7E")):
            text = f"replace({text}, '{character}', '{code}')"
    return f"coalesce({text}, '{_ABSENT}')" if key.nullable else text


def _int(text: str) -> int:
    value = int(text)
    if not -(2**63) <= value < 2**63:
        raise ValueError("no number that an engine takes")
    return value


_READ: Final[dict[Kind, Callable[[str], Any]]] = {
    "int": _int,
    "float": float,
    "date": date.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
}  # fmt: skip


def cursor_value(text: str, index: int, keys: tuple[Key, ...], signature: str, argument: str) -> Any:
    """Return the value of one key that a cursor carries.

    Raises GraphQLError CURSOR_INVALID for text that is no cursor, and CURSOR_MISMATCH for one of another order or
    filter.
    """
    given, *values = text.removesuffix("|").split("|")
    whole = len(values) == len(keys) and text.endswith("|")
    if whole and given != signature and re.fullmatch(r"[0-9a-f]{12}", given):
        raise refused("CURSOR_MISMATCH", f"`{argument}` belongs to another order or filter: start again without it.")
    if not whole or given != signature:
        raise refused("CURSOR_INVALID", f"`{argument}` is no cursor of this list: use one that a page of it gave.")
    if values[index] == _ABSENT and keys[index].nullable:
        return None
    read = _READ.get(keys[index].kind, unquote)
    try:
        return read(values[index])
    except (ValueError, KeyError) as error:
        raise refused(
            "CURSOR_INVALID", f"`{argument}` is damaged: use a cursor that a page of this list gave."
        ) from error


def cursor_parameters(
    scope: Scope, keys: tuple[Key, ...], start: Leaf, signing: Signing, argument: str
) -> tuple[str, ...]:
    """Return the parameters that hold the values of a cursor, one for each key; it is read for each request."""

    def value(index: int) -> Extract:
        return lambda variables, today: cursor_value(
            start.value(variables), index, keys, signing(variables, today), argument
        )

    return tuple(scope.parameter(value(index)) for index in range(len(keys)))


def signature(keys: tuple[Key, ...], where: Symbolic) -> Signing:
    """Return what binds the signature of an order and a filter: 48 bits over both, the filter's values included."""
    order = ",".join(f"{key.name}{'-' if key.descending else ''}" for key in keys)

    def bind(variables: Variables, _today: date) -> str:
        return blake2b(f"{order}\x1f{_plain(where, variables)!r}".encode(), digest_size=6).hexdigest()

    return bind


def _plain(value: Symbolic, variables: Variables) -> Any:
    if isinstance(value, Leaf):
        return value.value(variables)
    if isinstance(value, dict):
        return sorted((key, _plain(item, variables)) for key, item in value.items())
    if isinstance(value, list):
        return [_plain(item, variables) for item in value]
    return value
