"""Keeps one child process alive for as long as its own parent lives, and no longer.

Run as a script: `python keeper.py SECONDS COMMAND…`. The parent holds the other end of standard input; when that
closes, for whatever reason the parent died, the child is asked to stop, and killed if it has not after some seconds. On
Linux the child also dies with the keeper itself. Uses the standard library only, so that it starts in 20 ms.
"""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_PR_SET_PDEATHSIG = 1


def kept(command: Sequence[str], grace_s: float = 10) -> list[str]:
    """Return the command that runs another one under a keeper; `grace_s` are the seconds that it has for stopping."""
    return [sys.executable, "-I", "-S", __file__, str(grace_s), *command]


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _stop_at_end_of_input(child: subprocess.Popen[bytes], grace_s: float) -> None:
    sys.stdin.buffer.read()
    child.terminate()
    try:
        child.wait(grace_s)
    except subprocess.TimeoutExpired:
        child.kill()


def main(grace_s: float, command: Sequence[str]) -> int:
    """Run the command until it ends or standard input does; return its exit code."""
    # Ctrl-C in a terminal reaches the whole group: the parent decides, and closes our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare = _die_with_parent if sys.platform == "linux" else None
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=prepare)  # noqa: S603  # our own command, one thread
    threading.Thread(target=_stop_at_end_of_input, args=(child, grace_s), daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2:]))
