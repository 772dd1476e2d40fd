"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from api.settings import EngineKind, Settings

EngineOption = Annotated[
    EngineKind | None,
    typer.Option("--engine", help=r"Where the graph lives. \[env: RECTIGRAPH_ENGINE; default: embedded]"),
]
DataDirOption = Annotated[
    Path | None,
    typer.Option("--data-dir", help=r"Folder of the embedded engine's data. \[env: RECTIGRAPH_DATA_DIR]"),
]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")]


def settings_of(context: typer.Context, engine: EngineKind | None, data_dir: Path | None) -> Settings:
    """Return the settings of this run; options after the command win over options before it."""
    settings: Settings = context.obj
    return settings.with_options(engine, data_dir)
