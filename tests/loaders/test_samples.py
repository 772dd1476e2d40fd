"""The bundled sample is marked as one, and shows what the demo speaks of."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import pytest

from loaders.parse import parse_file
from loaders.records import records
from schema.nodes import Unit

if TYPE_CHECKING:
    from loaders.parsed import ParsedSource


def sample(name: str) -> ParsedSource:
    with as_file(files("loaders") / "samples" / name) as path:
        return parse_file(path)


def units(parsed: ParsedSource) -> set[str]:
    return {node.id for node in records(parsed, "0" * 64, "sample").nodes if isinstance(node, Unit)}


@pytest.mark.parametrize("name", ["report.txt", "ledger.csv"])
def test_sample_says_that_it_is_one(name: str):
    assert "样例" in sample(name).report.text.splitlines()[0]


def test_ledger_has_overdue_revised_reopened_and_leaderless_measures_on_water():
    water = [
        measure
        for issue in sample("ledger.csv").issues
        for measure in issue.measures
        if any(topic.notation.startswith("water") for topic in measure.topics)
    ]
    dues = [deadline for measure in water for deadline in measure.deadlines if deadline.due_on]
    assert len([due for due in dues if due.due_on and due.due_on < "2024-07-01"]) > 10
    assert any(len(measure.deadlines) > 1 for measure in water)
    assert any(closure.result == "REOPENED" for measure in water for closure in measure.closures)
    assert any(not any(unit.role == "LEAD" for unit in measure.units) for measure in water)
    assert any(due.precision == "YEAR" for due in dues)


def test_report_is_read_without_a_warning():
    report = sample("report.txt")
    assert (len(report.issues), sum(len(issue.measures) for issue in report.issues)) == (6, 16)
    assert report.warnings == ()


def test_report_and_ledger_speak_of_the_same_bodies():
    assert len(units(sample("report.txt")) & units(sample("ledger.csv"))) >= 3
