"""Exports from the command line: to standard output, and to a file that is whole or not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from api.cli.output import replaced

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def sample() -> Path:
    """Return the bundled ledger."""
    return Path(__file__).resolve().parents[2] / "loaders" / "samples" / "ledger.csv"


def test_the_graph_goes_to_standard_output_or_to_a_file(rectigraph: Command, sample: Path, tmp_path: Path) -> None:
    assert rectigraph("load", sample).returncode == 0
    printed = rectigraph("export", "--format", "ndjson")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert {"Report", "Issue", "Measure"} <= {json.loads(line).get("label") for line in printed.stdout.splitlines()}
    file = tmp_path / "graph.ndjson"
    assert rectigraph("export", "--format", "ndjson", "-o", file).stdout == ""
    assert file.read_text("utf-8") == printed.stdout


def test_csv_is_a_folder_of_two_files_or_an_archive(rectigraph: Command, tmp_path: Path) -> None:
    assert rectigraph("export", "--format", "csv", "-o", tmp_path / "graph").returncode == 0
    assert sorted(each.name for each in (tmp_path / "graph").iterdir()) == ["edges.csv", "nodes.csv"]
    again = rectigraph("export", "--format", "csv", "-o", tmp_path / "graph")
    assert again.returncode == 2
    assert "already" in again.stderr
    assert rectigraph("export", "--format", "csv", "-o", tmp_path / "graph.zip").returncode == 0
    assert ZipFile(tmp_path / "graph.zip").namelist() == ["nodes.csv", "edges.csv"]


def test_a_file_that_fails_in_the_middle_leaves_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "graph.ndjson"
    file.write_text("before", "ascii")

    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"), replaced(file) as to:
        to.writelines(chunks())
    assert [each.read_text("ascii") for each in tmp_path.iterdir()] == ["before"]


def test_a_folder_that_is_not_there_is_named(rectigraph: Command, tmp_path: Path) -> None:
    result = rectigraph("export", "--format", "ndjson", "-o", tmp_path / "none" / "graph.ndjson")
    assert result.returncode == 1
    assert "none" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_format_that_does_not_exist_is_wrong_usage(rectigraph: Command) -> None:
    assert rectigraph("export", "--format", "gexf").returncode == 2
