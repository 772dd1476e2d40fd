"""What overdue means is said twice, in Cypher and in Python; both say the same on both engines."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from graph.derive import State, overdue
from graph.history import derived_row
from schema import overdue as cypher
from schema.vocabularies import DueBasis, Precision

if TYPE_CHECKING:
    from graph.engine import Engine

FIRST = date(2024, 1, 1)


def day(random: Random) -> date:
    return FIRST + timedelta(days=random.randrange(12))


def any_state(random: Random) -> State:
    def some() -> tuple[date, ...]:
        return tuple(sorted({day(random) for _ in range(random.randrange(4))}))

    precision = random.choice([Precision.DAY, Precision.YEAR])
    return State(
        due_on=random.choice([None, day(random)]), due_precision=precision, original_due_on=day(random),
        original_due_precision=random.choice([None, precision]), settled_on=some(), reopened_on=some(),
    )  # fmt: skip


@pytest.mark.parametrize("basis", DueBasis)
@pytest.mark.parametrize("year_only", [False, True])
def test_cypher_and_python_agree_on_what_is_overdue(engine: Engine, basis: DueBasis, year_only: bool) -> None:
    states = [any_state(Random(seed)) for seed in range(300)]
    rows = [derived_row(state, FIRST) | {"id": f"m-{i}", "ordinal": i} for i, state in enumerate(states)]
    with engine.transaction() as transaction:
        transaction.run("UNWIND $rows AS row CREATE (m:Measure) SET m = row", rows=rows).consume()
    for days in range(13):
        asked = FIRST + timedelta(days=days)
        condition = cypher.overdue("m", "$day", basis, year_only)
        found = engine.read(f"MATCH (m:Measure) WHERE {condition} RETURN m.ordinal AS i", {"day": asked})
        expected = {i for i, s in enumerate(states) if overdue(s, asked, basis, include_year_only=year_only)}
        assert {record["i"] for record in found} == expected
