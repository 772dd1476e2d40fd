"""Files of every format are read, and what cannot be read is refused with one clear error and little memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
import xlsxwriter

from loaders.parse import parse_file
from loaders.read import read
from schema.errors import (
    ArchiveTooLarge,
    DamagedFile,
    EmptyFile,
    NoMeasureColumn,
    NotText,
    PdfWithoutText,
    SourceError,
    UnknownFormat,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).resolve().parents[2]
_TEXT = (
    "关于巡察整改进展情况的通报\n"
    + "1.针对“制度执行不到位”的问题。①修订财务管理办法，组织培训3次，已完成整改。②建立台账，按月调度。\n" * 6
)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Write a file and return its path."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


def workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("整改台账")
    for row, cells in enumerate(
        (["序号", "问题", "整改措施", "责任单位", "整改时限"], [1, "账实不符", "清查资产", "县财政局", "2025年6月底"],
         [1, "", "建立台账", "", "2025年9月底"])
    ):  # fmt: skip
        sheet.write_row(row, 0, cells)
    sheet.merge_range(1, 3, 2, 3, "县财政局")
    book.close()
    return path


def pdf(content: bytes) -> bytes:
    """Return a PDF of one page with this content stream."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj%s endobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets))
    out.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_every_encoding_of_the_genre(file: Callable[[str, bytes], Path], encoding: str) -> None:
    assert read(file("notice.txt", _TEXT.encode(encoding))).text == _TEXT


def test_traditional_text_is_read_in_big5(file: Callable[[str, bytes], Path]) -> None:
    text = "關於巡察整改進展情況的通報\n針對制度執行不到位的問題，修訂財務管理辦法，組織培訓，已完成整改。\n" * 8
    assert read(file("notice.txt", text.encode("big5"))).text == text


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.txt", b"", EmptyFile),
        ("a.txt", b" \n\t\n", EmptyFile),
        ("a.txt", (_TEXT * 3).encode("gb18030")[:-2], DamagedFile),
        ("a.txt", _TEXT.encode()[:-2], DamagedFile),
        ("a.csv", _TEXT.encode("utf-16")[:-1], NotText),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, NotText),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnknownFormat),
        ("a.docx", b"PK\x03\x04 and then nothing", DamagedFile),
        ("a.pdf", b"%PDF-1.4 and then nothing", DamagedFile),
        ("a.pdf", pdf(b""), PdfWithoutText),
    ],
)
def test_what_cannot_be_read_is_refused(
    file: Callable[[str, bytes], Path], name: str, data: bytes, error: type[SourceError]
) -> None:
    with pytest.raises(error, match=name):
        read(file(name, data))


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        read(tmp_path / "nowhere.txt")
    with pytest.raises(SourceError, match=tmp_path.name):
        read(tmp_path)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_truncated_workbook_and_document_are_damaged(tmp_path: Path, share: float) -> None:
    whole = workbook(tmp_path / "whole.xlsx").read_bytes()
    document = docx.Document()
    document.add_paragraph(_TEXT)
    document.save(str(tmp_path / "whole.docx"))
    for name, data in (("cut.xlsx", whole), ("cut.docx", (tmp_path / "whole.docx").read_bytes())):
        (tmp_path / name).write_bytes(data[: int(len(data) * share)])
        with pytest.raises(DamagedFile, match=name):
            read(tmp_path / name)


def test_archive_that_unpacks_to_two_gigabytes_is_refused_in_little_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        zeros = bytes(1024 * 1024)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(2048):
                part.write(zeros)
    reading = (
        "import sys; from pathlib import Path; from loaders.read import read\n"
        "from schema.errors import ArchiveTooLarge\n"
        "try: read(Path(sys.argv[1]))\n"
        "except ArchiveTooLarge: sys.exit(0)\n"
        "sys.exit(1)"
    )
    # A small process between: a child's peak starts with the memory of the process it was forked from.
    asking = (
        "import resource, subprocess, sys\n"
        "subprocess.run([sys.executable, '-c', *sys.argv[1:]], check=True)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", asking, reading, bomb]
    found = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)
    assert int(found.stdout) < 200 * 1024
    with pytest.raises(ArchiveTooLarge, match=r"bomb\.xlsx"):
        read(bomb)


