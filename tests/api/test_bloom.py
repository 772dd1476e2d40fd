"""Every phrase and action of the perspective, on both engines, over the bundled sample and a later round, read only."""

from __future__ import annotations

import asyncio
import re
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import neo4j
import pytest
from neo4j.graph import Node
from neo4j.graph import Path as GraphPath

from api.graphql.service import Service
from api.loading import load
from graph.prepare import prepare
from schema import bloom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.engine import Engine

    Rows = list[tuple[Any, ...]]

_DAY: Final = "2024-07-01"
_GIVEN: Final = {
    "prefLabelZh": "水务",
    "prefLabelEn": "water",
    "Measure": "5-① 封堵污水直排口17处",
    "Inspection": "水安全保障专项巡察",
    "Report": "【样例】岚溪市河湾新区反馈问题整改台账",
    "Unit": "河湾新区水务局",
    "Document": "岚河发〔2023〕8号",
    "Project": "智慧防汛平台",
    "Place": "白鹭沟",
    None: _DAY,
}
# A later round, of another county, that finds again what the sample has.
_SECOND: Final = Path(__file__).parent / "second-round.csv"
_PERSPECTIVE: Final = bloom.perspective()
_TEMPLATES: Final = {each["text"]: each for each in _PERSPECTIVE["templates"]}
_NAMED: Final = [text for text, each in _TEMPLATES.items() if any(p["suggestionLabel"] for p in each["params"])]
_ACTIONS: Final = {each["name"]: each for each in _PERSPECTIVE["sceneActions"]}


class Reader:
    """An engine as Bloom would use it: the account that reads, in read transactions."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        address = engine.address
        self._driver = neo4j.GraphDatabase.driver(address.uri, auth=address.reader.auth, **engine.driver_options())

    def rows(self, statement: str, **parameters: Any) -> Rows:
        with self._driver.session(database=self.engine.address.database, default_access_mode="READ") as session:
            return session.execute_read(lambda each: [tuple(record) for record in each.run(statement, parameters)])

    def values(self, statement: str, **parameters: Any) -> list[Any]:
        return [row[0] for row in self.rows(statement, **parameters)]

    def close(self) -> None:
        self._driver.close()


@pytest.fixture(scope="module")
def readers(embedded_engine: Engine, neo4j_engine: Engine, sampled: Callable[[Engine], None]) -> Iterator[list[Reader]]:
    """Return both engines with the bundled sample and a later round in them."""
    engines = (embedded_engine, neo4j_engine)
    for engine in engines:
        sampled(engine)
        assert all(each.error is None for each in load(engine, [_SECOND], "auto", date(2024, 7, 1)))
    found = [Reader(engine) for engine in engines]
    yield found
    for reader in found:
        reader.close()


def identity(value: Any) -> Any:
    """Return what a node or a path is on any engine. Raises TypeError for what Bloom could not draw."""
    if value is None:
        return None
    if isinstance(value, Node):
        return value["id"]
    if isinstance(value, GraphPath):
        return tuple(each["id"] for each in value.nodes), tuple(each.type for each in value.relationships)
    raise TypeError(f"{value!r} is neither a node nor a path")


def identities(rows: Rows) -> list[str]:
    return sorted(str(tuple(map(identity, row))) for row in rows)


def nodes(rows: Rows, label: str) -> set[str]:
    """Return the ids of all nodes of a label in an answer."""
    parts = (value.nodes if isinstance(value, GraphPath) else (value,) for row in rows for value in row if value)
    return {node["id"] for node in chain.from_iterable(parts) if label in node.labels}


def given(template: Mapping[str, Any]) -> dict[str, str]:
    """Return the test's parameters of a phrase: for each the value of what it suggests."""
    return {p["name"][1:]: _GIVEN.get(p["suggestionProp"]) or _GIVEN[p["suggestionLabel"]] for p in template["params"]}


def suggested(reader: Reader, param: Mapping[str, Any]) -> list[str]:
    """Return what Bloom offers for a parameter."""
    label, key = param["suggestionLabel"], param["suggestionProp"]
    return reader.values(f"MATCH (n:{label}) WHERE n.{key} IS NOT NULL RETURN DISTINCT n.{key} ORDER BY n.{key}")


def selected(reader: Reader, action: Mapping[str, Any]) -> list[str]:
    """Return the element ids of all nodes on which an action is offered."""
    by_id = {each["id"]: each["labels"][0] for each in _PERSPECTIVE["categories"]}
    labels = [by_id[number] for number in action["categories"] or by_id]
    return [found for label in labels for found in reader.values(f"MATCH (n:{label}) RETURN elementId(n)")]


def measures(engine: Engine, where: str) -> set[str]:
    """Return the ids of the measures that GraphQL finds."""

    async def ask() -> dict[str, Any]:
        service = Service(engine)
        answer = await service.execute(f"{{ measures(where: {where}, first: 100) {{ nodes {{ id }} }} }}", {})
        await service.aclose()
        engine.__dict__.pop("_reader", None)
        return answer

    answer = asyncio.run(ask())
    assert "errors" not in answer, answer
    found = {each["id"] for each in answer["data"]["measures"]["nodes"]}
    assert found
    return found


