"""What a reader is warned of: totals that contradict their parts, names that nothing resolves."""

from __future__ import annotations

import pytest

from loaders.report import parse_report


def _codes(text: str) -> list[str]:
    return [warning.code for warning in parse_report(text).warnings]


_HEAD = "中共岚溪市水利局党组关于巡察整改情况的通报\n"
_BODY = "\n二、整改落实情况\n1.关于“巡河不到位”的问题。\n①完成巡河12次。\n"


@pytest.mark.parametrize(
    ("totals", "contradicts"),
    [
        ("巡察反馈问题13个。截至10月底，已整改8个，部分整改2个，正在整改2个，未整改1个。", False),
        ("巡察反馈问题13个。截至10月底，已完成整改8个，正在整改3个。", True),
        ("巡察反馈问题10个。其中已完成整改8个，完成率90%。", True),
        ("反馈问题10个，已完成整改8个，其中立行立改5个；正在整改2个。", False),
    ],
)
def test_parts_and_shares_are_checked_against_the_total_of_their_paragraph(totals: str, contradicts: bool) -> None:
    assert ("TOTALS_MISMATCH" in _codes(f"{_HEAD}一、总体情况\n{totals}{_BODY}")) is contradicts


def test_short_name_that_nothing_resolves_is_warned_of_once() -> None:
    text = "水务集团关于巡察整改情况的通报\n1.关于“供水不稳”的问题。\n①会同市财政局整改。②市财政局拨付资金5万元。\n"
    assert _codes(text).count("UNIT_UNRESOLVED") == 1


def test_short_name_within_the_jurisdiction_of_the_head_is_resolved() -> None:
    assert "UNIT_UNRESOLVED" not in _codes(f"{_HEAD}{_BODY}②会同市财政局整改。\n")


def test_what_is_asked_for_is_not_counted_as_done() -> None:
    said = "审计查出的124个问题中，要求立行立改的86个问题，已整改83个；要求分阶段整改的38个问题，已整改22个。\n"
    counts = parse_report(f"{_HEAD}{said}{_BODY}").declared_counts
    assert (counts["issues"], counts["COMPLETED"]) == (124, 105)
