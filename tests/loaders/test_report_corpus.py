"""Own short texts, each in another layout, with what must be found in them in the JSON file of the same name.

`RECORD_CORPUS=1 pytest tests/loaders/test_report_corpus.py` writes the JSON files; the difference is read as code is.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from loaders.report import parse_report

if TYPE_CHECKING:
    from loaders.parsed import ParsedMeasure, ParsedSource

CORPUS = Path(__file__).parent / "corpus"
TEXTS = sorted(CORPUS.glob("*.txt"))


def _measure(text: str, measure: ParsedMeasure) -> dict[str, Any]:
    return {
        "text": text[measure.start : measure.end],
        "heading": measure.heading,
        "status": measure.status,
        "dates": [[each.surface, each.iso, each.kind] for each in measure.dates],
        "quantities": [[each.surface, each.value, each.unit, each.comparator] for each in measure.quantities],
        "documents": [[each.title, each.number, each.stage] for each in measure.documents],
    }


def _record(found: ParsedSource) -> dict[str, Any]:
    text, head, inspected = found.report.text, found.report, found.inspection
    return {
        "head": [head.title, head.kind, head.issuer, head.publisher, head.signed_on, head.published_on],
        "inspection": [inspected.name, inspected.kind, inspected.body, inspected.target],
        "period": [inspected.starts_on, inspected.ends_on, inspected.feedback_on],
        "declaredCounts": found.declared_counts,
        "issues": [
            {
                "number": issue.number,
                "title": issue.title,
                "section": issue.section,
                "declared": issue.declared_measures,
                "measures": [_measure(text, measure) for measure in issue.measures],
            }
            for issue in found.issues
        ],
        "warnings": [warning.code for warning in found.warnings],
    }


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_layout_is_read_as_recorded(path: Path) -> None:
    found = _record(parse_report(path.read_text("utf-8")))
    expected = path.with_suffix(".json")
    if os.environ.get("RECORD_CORPUS"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_spans_quote_the_text_as_given(path: Path) -> None:
    text = path.read_text("utf-8")
    found = parse_report(text)
    assert found.report.text == text
    for issue in found.issues:
        for measure in issue.measures:
            for mention in (*measure.dates, *measure.quantities, *measure.units):
                assert text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize("name", ["poem", "price-list", "english", "feedback-notice"])
def test_text_outside_the_genre_has_one_warning(name: str) -> None:
    found = parse_report((CORPUS / f"{name}.txt").read_text("utf-8"))
    assert found.issues == ()
    assert [warning.code for warning in found.warnings] == ["NOT_A_REPORT"]


@pytest.mark.parametrize("text", ["", " \n", "整改", "整改问题" * 3, "《" * 50 + "整改问题", "①②③整改问题"])
def test_scraps_are_read_without_an_error(text: str) -> None:
    assert parse_report(text).report.text == text
