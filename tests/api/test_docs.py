"""What the documentation tells to type is understood as it stands: every command, option and choice."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperGroup

from api.cli.app import app

_ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```(?:sh)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FILES = [_ROOT / "README.md", *sorted((_ROOT / "docs").glob("*.md"))]
_SHELL = ("|", ">", "&&", ";")


def commands(text: str) -> list[list[str]]:
    """Return the arguments of each `rectigraph` in the blocks of a page, as a shell parts them."""
    lines = [line for block in _BLOCK.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    found = list[list[str]]()
    for line in lines:
        lexer = shlex.shlex(line, posix=True, punctuation_chars="|>&;")
        lexer.commenters = "#"
        lexer.whitespace_split = True
        words = list(lexer)
        while "rectigraph" in words:
            words = words[words.index("rectigraph") + 1 :]
            end = next((at for at, word in enumerate(words) if word.startswith(_SHELL)), len(words))
            found.append(words[:end])
    return found


@pytest.mark.parametrize("page", _FILES, ids=lambda page: page.stem)
def test_commands_of_a_page_are_understood(page: Path) -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    for words in commands(page.read_text("utf-8")):
        understood(group, words)


def understood(group: TyperGroup, words: list[str]) -> None:
    """Read the options of a command without running it; click raises for what it does not know."""
    with group.make_context("rectigraph", list(words), resilient_parsing="--help" in words) as context:
        rest = [*context._protected_args, *context.args]
        if not rest:
            return
        name, command, arguments = group.resolve_command(context, rest)
        assert name is not None
        assert command is not None
        if isinstance(command, TyperGroup):
            understood(command, arguments)
        else:
            command.make_context(name, arguments, parent=context)


def test_commands_are_found_in_the_pages() -> None:
    found = [words[0] for page in _FILES for words in commands(page.read_text("utf-8")) if words]
    assert len(found) > 30
    assert {"load", "query", "export", "serve", "migrate", "backup"} <= set(found)
