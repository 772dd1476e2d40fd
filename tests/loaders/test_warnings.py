"""Every code of a warning is given with the words that it is about: ⟦ and ⟧ stand around them."""

from __future__ import annotations

import pytest

from loaders.ledger import parse_ledger
from loaders.report import parse_report
from loaders.sheets import Sheet

_HEAD = "中共岚溪市水利局党组关于巡察整改情况的通报\n一、整改落实情况\n"
_END = "\n中共岚溪市水利局党组\n2024年3月1日\n"


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("DECLARED_MISMATCH", "⟦1.针对“巡河不到位”的问题，主要从三个方面抓好整改。①完成巡河12次。②建立台账。⟧"),
        ("NUMBER_MISSING", "1.关于“巡河”的问题。\n①完成巡河12次。\n⟦3⟧.关于“堤防”的问题。\n①加固堤防3处。"),
        ("NUMBER_REPEATED", "1.关于“巡河”的问题。\n①完成巡河12次。\n⟦1⟧.关于“堤防”的问题。\n①加固堤防3处。"),
        (
            "NO_MEASURES",
            "1.关于“巡河”的问题。\n①完成巡河12次。\n⟦2.关于“堤防”的问题。⟧\n3.关于“水库”的问题。\n①已完成。",
        ),
        ("ODD_MARK", "1.关于“巡河”的问题。\n①完成巡河12次，⟦②⟧建立台账。"),
        ("BRACKET_OPEN", "1.关于“巡河”的问题。\n①印发⟦《⟧巡河办法，已完成整改。"),
        ("TEXT_DAMAGED", "1.关于“巡河”的问题。\n①完成巡⟦\ufffd\ufffd⟧12次。"),
        ("DATE_UNREADABLE", "1.关于“巡河”的问题。\n①⟦2023年13月⟧完成巡河12次。"),
        ("DATE_UNREADABLE", "1.关于“巡河”的问题。\n①⟦20231205⟧完成巡河12次。"),
        ("YEAR_INFERRED", "1.关于“巡河”的问题。\n①⟦11月⟧完成巡河12次。"),
        ("DEADLINE_UNDATED", "1.关于“巡河”的问题。\n①力争⟦3个月内⟧完成巡河。"),
        ("STATUS_CONFLICT", "1.关于“巡河”的问题。\n①整改完成情况：已完成整改。⟦下一步⟧将增设断面。"),
        ("NO_TITLE", "⟦1.关于“”的问题。\n①完成巡河12次。⟧"),
        (
            "TEXT_UNCOVERED",
            "（一）巡河方面\n1.关于“巡河”的问题。\n①完成巡河12次。\n（二）堤防方面\n⟦岚溪市地处两江交汇处，水系发达，河网密布，多年来为"
            "沿岸群众的生产生活提供了充足的水源和航运条件。⟧\n2.关于“堤防”的问题。\n①加固堤防3处。",
        ),
    ],
)
def test_warning_of_a_report_has_its_words(code: str, body: str) -> None:
    marked = f"{_HEAD}{body}{_END}"
    text = marked.replace("⟦", "").replace("⟧", "")
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    found = [(each.start, each.end) for each in parse_report(text).warnings if each.code == code]
    assert [text[a:b] for a, b in found if a is not None] == [text[start:end]]
    assert found == [(start, end)]


_COLUMNS = ("序号", "问题", "整改措施", "责任单位", "整改时限", "完成情况", "完成时间", "销号情况")


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("NUMBER_MISSING", "⟦4⟧|乙|建立台账|市水务局|2024年6月底|正在推进||"),
        ("NUMBER_REPEATED", "⟦1⟧|乙|建立台账|市水务局|2024年6月底|正在推进||"),
        ("BRACKET_OPEN", "2|乙|印发⟦《⟧巡河办法|市水务局|2024年6月底|正在推进||"),
        ("TEXT_DAMAGED", "2|乙|巡河⟦锟斤拷⟧次|市水务局|2024年6月底|正在推进||"),
        ("DATE_UNREADABLE", "2|乙|建立台账|市水务局|2024年6月底|已完成|⟦2024年2月30日⟧|"),
        ("YEAR_INFERRED", "2|乙|建立台账|市水务局|⟦6月底⟧|正在推进||"),
        ("DEADLINE_UNDATED", "2|乙|建立台账|市水务局|⟦资金到位后3个月内⟧|正在推进||"),
        ("STATUS_CONFLICT", "2|乙|建立台账|市水务局|2024年6月底|⟦正在推进⟧|2024-05-02|"),
        ("STATUS_CONFLICT", "2|乙|建立台账|市水务局|2024年6月底|⟦未启动⟧||已销号"),
    ],
)
def test_warning_of_a_ledger_has_its_words_in_the_row(code: str, row: str) -> None:
    first = ("1", "甲", "巡河12次", "市水务局", "2024年5月底", "正在推进", "", "")
    title = ("整改台账（截至2024年6月30日）", *[""] * 7)
    cells = tuple(row.replace("⟦", "").replace("⟧", "").split("|"))
    (found,) = parse_ledger((Sheet("", (title, _COLUMNS, first, cells)),)).warnings
    assert (found.code, found.row) == (code, 4)
    start, end = row.index("⟦"), row.index("⟧") - 1
    assert (found.start, found.end) == (start, end)


def test_contradicting_status_of_a_reopened_item_is_none() -> None:
    row = ("1", "甲", "巡河12次", "市水务局", "2024年5月底", "正在推进", "2024-03-02", "2024年4月1日恢复挂号")
    assert parse_ledger((Sheet("", (_COLUMNS, row)),)).warnings == ()
