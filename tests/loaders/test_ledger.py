"""The sample ledger is read as its conventions C1 to C10 say; other tables by the parts of their heads."""

from __future__ import annotations

import csv
import io
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from loaders.ledger import parse_ledger
from loaders.read import Sheet
from schema.errors import NoMeasureColumn

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.parsed import ParsedMeasure, ParsedSource


def sheet(text: str, merged: tuple[Any, ...] = ()) -> Sheet:
    """Return a table written with | between cells, one row a line."""
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())
    return Sheet(name="", rows=rows, merged=merged)


@pytest.fixture(scope="module")
def sample(shared: Path) -> ParsedSource:
    text = (shared / "questions" / "ledger-sample.csv").read_text("utf-8-sig")
    rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline="")))
    return parse_ledger((Sheet(name="", rows=rows, merged=()),))


def measures(parsed: ParsedSource) -> dict[int | None, ParsedMeasure]:
    return {measure.row: measure for issue in parsed.issues for measure in issue.measures}


def test_title_and_day_come_from_the_rows_above_the_head(sample: ParsedSource) -> None:
    assert (sample.report.title, sample.report.as_of) == ("云澜市反馈问题整改台账", "2024-06-30")


def test_every_row_is_loaded_or_listed(sample: ParsedSource) -> None:
    assert sample.declared_counts == {"records": 48, "dataRows": 45, "rejected": 2}
    assert [(r.row, r.column, r.value, r.reason) for r in sample.rejected] == [
        (34, "整改措施", "", "MISSING_MEASURE"),
        (37, "整改时限", "2023年13月", "UNREADABLE_DATE"),
    ]
    assert (len(sample.issues), len(measures(sample))) == (19, 43)


def test_status_follows_the_convention(sample: ParsedSource) -> None:
    counts = Counter(measure.status for measure in measures(sample).values())
    assert counts == {"COMPLETED": 22, "IN_PROGRESS": 16, "PLANNED": 1, "ONGOING": 3, "UNSTATED": 1}


def test_units_are_split_and_short_names_resolved_by_the_note(sample: ParsedSource) -> None:
    units = {(unit.name, unit.generic) for measure in measures(sample).values() for unit in measure.units}
    assert len({name for name, generic in units if not generic}) == 12
    assert {name for name, generic in units if generic} == {"各区（县）人民政府"}
    assert {unit.name for unit in measures(sample)[13].units if unit.role == "LEAD"} == {"市发展和改革委员会"}


def test_mentions_are_exact_substrings_of_their_row(sample: ParsedSource) -> None:
    for measure in measures(sample).values():
        assert measure.text is not None
        assert measure.text[measure.start : measure.end] == measure.measure
        assert all(measure.text[unit.start : unit.end] == unit.surface for unit in measure.units)


def test_field_decides_the_topic(sample: ParsedSource) -> None:
    water = [m for m in measures(sample).values() if any(t.notation.split("/")[0] == "water" for t in m.topics)]
    assert len(water) == 28
    assert not {29, 36, 41} & {measure.row for measure in water}
    assert 24 in {measure.row for measure in water}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (4, [("2024-03-31", "MONTH_END")]), (6, [("2023-12-31", "YEAR_END")]), (10, [("2024-06-30", "QUARTER_END")]),
        (15, [("2024-05-31", "DAY")]), (21, [("2024-06-30", "HALF_YEAR_END")]), (27, [("2023-12-31", "YEAR")]),
        (42, [("2024-02-29", "MONTH_END")]), (7, [("2023-09-30", "MONTH_END"), ("2024-03-31", "MONTH_END")]),
        (8, [(None, None)]), (5, [(None, None)]), (22, []),
    ],
)  # fmt: skip
def test_deadlines_in_words(sample: ParsedSource, row: int, expected: list[tuple[str, str]]) -> None:
    assert [(d.due_on, d.precision) for d in measures(sample)[row].deadlines] == expected


