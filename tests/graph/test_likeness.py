"""Which titles state the same kind of fault: pairs that the least score was chosen on, and pairs kept out of that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.likeness import ALIKE, likeness, profile

# What decides in a pair that is no recurrence is the word in which both differ.
_ALIKE = [
    ("河道管护责任落实不到位", "河道管护不力"),
    ("污水管网建设滞后", "城区污水管网建设推进缓慢"),
    ("违规发放津贴补贴", "超标准发放津补贴问题突出，违规发放加班津贴补贴"),
    ("防汛物资储备不足", "防汛物资储备管理不规范"),
    ("公务接待费超标准列支", "部分单位超标准列支公务接待费"),
    ("黑臭水体整治不彻底", "2处黑臭水体整治后反弹"),
    ("水污染问题未整改", "水污染问题反弹，整改不彻底"),
    ("专项资金使用不规范", "专项资金闲置"),
    ("“三重一大”决策制度执行不严", "三重一大事项决策不规范"),
    ("工程招投标监管缺失", "工程招投标管理混乱"),
    ("扶贫资产底数不清", "扶贫资产底数不清、管护缺位"),
    ("Ⅳ类水体断面未达标", "iv类水体断面未达标"),
]
_UNLIKE = [
    ("水污染防治措施未落实", "大气污染防治措施未落实"),
    ("水污染问题未整改", "空气污染问题未整改"),
    ("违规发放津贴补贴", "津贴补贴发放不及时"),
    ("防汛物资储备不足", "医疗物资储备不足"),
    ("河道采砂监管不力", "河道保洁不力"),
    ("党员发展程序不规范", "招标程序不规范"),
    ("公务用车管理混乱", "公务接待管理混乱"),
    ("小型水库除险加固滞后", "农村危房改造滞后"),
    ("工作落实不到位", "工作推进不到位"),
    ("主体责任落实有差距", "监督责任落实有差距"),
    ("存在薄弱环节", "存在薄弱环节"),
    ("学校食堂食品安全监管缺失", "燃气安全监管缺失"),
    ("违规出借资金", "违规选拔干部"),
]


@pytest.mark.parametrize(("one", "other"), _ALIKE)
def test_same_kind_of_fault_is_alike(one: str, other: str) -> None:
    assert likeness(profile(one), profile(other)) >= ALIKE


@pytest.mark.parametrize(("one", "other"), _UNLIKE)
def test_fault_of_another_subject_or_kind_is_not_alike(one: str, other: str) -> None:
    assert likeness(profile(one), profile(other)) < ALIKE


# Written after the score was chosen, and never used to choose it.
_FRESH_ALIKE = [
    ("粮食库存账实不符", "2个粮库粮食库存账实不符"),
    ("农村饮水安全工程管护不到位", "农村饮水工程管护责任不清"),
    ("违规占用耕地", "违规占用耕地问题整改不力"),
    ("取水许可管理不规范", "取水许可审批把关不严"),
    ("理论学习中心组学习流于形式", "党委理论学习中心组学习不扎实"),
    ("养老服务设施闲置", "部分社区养老服务设施闲置"),
    ("固定资产管理混乱", "固定资产账实不符"),
    ("节水型企业创建缓慢", "节水型企业创建进度滞后"),
    ("超范围开采地下水", "违规开采地下水问题突出"),
]
_FRESH_UNLIKE = [
    ("医保基金使用监管不严", "套取医保基金，医保基金监管薄弱"),  # what one did, and what others failed to see
    ("土壤污染防治推进缓慢", "水污染防治推进缓慢"),
    ("地下水超采治理滞后", "地表水监测滞后"),
    ("惠民资金公示不及时", "专项资金拨付不及时"),
    ("党费收缴不规范", "水费收缴不规范"),
    ("城区内涝点整治缓慢", "城区停车位规划不足"),
    ("干部选拔任用程序不规范", "项目招标程序不规范"),
    ("违规发放补贴", "违规收取保证金"),
    ("粮食储备管理不到位", "物资采购管理不到位"),
    ("高标准农田建设滞后", "高中阶段学校建设滞后"),
    ("污水处理厂超标排放", "污水处理费征收不到位"),
]


@pytest.mark.parametrize(("one", "other"), _FRESH_ALIKE)
def test_score_holds_for_alike_titles_it_was_not_chosen_on(one: str, other: str) -> None:
    assert likeness(profile(one), profile(other)) >= ALIKE


@pytest.mark.parametrize(("one", "other"), _FRESH_UNLIKE)
def test_score_holds_for_unlike_titles_it_was_not_chosen_on(one: str, other: str) -> None:
    assert likeness(profile(one), profile(other)) < ALIKE


_TITLES = st.text(alphabet="水污染防治河道管护违规发放津贴大气不到位，的12", max_size=20)


@given(_TITLES, _TITLES)
def test_score_knows_no_order_and_is_highest_for_the_same_title(one: str, other: str) -> None:
    a, b = profile(one), profile(other)
    assert likeness(a, b) == likeness(b, a) <= (likeness(a, a) or 100)
    assert likeness(a, a) == (100 if a.subject else 0)


def test_signs_width_and_amounts_change_nothing() -> None:
    assert profile("“PM2.5”超标，共3处") == profile("ＰＭ２．５超标；共１２处")
