"""What became of each file of a load, as a CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from api.reading import Outcome

_HEADS: Final = (
    "file", "state", "title", "nodes", "relationships", "warnings", "rejected rows", "codes", "error", "message",
)  # fmt: skip


@contextmanager
def summarised(path: Path) -> Iterator[Callable[[Outcome], None]]:
    """Yield what adds one outcome to a summary; the file is there when the load is over, also where it was broken off.

    In UTF-8 with the byte order mark without which Excel takes it for the code page of Windows.
    """
    from api.tables import kept_text

    with path.open("wb") as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow(_HEADS)
        yield lambda outcome: writer.writerow(map(kept_text, _row(outcome)))
        text.flush()


def _row(of: Outcome) -> tuple[object, ...]:
    codes = Counter([each.code for each in of.warnings] + [each.reason for each in of.rejected])
    return (
        of.path, of.state, of.title, of.nodes.total(), of.relationships.total(), len(of.warnings), len(of.rejected),
        "; ".join(f"{code} {count}" for code, count in sorted(codes.items())),
        of.error.code if of.error else "", of.error or "",
    )  # fmt: skip
