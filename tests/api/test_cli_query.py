"""Questions from the command line, to an embedded engine without data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[str]]

COUNT = "{ measures { totalCount } }"


def test_an_answer_is_json_on_standard_output(rectigraph: Command):
    result = rectigraph("query", "-", stdin=COUNT)
    assert result.returncode == 0
    assert json.loads(result.stdout)["data"] == {"measures": {"totalCount": 0}}


def test_a_table_and_csv_show_the_same(rectigraph: Command):
    assert "totalCount" in rectigraph("query", "-", "--format", "table", stdin=COUNT).stdout
    assert rectigraph("query", "-", "--format", "csv", stdin=COUNT).stdout == "measures.totalCount\n0\n"


def test_an_unknown_field_is_named_with_its_place(rectigraph: Command):
    result = rectigraph("query", "-", stdin="{ measure { totalCount } }")
    assert result.returncode == 1
    assert "measure" in result.stderr
    assert "line 1, column 3" in result.stderr
    assert "errors" in json.loads(result.stdout)


def test_variables_must_be_a_json_object(rectigraph: Command):
    assert rectigraph("query", "-", "--variables", "{", stdin=COUNT).returncode == 2
    assert rectigraph("query", "-", "--variables", "[]", stdin=COUNT).returncode == 2


def test_a_document_that_is_not_there_is_named(rectigraph: Command, tmp_path: Path):
    result = rectigraph("query", tmp_path / "missing.graphql")
    assert result.returncode == 1
    assert "missing.graphql" in result.stderr
    assert "Traceback" not in result.stderr


def test_neo4j_without_an_address_says_what_to_set(rectigraph: Command):
    result = rectigraph("--engine", "neo4j", "query", "-", stdin=COUNT)
    assert result.returncode == 1
    assert "RECTIGRAPH_NEO4J_URI" in result.stderr


def test_doctor_finds_an_empty_graph_sound(rectigraph: Command):
    result = rectigraph("doctor", "--format", "json")
    assert result.returncode == 0
    checks = {check["name"]: check for check in json.loads(result.stdout)}
    assert checks["graph"]["found"] == "empty"
    assert {check["state"] for check in checks.values()} == {"ok"}


def test_doctor_fails_where_the_engine_does_not_answer(rectigraph: Command):
    environment = {"RECTIGRAPH_NEO4J_URI": "bolt://127.0.0.1:1", "RECTIGRAPH_NEO4J_PASSWORD": "x"}
    result = rectigraph("--engine", "neo4j", "doctor", environment=environment)
    assert result.returncode == 1
    assert "fail" in result.stdout
    assert "bolt://127.0.0.1:1 does not answer" in " ".join(result.stdout.split())


def test_a_workbook_is_written_to_a_file_with_chinese_heads(rectigraph: Command, tmp_path: Path):
    from python_calamine import CalamineWorkbook

    file = tmp_path / "answer.xlsx"
    result = rectigraph(
        "query", "-", "--format", "xlsx", "--heads", "zh", "-o", file, stdin="{ dataset { counts { label count } } }"
    )
    assert (result.returncode, result.stdout) == (0, "")
    heads, *counts = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert heads == ["类型", "数量"]
    assert counts[0][1] == 0.0


def test_csv_in_a_file_begins_with_a_byte_order_mark(rectigraph: Command, tmp_path: Path):
    file = tmp_path / "answer.csv"
    assert rectigraph("query", "-", "--format", "csv", "-o", file, stdin=COUNT).returncode == 0
    assert file.read_bytes() == b"\xef\xbb\xbfmeasures.totalCount\r\n0\r\n"


def test_formats_that_do_not_go_with_a_file_are_wrong_usage(rectigraph: Command, tmp_path: Path):
    assert rectigraph("query", "-", "--format", "xlsx", stdin=COUNT).returncode == 2
    assert rectigraph("query", "-", "--format", "table", "-o", tmp_path / "a", stdin=COUNT).returncode == 2


def test_a_wide_answer_becomes_one_block_of_lines_for_each_row(rectigraph: Command):
    fields = " ".join(f"f{n}: label" for n in range(15))
    result = rectigraph(
        "query", "-", "--format", "table", stdin=f"{{ dataset {{ counts {{ {fields} count }} }} }}",
        environment={"RECTIGRAPH_MAX_ALIASES": "15"},
    )  # fmt: skip
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[:2] == [["1"], ["f0", "Report"]]
    assert ["count", "0"] in lines
    assert max(map(len, result.stdout.splitlines())) <= 120
