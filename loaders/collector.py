"""The collector of cycles, out of the way of a parse."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector: all that is read and parsed lives on, and looking through it took up to a third of the time.

    The cells of a table live as long, so the pause begins before a file is read.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
