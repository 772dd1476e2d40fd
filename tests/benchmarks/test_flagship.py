"""The flagship question over HTTP against the same question as Cypher by hand, on a large graph.

Run by `make bench`. RECTIGRAPH_BENCH_REPORTS sets the size: 1,000 reports have 26,000 issues and 78,000 measures.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import pytest
from starlette.testclient import TestClient

from api.http import create_app
from graph import embedded
from graph.prepare import prepare
from graph.write import write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.engine import Engine

_DAY: Final = date(2024, 7, 1)
_ROUNDS: Final = 15
_OVERDUE: Final = """
    MATCH (t:Topic) WHERE t.notation = 'water' OR t.notation STARTS WITH 'water/'
    MATCH (t)<-[:ABOUT]-(m:Measure)
    WITH DISTINCT m WHERE m.dueOn < $day AND coalesce(m.duePrecision, '') <> 'YEAR'
      AND NOT any(s IN m.settledOn WHERE s <= $day AND none(r IN m.reopenedOn WHERE s <= r AND r <= $day))
"""
_TOTAL: Final = f"{_OVERDUE} RETURN count(m) AS total"
_RANKING: Final = f"""{_OVERDUE}
    OPTIONAL MATCH (m)-[a:ASSIGNED_TO]->(u:Unit) WHERE a.role = 'LEAD' AND a.inherited = false AND u.generic = false
    WITH DISTINCT m, u
    WITH u, count(m) AS count, max(duration.inDays(m.dueOn, $day).days) AS days, collect(m) AS measures
    ORDER BY count DESC, u.name IS NULL, u.name, u.id LIMIT 10
    RETURN u.id AS id, u.name AS name, count, days, COLLECT {{
      UNWIND measures AS m WITH m ORDER BY m.ordinal, m.id LIMIT 3
      MATCH (m)<-[:HAS_MEASURE]-(i:Issue) RETURN {{heading: m.heading, dueOn: toString(m.dueOn), title: i.title}}
    }} AS nodes
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, made: Any) -> Iterator[Engine]:
    engine = embedded.start(tmp_path_factory.mktemp("flagship"))
    prepare(engine)
    count = int(os.environ.get("RECTIGRAPH_BENCH_REPORTS", "1000"))
    for _ in write_all(engine, made.reports(count), _DAY):
        pass
    yield engine
    engine.close()


def test_flagship_over_http_takes_at_most_twice_the_cypher_by_hand(loaded: Engine) -> None:
    query = (files("api") / "graphql" / "flagship.graphql").read_text("utf-8")
    request = {"query": query, "variables": {"asOf": _DAY.isoformat()}}
    with TestClient(create_app(loaded)) as client:

        def by_hand() -> Any:
            (total,) = loaded.read(_TOTAL, {"day": _DAY})
            return total["total"], loaded.read(_RANKING, {"day": _DAY})

        def by_service() -> Any:
            return client.post("/graphql", json=request).json()["data"]["measures"]

        _assert_equal(by_hand(), by_service())
        times = _alternating(by_hand, by_service)
    hand, service = times
    measures = loaded.read("MATCH (m:Measure) RETURN count(m) AS n")[0]["n"]
    figures = {"measures": measures, "hand_ms": hand, "http_ms": service, "ratio": service / hand}
    print(json.dumps({key: round(value, 2) for key, value in figures.items()}))
    assert service / hand <= 2


def _assert_equal(by_hand: Any, by_service: Any) -> None:
    total, ranking = by_hand
    assert by_service["totalCount"] == total
    groups = [(g["key"]["leadUnit"], g["count"], g["maxDaysOverdue"]) for g in by_service["groups"]["nodes"]]
    assert [(unit and unit["id"], count, days) for unit, count, days in groups] == [
        (row["id"], row["count"], row["days"]) for row in ranking
    ]


def _alternating(*competitors: Callable[[], Any]) -> list[float]:
    """Return the median of each competitor in milliseconds; they take turns, after three rounds that do not count."""
    times: list[list[float]] = [[] for _ in competitors]
    for number in range(_ROUNDS + 3):
        for place, competitor in enumerate(competitors):
            started = time.perf_counter()
            competitor()
            if number >= 3:
                times[place].append((time.perf_counter() - started) * 1000)
    return [statistics.median(each) for each in times]
