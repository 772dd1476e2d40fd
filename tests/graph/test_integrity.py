"""A sound graph has no findings; each kind of damage has its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from graph.integrity import findings
from graph.write import write

if TYPE_CHECKING:
    from graph.engine import Engine


@pytest.mark.parametrize(
    ("damage", "code", "about"),
    [
        ("MATCH (m:Measure {ordinal: 1}) WITH m LIMIT 1 REMOVE m.text", "PROPERTY_MISSING", "Measure.text"),
        ("MATCH (s:StatusReport) REMOVE s.status", "PROPERTY_MISSING", "StatusReport.status"),
        ("MATCH (:Measure)-[r:DUE]->() SET r.end = 1000000", "SPAN_DANGLING", "DUE"),
        ("MATCH (:Measure)-[r:DUE]->() SET r.end = r.start", "SPAN_DANGLING", "DUE"),
        ("MATCH (:Issue)-[r:HAS_MEASURE]->() DELETE r", "MEASURE_WITHOUT_ISSUE", "Measure"),
        ("MATCH (m:Measure) SET m.dueOn = date('2020-01-01')", "STATE_STALE", "Measure"),
        ("MATCH (m:Measure) SET m.settledOn = [date('2020-01-01')]", "STATE_STALE", "Measure"),
    ],
)
def test_damage_is_found(engine: Engine, made: Any, damage: str, code: str, about: str) -> None:
    write(engine, made.ledger("2024-06-30", made.Line(deadlines=("2024-03-31",))), date(2024, 7, 1))
    assert findings(engine) == []
    engine.execute(damage)
    (finding,) = findings(engine)
    assert (finding.code, finding.about, finding.count) == (code, about, 1)
    assert finding.ids
    assert finding.message.startswith(f"{code}: {about}: 1 (")
