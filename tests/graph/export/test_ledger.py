"""The exported ledger: calamine opens it, and our own reader reads it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineWorkbook

from graph.export import ledger
from graph.write import write
from loaders.parse import parse_file
from loaders.records import records

if TYPE_CHECKING:
    from graph.engine import Engine
    from loaders.parsed import ParsedMeasure, ParsedSource

ROOT = Path(__file__).resolve().parents[3]
HEADS = [
    "序号", "问题来源", "反馈时间", "所属领域", "问题", "整改措施", "牵头单位", "配合单位", "督办单位", "责任人",
    "原定时限", "整改时限", "整改状态", "完成时间", "进展情况", "销号情况",
]  # fmt: skip


def exported(engine: Engine, tmp_path: Path) -> Path:
    file = tmp_path / "整改台账.xlsx"
    file.write_bytes(b"".join(ledger.chunks(engine)))
    return file


def load(engine: Engine, file: Path) -> ParsedSource:
    parsed = parse_file(file, "auto")
    write(engine, records(parsed, file.name, file.name), date(2024, 7, 1))
    return parsed


def told(of: ParsedMeasure) -> dict[str, Any]:
    """Return what a row says, apart from where it says it; the completion of a reopened item does not stand."""
    reopened = of.closure == "REOPENED"
    deadlines = [(each.due_on, each.precision, each.kind) for each in of.deadlines]
    return {
        "measure": of.measure,
        "field": of.field,
        "status": of.status,
        "completed": None if reopened else of.completed_on,
        "due": deadlines[:1] + deadlines[-1:] if deadlines else [],
        "units": sorted({(each.name, each.role) for each in of.units}),
        "posts": sorted(of.posts),
        "people": sorted({each.name for each in of.people}),
        "closures": [(each.result, each.decided_on) for each in of.closures],
    }


def test_a_ledger_that_was_loaded_comes_back(engine: Engine, tmp_path: Path) -> None:
    before = load(engine, ROOT / "loaders" / "samples" / "ledger.csv")
    after = parse_file(exported(engine, tmp_path), "auto")
    assert not after.rejected
    assert after.report.as_of == before.report.as_of
    sources = [each.source for each in after.issues]
    assert list(dict.fromkeys(sources)) == [source for source, _ in groupby(sources)]  # each round stands together
    by_title = [sorted(each.issues, key=lambda issue: issue.title) for each in (before, after)]
    for old, new in zip(*by_title, strict=True):
        assert (new.title, new.source, new.raised_on) == (old.title, old.source, old.raised_on)
        assert [told(each) for each in new.measures] == [told(each) for each in old.measures]


def test_the_measures_of_a_report_are_rows_that_can_be_read(engine: Engine, tmp_path: Path) -> None:
    before = load(engine, ROOT / "loaders" / "samples" / "report.txt")
    file = exported(engine, tmp_path)
    heads = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()[1]
    assert heads == HEADS
    after = parse_file(file, "auto")
    assert not after.rejected
    assert len([each for issue in after.issues for each in issue.measures]) == sum(
        len(each.measures) for each in before.issues
    )
    assert [each.title for each in after.issues] == [each.title for each in before.issues]


def test_an_empty_graph_is_a_ledger_without_rows(engine: Engine, tmp_path: Path) -> None:
    rows = CalamineWorkbook.from_path(exported(engine, tmp_path)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "整改台账"
    assert rows[1:] == [HEADS]


def test_a_formula_in_a_source_stays_text(engine: Engine, made: Any, tmp_path: Path) -> None:
    write(engine, made.ledger("2024-06-30", replace(made.Line(), measure="=1+1")), date(2024, 7, 1))
    rows = CalamineWorkbook.from_path(exported(engine, tmp_path)).get_sheet_by_index(0).to_python()
    assert rows[2][5] == "=1+1"
