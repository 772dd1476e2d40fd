"""Which of several assignments that say the same counts as the first: lists show that one, with all sentences.

Each source that says who answers for a measure adds a relationship with its sentence. Looking for an earlier one at
each question took 61 of 147 ms in the server for 5,000 measures (Neo4j 5.26). So whoever writes assignments marks all
but the first of a measure, body and role as `repeated`. The first is that of the least report, then of the first place
in it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, LiteralString

from graph.rows import chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from typing import Any

    from graph.batch import Batch

TYPE: Final = "ASSIGNED_TO"
KEY: Final = "repeated"
# Each assignment beside its place among those of the same measure, body and role; no report comes after any.
_PLACED: Final[LiteralString] = (
    "MATCH (m)-[r:ASSIGNED_TO]->(b) WITH m, b, r ORDER BY coalesce(r.report, '~'), coalesce(r.start, 0) "
    "WITH m, b, r.role AS role, collect(r) AS said UNWIND range(0, size(said) - 1) AS place "
    "WITH m, said[place] AS r, place WHERE coalesce(r.repeated, false) <> (place > 0) "
)
_MARK: Final[LiteralString] = (
    "UNWIND $elements AS element MATCH (m) WHERE elementId(m) = element "
    f"{_PLACED}SET r.repeated = CASE WHEN place > 0 THEN true END"
)
_STALE: Final[LiteralString] = f"MATCH (m:Measure) {_PLACED}RETURN m.id AS id"


def mark(run: Callable[..., Any], elements: Collection[str]) -> None:
    """Mark the assignments of measures, given by their element ids, as they stand in the graph."""
    for some in chunks(list(elements)):
        run(_MARK, elements=some)


def touched(batch: Batch, stored: Collection[str]) -> set[str]:
    """Return the ids of the measures of which a batch may have said again what was said: in it, or in the graph."""
    facts = Counter(each.fact for each in batch.between(TYPE))
    return {fact[0] for fact, times in facts.items() if times > 1 or (fact[0] in stored and fact[1] in stored)}


def stale(run: Callable[..., list[Mapping[str, Any]]]) -> list[Mapping[str, Any]]:
    """Return the ids of the measures whose assignments are not marked as they should be, once for each of these."""
    return run(_STALE)
