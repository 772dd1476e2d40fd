"""Variables and parameters of one statement: nothing else names a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.compile.arguments import Leaf, Variables
from graph.limits import LIMITS, Limits

Extract = Callable[[Variables, date], Any]


@dataclass(slots=True)
class Scope:
    """Hands out variables and parameters; `extractors` says how each parameter is bound for a request.

    `days` are the parameters that hold a day asked about.
    """

    limits: Limits = LIMITS
    extractors: dict[str, Extract] = field(default_factory=dict[str, Extract])
    days: set[str] = field(default_factory=set[str])
    _names: dict[object, str] = field(default_factory=dict[object, str])
    _variables: int = 0

    def variable(self, prefix: str = "n") -> str:
        """Return a variable that the statement does not have yet."""
        self._variables += 1
        return f"{prefix}{self._variables}"

    def parameter(self, extract: Extract, key: object = None) -> str:
        """Return the parameter that `extract` binds; the same one for the same `key`."""
        if key is not None and key in self._names:
            return self._names[key]
        name = f"p{len(self.extractors)}"
        self.extractors[name] = extract
        if key is not None:
            self._names[key] = f"${name}"
        return f"${name}"

    def leaf(self, leaf: Leaf | str | list[str]) -> str:
        """Return the parameter of an argument's value; a term of an enum comes as its name."""
        if not isinstance(leaf, Leaf):
            return self.parameter(lambda _variables, _today: leaf, repr(leaf))
        return self.parameter(lambda variables, _today: _one_zero(leaf.value(variables)), leaf.path or None)

    def day(self, leaf: Leaf | None) -> str:
        """Return the parameter of a day asked about; today where the request leaves it out."""
        if leaf is None:
            name = self.parameter(lambda _variables, today: today, "today")
        else:
            name = self.parameter(lambda variables, _today: leaf.value(variables), ("day", leaf))
        self.days.add(name.removeprefix("$"))
        return name

    def bind(self, variables: Variables, today: date) -> Mapping[str, Any]:
        """Return the parameters of one request. Raises GraphQLError for a value that a limit or a cursor refuses."""
        return {name: extract(variables, today) for name, extract in self.extractors.items()}


def _one_zero(value: Any) -> Any:
    """Return a value without negative zeros: an index of Neo4j finds no 0.0 by them."""
    if isinstance(value, list):
        return [_one_zero(each) for each in value]
    return value + 0.0 if isinstance(value, float) else value