def test_rows_that_only_have_a_format_are_none(tmp_path: Path) -> None:
    path = tmp_path / "formatted.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["问题", "整改措施", "责任单位"])
    sheet.write_row(1, 0, ["账实不符", "清查资产", "县财政局"])
    sheet.write_blank(1_048_575, 5, None, book.add_format({"border": 1}))
    book.close()
    assert len(read(path).sheets[0].rows) == 2


def test_cell_far_below_the_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet().write(1_048_575, 5, "完")
    book.close()
    with pytest.raises(ArchiveTooLarge, match="1,048,576 rows"):
        read(path)


def test_archive_that_is_no_document_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("readme.txt", "x")
    with pytest.raises(UnknownFormat, match=r"a\.zip"):
        read(tmp_path / "a.zip")


def test_page_is_read_without_its_scripts_and_with_sentences_whole(file: Callable[[str, bytes], Path]) -> None:
    body = "<script>x()</script><p>已<b>完成</b>整改。</p><p>下一步</p>"
    page = f"<html><head><style>p{{}}</style></head><body>{body}</body></html>"
    assert read(file("a.html", page.encode())).text.split() == ["已完成整改。", "下一步"]


def test_workbook_is_a_ledger_with_merged_cells(tmp_path: Path) -> None:
    parsed = parse_file(workbook(tmp_path / "ledger.xlsx"))
    assert parsed.report.kind == "LEDGER"
    (issue,) = parsed.issues
    assert (issue.number, [m.measure for m in issue.measures]) == ("1", ["清查资产", "建立台账"])
    assert {unit.name for m in issue.measures for unit in m.units} == {"县财政局"}
    assert [m.deadlines[0].due_on for m in issue.measures] == ["2025-06-30", "2025-09-30"]


def test_table_in_a_document_is_a_ledger(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("某县整改清单（截至2025年3月31日）")
    table = document.add_table(rows=2, cols=3)
    for row, cells in zip(
        table.rows, (("问题", "整改措施", "责任单位"), ("甲问题", "甲措施", "县财政局")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    parsed = parse_file(tmp_path / "a.docx")
    assert (parsed.report.kind, parsed.issues[0].measures[0].measure) == ("LEDGER", "甲措施")


def test_text_is_a_report(file: Callable[[str, bytes], Path]) -> None:
    parsed = parse_file(file("notice.txt", _TEXT.encode("gb18030")))
    assert parsed.report.kind == "NOTICE"
    assert parsed.report.text == _TEXT


def test_table_without_measures_names_file_and_heads(file: Callable[[str, bytes], Path]) -> None:
    table = "问题,责任单位,整改时限\n甲,办公室,2024年底\n"
    with pytest.raises(NoMeasureColumn, match=r"a\.csv.*责任单位"):
        parse_file(file("a.csv", table.encode()), "ledger")


def test_page_with_text_is_read_from_a_pdf(file: Callable[[str, bytes], Path]) -> None:
    found = read(file("a.pdf", pdf(b"BT /F1 12 Tf 20 100 Td (Rectification report) Tj ET")))
    assert found.text.strip() == "Rectification report"


def test_prose_with_half_width_commas_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    lines = ("1.针对“管理混乱”的问题,逐校排查,限期整改,压实责任。", "①走访12所,发现31个,整改29个,退费8万元。")
    path.write_text("中共云州市教育局党组关于巡察整改情况的通报\n一、整改情况\n" + "\n".join(lines) + "\n", "utf-8")
    assert read(path).sheets == ()
