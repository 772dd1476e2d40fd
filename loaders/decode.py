"""Bytes to text: UTF-8, UTF-16, GB18030 and Big5, with or without a byte order mark."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from typing import Final

from schema.errors import DamagedFile, EmptyFile, NotText

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
_SAMPLED: Final = 20_000  # characters looked at to tell text from bytes that happen to decode
_LEAST_READABLE: Final = 0.97
_UNREADABLE: Final = frozenset({"Cc", "Cn", "Co", "Cs"})
# Where each encoding keeps its frequent characters: nine of ten in a text of its own, two of three in one of the other.
_FREQUENT: Final = {"gb18030": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7)}
_MOSTLY_FREQUENT: Final = 0.75  # of its characters: nine of ten in a text of its own, two of five in random bytes
_LONGEST_CHARACTER: Final = 4  # bytes in GB18030
_FEWEST_SEQUENCES: Final = 10  # characters of three bytes that prove UTF-8: bytes of another encoding rarely make one


def decode(data: bytes, name: str) -> str:
    r"""Return the text of a file called `name`, without its byte order mark; line ends become \\n.

    Raises EmptyFile, DamagedFile for UTF-8 that breaks off or has other bytes in it, and NotText if no encoding of
    Chinese text reads it.
    """
    readers = (_marked, _utf_8, _guessed)
    text = next((found for reader in readers if (found := reader(data, name)) is not None), None)
    if text is None or not _readable(text):
        raise NotText(f"{name} is no text in UTF-8, UTF-16, GB18030 or Big5. Is it another kind of file, or damaged?")
    if text.isspace() or not text:
        raise EmptyFile(f"{name} is empty: there is nothing to load.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotText(
                    f"{name} starts as {encoding} and is not, from byte {error.start} on. Save it again."
                ) from None
    return None


def _utf_8(data: bytes, name: str) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        if sum("\u2e80" <= char <= "\uffff" for char in before) >= _FEWEST_SEQUENCES:
            raise DamagedFile(
                f"{name} is UTF-8 up to byte {error.start} of {len(data)}, where it breaks off or is damaged. "
                "Get it again, or save it again."
            ) from None
        return None


def _guessed(data: bytes, name: str) -> str | None:
    # Imported late: most files are UTF-8, and the detector takes 60 ms to import.
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_CANDIDATES).best()
    if best is None and _breaks_off(data):
        raise DamagedFile(f"{name} is GB18030 and breaks off in the middle of a character. Get it again.")
    if best is None or best.encoding not in _FREQUENT:
        return str(best) if best else None
    # On a few hundred characters the detector takes Big5 for GB18030.
    texts = {encoding: _strict(data, encoding) for encoding in _FREQUENT}
    likely = max((each for each in texts if texts[each]), key=lambda each: _share_frequent(texts[each] or "", each))
    return texts[likely]


def _breaks_off(data: bytes) -> bool:
    """Tell whether GB18030 reads all but a character that the end cuts, and the rest is text."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("gb18030")
        at_the_end = len(data) - error.start < _LONGEST_CHARACTER and bool(before)
        return at_the_end and _share_frequent(before, "gb18030") > _MOSTLY_FREQUENT
    return False


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share_frequent(text: str, encoding: str) -> float:
    """Return the share of frequent characters among those of two bytes."""
    wide = [char.encode(encoding) for char in text[:_SAMPLED] if char > "\x7f"]
    return sum(each[0] in _FREQUENT[encoding] for each in wide) / (len(wide) or 1)


def _readable(text: str) -> bool:
    sample = Counter(text[:_SAMPLED])  # a few hundred characters, each many times
    unreadable = (n for c, n in sample.items() if unicodedata.category(c) in _UNREADABLE and c not in "\n\r\t\f")
    return sum(unreadable) <= sample.total() * (1 - _LEAST_READABLE)
