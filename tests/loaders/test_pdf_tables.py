"""Tables that a PDF draws with lines, and what is told of those that it draws without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from loaders.parse import parse_file
from loaders.read import read
from loaders.ruled import Line, Word, tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ROWS: Final = (
    ("序号", "问题", "整改措施", "责任单位", "整改时限"),
    ("1", "河道淤积", "清理河道五公里，补种水生植物，逐段验收", "澄江市水务局\n望溪镇人民政府", "2024年6月底前"),
    ("", "", "建立巡查制度", "澄江市水务局", "长期坚持"),
    ("2", "标志缺失", "补设标志12块", "澄江市交通运输局", "2024年9月底前"),
)
WIDTHS: Final = (30, 60, 130, 110, 100)
SIZE: Final = 10
LINE: Final = 14  # points from one line of a cell to the next
HEIGHT: Final = 34  # of a row


def wrapped(cell: str, width: float) -> list[str]:
    """Return the lines of a cell as a program sets them that breaks a line where no character has room."""
    lines: list[str] = []
    for part in cell.split("\n"):
        most = int((width - 6) // SIZE)
        lines += [part[at : at + most] for at in range(0, len(part), most)] or [""]
    return lines


def drawn(rows: Sequence[Sequence[str]], *, ruled: bool, merged_from: int = 0) -> str:
    """Return the operators that draw a table; the first two cells of row `merged_from` have no line below them."""
    out: list[str] = []
    for row, cells in enumerate(rows):
        x, top = 50, 700 - row * HEIGHT
        for column, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True)):
            for at, line in enumerate(wrapped(cell, width)):
                code = line.encode("utf-16-be").hex()
                out.append(f"BT /F1 {SIZE} Tf 1 0 0 1 {x + 3} {top - 12 - at * LINE} Tm <{code}> Tj ET")
            if ruled:
                below = not (merged_from and row == merged_from and column < 2)
                out.append(f"{x} {top - HEIGHT} m {x} {top} l S {x + width} {top - HEIGHT} m {x + width} {top} l S")
                out.append("" if row else f"{x} {top - 0.5} {width} 1 re f")
                out.append(f"{x} {top - HEIGHT - 0.5} {width} 1 re f" if below else "")
            x += width
    return "\n".join(out)


def pdf(*pages: str) -> bytes:
    """Return a PDF of pages with these operators; its font /F1 shows UTF-16."""
    cmap = (
        "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
        "1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap"
    )
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    font = "/Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {font} >>", "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]  # fmt: skip
    for number, page in enumerate(pages):
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 842 792]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {7 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(page)} >>\nstream\n{page}\nendstream")
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n0\n%%EOF\n".encode()


def test_ruled_table_is_read_as_its_cells_over_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(drawn(ROWS[:3], ruled=True, merged_from=1), drawn((ROWS[0], ROWS[3]), ruled=True)))
    first, second = read(path).sheets
    assert (first.name, second.name) == ("第1页", "第2页")
    assert first.rows == ROWS[:3]
    assert first.merged == ((1, 0, 2, 0), (1, 1, 2, 1))
    found = parse_file(path)
    assert [(issue.number, issue.title, len(issue.measures)) for issue in found.issues] == [
        ("1", "河道淤积", 2), ("2", "标志缺失", 1),
    ]  # fmt: skip
    one, again, other = (measure for issue in found.issues for measure in issue.measures)
    assert [unit.name for unit in one.units] == ["澄江市水务局", "望溪镇人民政府"]
    due = [[each.due_on for each in measure.deadlines] for measure in (one, again, other)]
    assert due == [["2024-06-30"], [None], ["2024-09-30"]]
    assert found.warnings == ()


def test_table_without_lines_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(drawn(ROWS, ruled=False)))
    source, found = read(path), parse_file(path)
    assert source.sheets == ()
    (warning,) = [each for each in found.warnings if "columns are lost" in each.message]
    assert source.text[warning.start : warning.end].split() == list(ROWS[0])


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Line]:
    upright = [Line.between((x, ys[0]), (x, ys[-1])) for x in xs]
    return upright + [Line.between((xs[0], y), (xs[-1], y)) for y in ys]


def test_two_tables_of_a_page_are_two_from_the_top() -> None:
    words = [Word("下", 12, 12, 10), Word("上", 12, 212, 10)]
    lines = grid((10, 50, 90), (10, 30, 50)) + grid((10, 50, 90), (210, 230, 250))
    assert [rows[1][0] for rows, _ in tables(lines, words)] == ["上", "下"]


def test_frame_or_lone_lines_are_no_table() -> None:
    frame = grid((10, 500), (10, 700))
    assert tables([*frame, Line(20, 300, 400, 300), Line(0, 0, 90, 90)], [Word("字", 20, 20, 10)]) == []


@pytest.mark.parametrize(("end", "said"), [(90, "督促推进"), (130, "督促\n推进")])
def test_line_that_reaches_the_border_was_broken_there(end: float, said: str) -> None:
    words = [Word("督促", 62, 30, 12), Word("推进", 62, 14, 12)]
    ((rows, _),) = tables(grid((10, 60, end), (10, 45, 80)), words)
    assert rows[1][1] == said
