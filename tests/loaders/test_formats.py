"""Each format gives its text and tables; what cannot be read is refused before it does harm."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml

from loaders.read import read
from loaders.report import parse_report
from schema.errors import ArchiveTooLarge, DamagedFile, EmptyFile, PdfWithoutText, SourceError, UnknownFormat

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [["序号", "问题", "整改措施", "责任单位"], ["1", "账实不符", "清查资产", "县财政局"]]


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def pdf(*pages: str) -> bytes:
    """Return a PDF that shows the text of each page with a built-in font."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, page in enumerate(pages):
        lines = " T* ".join(f"({line}) Tj" for line in page.splitlines())
        content = f"BT /F1 12 Tf 14 TL 72 720 Td {lines} ET" if lines else ""
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 612 792]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(out)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes lost or put in: of the parts of an archive, so that its checksums hold."""
    if not data.startswith(b"PK"):
        noisy = bytearray(data)
        for _ in range(chance.randrange(1, 20)):
            place = chance.randrange(len(noisy))
            noisy[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        return bytes(noisy)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if chance.random() > 0.05}
    return zipped(
        {name: changed(part, chance) if part and chance.random() < 0.3 else part for name, part in parts.items()}
    )


def numbered(document: Any, levels: list[tuple[str, str]]) -> None:
    """Add the list 77 to a document; each level has a format and a pattern."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    each = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="77">{each}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def workbook(path: Path, fill: Any) -> Path:
    book = xlsxwriter.Workbook(str(path))
    fill(book)
    book.close()
    return path


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


# --- tables --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_delimiter_is_found(tmp_path: Path, delimiter: str, name: str):
    text = "\n".join(delimiter.join(row) for row in ROWS)
    (sheet,) = read(written(tmp_path / name, text.encode())).sheets
    assert sheet.rows == tuple(map(tuple, ROWS))


def test_commas_in_cells_do_not_hide_the_tabs_between_them(tmp_path: Path):
    text = "题目,一,二\n序号\t问题\t措施\n1\t甲,乙,丙,丁\t一\n2\t戊\t二\n3\t己\t三"
    (sheet,) = read(written(tmp_path / "a.csv", text.encode())).sheets
    assert sheet.rows[2] == ("1", "甲,乙,丙,丁", "一")


def test_line_breaks_in_quoted_cells_stay(tmp_path: Path):
    (sheet,) = read(written(tmp_path / "a.csv", '问题,措施\r\n甲,"一\r\n二"\r\n'.encode())).sheets
    assert sheet.rows[1] == ("甲", "一\n二")


def test_open_quotation_mark_is_damage_in_a_table_and_nothing_in_prose(tmp_path: Path):
    data = b'a,b\n"' + b"x" * 200_000
    with pytest.raises(DamagedFile, match="quotation mark"):
        read(written(tmp_path / "a.csv", data))
    assert read(written(tmp_path / "a.txt", data)).sheets == ()


def test_workbook_keeps_printed_rows_days_and_merged_cells(tmp_path: Path):
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("台账")
        sheet.merge_range("A3:A4", "甲")
        sheet.write("B3", 12.0)
        sheet.write_datetime("B4", date(2024, 6, 30), book.add_format({"num_format": "yyyy-mm-dd"}))

    (sheet,) = read(workbook(tmp_path / "a.xlsx", fill)).sheets
    assert (sheet.name, sheet.rows[2][0], sheet.rows[2][1], sheet.rows[3][1]) == ("台账", "甲", "12", "2024-06-30")
    assert sheet.merged == ((2, 0, 3, 0),)


def test_document_gives_its_paragraphs_and_tables_in_order(tmp_path: Path):
    document = docx.Document()
    document.add_paragraph("前言")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 1).text = "甲", "一", "二"
    table.cell(0, 0).merge(table.cell(1, 0))
    document.add_paragraph("后记")
    document.save(str(tmp_path / "a.docx"))
    source = read(tmp_path / "a.docx")
    assert source.text.split("\n")[0] == "前言"
    assert source.text.split("\n")[-1] == "后记"
    assert source.sheets[0].rows[1] == ("", "二")
    assert source.sheets[0].merged == ((0, 0, 1, 0),)


