"""Files to text and tables: TXT, HTML, DOCX, PDF, CSV and XLSX, told apart by content before name."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

from loaders import pdf
from loaders.archives import archive, sheets
from loaders.decode import decode
from loaders.sheets import Grid, Sheet, Source, delimited, is_delimited
from schema.errors import DamagedFile, EmptyFile, SourceError, UnknownFormat

if TYPE_CHECKING:
    from pathlib import Path

_BLOCKS: Final = "p,div,br,li,tr,h1,h2,h3,h4,h5,h6,section,article,table,ul,ol,dl,dt,dd,blockquote"
_NO_TEXT: Final = "script,style,noscript,template,nav,header nav,footer"
_TABLES: Final = (".csv", ".tsv")
_PAGES: Final = (".html", ".htm", ".xhtml")
_TAGS: Final = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|meta|body|table|div)\b", re.IGNORECASE)
_OTHER_FORMATS: Final = (
    (b"{\\rtf", "an RTF document"),
    (b"MIME-Version:", "a web archive"),
    (b"<?mso-application", "a workbook in XML"),
)

# What a file is called in a folder whose sources are read; a file that is named is read whatever it is called.
SUFFIXES: Final = frozenset(
    (".txt", ".md", ".docx", ".pdf", ".xlsx", ".xlsm", ".xls", ".et", ".doc", ".wps", ".rtf", *_TABLES, *_PAGES)
)

__all__ = ["SUFFIXES", "Sheet", "Source", "read", "sha256"]


def read(path: Path) -> Source:
    """Return the content of a file.

    Raises SourceError for a file that is not there, and its kinds for what cannot be read: EmptyFile, NotText,
    DamagedFile, ArchiveTooLarge, PdfWithoutText, UnknownFormat.
    """
    return _read(_bytes(path), path.name)


def sha256(path: Path) -> str:
    """Return the checksum of a file, by which a source is recognised. Raises SourceError for one that is not there."""
    return hashlib.sha256(_bytes(path)).hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(f"{path} does not exist. Check the name.") from None
    except IsADirectoryError:
        raise SourceError(f"{path} is a folder. Name the files in it.") from None
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from None


def _read(data: bytes, name: str) -> Source:
    if not data or data.isspace():
        raise EmptyFile(f"{name} is empty: there is nothing to load.")
    if data.startswith(b"PK"):
        return archive(data, name)
    if data.startswith(b"%PDF"):
        return pdf.source(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(data, name)
    for mark, what in _OTHER_FORMATS:
        if mark in data[:200]:
            raise UnknownFormat(f"{name} is {what}. Save it as DOCX, XLSX or plain text, and load that.")
    return _text(decode(data, name), name.lower())


def _text(text: str, name: str) -> Source:
    if name.endswith(_PAGES) or _TAGS.match(text):
        return _html(text)
    if name.endswith(_TABLES):
        return Source("", (Sheet("", delimited(text)),))
    return Source(text, _table_in(text))


def _table_in(text: str) -> tuple[Sheet, ...]:
    """Return a text as a table if it may be one; what it is tells its head."""
    try:
        return (Sheet("", delimited(text)),) if is_delimited(text) else ()
    except DamagedFile:
        return ()


def _old_office(data: bytes, name: str) -> Source:
    if name.lower().endswith((".xls", ".et")):
        return Source("", sheets(data, name))
    if name.lower().endswith((".xlsx", ".docx")):
        raise UnknownFormat(f"{name} is protected by a password. Save it without, and load that.")
    raise UnknownFormat(f"{name} is a document of an old office format. Save it as DOCX or XLSX, and load that.")


def _html(text: str) -> Source:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(text)
    for node in tree.css(_NO_TEXT):
        node.decompose()
    tables = tuple(_html_table(table, number) for number, table in enumerate(tree.css("table"), 1))
    for node in tree.css("td,th"):
        node.insert_after("\t")
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    found = tree.body.text(separator="") if tree.body else ""
    lines = (line.strip() for line in found.splitlines())
    return Source("\n".join(line for line in lines if line), tables)


def _html_table(table: Any, number: int) -> Sheet:
    rows = table.css("tr")
    grid = Grid(len(rows))
    for row, line in enumerate(rows):
        for cell in line.css("th,td"):
            spans = (_span(cell, "rowspan"), _span(cell, "colspan"))
            grid.put(row, cell.text(separator="\n", strip=True), *spans)
    return grid.sheet(f"表{number}")


def _span(cell: Any, direction: str) -> int:
    stated = cell.attributes.get(direction) or ""
    return int(stated) if re.fullmatch(r"[0-9]{1,5}", stated) else 1
