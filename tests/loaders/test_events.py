"""Events: what was done, when, by whom, and to whom; through the whole reading of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.report import parse_report

if TYPE_CHECKING:
    from loaders.parsed import EventMention

_HEAD = (
    "中共清溪市云岭区委员会关于巡视整改进展情况的通报\n"
    "2023年3月1日至5月10日,省委第三巡视组对清溪市云岭区(以下简称云岭区)开展了常规巡视。现将整改情况予以公布。\n"
    "1.针对“统筹不够”的问题,主要从一个方面抓好整改。①"
)
_SIGNED = "\n中共清溪市云岭区委员会\n2023年12月20日\n"


def events(text: str) -> list[EventMention]:
    (issue,) = parse_report(_HEAD + text + _SIGNED).issues
    return [event for measure in issue.measures for event in measure.events]


def event(text: str) -> EventMention:
    (found,) = events(text)
    return found


def surfaces(found: EventMention) -> list[str]:
    return [unit.surface for unit in found.actors]


@pytest.mark.parametrize(
    ("text", "kind", "title", "form"),
    [
        ("2023年9月1日,区政府召开河长制推进会。", "MEETING", "河长制推进会", "推进会"),
        ("区水务局印发《断面考核办法》。", "ISSUANCE", "断面考核办法", "办法"),
        ("区政府与临江县人民政府签订生态补偿协议。", "AGREEMENT", "生态补偿协议", "协议"),
        ("区政府与临江县人民政府签署《生态补偿备忘录》。", "AGREEMENT", "生态补偿备忘录", "备忘录"),
        ("将执法人员划转区综合行政执法局管理。", "TRANSFER", "执法人员", None),
        ("区水务局明确一名联络人。", "APPOINTMENT", "一名联络人", None),
        ("区政府成立河道治理工作专班。", "ESTABLISHMENT", "河道治理工作专班", None),
        ("区水务局每季度通报水质。", "RECURRING", None, None),
        ("区水务局于2023年9月1日公布名单。", "OTHER", None, None),
    ],
)
def test_each_kind_is_found_with_what_it_is_called(text: str, kind: str, title: str | None, form: str | None) -> None:
    found = event(text)
    assert (found.kind, found.title, found.form) == (kind, title, form)


@pytest.mark.parametrize(
    "text",
    [
        "签订廉洁自律承诺书。",
        "累计签约138个项目。",
        "以协议方式委托企业储备物资。",
        "适应社会发展,举办社会化培训。",
        "学习《会议纪要》。",
        "移交工作有序开展。",
    ],
)
def test_pledges_plans_and_bare_nouns_are_no_events(text: str) -> None:
    assert events(text) == []


def test_day_holds_for_all_acts_of_its_sentence() -> None:
    held, signed = events("2023年9月1日,区政府召开会议,与临江县人民政府签订补偿协议。")
    assert held.date is not None
    assert held.date == signed.date


def test_day_is_over_where_the_text_comes_to_the_present() -> None:
    done, held = events("已于2023年9月6日动工,目前已召开专题会议。")
    assert done.date is not None
    assert (held.kind, held.date) == ("MEETING", None)


def test_days_without_their_year_are_kept_as_written() -> None:
    found = events("2023年9月5日动工。11月2日竣工。2023年10月至11月调试。")
    assert [each.date and each.date.without_year for each in found] == [(), ("11月2日",), ("11月",)]


def test_party_behind_with_signs_with_the_body_that_the_text_speaks_for() -> None:
    found = event("已与临江县水务局签订合作协议。")
    assert (surfaces(found), found.implied) == (["临江县水务局"], "清溪市云岭区")


def test_named_parties_leave_nobody_out() -> None:
    found = event("区教育局与临江县教育局签订合作协议。")
    assert (surfaces(found), found.implied) == (["区教育局", "临江县教育局"], None)


def test_parties_of_a_clause_without_any_stand_in_the_clause_before() -> None:
    found = event("组织传承人张德明走进临江小学,签订教学协议。")
    assert surfaces(found) == ["临江小学"]
    assert [person.name for person in found.people] == ["张德明"]


def test_both_districts_are_the_last_two_that_were_named() -> None:
    *_, found = events("天河区、临川区分别明确一名联络人。3月31日与两区签订移交备忘录。")
    assert [unit.name for unit in found.actors] == ["天河区", "临川区"]


def test_handover_names_from_whom_and_to_whom() -> None:
    found = event("明确将天河区、临川区的学校整建制划转云岭区管理。")
    assert [unit.surface for unit in found.taken_from] == ["天河区", "临川区"]
    assert [unit.name for unit in found.given_to] == ["清溪市云岭区"]


def test_departments_of_a_body_are_one_party_with_it() -> None:
    found = event("区管委会相关职能部门分别与省直有关部门签订委托协议。")
    assert surfaces(found) == ["区管委会相关职能部门", "省直有关部门"]


def test_whom_one_turns_to_does_not_act() -> None:
    assert surfaces(event("对接省水利厅,区水务局召开推进会。")) == ["区水务局"]


def test_words_of_an_event_are_those_of_the_text() -> None:
    text = _HEAD + "2023年9月5日,区政府印发《河道管护办法》《清淤导则》。" + _SIGNED
    (issue,) = parse_report(text).issues
    (found,) = issue.measures[0].events
    assert text[found.start : found.end] == "2023年9月5日,区政府印发《河道管护办法》《清淤导则》"
    assert [each.title for each in found.documents] == ["河道管护办法", "清淤导则"]


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("区政府已召开推进会。", False),
        ("将执法人员划转区综合行政执法局管理。", False),
        ("下一步,区政府召开推进会。", True),
        ("区政府拟与临江县人民政府签订补偿协议。", True),
        ("区水务局将于下月印发《断面考核办法》。", True),
    ],
)
def test_what_is_to_be_done_is_not_told_as_done(text: str, planned: bool) -> None:
    assert event(text).planned is planned
