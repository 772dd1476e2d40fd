"""How well whole reports of the genre are read: the scores of all of `corpus/genre` together reach the targets.

Those whose name ends in a letter were written and annotated without knowledge of the parser; the others were annotated
by it and then corrected by hand. Targets: specification of extraction, section 9.
`pytest -s tests/loaders/test_report_genre.py` prints the errors.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from loaders.parsed import to_json
from loaders.report import parse_report
from tests.loaders import annotation

DOCUMENTS = sorted((Path(__file__).parent / "corpus" / "genre").glob("*.ann"))
_TARGETS: Final = {
    "issues": 0.97, "titles": 0.97, "measures": 0.97, "documents": 0.97, "document_numbers": 0.97, "dates": 0.93,
    "date_kind": 0.90, "quantities": 0.92, "units": 0.80, "projects": 0.62, "people": 0.85, "places": 0.65,
    "status_strict": 0.75, "status_lenient": 0.88, "water": 0.85,
}  # fmt: skip


@pytest.fixture(scope="module")
def scorer(shared: Path) -> Any:
    """Return the scorer of extraction as a module; it also counts plans, where no status is stated."""
    spec = importlib.util.spec_from_file_location("score_extraction", shared / "tools" / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["score_extraction"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.STATUS["unstated"] = "UNSTATED"
    return module


def _scored(scorer: Any, path: Path, folder: Path) -> Any:
    document = annotation.read(path.read_text("utf-8"))
    output, gold = folder / "output.json", folder / "gold.json"
    output.write_text(json.dumps(to_json(parse_report(document.text))), "utf-8")
    gold.write_text(json.dumps(annotation.gold(document)), "utf-8")
    found = scorer.read_output(str(output), None)
    score = scorer.Scorer(scorer.read_gold(str(gold), found.text), found)
    score.score()
    return score


def _counts(row: dict[str, Any]) -> Counter[str]:
    """Return what a row of the score counts; an accuracy counts what is not right as missed and as wrong."""
    exact = row.get("exact") or {
        "right": row["right"],
        "wrong": row["of"] - row["right"],
        "missed": row["of"] - row["right"],
    }
    return Counter({key: exact[key] for key in ("right", "wrong", "missed")})


def _f1(counts: Counter[str]) -> float:
    return 2 * counts["right"] / (2 * counts["right"] + counts["wrong"] + counts["missed"])


def test_reports_of_the_genre_are_read_as_well_as_the_targets_ask(scorer: Any, tmp_path: Path) -> None:
    total: dict[str, Counter[str]] = {name: Counter() for name in _TARGETS}
    for path in DOCUMENTS:
        score = _scored(scorer, path, tmp_path)
        for name, counts in total.items():
            counts.update(_counts(score.rows[name]))
        for name, errors in score.errors.items():
            for each in errors:
                print(path.stem, name, each["error"], "{before}【{text}】{after} {detail}".format(**each))
    reached = {name: round(_f1(counts), 3) for name, counts in total.items() if sum(counts.values())}
    print(reached)
    assert {name: value for name, value in reached.items() if value < _TARGETS[name]} == {}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_issues_and_measures_stand_where_they_are_annotated(path: Path) -> None:
    document = annotation.read(path.read_text("utf-8"))
    found = parse_report(document.text)
    spans = [(m.start, m.end) for issue in found.issues for m in issue.measures]
    assert [issue.number for issue in found.issues] == [mark.part(0) for mark in document.of("问题")]
    assert spans == [(mark.start, mark.end) for mark in document.of("措施")]
