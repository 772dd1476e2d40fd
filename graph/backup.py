"""Backups of the embedded engine: its database as one ZIP archive, made and restored while no engine runs.

Entries are `manifest.json`, then the files of the database as they lie on the disk, with the log of an engine that was
killed: it is played back at the next start. Every entry has its checksum. Passwords are left out and made anew.
"""

from __future__ import annotations

import json
import re
import shutil
import zlib
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from graph import embedded
from schema.errors import BackupDamaged, BackupError, BackupTooNew
from schema.version import MODEL_VERSION

_FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_DATABASES: Final = "databases"
_VERSION: Final = "version.json"
_ENGINE: Final = "arcadedb-embedded"
_BROKEN: Final = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `bytes` is what its files have when unpacked."""

    format: int
    model: int
    engine: str
    files: int
    bytes: int


def back_up(data_dir: Path, to: IO[bytes]) -> Manifest:
    """Write the graph of a data directory to a file that can be sought, and return what was written.

    Raises BackupError where no graph is, and DataDirectoryInUse while an engine runs there.
    """
    if not (data_dir / _DATABASES).is_dir():
        raise BackupError(f"{data_dir} holds no graph: there is nothing to back up. Is --data-dir right?")
    with closing(embedded.hold(data_dir)):
        files = sorted(each for each in (data_dir / _DATABASES).rglob("*") if each.is_file())
        model = json.loads((data_dir / _VERSION).read_text("utf-8"))["model"]
        size = sum(each.stat().st_size for each in files)
        manifest = Manifest(_FORMAT, model, version(_ENGINE), len(files), size)
        with ZipFile(to, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
            for each in files:
                archive.write(each, each.relative_to(data_dir).as_posix())
    return manifest


def restore(file: Path, data_dir: Path) -> Manifest:
    """Make a data directory of a backup, whole or not at all, and return what the backup says of itself.

    Raises BackupError where a graph is already, BackupDamaged and BackupTooNew; then nothing is there that was not.
    """
    data_dir = data_dir.absolute()
    if data_dir.exists() and any(data_dir.iterdir()):
        raise BackupError(
            f"{data_dir} is not empty, and nothing in it is overwritten. Restore into a folder that is not there, "
            "by --data-dir, or move this one away."
        )
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    part = data_dir.with_name(f".{data_dir.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        with ZipFile(file) as archive:
            manifest = _manifest(archive, file)
            part.mkdir()
            _unpack(archive, manifest, part)
        (part / _VERSION).write_text(json.dumps({"model": manifest.model}), "utf-8")
        if data_dir.exists():
            data_dir.rmdir()
        part.rename(data_dir)
    except _BROKEN as error:
        raise BackupDamaged(
            f"{file} is no whole backup: {' '.join(str(error).split())}. Nothing was restored. "
            "Take another copy of it, or an older one."
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return manifest


def _manifest(archive: ZipFile, file: Path) -> Manifest:
    """Return what a backup says of itself. Raises BackupTooNew, and ValueError for what is none."""
    said: Any = json.loads(archive.read(_MANIFEST))
    if not isinstance(said, dict) or not {"format", "model", "engine"} <= said.keys():
        raise ValueError("its manifest is not one of ours")
    found: dict[str, Any] = said  # pyright: ignore[reportUnknownVariableType]
    newer = [
        f"{what} {theirs}, and this program knows {ours}"
        for what, theirs, ours in (
            ("format", found["format"], _FORMAT),
            ("model version", found["model"], MODEL_VERSION),
            ("engine", found["engine"], version(_ENGINE)),
        )
        if _numbers(theirs) > _numbers(ours)
    ]
    if newer:
        raise BackupTooNew(f"{file} was made by a newer program: {'; '.join(newer)}. Restore it with that program.")
    return Manifest(**found)


def _numbers(of: object) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", str(of))))


def _unpack(archive: ZipFile, manifest: Manifest, to: Path) -> None:
    """Unpack the files of a database; reading an entry to its end holds it against its checksum."""
    entries = [each for each in archive.infolist() if each.filename != _MANIFEST]
    size = sum(each.file_size for each in entries)
    if (len(entries), size) != (manifest.files, manifest.bytes):
        raise ValueError(f"{len(entries)} files with {size} bytes, not {manifest.files} with {manifest.bytes}")
    if size > (free := shutil.disk_usage(to).free):
        raise BackupError(f"The graph takes {size:,} bytes, and {free:,} are free for {to.parent}. Free some.")
    for each in entries:
        path = PurePosixPath(each.filename)
        if path.is_absolute() or ".." in path.parts or path.parts[:1] != (_DATABASES,):
            raise ValueError(f"{each.filename!r} is no file of a database")
        target = to / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(each) as source, target.open("wb") as written:
            shutil.copyfileobj(source, written, 1 << 20)
