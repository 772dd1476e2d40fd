"""The answer to an operation as a table: rows, columns, heads, and the files that Excel opens."""

from __future__ import annotations

import io
from typing import Any

from python_calamine import CalamineWorkbook

from api.tables import csv_for_excel, lists, table, write_xlsx


def rows(data: dict[str, Any], between: str = "; ") -> list[dict[str, object]]:
    return table(data, between).rows


def test_the_shallowest_list_of_objects_becomes_rows():
    data = {
        "measures": {"totalCount": 2, "nodes": [{"text": "a", "parts": [{"text": "b"}]}, {"text": "c", "parts": []}]}
    }
    assert rows(data) == [{"text": "a", "parts": "b"}, {"text": "c", "parts": ""}]


def test_inner_objects_become_dotted_columns():
    data = {"measures": {"groups": {"nodes": [{"key": {"leadUnit": {"name": "市水务局"}}, "count": 3}]}}}
    assert rows(data) == [{"key.leadUnit.name": "市水务局", "count": 3}]


def test_an_answer_without_a_list_is_one_row():
    assert rows({"measures": {"totalCount": 7}}) == [{"measures.totalCount": 7}]


def test_null_is_kept():
    assert rows({"nodes": [{"unit": None}]}) == [{"unit": None}]


def test_columns_stand_in_the_order_of_their_first_appearance():
    found = table({"nodes": [{"count": 1}, {"unit": {"name": "市水务局"}, "count": 2}]})
    assert found.columns == ["count", "unit.name"]


def test_an_object_that_is_null_once_has_no_column_of_its_own():
    assert table({"nodes": [{"unit": None}, {"unit": {"name": "市水务局"}}]}).columns == ["unit.name"]


def test_objects_of_an_inner_list_are_joined():
    items = [{"text": "清淤", "issue": {"title": "河道淤积"}}, {"text": None, "issue": {"title": "违建"}}]
    assert rows({"nodes": [{"items": items}]}, between=" | ") == [{"items": "清淤, 河道淤积 | 违建"}]


_ANSWER = {
    "measures": {"nodes": [{"text": "=1+1", "days": 12, "issue": {"title": "河道淤积"}}, {"text": "清淤", "days": 3}]}
}
_TITLES = {"measures.nodes.text": "内容", "measures.nodes.issue": "问题", "measures.nodes.issue.title": "标题"}


def test_heads_are_chinese_where_titles_are_known():
    found = table(_ANSWER)
    assert found.path == "measures.nodes"
    assert found.heads({}) == ["text", "days", "issue.title"]
    assert found.heads(_TITLES) == ["内容", "days", "问题·标题"]


def test_lists_of_several_root_fields_are_counted():
    assert lists(_ANSWER) == 1
    assert lists({"a": {"nodes": [{"id": 1}]}, "b": {"nodes": []}, "c": {"totalCount": 1}}) == 2


def test_csv_for_excel_begins_with_a_byte_order_mark():
    found = table(_ANSWER)
    data = csv_for_excel(found, found.heads(_TITLES))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1] == "=1+1,12,河道淤积"


def test_a_workbook_keeps_text_as_text_and_numbers_as_numbers():
    found, file = table(_ANSWER), io.BytesIO()
    write_xlsx(found, found.heads(_TITLES), file)
    read = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()
    assert read == [["内容", "days", "问题·标题"], ["=1+1", 12.0, "河道淤积"], ["清淤", 3.0, ""]]
