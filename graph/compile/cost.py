"""What an operation may cost at most: the sum over its fields, each times the sizes of the lists it stands in.

The sizes are those asked for, so the same document costs more with a larger page; a list without a size counts as
`LIST`. Counting fields and not rows, it needs no database: it bounds what one answer may hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from graphql import GraphQLInterfaceType, GraphQLList, GraphQLNonNull, GraphQLObjectType, get_named_type

from graph.compile.arguments import Leaf, Variables
from graph.compile.errors import refused
from graph.compile.spec import DEFAULT_PAGE

if TYPE_CHECKING:
    from graphql import GraphQLNamedType, GraphQLOutputType

    from graph.compile.selection import Operation, Selected

LIST: Final = 5  # a measure has rarely more assignments, deadlines or sentences
_PAGES: Final = frozenset({"nodes", "edges"})

Cost = Callable[[Variables], int]


def check(cost: int, most: int) -> int:
    """Return a cost. Raises GraphQLError COST_LIMIT if it is over `most`."""
    if cost > most:
        message = f"The operation would cost {cost}, and may cost {most}: ask for smaller pages or fewer fields."
        raise refused("COST_LIMIT", message, limit=most, asked=cost)
    return cost


def cost_of(operation: Operation) -> Cost:
    """Return the function that gives the cost of an operation for the values of its variables."""
    assert operation.schema.query_type is not None
    return _all(operation, operation.schema.query_type.name, operation.roots())


def _all(operation: Operation, type_name: str, fields: list[Selected], pages: Cost | None = None) -> Cost:
    costs = [(_field(operation, type_name, field), field.name in _PAGES) for field in fields]
    if pages is None:
        return lambda variables: sum(cost(variables) for cost, _ in costs)
    return lambda variables: sum(cost(variables) * (pages(variables) if paged else 1) for cost, paged in costs)


def _field(operation: Operation, type_name: str, field: Selected) -> Cost:
    """Return the cost of a field: one, and that of all below it, once for each item of a list."""
    if field.name.startswith("__"):
        return _one
    of = operation.schema.type_map[type_name]
    assert isinstance(of, GraphQLObjectType)
    returned = of.fields[field.name].type
    named = get_named_type(returned)
    if not field.below:
        return _one
    size = _size(field)
    if named.name.endswith("Connection"):
        below = _all(operation, named.name, operation.fields(named.name, field.below), size)
        return lambda variables: 1 + below(variables)
    below = _dearest(operation, named, field)
    times = (size if "first" in field.arguments else _list) if _is_list(returned) else _one
    if field.name in _PAGES and "first" not in field.arguments:
        times = _one  # the connection above counts its pages
    return lambda variables: 1 + times(variables) * below(variables)


def _dearest(operation: Operation, of: GraphQLNamedType, field: Selected) -> Cost:
    """Return the cost of what is asked of an object; of an interface, what its dearest type would cost."""
    names = [of.name]
    if isinstance(of, GraphQLInterfaceType):
        names = [each.name for each in operation.schema.get_possible_types(of)]
    asked = ((name, operation.fields(name, field.below)) for name in names)
    costs = [_all(operation, name, fields) for name, fields in asked if fields]
    return lambda variables: max((cost(variables) for cost in costs), default=0)


def _is_list(of: GraphQLOutputType) -> bool:
    return isinstance(of.of_type if isinstance(of, GraphQLNonNull) else of, GraphQLList)


def _size(field: Selected) -> Cost:
    sizes: list[Any] = [field.arguments[name] for name in ("first", "last") if field.arguments.get(name) is not None]
    leaves = [size for size in sizes if isinstance(size, Leaf)]
    if not leaves:
        return lambda _variables: DEFAULT_PAGE
    # `first` has a default; where `last` is given, that counts.
    return lambda variables: max(0, int(leaves[-1].value(variables) or 0))


def _one(_variables: Variables) -> int:
    return 1


def _list(_variables: Variables) -> int:
    return LIST
