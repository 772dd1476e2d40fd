"""Files to triples by rdflib; an error of syntax says its line and column."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from loaders.rdf.store import DiskStore
from schema.errors import EmptyFile, NotText, RdfSyntax, RdfTooLarge, SourceError, UnknownFormat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib import Graph

_FORMATS: Final = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".trig": "trig",
    ".nt": "nquads",
    ".nq": "nquads",
    ".nquads": "nquads",
    ".jsonld": "json-ld",
    ".json": "json-ld",
}
_MOST: Final = 200_000_000  # bytes of a file whose text must be in memory
_RUN: Final = 1_000_000  # characters of lines that are parsed at a time
# Relative references need some base; nothing is ever asked of it (RFC 2606).
_BASE: Final = "http://rectigraph.invalid/"


def parsed(path: Path) -> Graph:
    """Return all triples of a file, those of named graphs too; its format is told by the name.

    They are on disk until the last reference to the graph is gone. Raises SourceError, UnknownFormat, NotText,
    EmptyFile, RdfTooLarge and RdfSyntax.
    """
    if not path.is_file():
        raise SourceError(f"{path} does not exist. Check the name.")
    format_ = _FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise UnknownFormat(
            f"{path.name} is of no format of RDF that is read: name it by what it is, {', '.join(_FORMATS)}."
        )
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # literals that are no dates are told by the shapes
    with _as_written():
        return _nquads(path) if format_ == "nquads" else _whole(path, format_)


@contextmanager
def _as_written() -> Iterator[None]:
    """Have literals keep the form in which they are written: 182 as a double stays a whole number."""
    import rdflib

    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def json_of(text: str, name: str) -> Any:
    """Return JSON. Raises RdfSyntax with line and column."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _broken(name, error.lineno, error.colno, error.msg) from None
    except RecursionError:
        raise RdfSyntax(f"{name}: its JSON is nested too deeply.") from None


def _whole(path: Path, format_: str) -> Graph:
    """Return the triples of a format whose text must be in memory, as it has no lines of its own."""
    size = path.stat().st_size
    if size > _MOST:
        raise RdfTooLarge(
            f"{path.name} has {size / 1e6:,.0f} MB, and of {format_} at most {_MOST / 1e6:,.0f} MB are read: its text "
            "must be in memory. N-Quads of any size are read line by line: rectigraph export --format nquads."
        )
    text = "".join(_lines(path))
    if not text.strip():
        raise _empty(path)
    if format_ == "json-ld":
        _refuse_remote(json_of(text, path.name), path.name)
    return _by_rdflib(text, format_, path.name)


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file as they are. Raises SourceError and NotText."""
    number = 1
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                yield line.decode("utf-8-sig" if number == 1 else "utf-8")
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise NotText(f"{path.name}, line {number}: RDF is written in UTF-8, and this byte is not.") from None


def _empty(path: Path) -> EmptyFile:
    return EmptyFile(f"{path.name} is empty: there is nothing to load.")


def _by_rdflib(text: str, format_: str, name: str) -> Graph:
    from rdflib import Dataset, Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = Dataset(DiskStore(), default_union=True) if format_ == "trig" else Graph(DiskStore())
    try:
        graph.parse(data=text, format=format_, publicID=_BASE)
    except BadSyntax as error:
        # The position counts in the text, which the error keeps as bytes.
        whole = error._str.decode()
        at = error._i + len(whole[error._i :]) - len(whole[error._i :].lstrip())
        raise _broken_at(name, whole, at, error._why) from None
    except AssertionError as error:  # a string without an end
        reason, _, shown = str(error).partition(" at ^ in ")
        raise _broken_at(name, text, _place(text, shown), reason) from None
    except RecursionError:
        raise RdfSyntax(f"{name}: it is nested too deeply.") from None
    except Exception as error:  # its parsers raise what they come upon: KeyError, TypeError …
        raise RdfSyntax(f"{name} cannot be read as {format_}: {error or type(error).__name__}.") from error
    return graph


def _nquads(path: Path) -> Graph:
    from rdflib import Dataset
    from rdflib.exceptions import ParserError as ParseError
    from rdflib.parser import StringInputSource
    from rdflib.plugins.parsers.nquads import NQuadsParser

    graph, parser, labels = Dataset(DiskStore(), default_union=True), NQuadsParser(), dict[str, Any]()
    blank = True
    for first, lines in _numbered(path):
        text = "".join(lines)
        blank = blank and text.isspace()
        try:
            parser.parse(StringInputSource(text), graph, labels)
        except (ParseError, ValueError):
            for number, line in enumerate(lines, first):
                try:
                    parser.parse(StringInputSource(line), Dataset(), {})
                except (ParseError, ValueError) as error:
                    column = len(line.rstrip("\r\n")) - len(str(parser.line or "").rstrip("\r\n")) + 1
                    reason = str(error).partition("):\n")[0].removeprefix("Invalid line (")
                    raise _broken(path.name, number, column, reason) from None
            raise
    if blank:
        raise _empty(path)
    return graph


def _numbered(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield runs of lines of about `_RUN` characters, each with the number of its first line."""
    first, lines, size = 1, list[str](), 0
    for line in _lines(path):
        lines.append(line)
        size += len(line)
        if size >= _RUN:
            yield first, lines
            first, lines, size = first + len(lines), [], 0
    if lines:
        yield first, lines


def _place(text: str, shown: str) -> int:
    """Return the last place in a text that a parser shows by a ^ among the characters around it."""
    marks = (at for at, character in enumerate(shown) if character == "^")
    found = ((text.rfind(shown[:at] + shown[at + 1 :]), at) for at in marks)
    return max((start + at for start, at in found if start >= 0), default=0)


def _broken_at(name: str, text: str, at: int, reason: str) -> RdfSyntax:
    line = text.count("\n", 0, at) + 1
    return _broken(name, line, at - (text.rfind("\n", 0, at) + 1) + 1, reason)


def _broken(name: str, line: int, column: int, reason: str) -> RdfSyntax:
    words = " ".join(reason.split()).rstrip(".")
    return RdfSyntax(f"{name}, line {line}, column {column}: {words}. Correct the file; nothing of it was loaded.")


def _refuse_remote(value: Any, name: str) -> None:
    """Raise RdfSyntax for JSON-LD that wants a context from elsewhere: nothing is fetched."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            for key, inner in item.items():
                contexts = inner if isinstance(inner, list) else [inner]
                remote = key == "@import" or (key == "@context" and any(isinstance(each, str) for each in contexts))
                if remote:
                    raise RdfSyntax(
                        f"{name} takes its context from elsewhere ({inner}), and nothing is fetched: write the context "
                        "into the file, or expand it."
                    )
                waiting.append(inner)
        elif isinstance(item, list):
            waiting += item
