"""What holds for every command: help, exit codes, streams, errors."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from api.questions import FLAGSHIP, question

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., subprocess.CompletedProcess[str]]

COMMANDS = ("demo", "parse", "load", "query", "serve", "schema", "doctor", "migrate")
GROUPS = ("explain",)
ROOT = Path(__file__).resolve().parents[2]


def test_help_names_every_command(rectigraph: Command):
    result = rectigraph("--help")
    assert result.returncode == 0
    assert all(re.search(rf"\b{command}\b", result.stdout) for command in (*COMMANDS, *GROUPS))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_shows_examples(rectigraph: Command, command: str):
    result = rectigraph(command, "--help")
    assert result.returncode == 0
    assert "Examples" in result.stdout
    assert f"rectigraph {command}" in result.stdout or f"{command}" in result.stdout.partition("Examples")[2]


def test_no_arguments_show_the_help(rectigraph: Command):
    assert "Usage" in rectigraph().stdout


def test_unknown_command_is_wrong_usage(rectigraph: Command):
    result = rectigraph("frobnicate")
    assert (result.returncode, result.stdout) == (2, "")
    assert "frobnicate" in result.stderr


def test_unknown_option_is_wrong_usage(rectigraph: Command):
    assert rectigraph("parse", "--frobnicate", "x").returncode == 2


def test_version_is_that_of_the_distribution(rectigraph: Command):
    from importlib.metadata import version

    assert rectigraph("--version").stdout == f"{version('rectigraph')}\n"


def test_an_error_of_ours_is_one_message_with_its_code(rectigraph: Command):
    result = rectigraph("schema", environment={"RECTIGRAPH_ENGINE": "oracle"})
    assert (result.returncode, result.stdout) == (1, "")
    assert "must be embedded or neo4j" in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_cannot_be_written_is_one_message(rectigraph: Command, tmp_path: Path):
    result = rectigraph("schema", "--format", "cypher", "-o", tmp_path / "missing" / "file")
    assert result.returncode == 1
    assert "missing" in result.stderr
    assert "Traceback" not in result.stderr


def test_no_color_is_honoured(rectigraph: Command):
    coloured = rectigraph("frobnicate", environment={"FORCE_COLOR": "1"})
    plain = rectigraph("frobnicate", environment={"FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert "\x1b[3" in coloured.stderr
    assert "\x1b[3" not in plain.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_is_offered(rectigraph: Command, shell: str):
    result = rectigraph("--show-completion", shell)
    assert "RECTIGRAPH" in result.stdout


def test_a_closed_pipe_is_no_traceback(program: Path, clean_environment: dict[str, str]):
    script = f"{program} schema --format cypher | true"
    result = subprocess.run(
        ["sh", "-c", script], capture_output=True, text=True, env=clean_environment, timeout=60, check=False
    )
    assert result.stderr == ""


def _pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def _commands_in(page: Path) -> list[list[str]]:
    """Return the arguments of every `rectigraph` command in the shell blocks of a page."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    words = [shlex.split(line.partition(" #")[0]) for line in lines if "rectigraph" in line.partition(" #")[0]]
    return [_arguments(line) for line in words if "rectigraph" in line]


def _arguments(words: list[str]) -> list[str]:
    """Return what follows the program up to a pipe or redirection."""
    after = words[words.index("rectigraph") + 1 :]
    end = next((index for index, word in enumerate(after) if word in ("|", ">", "<", "&&")), len(after))
    return after[:end]


@pytest.mark.parametrize(
    "arguments", [each for page in _pages() for each in _commands_in(page)], ids=lambda arguments: " ".join(arguments)
)
def test_commands_of_the_documents_exist(arguments: list[str]):
    """With --help at the end, options are checked and nothing runs."""
    from typer.testing import CliRunner

    from api.cli.app import app

    assert CliRunner().invoke(app, [*arguments, "--help"]).exit_code == 0


@pytest.mark.parametrize("page", _pages(), ids=lambda page: page.name)
def test_links_of_a_page_lead_somewhere(page: Path):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_flagship_is_the_same_in_the_readme_and_the_ready_questions():
    document = question(FLAGSHIP).document
    query = document[document.index("query") :]
    assert f"```graphql\n{query}```" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_parse_ends_with_what_was_found_and_what_was_not(rectigraph: Command):
    result = rectigraph("parse", ROOT / "loaders" / "samples" / "ledger.csv")
    assert result.returncode == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith("Found 10 issues with 24 measures")
    assert "UNREADABLE_DATE 1" in line
    assert line.endswith("% of the text.")
