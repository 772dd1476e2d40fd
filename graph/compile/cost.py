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
_Cost = int | Cost  # most are numbers: only sizes that are variables ask for their values


def check(cost: int, most: int) -> int:
    """Return a cost. Raises GraphQLError COST_LIMIT if it is over `most`."""
    if cost > most:
        message = f"The operation would cost {cost}, and may cost {most}: ask for smaller pages or fewer fields."
        raise refused("COST_LIMIT", message, limit=most, asked=cost)
    return cost


def cost_of(operation: Operation) -> Cost:
    """Return the function that gives the cost of an operation for the values of its variables."""
    assert operation.schema.query_type is not None
    cost = _all(operation, operation.schema.query_type.name, operation.roots())
    return lambda variables: _value(cost, variables)


def _all(operation: Operation, type_name: str, fields: list[Selected], pages: _Cost = 1) -> _Cost:
    """Return the cost of fields; those that list the items of a connection count once for each of its `pages`."""
    costs = [(_field(operation, type_name, field), field.name in _PAGES) for field in fields]
    once = _combined(sum, [cost for cost, paged in costs if not paged])
    each = _combined(sum, [cost for cost, paged in costs if paged])
    return _combined(lambda known: known[0] + known[1] * known[2], [once, each, pages])


def _field(operation: Operation, type_name: str, field: Selected) -> _Cost:
    """Return the cost of a field: one, and that of all below it, once for each item of a list."""
    if field.name.startswith("__") or not field.below:
        return 1
    of = operation.schema.type_map[type_name]
    assert isinstance(of, GraphQLObjectType)
    returned = of.fields[field.name].type
    named = get_named_type(returned)
    if named.name.endswith("Connection"):
        below = _all(operation, named.name, operation.fields(named.name, field.below), _size(field))
        return _combined(lambda known: 1 + known[0], [below])
    times: _Cost = 1
    if "first" in field.arguments:
        times = _size(field) if _is_list(returned) else 1
    elif _is_list(returned) and field.name not in _PAGES:  # the connection above counts its pages
        times = LIST
    return _combined(lambda known: 1 + known[0] * known[1], [times, _dearest(operation, named, field)])


def _dearest(operation: Operation, of: GraphQLNamedType, field: Selected) -> _Cost:
    """Return the cost of what is asked of an object; of an interface, what its dearest type would cost."""
    names = [of.name]
    if isinstance(of, GraphQLInterfaceType):
        names = [each.name for each in operation.schema.get_possible_types(of)]
    asked = ((name, operation.fields(name, field.below)) for name in names)
    return _combined(max, [0, *(_all(operation, name, fields) for name, fields in asked if fields)])


def _is_list(of: GraphQLOutputType) -> bool:
    return isinstance(of.of_type if isinstance(of, GraphQLNonNull) else of, GraphQLList)


def _size(field: Selected) -> _Cost:
    sizes: list[Any] = [field.arguments[name] for name in ("first", "last") if field.arguments.get(name) is not None]
    leaves = [size for size in sizes if isinstance(size, Leaf)]
    if not leaves:
        return DEFAULT_PAGE
    # `first` has a default; where `last` is given, that counts.
    return lambda variables: max(0, int(leaves[-1].value(variables) or 0))


def _combined(combine: Callable[[list[int]], int], costs: list[_Cost]) -> _Cost:
    """Return what a function makes of costs: a number where all of them are."""
    if all(isinstance(cost, int) for cost in costs):
        return combine([cost for cost in costs if isinstance(cost, int)])
    return lambda variables: combine([_value(cost, variables) for cost in costs])


def _value(cost: _Cost, variables: Variables) -> int:
    return cost if isinstance(cost, int) else cost(variables)