def test_numbers_that_the_word_processor_writes_are_read(tmp_path: Path):
    document = docx.Document()
    levels = [
        ("chineseCounting", "%1、"),
        ("chineseCounting", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircleChinese", "%4"),
    ]
    numbered(document, levels)
    for level, text in [
        (0, "甲"),
        (1, "乙"),
        (2, "丙"),
        (3, "丁"),
        (3, "戊"),
        (2, "己"),
        (1, "庚"),
        (2, "辛"),
        (0, "壬"),
    ]:
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = level, 77
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text.split("\n") == [
        "一、甲", "（一）乙", "1.丙", "①丁", "②戊", "2.己", "（二）庚", "1.辛", "二、壬",
    ]  # fmt: skip


def test_page_gives_blocks_as_lines_and_spans_as_merged_cells(tmp_path: Path):
    page = """<html><body><nav>首页</nav><h1>题目</h1><p>甲<b>乙</b></p><script>var 丙</script>
    <table><tr><td rowspan="2">一</td><td colspan="2">二</td></tr><tr><td>三</td><td>四</td></tr></table></body>"""
    source = read(written(tmp_path / "a.html", page.encode()))
    assert source.text.splitlines()[:2] == ["题目", "甲乙"]
    assert "丙" not in source.text
    assert source.sheets[0].rows == (("一", "二", ""), ("", "三", "四"))
    assert source.sheets[0].merged == ((0, 0, 1, 0), (0, 1, 0, 2))


def test_absurd_spans_end_with_the_table(tmp_path: Path):
    page = '<table><tr><td rowspan="65534" colspan="99999">一</td></tr><tr><td>二</td></tr></table>'
    (sheet,) = read(written(tmp_path / "a.html", page.encode())).sheets
    assert len(sheet.rows) == 2
    assert len(sheet.rows[0]) < 1000


def test_page_saved_under_the_name_of_a_workbook_is_a_page(tmp_path: Path):
    page = "<table><tr><td>问题</td></tr></table>"
    assert read(written(tmp_path / "a.xls", page.encode())).sheets[0].rows == (("问题",),)


def test_pdf_gives_its_text_without_running_heads(tmp_path: Path):
    pages = [f"Report 2023\nline {word}\n- {number} -" for number, word in enumerate(("one", "two", "six", "ten"), 1)]
    lines = read(written(tmp_path / "a.pdf", pdf(*pages))).text.split("\n")
    assert lines == [
        "line one",
        "line two",
        "line six",
        "line ten",
    ]


# --- what is refused -----------------------------------------------------------------------------------------------


def test_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(SourceError, match="does not exist"):
        read(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="is a folder"):
        read(tmp_path)


def test_pdf_of_pictures_is_told_apart_from_a_broken_one(tmp_path: Path):
    with pytest.raises(PdfWithoutText, match="1 pages and no text"):
        read(written(tmp_path / "a.pdf", pdf("")))
    with pytest.raises(DamagedFile, match="no readable PDF"):
        read(written(tmp_path / "b.pdf", b"%PDF-1.4\nnothing"))


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_archive_that_breaks_off_is_damaged(tmp_path: Path, name: str):
    data = zipped({"word/document.xml": b"<x/>" * 999, "xl/worksheets/sheet1.xml": b"<x/>" * 999})
    with pytest.raises(DamagedFile, match="breaks off or is damaged"):
        read(written(tmp_path / name, data[:100]))


def test_parts_that_are_no_xml_are_damage(tmp_path: Path):
    with pytest.raises(DamagedFile):
        read(written(tmp_path / "a.docx", zipped({"word/document.xml": b"nothing"})))
    with pytest.raises(DamagedFile):
        read(written(tmp_path / "a.xlsx", zipped({"xl/worksheets/sheet1.xml": b"nothing"})))


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf"])
def test_changed_bytes_are_read_or_refused(tmp_path: Path, name: str, seed: int):
    path = tmp_path / name
    if name == "a.pdf":
        path.write_bytes(pdf("line one\nline two"))
    elif name == "a.xlsx":
        workbook(path, lambda book: book.add_worksheet().write_row(0, 0, ROWS[0]))
    else:
        document = docx.Document()
        document.add_table(rows=1, cols=2).cell(0, 0).text = "甲"
        document.save(str(path))
    path.write_bytes(changed(path.read_bytes(), random.Random(seed)))
    with suppress(SourceError):
        read(path)


def test_bomb_is_refused_by_what_it_declares(tmp_path: Path):
    data = zipped({"word/document.xml": b"0" * 210_000_000})
    assert len(data) < 1_000_000
    with pytest.raises(ArchiveTooLarge, match="more than 200 MB"):
        read(written(tmp_path / "a.docx", data))


def test_bomb_that_declares_less_than_it_holds_is_refused(tmp_path: Path):
    data = bytearray(zipped({"word/document.xml": b"0" * 210_000_000}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.index(mark) + (22 if mark == b"PK\x03\x04" else 24)
        data[place : place + 4] = (1000).to_bytes(4, "little")
    with pytest.raises((ArchiveTooLarge, DamagedFile)):
        read(written(tmp_path / "a.docx", bytes(data)))


def test_cell_far_from_the_table_is_refused(tmp_path: Path):
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "问题")
        sheet.write(1_048_575, 16_383, "far")

    with pytest.raises(ArchiveTooLarge, match="1,048,576 rows and 16,384 columns"):
        read(workbook(tmp_path / "a.xlsx", fill))


def test_empty_workbook_and_document_are_empty(tmp_path: Path):
    with pytest.raises(EmptyFile):
        read(workbook(tmp_path / "a.xlsx", lambda book: book.add_worksheet()))
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(EmptyFile, match="pictures"):
        read(tmp_path / "a.docx")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"{\\rtf1 hello}", "RTF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old office format"),
        (zipped({"a.txt": b"x"}), "neither DOCX nor XLSX"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, data: bytes, what: str):
    with pytest.raises(UnknownFormat, match=what):
        read(written(tmp_path / "a.doc", data))


def test_password_is_told_apart_from_an_old_format(tmp_path: Path):
    with pytest.raises(UnknownFormat, match="password"):
        read(written(tmp_path / "a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600)))


def test_cells_of_a_page_stay_apart_in_its_text(tmp_path: Path) -> None:
    page = (
        "<html><body><ul><li><a>首页</a></li></ul><h1>望溪区水务局关于巡察整改情况的通报</h1><p>现将整改情况通报如下。</p>"
        "<p>1.针对“巡河不到位”的问题。已清理垃圾58吨。</p>"
        "<table><tr><th>序号</th><th>反馈问题</th><th>整改措施</th><th>责任单位</th><th>完成情况</th></tr>"
        "<tr><td>2</td><td>水费收缴率低</td><td>收缴欠费63万元。</td><td>供水科</td><td>已完成</td></tr></table>"
        "<p>联系电话：0531-12345678。</p></body></html>"
    )
    path = tmp_path / "page.html"
    path.write_text(page, "utf-8")
    issues = parse_report(read(path).text).issues
    assert [(issue.number, issue.title) for issue in issues] == [("1", "巡河不到位"), ("2", "水费收缴率低")]
    assert [len(issue.measures) for issue in issues] == [1, 1]
