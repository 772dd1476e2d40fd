"""NDJSON: every line is read by another library, with the keys and dates of the graph."""

from __future__ import annotations

import json
from datetime import date

from graph.export import ndjson
from schema.nodes import Deadline
from schema.records import NodeRef, RelationshipRecord
from schema.relations import Located
from schema.vocabularies import DeadlineKind, Precision


def test_nodes_and_relationships_are_one_object_a_line() -> None:
    due = Deadline(
        id="deadline-1", due_on=date(2023, 12, 31), precision=Precision.YEAR_END, kind=DeadlineKind.DATED,
        phrase="2023年底\n前",
    )  # fmt: skip
    related = RelationshipRecord(
        "DUE", NodeRef("Measure", "measure-1"), NodeRef("Deadline", "deadline-1"), Located(report="report-1", start=3)
    )
    text = b"".join(ndjson.lines([due, related])).decode()
    assert text.count("\n") == 2
    first, second = map(json.loads, text.splitlines())
    assert first == {
        "label": "Deadline",
        "properties": {
            "id": "deadline-1", "dueOn": "2023-12-31", "precision": "YEAR_END", "kind": "DATED",
            "phrase": "2023年底\n前", "withoutYear": [], "ordinal": 1,
        },
    }  # fmt: skip
    assert second == {
        "type": "DUE",
        "source": ["Measure", "measure-1"],
        "target": ["Deadline", "deadline-1"],
        "properties": {"report": "report-1", "start": 3},
    }
