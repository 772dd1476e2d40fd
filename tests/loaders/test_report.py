from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from loaders.parsed import ParsedSource, to_json
from loaders.report import parse_report

if TYPE_CHECKING:
    from pathlib import Path

OWN = ("offsets", "issues", "titles", "declared", "measures", "documents", "document_numbers", "dates", "date_kind",
       "quantities", "status_strict", "status_lenient", "water")  # fmt: skip


@pytest.fixture(scope="module")
def report(shared: Path) -> ParsedSource:
    return parse_report((shared / "reports/jinan-2023.txt").read_text("utf-8"))


def test_all_issues_and_measures_are_found(report: ParsedSource) -> None:
    assert len(report.issues) == 26
    assert sum(len(issue.measures) for issue in report.issues) == 78


def test_head_says_who_reports_to_whom_and_when(report: ParsedSource) -> None:
    head, inspected = report.report, report.inspection
    assert (head.kind, head.signed_on, head.published_on) == ("NOTICE", "2023-04-24", "2023-04-26")
    assert head.issuer == head.text.strip().split("\n")[-3].strip()
    assert (inspected.kind, inspected.body, inspected.feedback_on) == ("专项巡视", "省委巡视组", "2022-10-08")
    assert (inspected.starts_on, inspected.ends_on) == ("2022-06-22", "2022-08-22")


def test_body_that_issued_a_document_is_not_named_in_its_number() -> None:
    text = (
        "柏川县水务局关于巡察整改情况的通报\n一、整改情况\n1.关于制度不健全的问题。\n"
        "整改情况：3月份以来，印发《应急预案》（澜网信办〔2024〕8号），处置漏损12处。\n2024年2月1日\n"
    )
    (measure,) = parse_report(text).issues[0].measures
    assert measure.units == ()
    assert [(each.surface, each.kind) for each in measure.dates] == [("3月份以来", "EVENT")]


def test_commitments_are_the_ones_of_the_text(report: ParsedSource) -> None:
    found = {
        (issue.number, measure.ordinal): (date.kind, date.iso, date.precision)
        for issue in report.issues
        for measure in issue.measures
        for date in measure.dates
        if date.kind in {"DEADLINE", "PLANNED"}
    }
    assert found == {
        ("12", 3): ("DEADLINE", "2023-12-31", "YEAR_END"),
        ("7", 3): ("PLANNED", "2023", "YEAR"),
        ("19", 1): ("PLANNED", "2023", "YEAR"),
    }


def test_water_is_what_is_done_about_water(report: ParsedSource, shared: Path) -> None:
    questions = (json.loads(line) for line in (shared / "questions/public.jsonl").read_text("utf-8").splitlines())
    expected = next(each for each in questions if each["id"] == "CQ59")["answer"]["measures"]
    found = [
        f"{issue.number}.{measure.ordinal}"
        for issue in report.issues
        for measure in issue.measures
        if any(hit.notation.startswith("water") for hit in (*issue.topics, *measure.topics))
    ]
    assert found == expected


def test_contradictions_of_the_text_are_warned_of(report: ParsedSource) -> None:
    codes = [warning.code for warning in report.warnings]
    assert codes.count("DECLARED_MISMATCH") == 1
    assert codes.count("ODD_MARK") == 1


def test_annotation_is_met(report: ParsedSource, shared: Path, tmp_path: Path) -> None:
    targets = json.loads((shared / "tools/targets-gold.json").read_text("utf-8"))
    own = {key: value for key, value in targets.items() if key.split(".")[0] in OWN}
    (tmp_path / "out.json").write_text(json.dumps(to_json(report), ensure_ascii=False), "utf-8")
    (tmp_path / "min.json").write_text(json.dumps(own), "utf-8")
    score = [
        sys.executable,
        shared / "tools/score_extraction.py",
        tmp_path / "out.json",
        "--min",
        tmp_path / "min.json",
    ]
    done = subprocess.run(score, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
