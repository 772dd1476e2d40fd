"""How far projects and listed things are, and the words that say it."""

from __future__ import annotations

import pytest

from loaders.parsed import Mentions
from loaders.report import lists, projects, states
from loaders.report.context import Context
from loaders.report.documents import titles
from loaders.text import Spans, fold


def stated(text: str) -> list[tuple[str, str, str]]:
    folded = fold(text)
    found = Mentions(
        projects=projects.mentions(folded, text, Context(excluded=titles(folded)[0])),
        lists=tuple(lists.mentions(folded, text, Spans(()))),
    )
    told = states.mentions(folded, found, Spans(()))
    return [(each.project.name if each.project else "", each.status, text[each.start : each.end]) for each in told]


@pytest.mark.parametrize(
    ("text", "status", "phrase"),
    [
        ("城西水厂二期已建成通水。", "COMPLETED", "已建成通水"),
        ("城西水厂二期完成主体施工,已具备试水条件,管网同步铺设。", "IN_PROGRESS", "完成主体施工,已具备试水条件"),
        ("城西水厂二期正在施工,计划2024年6月底前完工。", "IN_PROGRESS", "正在施工,计划2024年6月底前完工"),
        ("城西水厂二期荣获“鲁班奖”。", "UNSTATED", "荣获“鲁班奖”"),
        ("城西水厂二期立项已批复。", "IN_PROGRESS", "立项已批复"),
        ("加快推进城西水厂二期工程建设。", "IN_PROGRESS", "加快推进城西水厂二期工程建设"),
        ("积极谋划城西水厂二期工程。", "PLANNED", "积极谋划城西水厂二期工程"),
        ("已建设城西水厂二期工程。", "COMPLETED", "已建设城西水厂二期工程"),
    ],
)
def test_state_is_read_from_what_is_said_of_the_project(text: str, status: str, phrase: str) -> None:
    assert [each[1:] for each in stated(text)] == [(status, phrase)]


def test_projects_named_together_share_what_is_said() -> None:
    told = stated("城西水厂二期、滨江大道等公共服务项目加快推进。")
    assert told == [("城西水厂二期", "IN_PROGRESS", "加快推进"), ("滨江大道", "IN_PROGRESS", "加快推进")]


def test_the_project_is_the_one_named_last_in_the_measure() -> None:
    told = stated("①新建城西水厂二期。召开会议。目前项目已完成立项,正办理用地手续。")
    assert told[-1] == ("城西水厂二期", "IN_PROGRESS", "已完成立项,正办理用地手续")
    assert [each for each in stated("①新建城西水厂二期。②项目已竣工。") if each[2] == "已竣工"] == []


def test_project_as_a_place_or_as_what_is_filed_says_nothing_of_itself() -> None:
    assert stated("在城西水厂二期设立党员先锋岗。") == []
    assert stated("将城西水厂二期工程纳入年度计划。") == []


def test_listed_things_have_a_state_where_the_list_is_the_subject() -> None:
    assert ("", "COMPLETED", "均已获批") in stated("供水规划、排水规划等4项专项规划均已获批。")
    assert stated("将供水规划、排水规划等4项专项规划统筹研究。") == []
