"""The answer to an operation as a table: rows, columns, heads, and the files that Excel opens."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from api.graphql.types import schema
from api.tables import Outline, Table, csv_for_excel, outline, table, write_xlsx
from graph.compile.dialect import DIALECTS
from graph.compile.selection import Operation
from graph.compile.statement import Compiler
from schema.errors import TableTooLong

_SCHEMA = schema()._schema
_COMPILER = Compiler(_SCHEMA, DIALECTS["embedded"])


def outlined(document: str) -> Outline:
    read = _COMPILER.document(document)
    assert read.errors == ()
    operation = read.operation(None)
    return outline(Operation(_SCHEMA, operation, read.fragments, _COMPILER.variables(operation, {})))


def tabled(document: str, data: dict[str, Any], between: str = "; ") -> Table:
    return table(data, outlined(document), between)


def cells(found: Table) -> list[list[object]]:
    return list(found.cells())


def workbook(found: Table) -> list[list[Any]]:
    file = io.BytesIO()
    write_xlsx(found, found.heads({}), file)
    return CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()


def test_the_outermost_list_of_objects_becomes_rows_and_one_within_it_a_cell() -> None:
    found = tabled(
        "{ measures { totalCount nodes { text parts { nodes { text } } } } }",
        {"measures": {"totalCount": 2, "nodes": [
            {"text": "a", "parts": {"nodes": [{"text": "b"}, {"text": "d"}]}}, {"text": "c", "parts": {"nodes": []}},
        ]}},
    )  # fmt: skip
    assert (found.path, found.columns) == ("measures.nodes", ["text", "parts.nodes"])
    assert cells(found) == [["a", "b; d"], ["c", ""]]


def test_columns_are_those_asked_for_in_the_order_of_the_document() -> None:
    document = "{ measures { groups(by: [LEAD_UNIT, STATUS]) { nodes { key { leadUnit { name } status } count } } } }"
    data = {"measures": {"groups": {"nodes": [
        {"key": {"leadUnit": None, "status": "PLANNED"}, "count": 3},
        {"key": {"leadUnit": {"name": "市水务局"}, "status": None}, "count": 2},
    ]}}}  # fmt: skip
    found = tabled(document, data)
    assert found.columns == ["key.leadUnit.name", "key.status", "count"]
    assert cells(found) == [[None, "PLANNED", 3], ["市水务局", None, 2]]
    empty = tabled(document, {"measures": {"groups": {"nodes": []}}})
    assert (empty.columns, empty.rows) == (found.columns, [])


def test_aliases_fragments_and_edges_are_columns() -> None:
    found = tabled(
        "{ late: measures { edges { cursor node { ...part due: dueOn } } } } fragment part on Measure { n: ordinal }",
        {"late": {"edges": [{"cursor": "c", "node": {"n": 1, "due": "2024-01-31"}}]}},
    )
    assert (found.path, found.columns, found.days) == ("late.edges", ["cursor", "node.n", "node.due"], {"node.due"})


def test_nodes_of_several_types_have_the_columns_of_all() -> None:
    found = tabled(
        """{ nodes(ids: ["a", "b", "c"]) { __typename id ... on Unit { name } ... on Measure { text dueOn } } }""",
        {"nodes": [{"__typename": "Unit", "id": "a", "name": "市水务局"}, None,
                   {"__typename": "Measure", "id": "c", "text": "清淤", "dueOn": None}]},
    )  # fmt: skip
    assert set(found.columns) == {"__typename", "id", "name", "text", "dueOn"}
    assert [row.get("id") for row in found.rows] == ["a", None, "c"]


def test_an_answer_without_a_list_is_one_row_and_a_list_of_texts_one_cell() -> None:
    document = '{ measures { totalCount } node(id: "a") { ... on Unit { name aliases } } }'
    found = tabled(document, {"measures": {"totalCount": 7}, "node": {"name": "x", "aliases": []}})
    assert found.columns == ["measures.totalCount", "node.name", "node.aliases"]
    assert cells(found) == [[7, "x", ""]]
    assert cells(tabled(document, {"measures": {"totalCount": 7}, "node": None})) == [[7, None, None]]


def test_lists_that_stand_in_no_other_are_counted() -> None:
    assert outlined("{ units { nodes { id } edges { cursor } } }").tables == ["units.nodes", "units.edges"]
    assert outlined("{ units { nodes { measures { nodes { id } } } } }").tables == ["units.nodes"]
    assert outlined("{ units { totalCount } }").tables == []


def test_heads_are_chinese_on_request() -> None:
    asked = outlined("{ measures { nodes { text issue { number } } } }")
    found = table({"measures": {"nodes": [{"text": "x", "issue": {"number": "1"}}]}}, asked)
    assert found.heads({}) == ["text", "issue.number"]
    heads = found.heads(asked.titles)
    assert heads[1].startswith("问题·")
    assert all(not head.isascii() for head in heads)


_DOCUMENT = "{ measures { nodes { text ordinal dueOn overdue issue { title } } } }"


def _answer(text: str, **more: Any) -> Table:
    row = {"text": text, "ordinal": -12, "dueOn": "2024-02-29", "overdue": True, "issue": {"title": "河道淤积"}}
    return tabled(_DOCUMENT, {"measures": {"nodes": [row | more]}})


def test_csv_for_excel_begins_with_a_byte_order_mark() -> None:
    data = csv_for_excel(found := _answer("清淤"), found.heads({}))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1] == "清淤,-12,2024-02-29,true,河道淤积"


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠1"])
def test_text_that_excel_would_run_stays_text(text: str) -> None:
    found = _answer(text)
    (_, row) = csv.reader(io.StringIO(csv_for_excel(found, found.heads({})).decode("utf-8-sig"), newline=""))
    assert row[:2] == [f"'{text}".replace("\r", "\n"), "-12"]
    assert workbook(found)[1][0] == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
def test_a_file_reads_back_as_it_was_written(text: str) -> None:
    found = _answer(text)
    (_, row) = csv.reader(io.StringIO(csv_for_excel(found, found.heads({})).decode("utf-8-sig"), newline=""))
    assert row[0].removeprefix("'") == text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("'")
    assert len(row) == len(found.columns)


def test_a_workbook_keeps_text_as_text_numbers_as_numbers_and_days_as_days() -> None:
    assert workbook(_answer("2024-01-31")) == [
        ["text", "ordinal", "dueOn", "overdue", "issue.title"],
        ["2024-01-31", -12.0, date(2024, 2, 29), True, "河道淤积"],
    ]
    assert workbook(_answer("x", dueOn="1899-12-31", issue=None))[1][2:] == ["1899-12-31", True, ""]


@pytest.mark.parametrize(("text", "cut"), [("文" * 32_767, 0), ("文" * 32_768, 1), ("😀" * 16_384, 1)])
def test_text_too_long_for_a_cell_is_cut_and_counted_and_the_rest_of_its_row_is_kept(text: str, cut: int) -> None:
    found, file = _answer(text), io.BytesIO()
    assert write_xlsx(found, found.heads({}), file) == cut
    row = workbook(found)[1]
    assert row[0].endswith("…") == bool(cut)
    assert len(row[0].encode("utf-16-le")) // 2 <= 32_767
    assert row[1] == -12.0


def test_more_rows_than_a_sheet_has_are_refused() -> None:
    with pytest.raises(TableTooLong, match="1,048,576 rows"):
        write_xlsx(Table("", ["a"], [{}] * 1_048_576), ["a"], io.BytesIO())


def test_a_workbook_without_rows_has_its_heads() -> None:
    assert workbook(tabled(_DOCUMENT, {"measures": {"nodes": []}})) == [
        ["text", "ordinal", "dueOn", "overdue", "issue.title"]
    ]
