"""Reports whose line breaks a converter took out without a blank in their place say what they said with them."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.compact import compact
from loaders.report import parse_report

_HEAD: Final = (
    "中共栖云县水利局党组关于巡察整改进展情况的通报",
    "根据县委统一部署，2023年3月6日至5月19日，县委第四巡察组对县水利局党组开展了巡察。现将整改情况通报如下。",
    "一、整改工作组织情况",
    "局党组召开会议6次，制定措施31条。",
    "二、反馈问题整改情况",
)
_FOOT: Final = ("三、下一步工作打算", "持续巩固整改成果。", "中共栖云县水利局党组", "2023年12月8日")
_BODIES: Final[dict[str, tuple[str, ...]]] = {
    "said": (
        "（一）履行职责方面", "1.河道管护有差距的问题", "一是修订巡河办法，清理违建12处；", "二是开展检查2次",
        "2.清淤滞后的问题", "一是清淤18公里", "二是正在编制清淤规划",
        "（二）从严治党方面", "3.接待超标准的问题", "一是清退费用1.86万元", "二是约谈4人",
    ),
    "labels": (
        "（一）河道管护有差距", "责任单位：河道管理站", "整改措施：", "（1）清理违建12处。", "（2）开展检查2次。",
        "完成情况：已完成", "（二）清淤滞后", "责任单位：河道管理站", "整改措施：", "（1）清淤18公里。",
        "完成情况：正在推进",
    ),
    "quoted": (
        "1.针对“河道管护有差距”的问题", "局党组高度重视。①清理违建12处。②开展检查2次。",
        "2.针对“清淤滞后”问题的整改情况", "已清淤18公里，剩余4公里正在施工。",
    ),
    "told": (
        "1.河道管护有差距（已完成整改）", "局里清理违建12处，开展检查2次。",
        "2.清淤滞后（正在整改）", "局里清淤18公里，剩余4公里正在施工。",
    ),
    "words": (
        "1.河道管护有差距。", "我局办理：清理违建12处。", "承办科室：河道管理站。",
        "2.清淤滞后", "我局办理：清淤18公里。", "承办科室：河道管理站。",
    ),
    "problems": (
        "问题一：河道管护有差距", "整改情况：清理违建12处。", "问题二：清淤滞后", "整改情况：正在清淤，已完成18公里。",
    ),
}  # fmt: skip


def _said(text: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (each.number, each.title, [(text[m.start : m.end].replace("\n", ""), m.status) for m in each.measures])
        for each in parse_report(text).issues
    ]


@pytest.mark.parametrize("body", _BODIES)
@pytest.mark.parametrize("titled", [True, False], ids=["title apart", "one line"])
def test_headings_items_and_labels_are_found_without_breaks(body: str, *, titled: bool) -> None:
    lines = (*_HEAD, *_BODIES[body], *_FOOT)
    expected = _said("\n".join(lines))
    assert len(expected) > 1
    assert all(measures for _, _, measures in expected)
    assert _said(lines[0] + ("\n" if titled else "") + "".join(lines[1:])) == expected


@pytest.mark.parametrize(
    "told",
    ["改造是方案之一、也是重点。", "漏损率下降2.3个百分点，长12.5公里。", "附件（1）另发。", "各责任单位：请知悉。"],
)
def test_numeral_that_goes_on_no_count_begins_no_line(told: str) -> None:
    assert "\n" not in compact(f"县水利局报告整改工作{told}").text.rstrip()


def test_text_with_its_lines_gets_no_others() -> None:
    text = "\n".join((*_HEAD, *_BODIES["said"], *_FOOT))
    assert compact(text).whole


@given(st.lists(st.sampled_from([*_HEAD, *_BODIES["said"], *_BODIES["labels"], "\u200b", " "]), max_size=30))
def test_breaks_put_in_take_no_room_in_the_text(lines: list[str]) -> None:
    text = "".join(lines)
    plain = compact(text)
    put_in = [at for at, char in enumerate(plain.text) if char == "\n"]
    kept = [at for at in range(len(plain.text)) if at not in set(put_in)]
    assert [text[plain.start(at)] for at in kept] == [plain.text[at] for at in kept]
    assert all(plain.end(at + 1) == plain.start(at) for at in put_in)
    assert all(plain.end(at + 1) == plain.start(at) + 1 for at in kept)


def test_state_of_a_list_finds_it_where_characters_were_left_out() -> None:
    text = (
        "柏川县委关于巡察整改\u200b情况的通报\n\n1.针对“统筹不够”的问题，从一个方面抓好整改。\n"
        "①供水规划、排水规划等4项专项规划均已获批。\n2031年12月20日\n"
    )
    (measure,) = parse_report(text).issues[0].measures
    assert (
        [each.listed for each in measure.states] == [each.start for each in measure.lists] == [text.index("供水规划")]
    )
