"""Keeps one child process alive for as long as its own parent lives, and no longer.

Run as a script: `python keeper.py COMMAND…`. The parent holds the other end of standard input; when that closes, for
whatever reason the parent died, the child is asked to stop, and killed if it does not. On Linux the child also dies
with the keeper itself. Uses the standard library only, so that it starts in 20 ms.
"""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import threading

_PR_SET_PDEATHSIG = 1
_GRACE_S = 10


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _stop_at_end_of_input(child: subprocess.Popen[bytes]) -> None:
    sys.stdin.buffer.read()
    child.terminate()
    try:
        child.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        child.kill()


def main(command: list[str]) -> int:
    """Run the command until it ends or standard input does; return its exit code."""
    # Ctrl-C in a terminal reaches the whole group: the parent decides, and closes our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare = _die_with_parent if sys.platform == "linux" else None
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=prepare)  # noqa: S603  # our own command, one thread
    threading.Thread(target=_stop_at_end_of_input, args=(child,), daemon=True).start()
    return child.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
