"""Dataclasses that are frozen where it costs nothing: for the type checkers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, eq: bool = True, **options: bool) -> Any:
        """Return the decorator of that name; what is `frozen` has its hash, and mypy and pyright let nobody change it.

        At run time it is like any other: a frozen one sets each field by a call, which took three times as long (25
        fields: 2.9 against 1.2 µs, CPython 3.11 on x86-64), and a ledger of 10 MB has millions of fields.
        """
        return dataclasses.dataclass(eq=eq, unsafe_hash=frozen and eq, **options)


__all__ = ["dataclass"]
