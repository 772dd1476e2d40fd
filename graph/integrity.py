"""Checks that the graph is what the model says, as far as an engine cannot enforce it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, LiteralString

from graph import recurrence, repeats
from graph.cypher import literal
from graph.derive import State, state
from graph.history import histories, stored_state
from schema.constraints import existence
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from graph.engine import Engine

    Run = Callable[..., list[Any]]

_HISTORY: Final = ("StatusReport.", "Deadline.", "Closure.")
_SHOWN: Final = 5  # ids of one finding
_BATCH: Final = 2_000  # measures whose state is computed again at a time


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a stable code, what it is about, how many, and the ids of some of them."""

    code: str
    about: str
    count: int
    ids: tuple[str, ...]

    @property
    def message(self) -> str:
        """Return the finding as a sentence."""
        more = " …" if self.count > len(self.ids) else ""
        return f"{self.code}: {self.about}: {self.count} ({', '.join(self.ids)}{more})"


_WITHOUT_ISSUE: Final[LiteralString] = (
    "MATCH (m:Measure) WHERE NOT EXISTS { MATCH (:Issue)-[:HAS_MEASURE]->(m) } "
    "AND NOT EXISTS { MATCH (m)-[:PART_OF]->(:Measure) } RETURN m.id AS id ORDER BY id"
)
_MEASURES_AFTER: Final[LiteralString] = (
    "MATCH (m:Measure) WHERE m.id > $after RETURN m.id AS id, properties(m) AS properties ORDER BY m.id LIMIT $limit"
)
_LENGTHS: Final[LiteralString] = "MATCH (r:Report) RETURN r.id AS id, size(r.text) AS length"


def findings(engine: Engine) -> list[Finding]:
    """Return all that is wrong with a graph; an empty list for a sound one. Reads every node and relationship."""

    def run(statement: str, **parameters: Any) -> list[Any]:
        return engine.scan(statement, parameters)

    missing = list(_missing(run))
    # A history that lacks a property has no state to compare with.
    stale = () if any(each.about.startswith(_HISTORY) for each in missing) else _stale(run)
    return [*missing, *_repeated(run), *_dangling(run), *_lonely(run), *stale, *_not_similar(run), *_not_marked(run)]


def _missing(run: Run) -> Iterator[Finding]:
    for label, key in existence():
        yield from _found("PROPERTY_MISSING", f"{label}.{key}", run(_without(label, key)))


def _repeated(run: Run) -> Iterator[Finding]:
    for node in NODES:
        yield from _found("ID_REPEATED", node.label, run(_ids_repeated(node.label)))


def _dangling(run: Run) -> Iterator[Finding]:
    lengths = {record["id"]: record["length"] for record in run(_LENGTHS)}
    for relationship in RELATIONSHIPS:
        if relationship.from_text:
            spans = run(_spans(relationship.type))
            wrong = [each for each in spans if not _lies_within(each, lengths)]
            yield from _found("SPAN_DANGLING", relationship.type, wrong)


def _lies_within(span: Any, lengths: dict[str, int]) -> bool:
    start, end, last = span["least"], span["furthest"], lengths.get(span["report"], -1)
    return not span["broken"] and start >= 0 and end <= last


def _lonely(run: Run) -> Iterator[Finding]:
    yield from _found("MEASURE_WITHOUT_ISSUE", "Measure", run(_WITHOUT_ISSUE))


def _stale(run: Run) -> Iterator[Finding]:
    """Find measures whose derived properties are not what their history says."""
    stale: list[dict[str, Any]] = []
    after = ""
    while measures := run(_MEASURES_AFTER, after=after, limit=_BATCH):
        told = histories(run, [record["id"] for record in measures])
        stale += [each for each in measures if _stored(each) != state(told[each["id"]])]
        after = measures[-1]["id"]
    yield from _found("STATE_STALE", "Measure", stale)


def _not_similar(run: Run) -> Iterator[Finding]:
    """Find issues that are related to others than their titles say."""
    yield from _found("SIMILAR_STALE", "Issue", [{"id": issue} for issue in recurrence.stale(run)])


def _not_marked(run: Run) -> Iterator[Finding]:
    """Find measures of which lists would show an assignment several times, or not at all."""
    yield from _found("REPEATS_STALE", "Measure", repeats.stale(run))


def _stored(measure: Any) -> State:
    return stored_state(measure["properties"])


def _found(code: str, about: str, records: Iterable[Any]) -> Iterator[Finding]:
    ids = Counter(str(record["id"]) for record in records)
    if ids:
        yield Finding(code, about, ids.total(), tuple(ids)[:_SHOWN])


@cache
def _without(label: str, key: str) -> LiteralString:
    """Return the statement that finds nodes of a label without a property; both are of the model."""
    return literal(f"MATCH (n:{label}) WHERE n.{key} IS NULL RETURN coalesce(n.id, elementId(n)) AS id ORDER BY id")


@cache
def _ids_repeated(label: str) -> LiteralString:
    """Return the statement that finds ids which several nodes of a label have."""
    return literal(f"MATCH (n:{label}) WITH n.id AS id, count(*) AS nodes WHERE nodes > 1 RETURN id ORDER BY id")


@cache
def _spans(type_: str) -> LiteralString:
    """Return the statement that sums up the spans of a relationship type for each report.

    A span is broken if it is empty or lacks an offset.
    """
    return literal(
        f"MATCH ()-[r:{type_}]->() WHERE r.report IS NOT NULL "
        "RETURN r.report AS id, r.report AS report, min(r.start) AS least, max(r.end) AS furthest, "
        "sum(CASE WHEN r.start IS NULL OR r.end IS NULL OR r.start >= r.end THEN 1 ELSE 0 END) > 0 AS broken"
    )
