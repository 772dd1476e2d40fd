"""Backups of the embedded engine: the graph comes back after its directory is gone, and bad ones restore nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from graph import embedded
from graph.backup import back_up, restore
from graph.prepare import prepare
from schema.errors import BackupDamaged, BackupError, BackupTooNew, DataDirectoryInUse

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Command = Callable[..., subprocess.CompletedProcess[str]]

LEDGER = Path(__file__).resolve().parents[2] / "loaders" / "samples" / "ledger.csv"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a backup that looks whole, without an engine having made its files."""
    data_dir = tmp_path / "made"
    (data_dir / "databases" / "kg").mkdir(parents=True)
    (data_dir / "databases" / "kg" / "a.bucket").write_bytes(bytes(range(256)) * 400)
    (data_dir / "version.json").write_text('{"model": 1}', "ascii")
    file = tmp_path / "backup.zip"
    with file.open("wb") as to:
        back_up(data_dir, to)
    return file


def rewritten(file: Path, **said: Any) -> Path:
    """Return a copy of a backup whose manifest says something else."""
    copy = file.with_name("copy.zip")
    with ZipFile(file) as old, ZipFile(copy, "w") as new:
        manifest = json.loads(old.read("manifest.json")) | said
        new.writestr("manifest.json", json.dumps(manifest))
        for each in old.namelist()[1:]:
            new.writestr(each, old.read(each))
    return copy


def test_the_graph_comes_back_after_its_directory_is_gone(rectigraph: Command, tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    on = ("--data-dir", data_dir)
    assert rectigraph(*on, "load", LEDGER).returncode == 0
    before = rectigraph(*on, "export", "--format", "ndjson").stdout
    assert rectigraph(*on, "backup", tmp_path / "graph.zip").returncode == 0
    assert not [each for each in ZipFile(tmp_path / "graph.zip").namelist() if "credentials" in each or "users" in each]
    shutil.rmtree(data_dir)
    assert rectigraph(*on, "restore", tmp_path / "graph.zip").returncode == 0
    assert rectigraph(*on, "export", "--format", "ndjson").stdout == before != ""
    assert "unchanged" in rectigraph(*on, "load", LEDGER).stdout


def test_nothing_is_overwritten(rectigraph: Command, small: Path, tmp_path: Path) -> None:
    there = tmp_path / "made"
    with pytest.raises(BackupError, match="not empty"):
        restore(small, there)
    before = small.read_bytes()
    result = rectigraph("--data-dir", there, "backup", small)
    assert (result.returncode, small.read_bytes()) == (1, before)
    assert "BACKUP" in result.stderr
    assert rectigraph("--data-dir", there, "backup", tmp_path).returncode == 0
    assert len(list(tmp_path.glob("rectigraph-*.zip"))) == 1


@pytest.mark.parametrize("damage", ["cut", "flipped", "text", "empty"])
def test_a_damaged_backup_restores_nothing(small: Path, tmp_path: Path, damage: str) -> None:
    data = bytearray(small.read_bytes())
    with ZipFile(small) as archive:
        inside = archive.infolist()[1].header_offset + 120
    data[inside] ^= 0xFF
    bad = {"cut": small.read_bytes()[:-40], "flipped": bytes(data), "text": b"no backup", "empty": b""}[damage]
    small.write_bytes(bad)
    with pytest.raises(BackupDamaged, match="Nothing was restored"):
        restore(small, tmp_path / "data")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.zip", "made"]


@pytest.mark.parametrize("said", [{"format": 2}, {"model": 999}, {"engine": "999.1.1"}])
def test_a_newer_backup_says_what_is_newer(small: Path, tmp_path: Path, said: dict[str, Any]) -> None:
    with pytest.raises(BackupTooNew, match=r"999|format 2"):
        restore(rewritten(small, **said), tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_an_archive_that_would_write_elsewhere_is_refused(small: Path, tmp_path: Path) -> None:
    with ZipFile(small, "a") as archive:
        archive.writestr("databases/../../evil", "x")
    manifest = json.loads(ZipFile(small).read("manifest.json"))
    bad = rewritten(small, files=manifest["files"] + 1, bytes=manifest["bytes"] + 1)
    with pytest.raises(BackupDamaged, match="evil"):
        restore(bad, tmp_path / "data")
    assert not (tmp_path / "evil").exists()


def test_a_graph_in_use_is_not_copied(tmp_path: Path) -> None:
    engine = embedded.start(tmp_path / "data")
    try:
        prepare(engine)
        with pytest.raises(DataDirectoryInUse), (tmp_path / "graph.zip").open("wb") as to:
            back_up(tmp_path / "data", to)
    finally:
        engine.close()


def test_a_directory_without_a_graph_is_named_and_not_made(rectigraph: Command, tmp_path: Path) -> None:
    result = rectigraph("--data-dir", tmp_path / "none", "backup", tmp_path / "graph.zip")
    assert result.returncode == 1
    assert "nothing to back up" in " ".join(result.stderr.split())
    assert not list(tmp_path.glob("*"))


def test_neo4j_has_its_own_tools(rectigraph: Command, tmp_path: Path) -> None:
    result = rectigraph("--engine", "neo4j", "backup", tmp_path / "graph.zip")
    assert result.returncode == 1
    assert "neo4j-admin" in result.stderr
