"""When two names that look alike are one body: the characters that differ decide."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.identity import compare, variants
from loaders.ledger import parse_ledger
from loaders.report import parse_report
from loaders.sheets import Sheet


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("岚溪市住房和城乡建设局", "岚溪市住房城乡建设局"),
        ("岚溪市发展和改革委员会", "岚溪市发改委"),
        ("岚溪市住建局", "岚溪市住房城乡建设局"),
        ("岚溪市卫健委党组", "岚溪市卫生健康委员会党组"),
        ("中共岚溪市水务局党组", "岚溪市水务局党组"),
        ("中共岚溪市委员会", "岚溪市委"),
        ("岚溪市文化与旅游局", "岚溪市文化和旅游局"),
        ("岚溪市人民政府", "岚溪市政府"),
        ("岚溪水务集团有限公司", "岚溪水务集团"),
        ("岚溪水务有限责任公司", "岚溪水务公司"),
        ("岚溪水务集团有限公司", "岚溪水务集团有限责任公司"),
        ("岚溪市河湖长制工作领导小组", "岚溪市河湖长制作领导小组"),
        ("城关镇街道办事处", "城关镇街道"),
    ],
)
def test_forms_of_one_name_are_one_body(one: str, other: str) -> None:
    assert compare(one, other).same
    assert compare(other, one).same


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("岚溪市财政局", "岚溪县财政局", "level"),
        ("城东水务所", "城西水务所", "side"),
        ("第一人民医院", "第二人民医院", "number"),
        ("青溪区水务局", "红溪区水务局", "another place"),
        ("岚溪市青溪区水务局", "岚溪市红溪区水务局", "another place"),
        ("东和县水务局", "东县水务局", "another place"),
        ("永和镇财政所", "永镇财政所", "another place"),
        ("岚溪市和平区水务局", "岚溪市平区水务局", "another place"),
        ("岚溪市大桥镇政府", "岚溪市小桥镇人民政府", "another place"),
        ("岚溪市第一中学", "岚溪市第十一中学", "number"),
        ("岚北县财政局", "石岚县财政局", "another place"),
        ("岚溪市城市管理局", "岚溪市城管局", "another field"),
        ("云澜水务集团有限公司", "岚溪水务集团有限公司", "another name"),
        ("岚溪市财政局", "岚溪市审计局", "another field"),
        ("岚溪市水污染防治工作领导小组", "岚溪市污染防治工作领导小组", "another field"),
        ("岚溪市副食品安全领导小组", "岚溪市食品安全领导小组", "another field"),
        ("岚溪市大数据工作领导小组", "岚溪市数据工作领导小组", "another field"),
        ("岚溪市河湖长制工作领导小组", "岚溪市河长制工作领导小组", "another field"),
        ("岚溪水务股份有限公司", "岚溪水务有限公司", "another firm"),
        ("岚溪水务集团分公司", "岚溪水务集团", "another firm"),
        ("岚溪市设计院有限公司", "岚溪市设计院", "another firm"),
        ("中共岚溪高新区工作委员会", "岚溪高新区管理委员会", "none of the state"),
        ("岚溪市水务局", "岚溪市水务局办公室", "organ of its own"),
        ("水务局", "岚溪市水务局", "whose it is"),
        ("岚溪市农业农村局", "岚溪市农业综合执法局", "another field"),
        ("岚溪市第一整改工作领导小组", "岚溪市第二整改工作领导小组", "number"),
    ],
)
def test_what_differs_keeps_bodies_apart(one: str, other: str, because: str) -> None:
    verdict = compare(one, other)
    assert not verdict.same
    assert because in verdict.reason


@given(
    st.text("岚溪市县区东西一二水务局和与", min_size=2, max_size=10),
    st.text("岚溪市县区东西一二水务局", min_size=2, max_size=10),
)
def test_comparing_knows_no_order(one: str, other: str) -> None:
    assert compare(one, other).same == compare(other, one).same


_PLACES = (
    "岚溪市",
    "青溪区",
    "和平区",
    "平区",
    "永和镇",
    "永镇",
    "东和县",
    "东县",
    "城东街道",
    "城西街道",
    "岚溪县",
    "和县",
    "水县",
)
_OFFICES = ("水务局", "住房和城乡建设局", "人民政府", "防汛抗旱指挥部", "水环境治理工作领导小组", "水务集团有限公司")


@given(st.permutations(_PLACES), st.sampled_from(_OFFICES))
def test_two_places_are_never_one(places: list[str], office: str) -> None:
    assert not compare(places[0] + office, places[1] + office).same


@given(st.sampled_from(_PLACES), st.data())
def test_a_place_that_lost_a_character_is_another_one(place: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(place) - 1))
    assert not compare(f"{place}水环境治理工作领导小组", f"{place[:at]}{place[at + 1 :]}水环境治理工作领导小组").same


@given(st.permutations("一二三四五六七八九十东西南北"), st.sampled_from(("分局", "工作领导小组", "巡察组", "水务所")))
def test_two_numbers_or_sides_are_never_one(marks: list[str], office: str) -> None:
    assert not compare(f"岚溪市水务局{marks[0]}{office}", f"岚溪市水务局{marks[1]}{office}").same
    assert not compare(f"岚溪市水务局{marks[0]}{office}", f"岚溪市水务局{office}").same


_NEIGHBOURS = (
    ("水务局", "水务集团", "水利局", "水务局党组"),
    ("第一小学", "第二小学", "第十一小学", "第一中学", "小学"),
    ("东区水务所", "西区水务所", "区水务所"),
    ("第一人民医院", "第二人民医院", "人民医院", "一院", "二院", "中医院"),
    ("开发区管委会", "高新区管委会", "经开区管委会"),
    ("党委", "纪委", "党委办公室", "党校"),
)
_AREAS = ("岚溪市", "岚溪县", "岚溪区", "岚江省", "岚溪镇", "岚溪街道", "石岚市")


@given(st.sampled_from(_NEIGHBOURS), st.sampled_from(_AREAS), st.data())
def test_bodies_of_one_area_with_like_names_stay_apart(names: tuple[str, ...], area: str, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations(names))[:2]
    assert not compare(area + one, area + other).same


@given(
    st.permutations(_AREAS), st.sampled_from(("水利局", "水利厅", "发展和改革委员会", "发改委", "财政局", "人民政府"))
)
def test_one_office_of_two_levels_or_areas_stays_two(areas: list[str], office: str) -> None:
    assert not compare(areas[0] + office, areas[1] + office).same


@given(st.sampled_from(_NEIGHBOURS), st.sampled_from(_AREAS))
def test_a_list_of_like_names_has_no_spellings(names: tuple[str, ...], area: str) -> None:
    assert variants(Counter(area + name for name in names)) == {}


def test_the_commonest_spelling_counts() -> None:
    found = variants(Counter({"岚溪市住房和城乡建设局": 1, "岚溪市住房城乡建设局": 3, "岚溪市财政局": 2}))
    assert {name: other for name, (other, _) in found.items()} == {"岚溪市住房和城乡建设局": "岚溪市住房城乡建设局"}


def test_two_spellings_in_one_report_are_one_body_and_warned_of() -> None:
    text = (
        "中共岚溪市委关于巡察整改情况的通报\n1.关于“统筹不够”的问题。\n①成立岚溪市水环境治理工作领导小组，由"
        "岚溪市水环境治理工作领导小组统筹。②岚溪市水环境治工作领导小组召开会议3次。\n"
    )
    found = parse_report(text)
    (issue,) = found.issues
    assert {unit.name for measure in issue.measures for unit in measure.units} == {"岚溪市水环境治理工作领导小组"}
    (variant,) = [each for each in found.warnings if each.code == "NAME_VARIANT"]
    assert text[variant.start : variant.end] == "岚溪市水环境治工作领导小组"
    assert text[variant.other_start : variant.other_end] == "岚溪市水环境治理工作领导小组"


def test_both_spellings_keep_their_places_in_a_text_with_litter() -> None:
    text = (
        "中共岚溪市委关于巡察整改情况的通报\n1.关于“统筹不够”的问题。\n①由岚溪市住\u200b房和城乡建设局牵头，"
        "岚溪市住房和城乡建设局负责。②岚溪市住房城乡建设局印发通知。\n"
    )
    (variant,) = [each for each in parse_report(text).warnings if each.code == "NAME_VARIANT"]
    assert text[variant.start : variant.end] == "岚溪市住房城乡建设局"
    assert text[variant.other_start : variant.other_end] == "岚溪市住\u200b房和城乡建设局"


def test_a_spelling_of_a_spelling_stands_for_the_commonest() -> None:
    whole, lost, form = "岚溪市水利和水务工作领导小组", "岚溪市水利和水务工领导小组", "岚溪市水利水务工领导小组"
    found = variants({whole: 3, lost: 2, form: 1})
    assert {name: other for name, (other, _) in found.items()} == {lost: whole, form: whole}


def test_two_spellings_in_the_rows_of_a_ledger_are_one_body_and_warned_of() -> None:
    rows = (
        ("序号", "问题", "整改措施", "责任单位"),
        ("1", "管网漏损", "更换管道", "岚溪水务集团有限公司"),
        ("2", "水价未调", "报批水价", "岚溪水务集团有限公司"),
        ("3", "应收未收", "追缴水费", "岚溪水务集团有限责任公司"),
    )
    found = parse_ledger((Sheet("", rows),))
    named = {unit.name for issue in found.issues for measure in issue.measures for unit in measure.units}
    (variant,) = [each for each in found.warnings if each.code == "NAME_VARIANT"]
    assert named == {"岚溪水务集团有限公司"}
    assert (variant.row, variant.other_row) == (4, 2)


def test_bodies_of_two_rows_that_differ_in_a_side_stay_apart() -> None:
    rows = (
        ("序号", "问题", "整改措施", "责任单位"),
        ("1", "管网漏损", "更换管道", "岚溪市城东水务所"),
        ("2", "水价未调", "报批水价", "岚溪市城西水务所"),
    )
    found = parse_ledger((Sheet("", rows),))
    named = {unit.name for issue in found.issues for measure in issue.measures for unit in measure.units}
    assert named == {"岚溪市城东水务所", "岚溪市城西水务所"}
