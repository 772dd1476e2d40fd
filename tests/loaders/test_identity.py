"""When two names that look alike are one body: the characters that differ decide."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.identity import compare, variants
from loaders.report import parse_report


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("岚溪市住房和城乡建设局", "岚溪市住房城乡建设局"),
        ("岚溪市发展和改革委员会", "岚溪市发改委"),
        ("岚溪市人民政府", "岚溪市政府"),
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
        ("青溪区水务局", "红溪区水务局", "other words"),
        ("岚溪市水务局", "岚溪市水务局办公室", "organ of its own"),
        ("水务局", "岚溪市水务局", "whose it is"),
        ("岚溪市农业农村局", "岚溪市农业综合执法局", "other words"),
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
