"""Where output goes: answers as bytes or tables to standard output, messages to standard error.

What draws tables and colours is imported where it does so: it takes 20 ms and 6 MB, and JSON needs none of it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from rich.console import Console

# A pipe or file has no width: wide enough for a title and narrow enough for a mail.
_WIDTH_OF_FILES: Final = 120
_PIECE: Final = 65_536  # characters of a long string that are written at once
_LEAST_COLUMN: Final = 8  # narrower, and words and dates break into pieces that nobody reads


class Format(StrEnum):
    """How a command prints what it found."""

    JSON = "json"
    TABLE = "table"


def use_utf_8() -> None:
    """Write UTF-8 whatever the locale says: quotations must reach a file or pipe unchanged."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write_json(value: object) -> None:
    """Print a value as indented JSON, keys in the order given."""
    sys.stdout.write(json_bytes(value).decode())


def json_bytes(value: object) -> bytes:
    """Return a value as indented JSON, keys in the order given."""
    import orjson

    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def write_json_items(items: Iterable[tuple[str, object]]) -> None:
    """Print keys and values as one indented JSON object, as they come; an iterator becomes a list.

    The JSON of a report of 10 MB has 125 MB: at no time it is whole in memory, and it is written as bytes.
    """
    sys.stdout.flush()
    write = sys.stdout.buffer.write
    between = "{\n  "
    for key, value in items:
        write(f'{between}"{key}": '.encode())
        for part in _list(value) if isinstance(value, Iterator) else _parts(value, b"\n  "):
            write(part)
        between = ",\n  "
    write(b"\n}\n")
    sys.stdout.flush()


def _list(items: Iterator[object]) -> Iterator[bytes]:
    between, last = b"[\n    ", b"[]"
    for item in items:
        yield between
        yield _indented(item, b"\n    ")
        between, last = b",\n    ", b"\n  ]"
    yield last


def _parts(value: object, line_break: bytes) -> Iterator[bytes]:
    """Yield a value as `_indented` writes it; the text of a report in pieces."""
    if not isinstance(value, dict) or not value:
        yield _indented(value, line_break)
        return
    between = b"{" + line_break
    for key, each in cast("dict[str, object]", value).items():
        yield between + b'  "' + key.encode() + b'": '
        yield from _string(each) if isinstance(each, str) else (_indented(each, line_break + b"  "),)
        between = b"," + line_break
    yield line_break + b"}"


def _string(text: str) -> Iterator[bytes]:
    import orjson

    yield b'"'
    yield from (orjson.dumps(text[at : at + _PIECE])[1:-1] for at in range(0, len(text), _PIECE))
    yield b'"'


def _indented(value: object, line_break: bytes) -> bytes:
    import orjson

    return orjson.dumps(value, option=orjson.OPT_INDENT_2).replace(b"\n", line_break)


@contextmanager
def json_list() -> Iterator[Callable[[object], None]]:
    """Yield a function that prints one item of a JSON list, one a line; the list is closed in any case."""
    import orjson

    between = "[\n"

    def write(item: object) -> None:
        nonlocal between
        sys.stdout.write(between + orjson.dumps(item).decode())
        sys.stdout.flush()
        between = ",\n"

    try:
        yield write
    finally:
        sys.stdout.write("[]\n" if between == "[\n" else "\n]\n")


@contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file that takes the place of `path` when the block ends, and is gone where it raises."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Yield a folder that is called `path` when the block ends, and is gone where it raises."""
    import shutil

    part = path.with_name(f".{path.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        yield part
        part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers stand to the right, None is left empty.

    Where the columns are too many for the width, each row becomes a block of lines, one for each column.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    rows, answers = list(rows), _answers()
    if len(head) * _LEAST_COLUMN > answers.width:
        _write_blocks(answers, head, rows)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_header=any(head))
    for index, name in enumerate(head):
        numeric = any(isinstance(row[index], int | float) for row in rows)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_shown(value) for value in row))
    answers.print(table)


def _write_blocks(answers: Console, head: Sequence[str], rows: list[Sequence[object]]) -> None:
    from rich.table import Table

    for number, row in enumerate(rows, 1):
        block = Table(box=None, pad_edge=False, show_header=False, title=str(number), title_justify="left")
        block.add_column(style="dim", overflow="fold")
        block.add_column(overflow="fold")
        for name, value in zip(head, row, strict=True):
            block.add_row(name, _shown(value))
        answers.print(block)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def write_line(text: str = "") -> None:
    """Print a line that is part of the answer."""
    _answers().print(text)


def say(text: str) -> None:
    """Tell the user something that is no part of the answer."""
    sys.stderr.write(text + "\n")


def warn(text: str) -> None:
    """Tell the user what to look at."""
    _tell(("warning ", "yellow"), text)


def complain(code: str, text: str) -> None:
    """Tell the user what went wrong, with the stable code of the error."""
    _tell(("error ", "bold red"), text, (f" ({code})", "dim"))


def _tell(*parts: str | tuple[str, str]) -> None:
    from rich.text import Text

    messages().print(Text.assemble(*parts), soft_wrap=True)


def messages() -> Console:
    """Return the console of messages and progress: standard error. Brackets of a source are text, no markup."""
    from rich.console import Console

    return Console(stderr=True, markup=False, emoji=False, highlight=False)


def _answers() -> Console:
    from rich.console import Console

    width = None if sys.stdout.isatty() else _WIDTH_OF_FILES
    return Console(width=width, markup=False, emoji=False, highlight=False)
