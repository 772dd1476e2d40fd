"""Compiled operations on a small graph: the same answers on both engines, one statement each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from graphql import GraphQLError
from hypothesis import given, settings
from hypothesis import strategies as st

from api.graphql.types import schema
from graph.compile.arguments import shape
from graph.compile.dialect import DIALECTS
from graph.compile.statement import Compiler, Statement
from schema.identity import node_id

if TYPE_CHECKING:
    from graph.engine import Engine

_DAYS: Final = [None, "2024-01-31", "2024-02-29", "2024-03-31"]
_HOSTILE: Final = ["' OR 1=1 //", "`) DETACH DELETE n //", "\\", "$p99", "}} RETURN 1", "😀'\"", "%7C|~"]
_COMPILERS: Final = {name: Compiler(schema()._schema, dialect) for name, dialect in DIALECTS.items()}


def compiled(
    document: str, variables: dict[str, Any] | None = None, engine: str = "embedded"
) -> tuple[Statement, dict[str, Any]]:
    """Return the statement of a document with one operation, and its parameters."""
    compiler = _COMPILERS[engine]
    read = compiler.document(document)
    assert read.errors == ()
    operation = read.operation(None)
    values = compiler.variables(operation, variables or {})
    statement = compiler.statement(document, operation, values)
    return statement, dict(statement.parameters(values, date(2024, 7, 1)))


def ask(engine: Engine, document: str, **variables: Any) -> Any:
    statement, parameters = compiled(document, variables, engine.name)
    data = engine.read(statement.text, parameters)[0]["data"]
    return statement.assemble(data) if statement.assemble else data


@pytest.fixture
def graph(engine: Engine) -> Engine:
    """Return an engine with eight measures of two issues, two lead units and a topic under water."""
    with engine.transaction() as transaction:
        transaction.run(
            """
            CREATE (r:Report {id: $report, title: '样例', kind: 'LEDGER', text: '甲乙丙丁', sha256: 'x'}),
                   (w:Topic {id: $topic, notation: 'water/river', prefLabelZh: '河', prefLabelEn: 'r', altLabels: []}),
                   (a:Unit {id: $a, name: '市水务局', aliases: ['水务局'], generic: false}),
                   (b:Unit {id: $b, name: '市财政局', aliases: [], generic: false})
            WITH r, w, a, b
            UNWIND range(0, 7) AS i
            CREATE (m:Measure {id: $ids[i], ordinal: i + 1, text: '措施', status: 'IN_PROGRESS', dueOn: $days[i],
                               duePrecision: 'DAY', settledOn: [], reopenedOn: []})
            CREATE (m)-[:ABOUT {report: r.id, start: 0, end: 2}]->(w)
            CREATE (m)-[:ASSIGNED_TO {role: CASE i % 2 WHEN 0 THEN 'LEAD' ELSE 'COOPERATE' END, inherited: false}]->(a)
            CREATE (m)-[:ASSIGNED_TO {role: 'LEAD', inherited: i > 5}]->(b)
            """,
            report=node_id("Report", 1), topic=node_id("Topic", 1), a=node_id("Unit", "a"), b=node_id("Unit", "b"),
            ids=[node_id("Measure", i) for i in range(8)],
            days=[date.fromisoformat(d) if d else None for i in range(8) for d in [_DAYS[i % 4]]],
        )  # fmt: skip
    return engine


def test_groups_count_an_item_in_each_of_its_groups(graph: Engine) -> None:
    document = (
        """{ measures { groups(by: [LEAD_UNIT]) { totalCount nodes { key { leadUnit { name } } count share } } } }"""
    )
    assert ask(graph, document)["measures"]["groups"] == {
        "totalCount": 3,
        "nodes": [
            {"key": {"leadUnit": {"name": "市财政局"}}, "count": 6, "share": 0.75},
            {"key": {"leadUnit": {"name": "市水务局"}}, "count": 4, "share": 0.5},
            {"key": {"leadUnit": None}, "count": 1, "share": 0.125},
        ],
    }


def test_flagship_ranks_lead_units_by_overdue_measures(graph: Engine) -> None:
    document = """query ($asOf: Date) {
      measures(where: { topic: { under: "water" }, overdue: { asOf: $asOf } }) {
        totalCount
        groups(by: [LEAD_UNIT], orderBy: [{ count: DESC }], first: 1) {
          nodes { key { leadUnit { name } } count maxDaysOverdue(asOf: $asOf) nodes(first: 1) { dueOn } }
          pageInfo { hasNextPage }
        } } }"""
    answer = ask(graph, document, asOf="2024-03-31")["measures"]
    assert answer["totalCount"] == 4
    assert answer["groups"]["pageInfo"] == {"hasNextPage": True}
    (group,) = answer["groups"]["nodes"]
    assert (group["key"]["leadUnit"]["name"], group["count"], group["maxDaysOverdue"]) == ("市财政局", 3, 60)


def test_edges_of_groups_carry_cursors_that_page_on(graph: Engine) -> None:
    document = """query ($after: String) { measures { groups(by: [LEAD_UNIT], first: 2, after: $after) {
        edges { cursor node { count } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }"""
    first = ask(graph, document)["measures"]["groups"]
    assert [edge["node"]["count"] for edge in first["edges"]] == [6, 4]
    assert first["pageInfo"]["endCursor"] == first["edges"][1]["cursor"]
    last = ask(graph, document, after=first["edges"][1]["cursor"])["measures"]["groups"]
    assert [edge["node"]["count"] for edge in last["edges"]] == [1]
    assert (last["pageInfo"]["hasNextPage"], last["pageInfo"]["hasPreviousPage"]) == (False, True)


def test_hits_of_a_search_are_read_page_by_page_across_types(graph: Engine) -> None:
    document = """query ($first: Int, $after: String) { search(text: "水", first: $first, after: $after) {
        totalCount edges { cursor node { node { id } highlights { property text } } } nodes { node { __typename } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    graph.execute("MATCH (m:Measure) WHERE m.ordinal < 4 SET m.text = '治水'")
    whole = ask(graph, document)["search"]
    found, after = list[str](), None
    for page in range(whole["totalCount"]):
        part = ask(graph, document, first=1, after=after)["search"]
        (edge,), after = part["edges"], part["pageInfo"]["endCursor"]
        assert part["pageInfo"] == {
            "hasNextPage": page < whole["totalCount"] - 1,
            "hasPreviousPage": page > 0,
            "startCursor": edge["cursor"],
            "endCursor": edge["cursor"],
        }
        found.append(edge["node"]["node"]["id"])
    assert found == [edge["node"]["node"]["id"] for edge in whole["edges"]]
    assert {hit["node"]["__typename"] for hit in whole["nodes"]} == {"Measure", "Unit"}
    assert ask(graph, document, after=after)["search"]["edges"] == []


def test_a_cursor_of_another_search_is_refused(graph: Engine) -> None:
    document = "query ($t: String!, $a: String) { search(text: $t, after: $a) { pageInfo { endCursor } } }"
    end = ask(graph, document, t="水")["search"]["pageInfo"]["endCursor"]
    with pytest.raises(GraphQLError, match="another order or filter"):
        ask(graph, document, t="财", a=end)


_PAGE: Final = """query ($after: String) {
  measures(first: 2, orderBy: [{ORDER}], after: $after) { nodes { ordinal } pageInfo { endCursor } } }"""


def test_a_cursor_cut_off_anywhere_is_refused(graph: Engine) -> None:
    page = _PAGE.replace("ORDER", "dueOn: ASC")
    end = ask(graph, page)["measures"]["pageInfo"]["endCursor"]
    assert ask(graph, page, after=end)["measures"]["nodes"]
    for length in range(len(end)):
        with pytest.raises(GraphQLError) as refusal:
            ask(graph, page, after=end[:length])
        assert refusal.value.extensions["code"] == "CURSOR_INVALID"


@pytest.mark.parametrize("ordinal", ["9" * 30, "-" + "9" * 30, "1.5", "nan", "x", "", "~"])
def test_a_cursor_with_a_value_of_no_such_key_is_refused(graph: Engine, ordinal: str) -> None:
    page = _PAGE.replace("ORDER", "ordinal: ASC")
    signature, _, *rest = ask(graph, page)["measures"]["pageInfo"]["endCursor"].split("|")
    with pytest.raises(GraphQLError) as refusal:
        ask(graph, page, after="|".join((signature, ordinal, *rest)))
    assert refusal.value.extensions["code"] == "CURSOR_INVALID"


def test_item_due_today_is_not_overdue(graph: Engine) -> None:
    count = "query ($d: Date) { measures(where: { overdue: { asOf: $d } }) { totalCount } }"
    assert ask(graph, count, d="2024-01-31")["measures"]["totalCount"] == 0
    assert ask(graph, count, d="2024-02-01")["measures"]["totalCount"] == 2


def test_groups_of_a_nested_list(graph: Engine) -> None:
    document = """{ topics { nodes { notation measures(where: {dueOn: {isNull: false}}) {
        nodes { ordinal } groups(by: [DUE_MONTH]) { nodes { key { dueMonth } count } } } } } }"""
    (topic,) = ask(graph, document)["topics"]["nodes"]
    assert len(topic["measures"]["nodes"]) == 6
    assert [g["key"]["dueMonth"] for g in topic["measures"]["groups"]["nodes"]] == ["2024-01", "2024-02", "2024-03"]


@pytest.mark.parametrize("order", ["{dueOn: ASC}", "{dueOn: DESC}", "{ordinal: DESC}", "{topics: {count: ASC}}"])
@pytest.mark.parametrize("size", [1, 3, 200])
def test_pages_visit_the_same_edges_forwards_and_backwards(graph: Engine, order: str, size: int) -> None:
    def page(arguments: str, **variables: Any) -> Any:
        declared = "query ($c: String)" if variables else "query"
        fields = "edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
        document = f"{declared} {{ measures(orderBy: [{order}], {arguments}) {{ {fields} }} }}"
        return ask(graph, document, **variables)["measures"]

    whole = [edge["node"]["id"] for edge in page("first: 200")["edges"]]
    forwards, found = [], page(f"first: {size}")
    while True:
        forwards += [edge["node"]["id"] for edge in found["edges"]]
        if not found["pageInfo"]["hasNextPage"]:
            break
        found = page(f"first: {size}, after: $c", c=found["pageInfo"]["endCursor"])
        assert found["pageInfo"]["hasPreviousPage"]
    backwards, found = [], page(f"last: {size}")
    while True:
        backwards = [edge["node"]["id"] for edge in found["edges"]] + backwards
        if not found["pageInfo"]["hasPreviousPage"]:
            break
        found = page(f"last: {size}, before: $c", c=found["pageInfo"]["startCursor"])
        assert found["pageInfo"]["hasNextPage"]
    assert forwards == backwards == whole
    assert len(set(whole)) == 8


def test_not_holds_where_a_value_is_absent(graph: Engine) -> None:
    document = '{ measures(where: {NOT: {dueOn: {gt: "2024-01-31"}}}) { totalCount } all: measures { totalCount } }'
    answer = ask(graph, document)
    assert (answer["measures"]["totalCount"], answer["all"]["totalCount"]) == (4, 8)


def test_aliases_fragments_directives_and_typenames_keep_the_order_of_the_response(graph: Engine) -> None:
    document = """query ($no: Boolean = false) { z: measures(first: 1) { __typename ...page } }
      fragment page on MeasureConnection {
        nodes { b: ordinal __typename a: id @include(if: $no) ... on Measure { c: text } }
      }"""
    answer = ask(graph, document)
    assert list(answer["z"]) == ["__typename", "nodes"]
    assert [list(node) for node in answer["z"]["nodes"]] == [["b", "__typename", "c"]]


@pytest.mark.parametrize("text", _HOSTILE)
def test_hostile_strings_never_reach_the_statement(graph: Engine, text: str) -> None:
    document = """query ($t: String!, $i: ID!) {
      a: measures(where: {OR: [{text: {eq: $t}}, {unit: {is: $t}}, {topic: {under: $t}}], search: "x"}) { totalCount }
      b: node(id: $i) { id } c: search(text: $t) { totalCount } d: units(where: {name: {in: [$t]}}) { totalCount } }"""
    statement, _ = compiled(document, {"t": text, "i": text}, graph.name)
    assert text not in statement.text.replace("\\\\", "")
    answer = ask(graph, document, t=text, i=text)
    assert (answer["a"]["totalCount"], answer["b"], answer["d"]["totalCount"]) == (0, None, 0)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ measures(first: 201) { totalCount nodes { id } } }", "PAGE_SIZE"),
        ("{ measures(first: -1) { nodes { id } } }", "PAGE_SIZE"),
        ("{ measures(first: 201) { totalCount } }", "PAGE_SIZE"),
        ("{ issues { nodes { measures(last: 101) { totalCount } } } }", "PAGE_SIZE"),
        ("{ measures(first: 1, last: 1) { __typename } }", "PAGE_DIRECTION"),
        ("{ measures(first: 1, last: 1) { nodes { id } } }", "PAGE_DIRECTION"),
        ("{ measures(where: {dueOn: {eq: null}}) { totalCount } }", "NULL_IN_FILTER"),
        ("{ measures(where: {overdue: null}) { totalCount } }", "NULL_IN_FILTER"),
        ('{ measures(after: "x") { nodes { id } } }', "CURSOR_INVALID"),
        ('{ measures(after: "000000000000|measure-1|") { nodes { id } } }', "CURSOR_MISMATCH"),
        ("{ measures { groups(by: []) { totalCount } } }", "NO_GROUP_KEY"),
        ("{ documents { groups(by: [STAGE], having: {overdue: {gt: 0}}) { totalCount } } }", "MEASURES_ONLY"),
        ("{ units { groups(by: [KIND], orderBy: [{maxDaysOverdue: DESC}]) { totalCount } } }", "MEASURES_ONLY"),
        ("{ measures(orderBy: [{dueOn: ASC, ordinal: ASC}]) { nodes { id } } }", "SEVERAL_ORDER_KEYS"),
        ('{ search(text: " ") { totalCount } }', "EMPTY_SEARCH"),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_code(document: str, code: str) -> None:
    with pytest.raises(GraphQLError) as refusal:
        compiled(document)
    assert refusal.value.extensions["code"] == code


def test_same_document_and_shape_give_the_same_statement() -> None:
    document = "query ($w: MeasureWhere) { measures(where: $w) { totalCount } }"
    first = compiled(document, {"w": {"text": {"eq": "甲"}}})
    second = compiled(document, {"w": {"text": {"eq": "乙"}}})
    assert first[0] is second[0]
    assert first[1] != second[1]
    assert compiled(document, {"w": {"status": {"eq": "COMPLETED"}}})[0].text != first[0].text


_leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.just(node_id("Unit", "a")))
_values = st.recursive(
    _leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
)


@given(_values)
@settings(max_examples=200)
def test_shape_of_any_variables_is_hashable_and_blind_to_plain_values(value: Any) -> None:
    hash(shape(value))
    assert shape({"a": "x", "b": value}) == shape({"a": "y", "b": value})


def test_body_named_by_two_sources_is_one_assignment_with_both_sentences(graph: Engine) -> None:
    with graph.transaction() as transaction:
        transaction.run(
            """
            MATCH (m:Measure {ordinal: 1}), (u:Unit {name: '市水务局'}), (r:Report)
            MATCH (m)-[old:ASSIGNED_TO]->(u) SET old.report = r.id, old.start = 0, old.end = 1
            CREATE (n:Report {id: $id, title: '后来', kind: 'LEDGER', text: '戊己庚辛', sha256: 'y'})
            CREATE (m)-[:ASSIGNED_TO {role: 'LEAD', inherited: false, report: n.id, start: 1, end: 3}]->(u)
            WITH m, u MATCH (m)-[said:ASSIGNED_TO]->(u) WHERE said.start = 1 SET said.repeated = true
            """,
            id=node_id("Report", 2),
        )
    document = """{ measures(where: {ordinal: {eq: 1}}) { nodes {
        assignments(where: {unit: {name: {eq: "市水务局"}}}) { role unit { name } evidence { quote } }
        responsibility { role stated unit { name } } } } }"""
    (measure,) = ask(graph, document)["measures"]["nodes"]
    (assignment,) = measure["assignments"]
    assert sorted(e["quote"] for e in assignment["evidence"]) == ["己庚", "甲"]
    assert [link["stated"] for link in measure["responsibility"]] == [True, True, False, False, False]


def test_paths_are_the_shortest_ones_with_what_proves_each_step(graph: Engine) -> None:
    document = """query ($a: ID!, $b: ID!, $hops: Int) {
      paths(from: $a, to: $b, maxHops: $hops, via: [ASSIGNED_TO, ABOUT]) {
        length nodes { __typename id ... on Unit { name } ... on Measure { ordinal text } }
        steps { type forward evidence { quote } } } }"""
    ends = {"a": node_id("Unit", "a"), "b": node_id("Topic", 1)}
    paths = ask(graph, document, **ends, hops=4)["paths"]
    assert len(paths) == 8
    assert {path["length"] for path in paths} == {2}
    first = paths[0]
    assert [list(node) for node in first["nodes"]] == [
        ["__typename", "id", "name"],
        ["__typename", "id", "ordinal", "text"],
        ["__typename", "id"],
    ]
    assert [(step["type"], step["forward"]) for step in first["steps"]] == [("ASSIGNED_TO", False), ("ABOUT", True)]
    assert first["steps"][1]["evidence"] == [{"quote": "甲乙"}]
    assert ask(graph, document, **ends, hops=1)["paths"] == []
    assert ask(graph, document, a=ends["a"], b="nothing", hops=4)["paths"] == []
    assert ask(graph, document, a=ends["a"], b=ends["a"], hops=4)["paths"] == []


def test_search_puts_names_before_mentions_and_reads_on(graph: Engine) -> None:
    with graph.transaction() as transaction:
        transaction.run(
            "CREATE (:Issue {id: $i, number: '1', position: 1, title: '水务局工作', text: ''})", i=node_id("Issue", 1)
        )
    document = """query ($after: String) { search(text: "水务局", first: 1, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { node { ... on Unit { name } ... on Issue { title } } } } }"""
    found = ask(graph, document)["search"]
    assert (found["totalCount"], found["nodes"]) == (2, [{"node": {"name": "市水务局"}}])
    rest = ask(graph, document, after=found["pageInfo"]["endCursor"])["search"]
    assert rest["nodes"] == [{"node": {"title": "水务局工作"}}]
    assert not rest["pageInfo"]["hasNextPage"]


def test_groups_count_the_different_keys_of_another_kind(graph: Engine) -> None:
    document = """{ measures { groups(by: [TOPIC], having: {count: {gt: 1}}) {
        nodes { count leads: countDistinct(of: LEAD_UNIT) months: countDistinct(of: DUE_MONTH) } } } }"""
    assert ask(graph, document)["measures"]["groups"]["nodes"] == [{"count": 8, "leads": 2, "months": 3}]


def test_dataset_tells_where_it_stands(graph: Engine) -> None:
    found = ask(graph, "{ dataset { engine version loads loadedOn warnings counts { label count } } }")["dataset"]
    assert (found["engine"], found["warnings"], found["loads"], found["loadedOn"]) == (graph.name, 0, 0, None)
    assert {"label": "Measure", "count": 8} in found["counts"]


def test_profile_counts_what_neo4j_touches(graph: Engine) -> None:
    statement, parameters = compiled("{ measures { totalCount } }", {}, graph.name)
    steps = graph.profile(statement.text, parameters)
    assert (steps is not None) == (graph.name == "neo4j")
    assert steps is None or sum(step.hits for step in steps) > 0
