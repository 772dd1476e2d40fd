"""DOCX and XLSX: archives, which are measured before anything of them is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final

from loaders.numbering import Numbering
from loaders.sheets import Range, Sheet, Source
from schema.errors import ArchiveTooLarge, DamagedFile, EmptyFile, UnknownFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_UNPACKED: Final = 200 * 1024 * 1024  # bytes; a ledger of 100,000 rows unpacks to 60 MB
_MOST_CELLS: Final = 20_000_000  # of one sheet, blank ones between filled ones included: 32 bytes each while it is read
_FILLED: Final = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')  # a blank cell is <c r="A9" s="1"/>
_NARROWEST: Final = 26  # columns, of a sheet that is told to be too large
# What libraries raise on damaged input, as 10,000 files with random changes showed; MemoryError and the like pass.
BROKEN_INPUT: Final = (
    ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RecursionError, SyntaxError, TypeError,
    ValueError,
)  # fmt: skip
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
_SAVE_AGAIN: Final = "Get it again, or save it again."


def archive(data: bytes, name: str) -> Source:
    """Return the content of a DOCX or XLSX file.

    Raises ArchiveTooLarge, DamagedFile, EmptyFile or UnknownFormat.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            parts = _measured(opened, name)
    except _UNREADABLE as error:
        raise DamagedFile(f"{name} breaks off or is damaged ({error}). {_SAVE_AGAIN}") from None
    if "word/document.xml" in parts:
        return _document(data, name)
    if any(part.startswith("xl/worksheets/") and part.endswith(".xml") for part in parts):
        return Source("", sheets(data, name))
    raise UnknownFormat(
        f"{name} is neither DOCX nor XLSX. Save it as one of them, or unpack it and load what is in it."
    )


def _measured(opened: zipfile.ZipFile, name: str) -> list[str]:
    """Return the names of the parts. Raises ArchiveTooLarge by the sizes declared, then by those that they have."""
    left = _MOST_UNPACKED
    if sum(part.file_size for part in opened.infolist()) > left:
        raise _too_large(name)
    for part in opened.infolist():
        content = _unpacked(opened, part, left)
        if content is None:
            raise _too_large(name)
        left -= len(content)
        if part.filename.startswith("xl/worksheets/"):
            _check_extent(content, name)
    return opened.namelist()


def _unpacked(opened: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes | None:
    """Return the content of a part, None if it is larger than `most` bytes whatever it declares."""
    with opened.open(part) as stream:
        content = stream.read(most + 1)
    return content if len(content) <= most else None


def _too_large(name: str) -> ArchiveTooLarge:
    most = _MOST_UNPACKED // 1024 // 1024
    return ArchiveTooLarge(f"{name} unpacks to more than {most} MB: it is not read. Split it into smaller files.")


def _check_extent(sheet: bytes, name: str) -> None:
    """Raise ArchiveTooLarge for a filled cell so far out that the table up to it would fill the memory.

    Rows that only have a format are none: a million of them come from formatting whole columns.
    """
    columns: set[bytes] = set()
    height = 0
    for cell in _FILLED.finditer(sheet):
        columns.add(cell[1])
        height = max(height, int(cell[2]))
    width = max(map(_column, columns), default=0)
    width = max(width, _NARROWEST)
    if height * width > _MOST_CELLS:
        raise ArchiveTooLarge(
            f"{name} has a sheet of {height:,} rows and {width:,} columns: it is not read. "
            "Delete what stands far from the table, or split it."
        )


def _column(letters: bytes) -> int:
    """Return the number of a column called A, B, … XFD, from 1."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place


# --- DOCX ----------------------------------------------------------------------------------------------------------


def _document(data: bytes, name: str) -> Source:
    import docx
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
        numbering = Numbering.of(document)
        parts = [
            _table(part, number) if isinstance(part, Table) else numbering.label(part) + part.text
            for number, part in _parts(document)
        ]
    except BROKEN_INPUT:
        raise DamagedFile(f"{name} is no readable DOCX: parts of it are damaged. {_SAVE_AGAIN}") from None
    text = "\n".join(part if isinstance(part, str) else "\n".join(map("\t".join, part.rows)) for part in parts)
    if not text.strip():
        raise EmptyFile(f"{name} has no text. Are its pages pictures?")
    return Source(text, tuple(part for part in parts if isinstance(part, Sheet)))


def _parts(document: Any) -> Iterator[tuple[int, Any]]:
    """Yield paragraphs and tables in their order, with the number of the table that each is or follows."""
    from docx.table import Table

    tables = 0
    for part in document.iter_inner_content():
        tables += isinstance(part, Table)
        yield tables, part


def _table(table: Any, number: int) -> Sheet:
    """Return a table; python-docx gives the same element in each place of a merged cell."""
    grid = [row.cells for row in table.rows]
    places: dict[Any, list[tuple[int, int]]] = {}
    texts: dict[tuple[int, int], str] = {}
    for row, cells in enumerate(grid):
        for column, cell in enumerate(cells):
            if cell._tc not in places:
                texts[row, column] = cell.text
            places.setdefault(cell._tc, []).append((row, column))
    rows = tuple(tuple(texts.get((r, c), "") for c in range(len(cells))) for r, cells in enumerate(grid))
    merged: list[Range] = [(*found[0], *found[-1]) for found in places.values() if len(found) > 1]
    return Sheet(f"表{number}", rows, tuple(merged))


# --- XLSX ----------------------------------------------------------------------------------------------------------


def sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, from the first row and column on. Raises DamagedFile or EmptyFile."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = tuple(_sheet(workbook.get_sheet_by_name(title)) for title in workbook.sheet_names)
    except (CalamineError, *BROKEN_INPUT):
        raise DamagedFile(f"{name} is no readable workbook: parts of it are damaged. {_SAVE_AGAIN}") from None
    if not any(sheet.rows for sheet in found):
        raise EmptyFile(f"{name} has no filled cell: there is nothing to load.")
    return found


def _sheet(sheet: Any) -> Sheet:
    rows = tuple(tuple(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False))
    merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Sheet(sheet.name, rows, merged)


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).removesuffix(" 00:00:00")
