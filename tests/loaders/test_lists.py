"""Things listed by name under one head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.report import lists
from loaders.report.documents import titles
from loaders.text import fold

if TYPE_CHECKING:
    from loaders.parsed import ListMention


def found(text: str) -> list[ListMention]:
    folded = fold(text)
    return list(lists.mentions(folded, text, titles(folded)[0]))


@pytest.mark.parametrize(
    ("text", "of", "items"),
    [
        ("目前,供水规划、排水规划等4项专项规划均已获批。", "专项规划", ("供水规划", "排水规划")),
        ("纳入直管的石桥、板栗、白塔3个街道。", "街道", ("石桥", "板栗", "白塔")),
        ("将巡视监督、审计监督和统计监督等各类监督统筹研究。", "监督", ("巡视监督", "审计监督", "统计监督")),
        ("聚焦12345热线、信访等渠道。", "渠道", ("12345热线", "信访")),
        ("印发《甲办法》《乙和丙细则》等制度文件。", "制度文件", ("《甲办法》", "《乙和丙细则》")),
        ("综合交通等12项专项规划正在报批。", "专项规划", ("综合交通",)),
        ("天河区的教育、卫生等事业单位。", "事业单位", ("教育", "卫生")),
        ("实施“春风”、“夏雨”等行动。", "行动", ("“春风”", "“夏雨”")),
    ],
)
def test_list_has_its_head_and_its_items(text: str, of: str, items: tuple[str, ...]) -> None:
    (each,) = found(text)
    assert (each.of, each.items) == (of, items)
    assert text[each.start : each.end].endswith(of)


@pytest.mark.parametrize(
    "text",
    [
        "完成补偿、编制等工作。",
        "从预案、队伍三个方面着手。",
        "推进甲、乙、丙。",
        "等级评定3项。",
        "办结33件。",
        "等等。",
    ],
)
def test_what_has_no_named_things_is_no_list(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "count", "complete"),
    [
        ("石桥、板栗2个镇。", 2, True),
        ("石桥镇、板栗镇等2个乡镇。", 2, True),
        ("石桥镇、板栗镇等五个乡镇。", 5, False),
        ("石桥镇、板栗镇等有关乡镇。", None, False),
    ],
)
def test_list_is_complete_where_all_that_is_counted_is_named(text: str, count: int | None, complete: bool) -> None:
    (each,) = found(text)
    assert (each.count, each.complete) == (count, complete)
