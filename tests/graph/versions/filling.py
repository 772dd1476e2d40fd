"""Fills an engine with a graph of an earlier version, from the lines of its nodes and relationships."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from graph.engine import Engine

FIRST: Final = Path(__file__).with_name("1.ndjson")


def fill(engine: Engine) -> None:
    """Fill an empty engine with the graph of the first version."""
    with engine.transaction() as transaction:
        for line in FIRST.read_text("utf-8").splitlines():
            each = json.loads(line)
            properties = {key: _value(value) for key, value in each["properties"].items()}
            if "label" in each:
                transaction.run(f"CREATE (n:{each['label']}) SET n = $properties", properties=properties)
                continue
            (source, a), (target, b) = each["source"], each["target"]
            ends = f"MATCH (a:{source} {{id: $a}}), (b:{target} {{id: $b}})"
            related = f"{ends} CREATE (a)-[r:{each['type']}]->(b) SET r = $properties"
            transaction.run(related, a=a, b=b, properties=properties)


def _value(stated: Any) -> Any:
    if isinstance(stated, list):
        return [_value(each) for each in stated]
    return date.fromisoformat(stated["date"]) if isinstance(stated, dict) else stated
