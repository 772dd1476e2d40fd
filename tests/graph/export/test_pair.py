"""The pair of CSV files: every cell comes back, also from the archive."""

from __future__ import annotations

import csv
import io
from datetime import date
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from graph.export import pair
from graph.export.archive import zipped
from schema.nodes import Closure, Unit
from schema.records import NodeRef, RelationshipRecord
from schema.relations import Located
from schema.vocabularies import ClosureResult


def read(*given_: object) -> dict[str, list[dict[str, str]]]:
    archive = ZipFile(io.BytesIO(b"".join(zipped(pair.files(given_)))))
    assert archive.testzip() is None
    return {
        name: list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8"), newline="")))
        for name in archive.namelist()
    }


def test_nodes_and_edges_have_the_heads_that_gephi_looks_for() -> None:
    closure = Closure(id="closure-1", result=ClosureResult.CLOSED, decided_on=date(2024, 1, 12), phrase="已销号")
    ends = NodeRef("Measure", "measure-1"), NodeRef("Closure", "closure-1")
    found = read(closure, RelationshipRecord("DECIDED", *ends, Located(report="report-1", start=0, end=3)))
    (node,), (edge,) = found["nodes.csv"], found["edges.csv"]
    assert {key: value for key, value in node.items() if value} == {
        "Id": "closure-1", "Label": "已销号", "NodeType": "Closure", "result": "CLOSED", "decidedOn": "2024-01-12",
        "ordinal": "1", "phrase": "已销号",
    }  # fmt: skip
    assert {key: value for key, value in edge.items() if value} == {
        "Source": "measure-1", "Target": "closure-1", "Type": "Directed", "Label": "DECIDED", "report": "report-1",
        "start": "0", "end": "3",
    }  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back(name: str) -> None:
    (node,) = read(Unit(id="unit-1", name=name))["nodes.csv"]
    assert node["name"] == name


def test_the_same_records_give_the_same_bytes() -> None:
    unit = Unit(id="unit-1", name="水务局")
    assert b"".join(zipped(pair.files([unit]))) == b"".join(zipped(pair.files([unit])))
