"""What a parse becomes in the graph; sources are made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from loaders.parsed import (
    DateMention,
    DocumentMention,
    EventMention,
    Mentions,
    NameMention,
    ParsedClosure,
    ParsedDeadline,
    ParsedInspection,
    ParsedIssue,
    ParsedMeasure,
    ParsedSource,
    ParseWarning,
    PersonMention,
    Quantity,
    RejectedRow,
    ReportHead,
    StatusCue,
    TopicHit,
    UnitMention,
)
from loaders.records import bodies, places, records
from loaders.records.divisions import Divisions, divisions
from loaders.records.owners import owner
from loaders.report import parse_report
from schema.nodes import Unit

if TYPE_CHECKING:
    from schema.records import RelationshipRecord, SourceRecords

TEXT = (
    "云澜市柏川县委关于巡察整改的通报。针对“河道淤积严重”问题,从两个方面整改。"
    "①加快清淤。由县水务局牵头,会同有关部门清淤6公里,计划2023年底完成。一是编制方案。"
    "②建章立制。2022年12月30日,市委编办印发《河道管护办法(试行)》(云编发〔2022〕9号)《清淤导则》。责任人：张某。\n中共柏川县委员会"
)


def at(words: str, nth: int = 0) -> dict[str, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def unit(surface: str, name: str | None = None, **more: Any) -> UnitMention:
    return UnitMention(surface=surface, name=name or surface, **at(surface), **more)


def report() -> ParsedSource:
    first, second = TEXT.index("①"), TEXT.index("②")
    dredge = ParsedMeasure(
        start=first, end=second, ordinal=1, heading="加快清淤", status="IN_PROGRESS",
        status_evidence=(StatusCue(status="IN_PROGRESS", **at("计划2023年底完成")),),
        units=(unit("县水务局", "柏川县水务局", role="LEAD"), unit("有关部门", role="COOPERATE", generic=True)),
        dates=(DateMention(surface="2023年底", iso="2023-12-31", kind="DEADLINE", precision="YEAR_END",
                           **at("2023年底")),),
        quantities=(Quantity(surface="6公里", value=6, unit="公里", of="清淤", **at("6公里")),),
        topics=(TopicHit(notation="water/river", **at("清淤", 1)),),
        parts=(ParsedMeasure(**at("一是编制方案。"), ordinal=1, heading="编制方案", status="UNSTATED"),),
    )  # fmt: skip
    titles = (
        DocumentMention(title="河道管护办法(试行)", number="云编发〔2022〕9号", kind="办法", stage="TRIAL",
                        role="issued", **at("《河道管护办法(试行)》")),
        DocumentMention(title="清淤导则", **at("《清淤导则》")),
    )  # fmt: skip
    office = unit("市委编办", "中共云澜市委机构编制委员会办公室")
    day = DateMention(surface="2022年12月30日", iso="2022-12-30", kind="EVENT", **at("2022年12月30日"))
    issuance = EventMention(
        start=at("2022年12月30日")["start"], end=at("《清淤导则》")["end"], kind="ISSUANCE", title="河道管护办法(试行)",
        form="办法", date=day, actors=(office,), documents=titles,
    )  # fmt: skip
    rules = ParsedMeasure(
        start=second, end=TEXT.index("\n"), ordinal=2, heading=None, status="COMPLETED",
        documents=titles, units=(office,), dates=(day,), events=(issuance,),
        people=(PersonMention(surface="张某", name="张某", **at("张某")),),
    )  # fmt: skip
    issue = ParsedIssue(
        number="1", title="河道淤积严重", section="(一)", start=TEXT.index("针对"), end=TEXT.index("\n"),
        title_start=at("河道淤积严重")["start"], title_end=at("河道淤积严重")["end"], declared_measures=2,
        measures=(dredge, rules), topics=(TopicHit(notation="water/river", **at("河道淤积")),),
    )  # fmt: skip
    return ParsedSource(
        report=ReportHead(title="整改通报", kind="NOTICE", issuer="中共柏川县委员会", signed_on="2023-04-24",
                          text=TEXT),
        inspection=ParsedInspection(round="第三轮巡察", body="市委巡察组", target="柏川县", starts_on="2022-06-22"),
        issues=(issue,), mentions=Mentions(places=(NameMention(surface="柏川县", name="柏川县", **at("柏川县")),)),
        warnings=(ParseWarning(code="ODD_MARK", message="…", **at("②")),),
    )  # fmt: skip


def load(parsed: ParsedSource) -> SourceRecords:
    return records(parsed, "0" * 64, "report.txt")


def nodes(loaded: SourceRecords, label: str) -> list[Any]:
    return [node for node in loaded.nodes if type(node).__name__ == label]


def related(loaded: SourceRecords, type_: str, source: str = "", target: str = "") -> list[RelationshipRecord]:
    return [
        each
        for each in loaded.relationships
        if each.type == type_ and source in ("", each.source.label) and target in ("", each.target.label)
    ]


def quote(loaded: SourceRecords, properties: Any) -> str:
    (source,) = nodes(loaded, "Report")
    return source.text[properties.start : properties.end]


def test_every_relationship_ends_at_a_node_of_the_source():
    loaded = load(report())
    ids = {node.id for node in loaded.nodes}
    assert {end.id for each in loaded.relationships for end in (each.source, each.target)} <= ids


def test_every_span_lies_within_the_text():
    loaded = load(report())
    for each in loaded.relationships:
        start = getattr(each.properties, "start", None)
        if start is not None:
            assert 0 <= start < each.properties.end <= len(TEXT)


def test_same_parse_gives_the_same_records():
    assert load(report()) == load(report())


def test_lead_is_stated_and_the_signing_body_is_accountable_by_inheritance():
    loaded = load(report())
    names = {each.id: each.name for each in nodes(loaded, "Unit")}
    first = nodes(loaded, "Measure")[0]
    stated = {
        (names[each.target.id], str(each.properties.role), each.properties.inherited)
        for each in related(loaded, "ASSIGNED_TO", target="Unit")
        if each.source.id == first.id
    }
    assert stated == {
        ("柏川县水务局", "LEAD", False), ("有关部门", "COOPERATE", False), ("中共柏川县委员会", "ACCOUNTABLE", True),
    }  # fmt: skip


def test_evidence_of_a_deadline_in_prose_is_its_sentence():
    loaded = load(report())
    (due,) = related(loaded, "DUE")
    assert quote(loaded, due.properties) == "由县水务局牵头,会同有关部门清淤6公里,计划2023年底完成。"
    (deadline,) = nodes(loaded, "Deadline")
    assert (deadline.due_on, deadline.precision, deadline.kind) == (date(2023, 12, 31), "YEAR_END", "DATED")


@pytest.mark.parametrize(
    ("kind", "iso", "due_on", "precision"),
    [
        ("PLANNED", "2023", date(2023, 12, 31), "YEAR"),
        ("PLANNED", "2024-02", date(2024, 2, 29), "MONTH_END"),
        ("CONDITIONAL", None, None, None),
    ],
)
def test_planned_period_is_due_on_its_last_day(kind: Any, iso: str | None, due_on: date | None, precision: str | None):
    parsed = report()
    issue, (first, second) = parsed.issues[0], parsed.issues[0].measures
    first = replace(first, dates=(replace(first.dates[0], kind=kind, iso=iso, precision=None),))
    (deadline,) = nodes(load(replace(parsed, issues=(replace(issue, measures=(first, second)),))), "Deadline")
    assert (deadline.due_on, deadline.precision) == (due_on, precision)


@pytest.mark.parametrize("kind", ["EVENT", "RECURRING"])
def test_event_is_no_commitment(kind: Any):
    parsed = report()
    issue, (first, second) = parsed.issues[0], parsed.issues[0].measures
    first = replace(first, dates=(replace(first.dates[0], kind=kind),))
    assert not nodes(load(replace(parsed, issues=(replace(issue, measures=(first, second)),))), "Deadline")


def test_document_has_its_number_stage_issuer_and_day_and_titles_in_a_row_share_the_issuer():
    loaded = load(report())
    rules, guide = nodes(loaded, "Document")
    assert (rules.number, rules.stage, rules.issued_on) == ("云编发〔2022〕9号", "TRIAL", date(2022, 12, 30))
    issued = related(loaded, "ISSUED_BY", "Document")
    assert {each.source.id for each in issued} == {rules.id, guide.id}
    assert quote(loaded, issued[0].properties).startswith("2022年12月30日,市委编办印发")
    assert {str(each.properties.role) for each in related(loaded, "CITES")} == {"issued", "None"}


def test_person_after_the_label_answers_and_an_embedded_name_does_not():
    parsed = report()
    loaded = load(parsed)
    assert len(related(loaded, "ASSIGNED_TO", target="Person")) == 1
    issue, (first, second) = parsed.issues[0], parsed.issues[0].measures
    second = replace(second, people=(replace(second.people[0], embedded=True),))
    again = load(replace(parsed, issues=(replace(issue, measures=(first, second)),)))
    assert not related(again, "ASSIGNED_TO", target="Person")
    assert not related(again, "MENTIONS", target="Person")


def test_person_whom_a_label_before_the_measure_names_answers_for_it():
    text = (
        "岚港公司内部审计整改跟踪报告\n1.合同未归档\n责任人：副总经理 温如海\n整改措施：补齐档案。\n状态：Closed\n"
        "2.收款不及时\n责任人：财务总监 鲁明\n整改措施：约谈项目负责人高岩。\n状态：Open\n"
    )
    loaded = load(parse_report(text))
    names = {each.id: each.name for each in nodes(loaded, "Person")}
    assert {names[each.target.id] for each in related(loaded, "ASSIGNED_TO", target="Person")} == {"温如海", "鲁明"}
    assert {each.title for each in nodes(loaded, "Post")} >= {"副总经理", "财务总监"}


def test_part_is_part_of_its_measure_and_has_a_status_report_of_its_own():
    loaded = load(report())
    (part,) = related(loaded, "PART_OF", "Measure")
    assert len(nodes(loaded, "Measure")) == 3
    assert part.source.id in {each.source.id for each in related(loaded, "REPORTED")}
    assert part.source.id not in {each.target.id for each in related(loaded, "HAS_MEASURE")}


def test_generic_bodies_of_two_sources_are_two_and_named_ones_are_one():
    other = replace(report(), report=replace(report().report, text=TEXT + " "))
    first, second = ({unit.name: unit for unit in nodes(load(each), "Unit")} for each in (report(), other))
    assert first["有关部门"].generic
    assert first["有关部门"].id != second["有关部门"].id
    assert first["柏川县水务局"].id == second["柏川县水务局"].id
    assert first["柏川县水务局"].aliases == ("县水务局",)


def test_topics_are_written_with_what_is_broader():
    loaded = load(report())
    topics = {each.id: each.notation for each in nodes(loaded, "Topic")}
    assert set(topics.values()) == {"water", "water/river"}
    assert len(related(loaded, "BROADER")) == 1
    assert len(related(loaded, "ABOUT", "Measure")) == 1


def test_warning_is_flagged_from_the_report_and_from_what_it_concerns():
    flagged = related(load(report()), "FLAGGED")
    assert [each.source.label for each in flagged] == ["Report", "Measure"]


def test_round_of_supervision_has_who_conducts_it_and_whom_it_looks_at():
    loaded = load(report())
    (inspection,) = nodes(loaded, "Inspection")
    assert (inspection.name, inspection.starts_on) == ("第三轮巡察", date(2022, 6, 22))
    assert len(related(loaded, "CONDUCTED_BY")) == len(related(loaded, "TARGETS")) == 1
    assert len(related(loaded, "RAISED_BY")) == 1


# --- ledgers -------------------------------------------------------------------------------------------------------

HEADS = ("序号", "问题来源", "问题", "整改措施", "牵头单位", "责任人", "整改时限", "完成情况", "完成时间", "销号情况")


def row(number: int, ordinal: int, *values: str, **more: Any) -> ParsedMeasure:
    text = "\t".join(values)
    units = tuple(
        UnitMention(surface=name, name=name, role="LEAD", start=text.index(name), end=text.index(name) + len(name))
        for name in values[4].split("、")
        if name
    )
    return ParsedMeasure(
        start=0, end=len(text), ordinal=ordinal, heading=None, row=number, sheet="台账", text=text, measure=values[3],
        cells=dict(zip(HEADS, values, strict=True)), units=units, status_phrase=values[7],
        posts=(values[5],) if values[5] else (), **more,
    )  # fmt: skip


def ledger(as_of: str = "2024-06-30") -> ParsedSource:
    dredge = row(
        4, 1, "1", "市委第三轮巡察", "河道淤积", "清淤6.5公里", "市水务局、望溪区人民政府", "望溪区分管副区长",
        "原定2023年9月底，经市政府批准延至2024年3月底", "正在推进", "2023-12-20",
        "2024年1月15日销号，2024年4月10日恢复挂号",
        status="IN_PROGRESS", completed_on="2023-12-20",
        deadlines=(
            ParsedDeadline(due_on="2023-09-30", precision="MONTH_END", kind="DATED", phrase="2023年9月底"),
            ParsedDeadline(due_on="2024-03-31", precision="MONTH_END", kind="DATED", phrase="2024年3月底",
                           approved_by="市政府"),
        ),
        closures=(
            ParsedClosure(result="CLOSED", decided_on="2024-01-15", phrase="2024年1月15日销号"),
            ParsedClosure(result="REOPENED", decided_on="2024-04-10", phrase="2024年4月10日恢复挂号"),
        ),
    )  # fmt: skip
    watch = row(
        5, 2, "", "", "", "常态巡查", "市水务局", "", "持续推进", "持续推进", "", "", status="ONGOING",
        deadlines=(ParsedDeadline(due_on=None, precision=None, kind="NO_END", phrase="持续推进"),),
    )  # fmt: skip
    issue = ParsedIssue(
        number="1", title="河道淤积", section="", start=0, end=0, title_start=0, title_end=0, measures=(dredge, watch),
        source="市委第三轮巡察", raised_on="2023-07-10",
    )  # fmt: skip
    return ParsedSource(
        report=ReportHead(title=f"云澜市整改台账（截至{as_of}）", kind="LEDGER", as_of=as_of), issues=(issue,),
        warnings=(ParseWarning(code="COMPLETED_BEFORE_RAISED", message="…", row=4, sheet="台账", column="完成时间"),),
        rejected=(RejectedRow(row=6, sheet="台账", column="整改措施", value="", reason="MISSING_MEASURE"),),
        declared_counts={"records": 7},
    )  # fmt: skip


def test_text_of_a_ledger_is_its_rows_and_spans_are_cells():
    loaded = load(ledger())
    (source,) = nodes(loaded, "Report")
    assert source.text.count("\n") == 1
    assert source.records == 7
    assert [quote(loaded, each.properties) for each in related(loaded, "HAS_MEASURE")] == ["清淤6.5公里", "常态巡查"]
    assert {quote(loaded, each.properties) for each in related(loaded, "DUE")} == {
        "原定2023年9月底，经市政府批准延至2024年3月底", "持续推进",
    }  # fmt: skip
    assert [each.properties.row for each in related(loaded, "DUE")] == [4, 4, 5]
    leads = [quote(loaded, each.properties) for each in related(loaded, "ASSIGNED_TO", target="Unit")]
    assert leads == ["市水务局", "望溪区人民政府", "市水务局"]


def test_cell_with_the_same_words_as_another_is_found_under_its_own_head():
    loaded = load(ledger())
    (source,) = nodes(loaded, "Report")
    due, reported = (related(loaded, type_)[-1].properties for type_ in ("DUE", "REPORTED"))
    assert due.start == source.text.index("持续推进")
    assert reported.start == source.text.rindex("持续推进")


def test_later_deadline_of_a_cell_revises_the_earlier_one():
    loaded = load(ledger())
    (revises,) = related(loaded, "REVISES")
    days = {each.id: each.due_on for each in nodes(loaded, "Deadline")}
    assert (days[revises.source.id], days[revises.target.id]) == (date(2024, 3, 31), date(2023, 9, 30))


def test_completion_beside_another_status_is_a_report_of_its_own():
    stated = {(str(each.status), each.as_of, each.completed_on) for each in nodes(load(ledger()), "StatusReport")}
    assert ("IN_PROGRESS", date(2024, 6, 30), None) in stated
    assert ("COMPLETED", date(2023, 12, 20), date(2023, 12, 20)) in stated


def test_office_belongs_to_the_body_that_its_title_begins_with():
    loaded = load(ledger())
    (post,) = related(loaded, "IN_UNIT")
    names = {each.id: each.name for each in nodes(loaded, "Unit")}
    assert names[post.target.id] == "望溪区人民政府"
    (assigned,) = related(loaded, "ASSIGNED_TO", target="Post")
    assert quote(loaded, assigned.properties) == "望溪区分管副区长"


def test_ledger_without_a_signing_body_makes_nobody_accountable():
    assert not [each for each in related(load(ledger()), "ASSIGNED_TO") if each.properties.inherited]


def test_rejected_row_is_a_warning_and_a_warning_on_a_row_concerns_its_measure():
    loaded = load(ledger())
    warning, rejected = nodes(loaded, "Warning")
    assert (rejected.code, rejected.rejected, rejected.row) == ("MISSING_MEASURE", True, 6)
    assert [each.source.label for each in related(loaded, "FLAGGED") if each.target.id == warning.id] == [
        "Report", "Measure",
    ]  # fmt: skip


def test_ledger_of_next_month_names_the_same_issues_measures_deadlines_and_decisions_and_adds_status_reports():
    june, july = load(ledger()), load(ledger("2024-07-31"))
    for label in ("Inspection", "Issue", "Measure", "Deadline", "Closure", "Unit"):
        assert [each.id for each in nodes(june, label)] == [each.id for each in nodes(july, label)], label
    for label in ("Report", "Warning"):
        assert not {each.id for each in nodes(june, label)} & {each.id for each in nodes(july, label)}, label
    both = {each.id: each for each in (*nodes(june, "StatusReport"), *nodes(july, "StatusReport"))}
    assert sorted(str(each.as_of) for each in both.values()) == ["2023-12-20", *["2024-06-30"] * 2, *["2024-07-31"] * 2]


def test_number_that_repeats_is_told_apart_by_its_section():
    parsed = ledger()
    (issue,) = parsed.issues
    twice = replace(parsed, issues=(replace(issue, section="甲"), replace(issue, section="乙", measures=())))
    assert len({each.id for each in nodes(load(twice), "Issue")}) == 2


def test_row_text_within_the_text_of_the_parse_keeps_the_text_of_the_parse():
    parsed = ledger()
    text = "题目\n" + "\n\n".join(measure.text or "" for measure in parsed.issues[0].measures)
    loaded = load(replace(parsed, report=replace(parsed.report, text=text)))
    assert nodes(loaded, "Report")[0].text == text
    assert quote(loaded, related(loaded, "HAS_MEASURE")[1].properties) == "常态巡查"


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("市水务局", "部门", "市级"), ("望溪区人民政府", "政府", "区县级"), ("云澜水务集团有限公司", "企业", None),
        ("市住房和城乡建设局", "部门", "市级"), ("山东省人民政府", "政府", "省级"),
        ("国务院办公厅", "办公室", "国家级"),
        ("区防汛抗旱指挥部", "指挥部", "区县级"), ("党工委人才工作领导小组办公室", "领导小组", None),
        ("再生水利用专班", "专班", None), ("云澜市望溪区青石街道", "乡镇街道", "乡镇级"),
    ],
)  # fmt: skip
def test_name_of_a_body_says_its_kind_and_level(name: str, kind: str | None, level: str | None):
    assert (bodies.kind(name), bodies.level(name)) == (kind, level)


@pytest.mark.parametrize(
    ("title", "within"),
    [
        ("云澜市反馈问题整改台账", "云澜市"), ("中共云澜市望溪区委员会", "云澜市望溪区"), ("关于省委巡视的通报", ""),
        ("整改台账", ""), ("全市整改台账", ""),
    ],
)  # fmt: skip
def test_jurisdiction_is_what_a_title_begins_with(title: str, within: str):
    assert bodies.jurisdiction(title) == within


def test_relative_name_is_read_within_the_jurisdiction():
    assert bodies.resolved("市水务局", "云澜市望溪区") == ("云澜市水务局",)
    assert bodies.resolved("区水务局", "云澜市望溪区") == ("云澜市望溪区水务局",)
    assert bodies.resolved("省委", "云澜市") == ("省委", "云澜市")
    assert bodies.resolved("柏川县水务局", "云澜市") == ("云澜市柏川县水务局",)


def test_body_of_a_district_is_the_same_in_its_own_source_and_in_that_of_its_city():
    own = bodies.resolved("区水务局", "青山省云澜市望溪区")
    assert own == bodies.resolved("望溪区水务局", "云澜市") == bodies.resolved("望溪区水务局", "云澜市望溪区")
    assert bodies.resolved("社区服务中心", "云澜市") == ("社区服务中心",)
    assert bodies.resolved("云澜水务集团有限公司", "云澜市") == ("云澜水务集团有限公司",)


def test_a_short_name_that_is_introduced_is_an_alias_also_where_nobody_uses_it() -> None:
    text = (
        "中共岚溪市委关于巡察整改情况的通报\n根据统一部署，市委巡察组对岚溪滨河新区管理委员会（以下简称新区管委会）开展了巡察。\n"
        "1.关于“统筹不够”的问题。\n①岚溪滨河新区管理委员会印发通知。②市财政局召开会议3次。\n"
    )
    found = records(parse_report(text), "notice.txt", text.encode())
    (unit,) = [n for n in found.nodes if isinstance(n, Unit) and n.name == "岚溪滨河新区管理委员会"]
    assert "新区管委会" in unit.aliases
    assert "新区管委会|the text says that 新区管委会 is short for 岚溪滨河新区管理委员会" in unit.readings


def of_text(words: str) -> SourceRecords:
    """Return the records of a report with one measure."""
    return load(
        parse_report(
            f"柏川县委关于巡察整改情况的通报\n1.针对“统筹不够”的问题,从一个方面抓好整改。①{words}\n2023年12月20日\n"
        )
    )


def test_event_has_its_day_as_written_and_as_it_reads():
    loaded = of_text("县政府于2022年9月召开推进会。11月2日竣工。")
    held, finished = sorted(nodes(loaded, "Event"), key=lambda event: event.starts_on)
    assert (held.written, held.iso, held.ends_on) == ("2022年9月", "2022-09", date(2022, 9, 30))
    assert (finished.without_year, finished.iso) == (("11月2日",), "2022-11-02")
    assert {each.type for each in loaded.relationships if each.target.label == "Event"} == {"RECORDS"}


def test_planned_issuance_issues_nothing():
    (document,) = nodes(of_text("下一步,2023年12月1日县政府印发《河道管护办法》。"), "Document")
    assert document.issued_on is None
    assert not related(of_text("下一步,县政府印发《河道管护办法》。"), "ISSUED_BY", "Document")


def test_state_of_a_project_belongs_to_it_and_to_the_passage_that_says_it():
    loaded = of_text("城西水厂二期已建成通水。")
    (state,) = [each for each in nodes(loaded, "StatusReport") if each.phrase == "已建成通水"]
    stating = {each.type: each.source.label for each in loaded.relationships if each.target.id == state.id}
    assert stating == {"STANDS_AT": "Project", "RECORDS": "Measure"}


def test_listed_things_keep_what_is_said_of_them():
    loaded = of_text("供水规划、排水规划等4项专项规划均已获批。")
    (listed,) = nodes(loaded, "Enumeration")
    assert (listed.items, listed.count, listed.complete) == (("供水规划", "排水规划"), 4, False)
    (of_it,) = [each for each in related(loaded, "STANDS_AT") if each.source.id == listed.id]
    assert next(each.status for each in nodes(loaded, "StatusReport") if each.id == of_it.target.id) == "COMPLETED"


def test_place_has_its_fullest_name_and_works_stand_where_they_are_named_after():
    loaded = of_text("推动清源黄河铁路大桥、凤凰山融入文化线。修缮凤凰山、黄河铁路大桥。整治柏河。实施柏河治理工程。")
    named = {place.name: place.aliases for place in nodes(loaded, "Place")}
    assert named["清源黄河铁路大桥"] == ("黄河铁路大桥",)
    (site,) = related(loaded, "LOCATED_IN")
    assert (site.source.id, site.target.id) == (
        next(each.id for each in nodes(loaded, "Project") if each.name == "柏河治理工程"),
        next(each.id for each in nodes(loaded, "Place") if each.name == "柏河"),
    )


@pytest.mark.parametrize(
    ("names", "full"),
    [
        (("黄河铁路大桥", "清源黄河铁路大桥"), {"黄河铁路大桥": "清源黄河铁路大桥"}),
        (("黄河铁路大桥", "清源黄河铁路大桥", "临江黄河铁路大桥"), {}),
        (("水库", "鹊山水库"), {}),
        (("王某烈士墓", "王某墓"), {"王某墓": "王某烈士墓"}),
    ],
)
def test_short_name_stands_for_the_one_fuller_name_that_ends_in_it(names: tuple[str, ...], full: dict[str, str]):
    assert {name: found for name, found in places.full_names(names).items() if name != found} == full


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("青宁市水务局机关党委", ("青宁市水务局",)),
        ("青宁市水务局执法支队办公室", ("青宁市水务局执法支队", "青宁市水务局")),
        ("青宁水务集团有限公司财务部", ("青宁水务集团有限公司",)),
        ("青宁大学教务处", ("青宁大学",)),
        ("青宁市第二医院离退休干部第一党支部", ("青宁市第二医院",)),
        ("青宁市生态环境局望溪分局", ("青宁市生态环境局",)),
        ("中共青宁市水务局党组", ("青宁市水务局",)),
        ("中共青宁市委组织部", ("中共青宁市委员会",)),
        ("中共青宁市委巡察工作领导小组办公室", ("中共青宁市委巡察工作领导小组", "中共青宁市委员会")),
        ("中共青宁大学委员会理论学习中心组", ("中共青宁大学委员会",)),
        ("青宁市纪委监委驻市水务局纪检监察组", ("青宁市纪委监委",)),
        ("望溪街道办公室", ("望溪街道",)),
        ("青宁经济区管委会办公室", ("青宁经济区管委会",)),
        # Names that begin with that of a body, and are none of its organs.
        *((name, ()) for name in (
            "青宁市水务局", "青宁市", "中共青宁市委员会", "青宁市人民政府", "青宁大学城", "青宁医院路小学", "市委",
            "水利部", "党政办公室", "青宁市公安局长", "青宁水务集团有限公司", "青宁中心幼儿园", "整改办公室",
        )),
        # Names whose beginning is missing.
        *((name, ()) for name in ("号青宁县水务局党委办公室", "局集团有限公司党委")),
    ],
)  # fmt: skip
def test_name_of_an_organ_tells_whose_it_is(name: str, line: tuple[str, ...]):
    found = list[str]()
    while name := owner(name):
        found.append(name)
    assert tuple(found) == line


def test_organ_is_part_of_the_bodies_that_its_name_tells_and_its_sentence_proves_it():
    loaded = of_text("县水务局河道治理领导小组办公室印发《清淤导则》。")
    parts = [each for each in related(loaded, "PART_OF") if each.source.label == "Unit"]
    names = {each.id: each.name for each in nodes(loaded, "Unit")}
    assert {(names[each.source.id], names[each.target.id]) for each in parts} == {
        ("柏川县水务局河道治理领导小组办公室", "柏川县水务局河道治理领导小组"),
    }
    assert all("领导小组办公室" in quote(loaded, each.properties) for each in parts)


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("青山省云澜市望溪区云岚街道石门村", ("青山省", "云澜市", "望溪区", "云岚街道")),
        ("云澜市市中区清水河", ("云澜市", "市中区")),
        ("石家庄市长安区", ("石家庄市", "长安区")),
        ("延边朝鲜族自治州图们市石岘镇", ("延边朝鲜族自治州", "图们市", "石岘镇")),
        ("鄂温克族自治旗巴彦托海镇", ("鄂温克族自治旗", "巴彦托海镇")),
        ("浦东新区张江镇", ("浦东新区", "张江镇")),
        *((name, ()) for name in (
            "城市公园", "花园城市广场", "超市路", "阳光社区", "临江景区", "云澜高新区", "镇江路", "水乡大道", "县城",
        )),
    ],
)  # fmt: skip
def test_name_of_a_place_begins_with_its_divisions(name: str, levels: tuple[str, ...]):
    assert divisions(name) == levels


def test_place_lies_in_the_divisions_that_the_source_writes():
    written = Divisions.of(["云澜市望溪区水务局", "清水县人民政府", "北江市清江区教育局", "南江市清江区教育局"])
    assert written.around("望溪区清水河") == ("云澜市望溪区", "云澜市")
    assert written.around("云澜市望溪区石门镇张家村") == ("云澜市望溪区石门镇", "云澜市望溪区", "云澜市")
    assert written.around("清水县大河") == ("清水县",)
    assert written.around("云澜市") == ()
    assert written.whole("望溪区") == "云澜市望溪区"
    # Nothing tells whether 大明县 is a county, nor which of two 清江区 is meant.
    assert written.around("大明县小河") == ()
    assert written.around("清江区小河") == ("清江区",)


def test_place_with_divisions_before_its_name_lies_in_them():
    loaded = of_text("云澜市望溪区水务局疏浚云澜市望溪区南干渠。改造望溪区湘滨大道。")
    names = {each.id: each.name for each in nodes(loaded, "Place")}
    located = related(loaded, "LOCATED_IN")
    assert {(names[each.source.id], names[each.target.id]): quote(loaded, each.properties) for each in located} == {
        ("云澜市望溪区南干渠", "云澜市望溪区"): "①云澜市望溪区水务局疏浚云澜市望溪区南干渠。",
        ("云澜市望溪区", "云澜市"): "①云澜市望溪区水务局疏浚云澜市望溪区南干渠。",
        ("望溪区湘滨大道", "云澜市望溪区"): "改造望溪区湘滨大道。",
    }


def test_division_code_behind_a_name_is_kept():
    assert bodies.code("(行政区划代码：370112)等") == "370112"
    assert bodies.code("街道（区划代码370112003）") == "370112003"
    assert bodies.code("（370112）") is None
