"""Places: rivers, roads, wetlands and sites outside other names."""

from __future__ import annotations

import pytest

from loaders.report import parse_report, places
from loaders.report.context import Context
from loaders.text import fold


def names(text: str, target: str = "") -> list[str]:
    return [each.surface for each in places.mentions(fold(text), text, Context(target=target))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("解决柏河和清水河治理范围内占用耕地问题。", ["柏河", "清水河"]),
        ("加强对凤凰山、白鹭湖湿地、东风水库的保护。", ["凤凰山", "白鹭湖湿地", "东风水库"]),
        ("人民路、建设大道雨污分流改造已完工。", ["人民路", "建设大道"]),
        ("在龙泉村、石湾村建成供水点。", ["龙泉村", "石湾村"]),
        ("国道104、省道308过境路线调整。", ["国道104", "省道308"]),
        ("赴红旗渠纪念馆、清源古渡参观。", ["红旗渠纪念馆", "清源古渡"]),
        ("清水河流域非法采砂。", ["清水河"]),
        ("巡查望江阁、下洋遗址的消防设施。", ["望江阁", "下洋遗址"]),
        ("新建王家渡、砚池2座调蓄池。", ["王家渡", "砚池"]),
        ("拆除黄泥矶、沙湾等6处非法码头。", ["黄泥矶", "沙湾"]),
        ("整改护栏破损、路灯损坏等32处。", []),
        ("对柳江、青溪沿线2处渣场整治。", ["柳江", "青溪"]),
        ("赴大连、厦门市等地学习，到各地调研。", ["大连", "厦门市"]),
        ("拆除白鹭洲非法码头，疏通柳溪入江口。", ["白鹭洲", "柳溪"]),
        ("在柳湾坪、石岭坡安置点新建车间。", ["柳湾坪", "石岭坡"]),
        ("赴大连、厦门对标调研。", ["大连", "厦门"]),
        ("在桂园、青苑等7个安置点建成车间，检查路灯、护栏等5个点位。", ["桂园", "青苑"]),
        (
            "在柏水支流白鹭河建坝，对石岭沟尾矿库、白鹿潭复绿，拆除拦河坝。",
            ["柏水", "白鹭河", "石岭沟尾矿库", "白鹿潭"],
        ),
        (
            "在上塘村、枫林村流转土地，对白沙路口、8处矸石山整治，污水排入竹溪。",
            ["上塘村", "枫林村", "白沙路口", "竹溪"],
        ),
        ("县住建局修复柘林村、上屋村等9座设施，巡查安平古塔、下洋窑址。", ["柘林村", "上屋村", "安平古塔", "下洋窑址"]),
        ("南柏湖流域白鹭河达标。", ["南柏湖", "白鹭河"]),
        ("完成柏水、柳水等7条跨省河流水量分配。", ["柏水", "柳水"]),
    ],
)
def test_named_places_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "推进黄河流域生态保护。",
        "修复各类河道沟渠和农村道路。",
        "理清思路，找准出路。",
        "县委对清溪县人民政府提出要求。",
        "柏河综合治理工程已开工。",
        "与大岭镇政府签订协议。",
        "全区村级河长到岗。",
        "坚持护河治水理念，保护百年大桥。",
        "高标准农田逐地块核查，新增4A级旅游景区2家。",
    ],
)
def test_parts_of_other_names_and_kinds_are_no_places(text: str) -> None:
    assert names(text) == []


def test_the_area_reported_on_is_no_place() -> None:
    assert names("东湖开发区、白鹭湖湿地整改。", "东湖开发区") == ["白鹭湖湿地"]


def test_place_named_after_somebody_is_a_place() -> None:
    text = "整改情况通报\n1.针对“保护不力”的问题。①统筹张衡墓、柏河等资源。\n"
    measures = [measure for issue in parse_report(text).issues for measure in issue.measures]
    assert [place.surface for measure in measures for place in measure.places] == ["张衡墓", "柏河"]
