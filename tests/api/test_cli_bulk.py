"""Loading folders of many files: in order, in several processes, told as a CSV, and going on after a kill."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
from multiprocessing import active_children
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from api.cli.progress import line
from api.reading import State, files, read_all
from schema.errors import ReaderEnded

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., subprocess.CompletedProcess[str]]

HEADS = "序号,问题来源,问题,整改措施,牵头单位,整改时限,完成情况\n"
FILES = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with ledgers of two rows, one file that fails and others that no reader takes."""
    made = tmp_path / "archive"
    for number in range(FILES):
        file = made / f"{number // 10}" / f"{number:03}.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        source = f"市委第{number + 1}轮巡察"
        rows = (
            f"1,{source},河道{number}淤积,清理河道{number}公里,澄江市水务局,2023年底,正在推进\n"
            f"2,{source},标志缺失{number},补设标志{number}块,澄江市水务局,2023年13月,已完成\n"
        )
        file.write_text(HEADS + rows, "utf-8")
    (made / "poem.txt").write_text("床前看月光，疑是地上霜。\n", "utf-8")
    (made / "photo.jpg").write_bytes(b"\xff")
    (made / ".hidden.csv").write_text(HEADS, "utf-8")
    (made / "~$open.docx").write_bytes(b"lock")
    return made


def test_files_of_folders_stand_in_order_and_others_are_counted(folder: Path) -> None:
    found = files([folder / "5", folder])
    assert found.files[:10] == [folder / "5" / f"{number:03}.csv" for number in range(50, 60)]
    assert found.files[10:] == [*sorted(folder.glob("*/*.csv")), folder / "poem.txt"]
    assert found.others == {".jpg": 1}


def test_several_processes_read_as_one_does_in_the_same_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = files([folder]).files
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    one = list(read_all(paths, "auto"))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    several = list(read_all(paths, "auto"))
    assert [outcome.path for outcome, _ in several] == list(paths)
    assert [source for _, source in several] == [source for _, source in one]
    assert [outcome.rejected for outcome, _ in several] == [outcome.rejected for outcome, _ in one]
    assert [outcome.state for outcome, _ in several] == [State.READ] * FILES + [State.FAILED]


class Deadly(type(Path())):  # pyright: ignore[reportUntypedBaseClass]
    """A path that kills the process that it is sent to, as the system kills one that takes too much memory."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return signal.raise_signal, (signal.SIGKILL,)


def test_a_file_that_ends_its_reader_fails_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    paths = files([folder]).files[:30]
    deadly = {7}
    found = list(read_all([Deadly(path) if at in deadly else path for at, path in enumerate(paths)], "auto"))
    assert [outcome.path for outcome, _ in found] == paths
    assert {at for at, (outcome, _) in enumerate(found) if outcome.state is State.FAILED} == deadly
    assert {type(outcome.error) for outcome, source in found if source is None} == {ReaderEnded}
    assert paths[7].name in str(found[7][0].error)


def test_a_reader_that_is_killed_once_costs_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    paths = files([folder]).files[:30]
    found = read_all(paths, "auto")
    first = next(found)
    for reader in active_children():
        reader.kill()
    assert [outcome.state for outcome, _ in [first, *found]] == [State.READ] * len(paths)


def test_a_folder_is_loaded_told_and_the_second_time_recognised(
    rectigraph: Command, folder: Path, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.csv"
    first = rectigraph("load", folder, "--summary", summary, "--format", "json")
    assert first.returncode == 1
    assert ".jpg" in first.stderr
    told = list(csv.DictReader(summary.read_text("utf-8-sig").splitlines()))
    assert [Path(row["file"]) for row in told] == list(files([folder]).files)
    assert (told[0]["state"], told[0]["rejected rows"], told[0]["codes"]) == ("loaded", "1", "UNREADABLE_DATE 1")
    assert (told[-1]["state"], told[-1]["error"]) == ("failed", "NO_ISSUES")
    again = json.loads(rectigraph("load", folder, "--summary", summary, "--format", "json").stdout)
    assert [each["state"] for each in again] == ["unchanged"] * FILES + ["failed"]
    told_again = list(csv.DictReader(summary.read_text("utf-8-sig").splitlines()))
    flagged = ("title", "warnings", "rejected rows", "codes")
    assert [[row[each] for each in flagged] for row in told_again] == [[row[each] for each in flagged] for row in told]
    assert again[0]["rejected"] == json.loads(first.stdout)[0]["rejected"]


def test_a_load_that_was_killed_goes_on_where_it_was(
    rectigraph: Command, program: Path, clean_environment: dict[str, str], folder: Path
) -> None:
    command = [program, "load", folder, "--format", "json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=clean_environment, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"[\n"
        assert b"loaded" in process.stdout.readline()
        process.kill()
        # Nobody holds the pipe any more: what read for it has gone as well.
        told = process.stdout.read()
    assert process.returncode == -signal.SIGKILL
    again = json.loads(rectigraph("load", folder, "--format", "json").stdout)
    states = [each["state"] for each in again]
    assert states[0] == "unchanged"
    assert set(states[:FILES]) <= {"unchanged", "loaded"}
    assert states[:FILES].count("unchanged") >= told.count(b'"loaded"') + 1
    count = rectigraph("query", "-", stdin="{ measures { totalCount } reports { totalCount } }")
    assert json.loads(count.stdout)["data"] == {"measures": {"totalCount": FILES}, "reports": {"totalCount": FILES}}


def test_a_line_of_progress_tells_rate_and_time_left() -> None:
    assert line(1_200, 5_000, 30.0) == "1,200 of 5,000 files, 40.0 files/s, about 95 s left"
