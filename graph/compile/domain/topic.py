"""Topics 主题: notations are paths from broad to narrow, so that *under* is a prefix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.domain.declare import Filter, Found
from graph.compile.spec import Argument, InputType

if TYPE_CHECKING:
    from graph.compile.filters import Filters
    from graph.compile.scope import Scope


def _holds(scope: Scope, topic: str, given: dict[str, Any]) -> str:
    parts: list[str] = []
    if (under := given.get("under")) is not None:
        prefix = scope.parameter(lambda variables, _today: under.value(variables) + "/")
        parts.append(f"({topic}.notation = {scope.leaf(under)} OR {topic}.notation STARTS WITH {prefix})")
    if (exact := given.get("is")) is not None:
        parts.append(f"{topic}.notation = {scope.leaf(exact)}")
    return " AND ".join(parts) or "true"


def _condition(filters: Filters, node: str, value: Any) -> str:
    topic = filters.scope.variable("t")
    # Without a label: with it Neo4j looks up all concepts under the notation for each item.
    return f"EXISTS {{ MATCH ({node})-[:ABOUT]->({topic}) WHERE {_holds(filters.scope, topic, value)} }}"


def _start(filters: Filters, value: Any) -> Found:
    # The few concepts under a notation are indexed, and lead to their items.
    topic = filters.scope.variable("t")
    match = f"MATCH ({topic}:Topic) WHERE {_holds(filters.scope, topic, value)}"
    return Found(match, f"({topic})<-[:ABOUT]-", broad=True)


FILTERS: Final = (
    Filter(("Measure", "Issue"), Argument("topic", "TopicFilter", "主题 / About a concept."), _condition, _start),
)
INPUTS: Final = (
    InputType("TopicFilter", "主题条件 / About a concept.", (
        Argument("under", "String", "标记 / Notation; narrower concepts count."),
        Argument("is", "String", "标记 / Notation of this very concept."),
    )),
)  # fmt: skip
