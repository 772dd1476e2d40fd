"""From operations to plans and statements, without an engine."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest

from api.graphql.types import schema
from graph.compile.dialect import EMBEDDED, NEO4J
from graph.compile.outline import laid_out, outlined
from graph.compile.statement import Compiler

if TYPE_CHECKING:
    from graph.compile.statement import Statement

_COMPILER: Final = Compiler(schema()._schema, EMBEDDED)
_ORDERED: Final = Compiler(schema()._schema, NEO4J)
_TODAY: Final = date(2026, 1, 1)


def statement(document: str, **given: Any) -> tuple[Statement, dict[str, Any]]:
    read = _COMPILER.document(document)
    assert read.errors == ()
    operation = read.operation(None)
    variables = _COMPILER.variables(operation, given)
    found = _COMPILER.statement(document, operation, variables)
    return found, dict(found.parameters(variables, _TODAY))


def text(document: str, **given: Any) -> str:
    return statement(document, **given)[0].text


def in_order(document: str) -> str:
    """Return the statement for an engine that reads indexes in their order."""
    return _ORDERED.statement(document, _ORDERED.document(document).operation(None), {}).text


def test_unfiltered_count_reads_no_item() -> None:
    assert "COUNT { MATCH (n1:Measure) }" in text("{ measures { totalCount } }")


def test_parts_of_a_list_share_the_match_of_their_filter() -> None:
    shared = text('{ measures(where: {topic: {under: "water"}}) { totalCount groups(by: [STATUS]) { totalCount } } }')
    assert shared.count(":ABOUT]") == 1


def test_list_starts_at_what_is_selective_on_the_far_side() -> None:
    of_topic = text('{ measures(where: {status: {eq: PLANNED}, topic: {is: "water"}}) { totalCount } }')
    assert "MATCH (t2:Topic) WHERE t2.notation = $p0 MATCH (t2)<-[:ABOUT]-(n1:Measure) WHERE n1.status" in of_topic
    of_unit = text('{ measures(where: {unit: {is: "市水务局"}}) { totalCount } }')
    assert of_unit.index(":Unit") < of_unit.index(":Measure")


def test_nothing_is_fetched_for_items_before_the_page_is_cut() -> None:
    written = text("{ measures(first: 3, orderBy: [{dueOn: DESC}]) { nodes { text issue { title } } } }")
    assert written.index("LIMIT") < written.index(".text") < written.index(":HAS_MEASURE]")


def test_order_by_the_id_alone_can_follow_its_index() -> None:
    assert "WHERE n1.id IS NOT NULL" in in_order("{ measures { nodes { id } } }")
    assert "IS NOT NULL WITH" not in in_order("{ measures(orderBy: [{ordinal: ASC}]) { nodes { id } } }")
    assert "IS NOT NULL" not in text("{ measures { nodes { id } } }")  # one look at each node, for nothing


@pytest.mark.parametrize(
    ("where", "absent"),
    [
        ('dueOn: {lt: "2024-01-01"}', False),
        ("dueOn: {isNull: false}", False),
        ("overdue: {}", False),
        ('AND: [{OR: [{dueOn: {eq: "2024-01-01"}}, {overdue: {}}]}]', False),
        ("", True),
        ('dueOn: {ne: "2024-01-01"}', True),
        ("dueOn: {isNull: true}", True),
        ("overdue: {basis: ORIGINAL}", True),
        ('NOT: {dueOn: {eq: "2024-01-01"}}', True),
        ('OR: [{dueOn: {eq: "2024-01-01"}}, {status: {eq: PLANNED}}]', True),
        ('issue: {raisedOn: {isNull: false}}', True),
    ],
)  # fmt: skip
def test_order_is_that_of_an_index_where_the_filter_leaves_no_value_absent(where: str, *, absent: bool) -> None:
    written = text(f"{{ measures(where: {{{where}}}, orderBy: [{{dueOn: ASC}}]) {{ nodes {{ id }} }} }}")
    assert (" IS NULL, o" in written) == absent


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ('dueOn: {lt: "2024-01-01"}', False),
        ('dueOn: {gte: "2024-01-01"}, status: {eq: PLANNED}', False),
        ("overdue: {}", False),
        ("dueOn: {isNull: false}", True),
        ('AND: [{dueOn: {lt: "2024-01-01"}}]', True),
    ],
)
def test_index_is_entered_where_the_filter_compares_and_else_with_all_that_have_the_property(
    where: str, *, said: bool
) -> None:
    written = in_order(f"{{ measures(where: {{{where}}}, orderBy: [{{dueOn: ASC}}]) {{ nodes {{ id }} }} }}")
    assert ("n1.dueOn IS NOT NULL WITH" in written) == said


def test_page_behind_a_cursor_begins_where_the_cursor_stands() -> None:
    cursor = f"{'0' * 12}|2024-01-01|measure-1"
    document = """query ($c: String) {{
        measures(where: {{overdue: {{}}}}, orderBy: [{{dueOn: {}}}], {}: $c{}) {{ nodes {{ id }} }} }}"""
    for direction, argument, size, compared in (
        ("ASC", "after", "", ">="), ("DESC", "after", "", "<="),
        ("ASC", "before", ", last: 5", "<="), ("DESC", "before", ", last: 5", ">="),
    ):  # fmt: skip
        read = _COMPILER.document(source := document.format(direction, argument, size))
        found = _COMPILER.statement(source, read.operation(None), {"c": cursor})
        assert f"AND n1.dueOn {compared} $" in found.text


@pytest.mark.parametrize(
    ("arguments", "walks"),
    [
        ('where: {topic: {under: "water"}}', True),
        ('where: {topic: {under: "water"}, overdue: {}}, orderBy: [{dueOn: ASC}]', True),
        ('where: {topic: {under: "water"}}, orderBy: [{dueOn: ASC}]', False),  # an absent day is in no index
        ('where: {topic: {under: "water"}}, orderBy: [{ordinal: ASC}]', False),  # no index
        ('where: {unit: {is: "市水务局"}}', False),  # a body never has one measure in four
    ],
)
def test_page_of_much_is_walked_in_the_order_of_an_index_that_an_engine_has(arguments: str, *, walks: bool) -> None:
    source = f"{{ measures({arguments}) {{ nodes {{ id }} }} }}"
    assert ("UNION ALL" in in_order(source)) == walks
    assert "UNION ALL" not in text(source)


def test_days_overdue_of_overdue_items_are_a_difference() -> None:
    document = """query($d: Date, $e: Date) { measures(where: {overdue: {asOf: $d}}) {
        groups(by: [STATUS]) { nodes { maxDaysOverdue(asOf: %s) } } } }"""
    assert "CASE WHEN (n1.dueOn" not in text(document.replace(", $e: Date", "") % "$d", d="2024-07-01")
    assert "CASE WHEN (n1.dueOn" in text(document % "$e", d="2024-07-01", e="2024-08-01")


@pytest.mark.parametrize(
    ("document", "as_of"),
    [
        ("{ measures { totalCount } }", _TODAY),
        ("{ measures { nodes { overdue } } }", _TODAY),
        ('{ measures(where: {overdue: {asOf: "2024-07-01"}}) { totalCount } }', date(2024, 7, 1)),
        ('{ measures(where: {overdue: {asOf: null}}) { totalCount } }', _TODAY),
        ('{ measures { nodes { overdue(asOf: "2024-07-01") daysOverdue } } }', None),
    ],
)  # fmt: skip
def test_answer_says_which_day_it_holds_for(document: str, as_of: date | None) -> None:
    found, parameters = statement(document)
    assert found.as_of(parameters, _TODAY) == as_of


def test_outline_names_each_key_of_the_answer_and_the_statement_runs_as_laid_out() -> None:
    page = "nodes { b: text issue { title } } pageInfo { hasNextPage }"
    found, _ = statement(f"{{ a: measures(first: 1) {{ {page} }} d: dataset {{ engine }} }}")
    lines = [line.strip() for line in outlined(found.plan).splitlines()]
    assert {"a: let", "b = n1.text", "issue: first"} <= set(lines)
    assert laid_out(found.text).split() == found.text.split()


@pytest.mark.parametrize(
    ("parts", "bound"),
    [("nodes { id }", 0), ("edges { cursor }", 0), ("nodes { id } pageInfo { hasNextPage }", 1),
     ("nodes { id } edges { cursor }", 1), ("nodes { id } others: nodes { text }", 1)],
)  # fmt: skip
def test_a_page_of_which_one_part_is_shown_is_bound_to_no_list(parts: str, bound: int) -> None:
    found, parameters = statement(f"query {{ measures(first: 3) {{ {parts} }} }}")
    assert found.text.count("CALL (") == bound
    assert max(value for value in parameters.values() if isinstance(value, int)) == 3 + bound


def test_no_index_is_asked_for_what_a_property_contains() -> None:
    assert "toString(n1.name) CONTAINS $" in text('{ units(where: {name: {contains: "水务"}}) { nodes { name } } }')