@pytest.mark.parametrize("text", _TEMPLATES)
def test_phrase_returns_the_same_graph_elements_on_both_engines(readers: list[Reader], text: str):
    template = _TEMPLATES[text]
    answers = [identities(reader.rows(template["cypher"], **given(template))) for reader in readers]
    assert answers[0] == answers[1] != []


@pytest.mark.parametrize("text", _NAMED)
def test_phrase_runs_with_whatever_bloom_suggests(readers: list[Reader], text: str):
    template = _TEMPLATES[text]
    (param,) = template["params"]
    for reader in readers:
        values = suggested(reader, param)
        assert given(template)[param["name"][1:]] in values
        for value in values:
            identities(reader.rows(template["cypher"], **{param["name"][1:]: value}))


@pytest.mark.parametrize("name", _ACTIONS)
def test_action_returns_the_same_graph_elements_on_both_engines(readers: list[Reader], name: str):
    action = _ACTIONS[name]
    answers = [identities(reader.rows(action["cypher"], nodes=selected(reader, action))) for reader in readers]
    # A limit cuts answers off in an order of the engine's own.
    limit = int(re.findall(r"LIMIT (\d+)$", action["cypher"])[0])
    assert len(answers[0]) == len(answers[1]) > 0
    assert len(answers[0]) == limit or answers[0] == answers[1]


@pytest.mark.parametrize("day", ["2023-12-31", "2024-01-01", _DAY])
def test_measures_overdue_on_a_day_are_those_of_graphql(readers: list[Reader], day: str):
    for reader in readers:
        found = nodes(reader.rows(_TEMPLATES["截至 $day 逾期的措施"]["cypher"], day=day), "Measure")
        assert found == measures(reader.engine, f'{{overdue: {{asOf: "{day}"}}}}')


def test_overdue_today_is_what_graphql_finds_on_the_day_of_the_server(readers: list[Reader]):
    lead = "assignments: {some: {role: {eq: LEAD}, inherited: {eq: false}, unit: {}}}"
    template, action = _TEMPLATES["主题 $topic 逾期措施的牵头单位"], _ACTIONS["查看逾期措施 show overdue measures"]
    for reader in readers:
        (today,) = reader.values("RETURN toString(date())")
        of_topic = nodes(reader.rows(template["cypher"], topic="水务"), "Measure")
        of_units = nodes(reader.rows(action["cypher"], nodes=selected(reader, action)), "Measure")
        overdue = f'overdue: {{asOf: "{today}"}}'
        assert of_topic == measures(reader.engine, f'{{topic: {{under: "water"}}, {overdue}, {lead}}}')
        assert of_units == measures(reader.engine, f"{{{overdue}, {lead}}}")


@pytest.mark.parametrize("name", ["flood and drought control", "water/flood"])
def test_topic_is_known_by_either_label_and_by_its_notation(readers: list[Reader], name: str):
    cypher = _TEMPLATES["units with overdue measures on $topic"]["cypher"]
    for reader in readers:
        assert identities(reader.rows(cypher, topic=name)) == identities(reader.rows(cypher, topic="防汛抗旱")) != []


def test_unit_is_known_by_a_name_as_printed(readers: list[Reader]):
    cypher = _TEMPLATES["everything assigned to $unit"]["cypher"]
    for reader in readers:
        printed = identities(reader.rows(cypher, unit="区水务局"))
        assert printed == identities(reader.rows(cypher, unit="河湾新区水务局")) != []


def test_open_measures_are_not_done_and_not_closed(readers: list[Reader]):
    cypher = _TEMPLATES["open measures led by $unit"]["cypher"]
    for reader in readers:
        found = nodes(reader.rows(cypher, unit="河湾新区水务局"), "Measure")
        done = measures(reader.engine, "{status: {eq: COMPLETED}}") | measures(reader.engine, "{closed: true}")
        led = measures(reader.engine, '{unit: {is: "河湾新区水务局", role: LEAD}}')
        assert found == led - done


_ODD: Final = ("", "'", '"', "\\", "$unit", "}) DETACH DELETE n //", "`", "😀", "a" * 10_000, "2024-02-29")


@pytest.mark.parametrize(
    "text", [text for text, each in _TEMPLATES.items() if each["params"][:1] and "day" not in text]
)
def test_odd_names_are_names_that_nothing_has(readers: list[Reader], text: str):
    template = _TEMPLATES[text]
    (param,) = template["params"]
    for reader in readers:
        assert [reader.rows(template["cypher"], **{param["name"][1:]: odd}) for odd in _ODD] == [[]] * len(_ODD)


def test_empty_graph_has_empty_answers(engine: Engine):
    prepare(engine)
    reader = Reader(engine)
    for template in _TEMPLATES.values():
        assert reader.rows(template["cypher"], **given(template)) == []
    for action in _ACTIONS.values():
        assert reader.rows(action["cypher"], nodes=["4:gone:0", "#1:0"]) == []
    reader.close()
