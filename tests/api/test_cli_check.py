"""`rectigraph check`: a SHACL engine says what a file violates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from loaders.parse import parse_file
from loaders.records import records
from schema.rdf.resources import resources
from schema.rdf.write import Writer

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Command = Callable[..., subprocess.CompletedProcess[str]]

SAMPLE = Path(__file__).resolve().parents[2] / "loaders" / "samples" / "report.txt"


def test_files_are_held_against_the_shapes(rectigraph: Command, tmp_path: Path) -> None:
    source = records(parse_file(SAMPLE), "0" * 64, "report.txt")
    said = (each for record in (*source.nodes, *source.relationships) for each in resources(record))
    text = b"".join(Writer().turtle(said)).decode()
    (tmp_path / "good.ttl").write_text(text, "utf-8")
    (tmp_path / "bad.ttl").write_text(text.replace("term:ordinal 1 ", 'term:ordinal "one" '), "utf-8")
    found = rectigraph("check", tmp_path / "good.ttl")
    assert (found.returncode, found.stderr) == (0, "")
    assert "as the shapes ask for" in found.stdout
    found = rectigraph("check", tmp_path / "good.ttl", tmp_path / "bad.ttl")
    assert found.returncode == 1
    assert "DatatypeConstraintComponent" in found.stdout
    assert "term:ordinal" in found.stdout


def test_rdf_about_something_else_is_an_error(rectigraph: Command, tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text('<urn:a> <urn:b> "c" .', "utf-8")
    found = rectigraph("check", tmp_path / "other.ttl")
    assert found.returncode == 1
    assert "nothing of the model" in found.stderr
