"""Which issues resemble which earlier ones: the same in whatever order sources are loaded, and however often."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.integrity import findings
from graph.recurrence import KEPT
from graph.write import write, write_all
from loaders.parsed import ParsedInspection, ParsedIssue, ParsedMeasure, ParsedSource, ReportHead
from loaders.records import records

if TYPE_CHECKING:
    from graph.engine import Engine
    from schema.records import SourceRecords

TODAY: Final = date(2024, 7, 1)
_SIMILAR: Final = (
    "MATCH (a:Issue)-[s:SIMILAR_TO]->(b:Issue) MATCH (a)-[:RAISED_BY]->(i) MATCH (b)-[:RAISED_BY]->(j) "
    "RETURN DISTINCT i.name + a.title AS later, j.name + b.title AS earlier, s.score AS score, s.words AS words"
)


def report(of: str, day: str, *titles: str, feedback: str = "", kind: Any = "NOTICE") -> SourceRecords:
    """Return the records of a report of a day about a round of supervision, with an issue for each title."""
    text = "\n".join((of, day, *titles))
    issues: list[ParsedIssue] = []
    for number, title in enumerate(titles, 1):
        at = text.index(title)
        span = {"start": at, "end": at + len(title)}
        measure = ParsedMeasure(ordinal=1, heading="完善制度", status="UNSTATED", **span)
        issues.append(ParsedIssue(number=str(number), title=title, section="", title_start=at, title_end=span["end"],
                                  measures=(measure,), **span))  # fmt: skip
    head = ReportHead(title=f"{of}整改情况", kind=kind, signed_on=day, issuer="中共云澜市委员会", text=text)
    inspection = ParsedInspection(name=of, kind="常规巡察", body="市委巡察组", target="云澜市", feedback_on=feedback)
    parsed = ParsedSource(report=head, inspection=inspection, issues=tuple(issues))
    return records(parsed, sha256(text.encode()).hexdigest(), f"{of}{day}.txt")


def similar(engine: Engine) -> list[tuple[Any, ...]]:
    found = engine.read(_SIMILAR)
    return sorted((each["later"], each["earlier"], each["score"], tuple(each["words"])) for each in found)


def load(engine: Engine, *sources: SourceRecords) -> list[tuple[Any, ...]]:
    """Load sources one by one into an empty graph; return what is similar then, once the graph is sound."""
    engine.execute("MATCH (n) DETACH DELETE n")
    for source in sources:
        write(engine, source, TODAY)
    assert findings(engine) == []
    return similar(engine)


def test_later_issue_points_to_the_earlier_one_with_score_and_words(engine: Engine) -> None:
    found = load(
        engine,
        report("一轮", "2022-03-01", "河道管护责任落实不到位", "公务接待超标准"),
        report("二轮", "2023-03-01", "河道管护不力", "水污染问题未整改"),
        report("三轮", "2024-03-01", "大气污染问题未整改", "教育经费使用不规范"),
    )
    assert found == [("二轮河道管护不力", "一轮河道管护责任落实不到位", 0.85, ("河道管护",))]


def test_issues_of_one_round_are_no_recurrence_however_many_sources_speak_of_it(engine: Engine) -> None:
    assert load(
        engine,
        report("一轮", "2022-03-01", "河道管护责任落实不到位", "河道管护不力"),
        report("一轮", "2023-03-01", "河道管护责任落实不到位", "河道管护不力", "河道管护力度不够"),
    ) == []  # fmt: skip


def test_rounds_of_one_day_or_of_no_day_have_no_order(engine: Engine) -> None:
    titles = ("河道管护不力",)
    assert load(engine, report("一轮", "2022-03-01", *titles), report("二轮", "2022-03-01", *titles)) == []
    assert load(engine, report("一轮", "", *titles), report("二轮", "2022-03-01", *titles)) == []


def test_round_is_as_old_as_its_feedback_and_not_as_the_report_of_it(engine: Engine) -> None:
    late = report("一轮", "2024-03-01", "河道管护不力", feedback="2021-06-01")
    assert [each[:2] for each in load(engine, late, report("二轮", "2022-03-01", "河道管护缺位"))] == [
        ("二轮河道管护缺位", "一轮河道管护不力")
    ]


def test_only_the_most_alike_and_of_these_the_latest_are_kept(engine: Engine) -> None:
    same = [report(f"{n}轮", f"201{n}-03-01", "河道管护不力") for n in range(KEPT + 2)]
    alike = report("昨轮", "2019-03-01", "河道管护责任落实不到位")
    found = load(engine, *same, alike, report("今轮", "2020-03-01", "河道管护不力"))
    assert [earlier for later, earlier, *_ in found if later.startswith("今轮")] == [
        f"{n}轮河道管护不力" for n in range(2, KEPT + 2)
    ]


_SOURCES: Final = (
    report("一轮", "2021-03-01", "河道管护责任落实不到位", "污水管网建设滞后", "违规发放津贴补贴"),
    report("二轮", "2022-03-01", "河道管护不力", "城区污水管网建设推进缓慢"),
    report("三轮", "2023-03-01", "河道管护缺位", "污水管网建设缓慢", "超标准发放津贴补贴"),
    # Says that the third round was before the second.
    report("三轮", "2021-09-01", "河道管护缺位", "污水管网建设缓慢", "超标准发放津贴补贴", kind="LEDGER"),
    report("四轮", "2024-03-01", "河道管护问题突出", "污水管网建设迟缓", "津贴补贴发放不及时"),
    report("五轮", "2020-03-01", "河道管护松散", "违规发放津贴补贴问题"),
)


@pytest.fixture(scope="module")
def expected(embedded_engine: Engine) -> list[Any]:
    """Return what is similar after loading in the order of the days."""
    found = load(embedded_engine, *(_SOURCES[at] for at in (5, 0, 3, 1, 2, 4)))
    assert [each[:2] for each in found if each[0].startswith("二轮河道")] == [
        ("二轮河道管护不力", "一轮河道管护责任落实不到位"),
        ("二轮河道管护不力", "三轮河道管护缺位"),
        ("二轮河道管护不力", "五轮河道管护松散"),
    ]
    return found


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(len(_SOURCES))), st.booleans())
def test_any_order_of_sources_gives_the_same_recurrences(
    engine: Engine, expected: list[Any], order: list[int], together: bool
) -> None:
    sources = [_SOURCES[at] for at in order]
    if together:
        engine.execute("MATCH (n) DETACH DELETE n")
        list(write_all(engine, sources, TODAY))
        assert findings(engine) == []
        found = similar(engine)
    else:
        found = load(engine, *sources)
    assert found == expected
    assert all(write(engine, source, TODAY).unchanged for source in sources)
    assert similar(engine) == found


def test_load_that_fails_leaves_no_recurrence_and_the_next_one_finds_all(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = _SOURCES[0], _SOURCES[1], _SOURCES[2]
    write(engine, first, TODAY)
    with monkeypatch.context() as patched:
        patched.setattr("graph.write._Writer._record", _broken)
        with pytest.raises(RuntimeError):
            write(engine, second, TODAY)
    assert similar(engine) == []
    write(engine, third, TODAY)
    write(engine, second, TODAY)
    found = similar(engine)
    assert findings(engine) == []
    assert found == load(engine, first, second, third)


def _broken(*_: Any) -> None:
    raise RuntimeError


def test_what_another_program_wrote_meanwhile_is_seen(engine: Engine) -> None:
    write(engine, _SOURCES[0], TODAY)
    known = engine.recurrence
    del engine.__dict__["recurrence"]
    write(engine, _SOURCES[1], TODAY)
    engine.__dict__["recurrence"] = known
    write(engine, _SOURCES[4], TODAY)
    assert findings(engine) == []
    assert similar(engine) == load(engine, _SOURCES[4], _SOURCES[1], _SOURCES[0])


def test_relationship_that_is_missing_or_wrong_is_found(engine: Engine) -> None:
    load(engine, *_SOURCES[:2])
    engine.execute("MATCH (a:Issue)-[s:SIMILAR_TO]->(:Issue) SET s.score = 0.5")
    assert {each.code for each in findings(engine)} == {"SIMILAR_STALE"}
    engine.execute("MATCH (:Issue)-[s:SIMILAR_TO]->(:Issue) DELETE s")
    assert {each.code for each in findings(engine)} == {"SIMILAR_STALE"}
