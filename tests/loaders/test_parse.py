"""One entry for every file: ledgers and reports are told apart by what they hold."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import TYPE_CHECKING

import docx
import pytest
import xlsxwriter

from loaders.parse import parse_file
from loaders.parsed import to_json
from schema.errors import EmptyFile, NoMeasureColumn, RectigraphError

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ("序号", "问题", "整改措施", "责任单位", "完成时限")
ROWS = (
    ("1", "账实不符", "清查资产", "县财政局", "2024年6月底前"),
    ("2", "超标准列支", "清退费用", "县教体局", "2024年底"),
)
REPORT = """中共青原县水务局党组关于巡察整改进展情况的通报

2023年5月8日，县委第二巡察组向县水务局党组反馈了意见。现将整改进展情况予以公布。

一、反馈问题整改情况

1.针对“账实不符”的问题。①开展清查。已完成资产清查12处。②健全制度。印发《资产管理办法》。

2.针对“巡河不到位”的问题。①每月巡河。持续开展巡河检查。

中共青原县水务局党组
2023年12月8日
"""


def test_sample_ledger_is_a_ledger(shared: Path):
    parsed = parse_file(shared / "questions" / "ledger-sample.csv")
    assert (parsed.report.kind, parsed.report.title, len(parsed.issues)) == ("LEDGER", "云澜市反馈问题整改台账", 19)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx"])
def test_report_is_the_same_in_each_format(tmp_path: Path, name: str):
    path = tmp_path / name
    if name == "a.docx":
        document = docx.Document()
        for line in REPORT.splitlines():
            document.add_paragraph(line)
        document.save(str(path))
    else:
        lines = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
        path.write_text(f"<html><body>{lines}</body></html>" if name == "a.html" else REPORT, "utf-8")
    parsed = parse_file(path)
    assert [(issue.title, len(issue.measures)) for issue in parsed.issues] == [("账实不符", 2), ("巡河不到位", 1)]
    assert parsed.report.kind == "NOTICE"


def test_ledger_in_a_document_takes_its_title_from_the_line_above(tmp_path: Path):
    document = docx.Document()
    document.add_paragraph("附件")
    document.add_paragraph("青原县审计整改台账（截至2024年3月31日）")
    table = document.add_table(rows=0, cols=5)
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    parsed = parse_file(tmp_path / "a.docx")
    assert (parsed.report.kind, parsed.report.title, parsed.report.as_of) == (
        "LEDGER",
        "青原县审计整改台账",
        "2024-03-31",
    )
    assert [issue.title for issue in parsed.issues] == ["账实不符", "超标准列支"]


def test_report_with_a_table_stays_a_report(tmp_path: Path):
    document = docx.Document()
    for line in REPORT.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=5)
    for row in (HEAD, ROWS[0]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "a.docx"))
    assert parse_file(tmp_path / "a.docx").report.kind == "NOTICE"
    assert parse_file(tmp_path / "a.docx", "ledger").report.kind == "LEDGER"


def test_workbook_without_a_title_has_that_of_its_file(tmp_path: Path):
    book = xlsxwriter.Workbook(str(tmp_path / "整改台账.xlsx"))
    sheet = book.add_worksheet()
    for number, row in enumerate((HEAD, *ROWS)):
        sheet.write_row(number, 0, row)
    book.close()
    parsed = parse_file(tmp_path / "整改台账.xlsx")
    assert (parsed.report.title, len(parsed.issues)) == ("整改台账", 2)


def test_merged_cells_of_a_workbook_hold_below(tmp_path: Path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("台账")
    sheet.merge_range(0, 0, 0, 4, "青原县整改台账")
    sheet.write_row(1, 0, HEAD)
    sheet.merge_range(2, 0, 3, 0, "1")
    sheet.merge_range(2, 1, 3, 1, "账实不符")
    sheet.merge_range(2, 3, 3, 3, "县财政局")
    sheet.write_column(2, 2, ["清查资产", "建立台账"])
    book.close()
    (issue,) = parse_file(tmp_path / "a.xlsx").issues
    assert [(m.row, m.measure, [u.name for u in m.units]) for m in issue.measures] == [
        (3, "清查资产", ["县财政局"]), (4, "建立台账", ["县财政局"]),
    ]  # fmt: skip


def test_every_row_of_a_ledger_stands_in_the_text_of_the_report(shared: Path):
    parsed = parse_file(shared / "questions" / "ledger-sample.csv")
    assert all(m.text and m.text in parsed.report.text for issue in parsed.issues for m in issue.measures)


def test_text_of_a_table_is_read_as_one(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("\n".join("\t".join(row) for row in (HEAD, *ROWS)), "utf-8")
    assert [issue.title for issue in parse_file(path).issues] == ["账实不符", "超标准列支"]


def test_table_of_another_kind_is_refused_with_its_heads(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("问题,责任单位,整改时限\n甲,办公室,2024年底\n", "utf-8")
    with pytest.raises(NoMeasureColumn, match=r"a\.csv: .*问题、责任单位、整改时限"):
        parse_file(path)


def test_error_names_the_file(tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(EmptyFile, match=r"a\.csv"):
        parse_file(tmp_path / "a.csv")


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.html"])
def test_damaged_files_are_read_or_refused_but_never_crash(tmp_path: Path, shared: Path, name: str, seed: int):
    data = bytearray((shared / "questions" / "ledger-sample.csv").read_bytes())
    chance = random.Random(seed)
    for _ in range(chance.randrange(1, 60)):
        place = chance.randrange(len(data))
        data[place : place + chance.randrange(3)] = chance.choice(
            [b"", b",", b'"', b"\n", b"\t", "《".encode(), b"<td>", b"\0"]
        )
    (tmp_path / name).write_bytes(data)
    with suppress(RectigraphError):
        to_json(parse_file(tmp_path / name))
