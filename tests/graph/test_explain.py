"""Why names stand for one body: what the graph keeps of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from graph.explain import bodies, other_names
from graph.write import write
from loaders.records import records
from loaders.report import parse_report

if TYPE_CHECKING:
    from graph.engine import Engine

_TEXT = (
    "中共岚溪市水务局党组关于市委巡察整改情况的通报\n"
    "1.关于“统筹不够”的问题。\n"
    "①会同市住建局开展检查12次。②市住房和城乡建设局印发通知。③对接市水利工程建设中心、有关部门。\n"
)


@pytest.fixture
def loaded(engine: Engine) -> Engine:
    """Return an engine with one report that names a body in two ways."""
    write(engine, records(parse_report(_TEXT), "report.txt", _TEXT.encode()), date(2024, 7, 1))
    return engine


def test_a_body_is_found_by_its_name_and_by_each_name_as_printed(loaded: Engine) -> None:
    named = {name: [body.name for body in bodies(loaded, name)] for name in ("岚溪市住房和城乡建设局", "市住建局")}
    assert named == {"岚溪市住房和城乡建设局": ["岚溪市住房和城乡建设局"], "市住建局": ["岚溪市住房和城乡建设局"]}


def test_each_merged_name_has_its_reason(loaded: Engine) -> None:
    (body,) = bodies(loaded, "市住建局")
    merged = [(each.surface, each.reason) for each in body.merged]
    area = "市 is 岚溪市, the area that the head of the text names"
    assert ("市住建局", f"{area}; 住建局 is 住房和城乡建设局") in merged
    assert ("市住房和城乡建设局", area) in merged


def test_reports_that_name_a_body_are_quoted(loaded: Engine) -> None:
    (body,) = bodies(loaded, "市住建局")
    (standing,) = body.stands
    assert standing.report == "关于市委巡察整改情况的通报"
    assert standing.times >= 2
    assert "市住建局" in standing.sentence


def test_bodies_that_are_nobody_in_particular_are_no_neighbours(loaded: Engine) -> None:
    (body,) = bodies(loaded, "市住建局")
    others = other_names(loaded, body.id)
    assert "岚溪市水利工程建设中心" in others
    assert "有关部门" not in others
    assert body.name not in others


def test_an_unknown_name_finds_nobody(loaded: Engine) -> None:
    assert bodies(loaded, "市财政局") == []


def test_a_body_is_found_by_its_id(loaded: Engine) -> None:
    (body,) = bodies(loaded, "市住建局")
    assert bodies(loaded, body.id) == [body]


def test_a_name_in_full_is_no_other_bodys_short_one(loaded: Engine) -> None:
    other = _TEXT.replace("岚溪", "青坪")
    write(loaded, records(parse_report(other), "other.txt", other.encode()), date(2024, 7, 1))
    assert [body.name for body in bodies(loaded, "市住建局")] == ["岚溪市住房和城乡建设局", "青坪市住房和城乡建设局"]
    assert [body.name for body in bodies(loaded, "青坪市住房和城乡建设局")] == ["青坪市住房和城乡建设局"]
