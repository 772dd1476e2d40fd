"""Bytes to text: UTF-8, UTF-16, GB18030 and Big5, with or without a byte order mark."""

from __future__ import annotations

import codecs
import unicodedata
from typing import Final

from schema.errors import EmptyFile, NotText

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


def decode(data: bytes, name: str) -> str:
    r"""Return the text of a file called `name`, without its byte order mark; line ends become \\n.

    Raises EmptyFile, and NotText if no encoding of Chinese text reads it.
    """
    if not data.strip():
        raise EmptyFile(f"{name} is empty: there is nothing to load.")
    text = _marked(data, name) or _utf_8(data) or _guessed(data)
    if text is None or not _readable(text):
        raise NotText(f"{name} is no text in UTF-8, UTF-16, GB18030 or Big5. Is it another kind of file, or damaged?")
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


def _utf_8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> str | None:
    # Imported late: most files are UTF-8, and the detector takes 60 ms to import.
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_CANDIDATES).best()
    return str(best) if best else None


def _readable(text: str) -> bool:
    sample = text[:_SAMPLED]
    unreadable = sum(unicodedata.category(c) in _UNREADABLE and c not in "\n\r\t\f" for c in sample)
    return unreadable <= len(sample) * (1 - _LEAST_READABLE)
