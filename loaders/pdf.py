"""PDF: the text of its pages, and the tables that ruled lines draw on them."""

from __future__ import annotations

import io
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from loaders.archives import BROKEN_INPUT
from loaders.ruled import Line, Word, tables
from loaders.sheets import Sheet, Source
from schema.errors import DamagedFile, PdfWithoutText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PAGE_NUMBER: Final = re.compile(r"^[\s\-—–·第]*\d{1,4}[\s\-—–·页]*(?:/\s*\d{1,4})?$")
_FEWEST_PAGES: Final = 3  # on which a line must stand to be a running head
_THIN: Final = 3.0  # points: a filled rectangle that is no thicker is a line
_PAINTED: Final = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
_MOST_LINES: Final = 5_000  # of one page: a table of thirty rows has a thousand; a drawing has more, and is none


def source(data: bytes, name: str) -> Source:
    """Return the text of a PDF without running heads and page numbers, and its tables, those of a page by its number.

    Raises DamagedFile, or PdfWithoutText for pages that are pictures.
    """
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    texts: list[str] = []
    sheets: list[Sheet] = []
    try:
        for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, 1):
            drawn = _Drawn()
            texts.append(page.extract_text(visitor_text=drawn.text, visitor_operand_before=drawn.operation))
            found = tables(drawn.lines, drawn.words) if len(drawn.lines) <= _MOST_LINES else []
            sheets += [
                Sheet(f"第{number}页" + (f"表{at}" if len(found) > 1 else ""), rows, merged)
                for at, (rows, merged) in enumerate(found, 1)
            ]
    except (PyPdfError, *BROKEN_INPUT):
        raise DamagedFile(
            f"{name} is no readable PDF: it breaks off or is damaged. Get it again, or save it again."
        ) from None
    text = "\n".join(_without_running_heads([each.splitlines() for each in texts]))
    if not text.strip():
        raise PdfWithoutText(
            f"{name} has {len(texts)} pages and no text: they are pictures. Recognise the text first (OCR)."
        )
    return Source(text, tuple(sheets))


@dataclass(slots=True)
class _Drawn:
    """What a page draws, in points, y upwards: words where they begin, and the straight lines that are painted."""

    words: list[Word] = field(default_factory=list[Word])
    lines: list[Line] = field(default_factory=list[Line])
    _path: list[Line] = field(default_factory=list[Line])
    _at: tuple[float, float] = (0, 0)

    def text(self, words: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        """Take words with the matrices that place them, as pypdf hands them."""
        if words.strip():
            x, y = _placed(cm, float(tm[4]), float(tm[5]))
            scale = abs(float(tm[0]) * float(cm[0]) + float(tm[1]) * float(cm[2])) or 1
            self.words.append(Word(words.strip(), x, y, float(size) * scale))

    def operation(self, operator: bytes, operands: Sequence[Any], cm: Any, _tm: Any) -> None:
        """Take a drawing operator with its operands; one that is damaged draws nothing."""
        with suppress(LookupError, TypeError, ValueError):
            self._drawn(operator, operands, cm)

    def _drawn(self, operator: bytes, operands: Sequence[Any], cm: Any) -> None:
        if operator == b"re":
            self._path += _edges_of(cm, *map(float, operands[:4]))
        elif operator == b"m":
            self._at = (float(operands[0]), float(operands[1]))
        elif operator == b"l":
            to = (float(operands[0]), float(operands[1]))
            self._path.append(Line.between(_placed(cm, *self._at), _placed(cm, *to)))
            self._at = to
        elif operator in _PAINTED:
            self.lines += self._path
            self._path = []
        elif operator == b"n":
            self._path = []


def _placed(cm: Any, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = map(float, cm)
    return a * x + c * y + e, b * x + d * y + f


def _edges_of(cm: Any, x: float, y: float, width: float, height: float) -> list[Line]:
    """Return the edges of a rectangle, or the one line that it is if it is thin."""
    (left, below), (right, above) = _placed(cm, x, y), _placed(cm, x + width, y + height)
    if abs(right - left) <= _THIN:
        return [Line.between(((left + right) / 2, below), ((left + right) / 2, above))]
    if abs(above - below) <= _THIN:
        return [Line.between((left, (below + above) / 2), (right, (below + above) / 2))]
    corners = [(left, below), (right, below), (right, above), (left, above), (left, below)]
    return [Line.between(one, other) for one, other in pairwise(corners)]


def _without_running_heads(pages: list[list[str]]) -> Iterator[str]:
    """Yield the lines of all pages but page numbers, and lines that stand first or last on most pages."""
    times = Counter(line.strip() for page in pages for line in _outermost(page))
    often = max(_FEWEST_PAGES, len(pages) // 2)
    for page in pages:
        outermost = {id(line) for line in _outermost(page)}
        for line in page:
            words = line.strip()
            running = id(line) in outermost and (_PAGE_NUMBER.match(words) or times[words] >= often)
            if words and not running:
                yield line


def _outermost(page: list[str]) -> Iterable[str]:
    return [*page[:2], *page[2:][-2:]]