def test_approval_of_a_revised_deadline_is_named_or_not_stated(sample: ParsedSource) -> None:
    rows = measures(sample)
    assert (rows[7].deadlines[1].approved_by, rows[11].deadlines[1].approved_by) == (None, "市政府")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (3, [("CLOSED", "2024-01-10")]), (4, []), (25, [("KEPT_OPEN", None)]),
        (19, [("CLOSED", "2024-01-15"), ("REOPENED", "2024-04-10")]),
        (40, [("CLOSED", "2024-03-29"), ("REOPENED", "2024-05-16"), ("CLOSED", "2024-06-25")]),
    ],
)  # fmt: skip
def test_decisions_of_a_cell(sample: ParsedSource, row: int, expected: list[tuple[str, str]]) -> None:
    assert [(c.result, c.decided_on) for c in measures(sample)[row].closures] == expected


def test_completion_to_the_month_is_its_last_day(sample: ParsedSource) -> None:
    rows = measures(sample)
    assert (rows[13].completed_on, rows[33].completed_on, rows[17].completed_on) == ("2024-05-31", None, "2024-02-20")


def test_contradiction_is_warned_of_and_kept(sample: ParsedSource) -> None:
    assert [(w.code, w.row) for w in sample.warnings] == [("COMPLETED_BEFORE_RAISED", 30)]
    assert measures(sample)[30].completed_on == "2023-08-15"


def test_head_of_two_rows_with_a_group_over_its_children() -> None:
    parsed = parse_ledger(
        (
            sheet("""
        某县审计整改清单（截至2025年3月31日） | | | | |
        编号 | 审计发现问题 | 整改举措 | 责任单位 | | 完成时限
             |          |        | 主办 | 协办 |
        1 | 账实不符 | 开展资产清查 | 县财政局 | 县审计局；县教育局 | 2025年6月底前
        合计 | 1 | | | |
        """),
        )
    )
    (measure,) = parsed.issues[0].measures
    assert [(u.name, u.role) for u in measure.units] == [
        ("县财政局", "LEAD"), ("县审计局", "COOPERATE"), ("县教育局", "COOPERATE"),
    ]  # fmt: skip
    assert measure.deadlines[0].due_on == "2025-06-30"
    assert parsed.rejected == ()


def test_completion_time_is_the_deadline_where_there_is_no_other() -> None:
    parsed = parse_ledger((sheet("问题|整改措施|责任部门|完成时间\n制度不全|修订制度|党政办|2024年10月"),))
    (measure,) = parsed.issues[0].measures
    assert (measure.deadlines[0].due_on, measure.completed_on) == ("2024-10-31", None)


def test_merged_cells_hold_in_all_their_rows() -> None:
    table = sheet("序号|问题|整改措施|责任单位\n1|甲问题|措施一|学院办\n||措施二|", merged=((1, 3, 2, 3),))
    rows = parse_ledger((table,)).issues[0].measures
    assert [unit.name for row in rows for unit in row.units] == ["学院办", "学院办"]


def test_sequence_that_restarts_opens_new_issues() -> None:
    parsed = parse_ledger((sheet("序号|问题|整改措施|责任单位\n1|甲|一|办公室\n2|乙|二|办公室\n1|丙|三|办公室"),))
    assert [(issue.number, issue.title) for issue in parsed.issues] == [("1", "甲"), ("2", "乙"), ("1", "丙")]


def test_ledger_without_a_measure_column_names_the_heads_it_has() -> None:
    with pytest.raises(NoMeasureColumn, match="问题、责任单位、整改时限"):
        parse_ledger((sheet("问题|责任单位|整改时限\n甲|办公室|2024年底"),))


def test_ledgers_are_read_at_20_000_rows_a_second_or_nearly(sample: ParsedSource) -> None:
    rows = tuple(tuple(line.split("\t")) for line in sample.report.text.splitlines()[:2])
    same = ("市水务局", "市财政局", "", "2024年3月底前", "正在推进", "", "", "")
    data = tuple((str(n), "巡察", "2023-07-10", "河湖治理", f"问题{n}", f"措施{n}", *same) for n in range(5000))
    started = time.process_time()
    parsed = parse_ledger((Sheet(name="", rows=rows + data, merged=()),))
    assert len(parsed.issues) == 5000
    assert 5000 / (time.process_time() - started) > 4000  # a fifth of the figure: other work may share the machine
