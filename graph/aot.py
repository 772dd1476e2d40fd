"""What Java keeps of an earlier run: classes as they were read, linked and profiled (JEP 483, 514, 515).

With this ahead-of-time cache the embedded engine is up in a fifth of the time. It is made once for each runtime that is
installed, from a training run, and kept beside the runtime: whoever removes the one removes the other.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from schema.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_CREATE_TIMEOUT_S: Final = 120.0


def options(java: Path, jars: Path, given: Sequence[str], train: Callable[[list[str]], None]) -> list[str]:
    """Return what to start `java` with beside `given`, so that it uses its cache, which is made if there is none.

    `jars` is the folder of the class path; `train` runs the program once with options more and ends it. Empty where
    the folder of the runtime may not be written and has no cache, or where making one failed: that is not tried again.
    """
    cache = jars.parent / f"{jars.name}-{_digest(jars, given)}.aot"
    if not cache.exists() and os.access(cache.parent, os.W_OK):
        _make(cache, java, jars, given, train)
    return [f"-XX:AOTCache={cache}"] if cache.exists() and cache.stat().st_size else []


def _digest(jars: Path, given: Sequence[str]) -> str:
    """Return what a cache is named by: with other jars or other options Java would refuse it."""
    names = sorted(each.name for each in jars.iterdir())
    return blake2b("\n".join([*given, *names]).encode(), digest_size=8).hexdigest()


def _make(cache: Path, java: Path, jars: Path, given: Sequence[str], train: Callable[[list[str]], None]) -> None:
    """Write a cache, whole or not at all; an empty file says that none can be made."""
    seen, made = (cache.with_suffix(f".{os.getpid()}.{part}") for part in ("seen", "part"))
    create = [str(java), "-XX:AOTMode=create", f"-XX:AOTConfiguration={seen}", f"-XX:AOTCache={made}"]
    try:
        train(["-XX:AOTMode=record", f"-XX:AOTConfiguration={seen}"])
        subprocess.run(  # noqa: S603  # our own command, no shell
            [*create, *given, "-cp", str(jars / "*")], check=True, capture_output=True, timeout=_CREATE_TIMEOUT_S
        )
    except (OSError, subprocess.SubprocessError, EngineError):
        with suppress(OSError):
            made.write_bytes(b"")
    seen.unlink(missing_ok=True)
    with suppress(OSError):
        made.rename(cache)
