"""Files to text and tables: TXT, HTML, DOCX, PDF, CSV and XLSX, told apart by content before name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from loaders.decode import decode
from schema.errors import ArchiveTooLarge, DamagedFile, EmptyFile, PdfWithoutText, SourceError, UnknownFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST_UNPACKED: Final = 300 * 1024 * 1024  # bytes; a ledger of 100,000 rows unpacks to 60 MB
_CHUNK: Final = 1024 * 1024
_BLOCKS: Final = "p,div,br,li,tr,h1,h2,h3,h4,h5,h6,section,article,table,ul,ol,dl,dt,dd,blockquote"
_NO_TEXT: Final = "script,style,noscript,template,nav,header nav,footer"
_PAGE_NUMBER: Final = re.compile(r"^[\s\-—–·第]*\d{1,4}[\s\-—–·页]*(?:/\s*\d{1,4})?$")
_FEWEST_PAGES: Final = 3  # on which a line must stand to be a running head
_TABLES: Final = (".csv", ".tsv")
_PAGES: Final = (".html", ".htm", ".xhtml", ".mht")

Rows = tuple[tuple[str, ...], ...]
Range = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: rows of cells as printed, and merged ranges (first row, first column, last row, last column, from 0)."""

    name: str
    rows: Rows
    merged: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What a file holds: running text, tables, or both."""

    text: str
    sheets: tuple[Sheet, ...] = ()


def read(path: Path) -> Source:
    """Return the content of a file.

    Raises SourceError for a file that is not there, and its kinds for what cannot be read: EmptyFile, NotText,
    DamagedFile, ArchiveTooLarge, PdfWithoutText, UnknownFormat.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path} does not exist. Check the name.") from None
    except IsADirectoryError:
        raise SourceError(f"{path} is a folder. Name the files in it.") from None
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from None
    return _read(data, path.name)


def _read(data: bytes, name: str) -> Source:
    if not data.strip():
        raise EmptyFile(f"{name} is empty: there is nothing to load.")
    if data.startswith(b"PK"):
        return _archive(data, name)
    if data.startswith(b"%PDF"):
        return Source(_pdf(data, name))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(data, name)
    text = decode(data, name)
    suffix = name.lower()[name.rfind(".") :]
    if suffix in _TABLES:
        return Source("", (Sheet("", _csv(text)),))
    if suffix in _PAGES or re.match(r"\s*<(?:!doctype html|html)", text, re.IGNORECASE):
        return _html(text)
    return Source(text)


# --- archives: DOCX and XLSX ---------------------------------------------------------------------------------------


def _archive(data: bytes, name: str) -> Source:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, name)
            parts = archive.namelist()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise DamagedFile(f"{name} breaks off or is damaged ({error}). Get it again, or save it again.") from None
    if any(part.startswith("word/") for part in parts):
        return _docx(data, name)
    if any(part.startswith("xl/") or part == "content.xml" for part in parts):
        return Source("", _sheets(data, name))
    raise UnknownFormat(f"{name} is an archive, and neither DOCX nor XLSX. Unpack it, and load what is in it.")


def _check_size(archive: zipfile.ZipFile, name: str) -> None:
    """Raise ArchiveTooLarge before anything of it is kept: by the sizes it declares, then by those it has."""
    left = _MOST_UNPACKED - sum(part.file_size for part in archive.infolist())
    if left >= 0:
        left = _MOST_UNPACKED
        for part in archive.infolist():
            with archive.open(part) as stream:
                while left >= 0 and (chunk := stream.read(_CHUNK)):
                    left -= len(chunk)
    if left < 0:
        most = _MOST_UNPACKED // 1024 // 1024
        raise ArchiveTooLarge(f"{name} unpacks to more than {most} MB: it is not read. Split it into smaller files.")


def _docx(data: bytes, name: str) -> Source:
    import docx
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
        parts = [
            Sheet(f"表{number}", _docx_rows(part)) if isinstance(part, Table) else part.text
            for number, part in enumerate(document.iter_inner_content(), 1)
        ]
    except (KeyError, ValueError, SyntaxError) as error:
        raise DamagedFile(f"{name} is no readable DOCX ({error}). Save it again.") from None
    lines = (part if isinstance(part, str) else "\n".join("\t".join(row) for row in part.rows) for part in parts)
    text = "\n".join(lines)
    if not text.strip():
        raise EmptyFile(f"{name} has no text. Are its pages pictures?")
    return Source(text, tuple(part for part in parts if isinstance(part, Sheet)))


def _docx_rows(table: Any) -> Rows:
    # A merged cell stands in each of its places as the same element: its text counts in the first one.
    seen: set[Any] = set()
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        cells = [("" if cell._tc in seen else cell.text, seen.add(cell._tc)) for cell in row.cells]
        rows.append(tuple(text for text, _ in cells))
    return tuple(rows)


def _sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = tuple(_sheet(workbook.get_sheet_by_name(title)) for title in workbook.sheet_names)
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFile(f"{name} is no readable workbook ({error}). Save it again.") from None
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


def _old_office(data: bytes, name: str) -> Source:
    if name.lower().endswith((".xls", ".et")):
        return Source("", _sheets(data, name))
    raise UnknownFormat(f"{name} is a document of an old office format. Save it as DOCX or XLSX, and load that.")


# --- text formats --------------------------------------------------------------------------------------------------


def _csv(text: str) -> Rows:
    # A cell may be long, but not without end: the default limit of 128 kB guards against an open quotation mark.
    try:
        dialect: Any = csv.Sniffer().sniff(text[:8192], ",\t;|")
        delimiter = dialect.delimiter
    except csv.Error:
        delimiter = "\t" if text.count("\t") > text.count(",") else ","
    try:
        return tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DamagedFile(f"The table cannot be read as CSV: {error}. Is a quotation mark left open?") from None


def _html(text: str) -> Source:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    for node in tree.css(_NO_TEXT):
        node.decompose()
    sheets = tuple(Sheet(f"表{n}", rows) for n, table in enumerate(tree.css("table"), 1) if (rows := _html_rows(table)))
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    found = tree.body.text(separator="") if tree.body else ""
    lines = (line.strip() for line in found.splitlines())
    return Source("\n".join(line for line in lines if line), sheets)


def _html_rows(table: Any) -> Rows:
    return tuple(tuple(cell.text(strip=True) for cell in row.css("th,td")) for row in table.css("tr"))


def _pdf(data: bytes, name: str) -> str:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, KeyError, ValueError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise DamagedFile(f"{name} is no readable PDF ({error}). Get it again, or save it again.") from None
    text = "\n".join(_without_running_heads([page.splitlines() for page in pages]))
    if not text.strip():
        raise PdfWithoutText(
            f"{name} has {len(pages)} pages and no text: they are pictures. Recognise the text first (OCR)."
        )
    return text


def _without_running_heads(pages: list[list[str]]) -> Iterator[str]:
    """Yield the lines of all pages but page numbers, and lines that stand first or last on most pages."""
    edges = Counter(line.strip() for page in pages for line in _edges(page))
    often = max(_FEWEST_PAGES, len(pages) // 2)
    for page in pages:
        edge = {id(line) for line in _edges(page)}
        for line in page:
            words = line.strip()
            running = id(line) in edge and (_PAGE_NUMBER.match(words) or edges[words] >= often)
            if words and not running:
                yield line


def _edges(page: list[str]) -> Iterable[str]:
    return [*page[:2], *page[2:][-2:]]
