"""The command line `rectigraph`, one module for each command.

Answers go to standard output, progress and messages to standard error. Each command imports what it needs when it
runs: reading a report must not wait for a database driver. Exit codes: 0 success, 1 failure, 2 wrong usage, 130 Ctrl-C.
"""

from api.cli.app import main

__all__ = ["main"]
