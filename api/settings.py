"""What a user can set, read once from the environment and the command line and handed down from there."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.connection import Connection
from graph.limits import LIMITS, Limits
from schema.errors import SettingsError
from schema.rdf.terms import BASE

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX: Final = "RECTIGRAPH_"


class EngineKind(StrEnum):
    """Which engine holds the graph."""

    EMBEDDED = "embedded"
    NEO4J = "neo4j"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings; `data_dir` is used by the embedded engine only, `neo4j` by Neo4j only: None if it has no address.

    `limits` are what one request may ask for, `base_iri` where the service is known to be, None if nowhere.
    """

    engine: EngineKind
    data_dir: Path
    neo4j: Connection | None = None
    limits: Limits = LIMITS
    base_iri: str | None = None

    @property
    def ids(self) -> str:
        """Return the IRI below which nodes have theirs in RDF."""
        return f"{self.base_iri.rstrip('/')}/id/" if self.base_iri else BASE

    def with_options(self, engine: EngineKind | None, data_dir: Path | None) -> Settings:
        """Return these settings with what the command line says instead; None leaves a setting as it is."""
        return replace(self, engine=engine or self.engine, data_dir=data_dir or self.data_dir)


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Return the settings of `RECTIGRAPH_…`; a variable that is empty counts as not set.

    Raises SettingsError for a value that cannot be, and for a name that is no setting, such as a misspelt one.
    """
    given = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items() if name.startswith(PREFIX)}
    if unknown := sorted(given.keys() - _NAMES):
        known = ", ".join(PREFIX + name.upper() for name in _NAMES)
        raise SettingsError(f"{PREFIX}{unknown[0].upper()} is no setting. The settings are {known}.")
    given = {name: value for name, value in given.items() if value}
    data_dir = given.get("data_dir")
    return Settings(
        engine=_engine_kind(given.get("engine", EngineKind.EMBEDDED)),
        data_dir=Path(data_dir) if data_dir else default_data_dir(environment),
        neo4j=_neo4j(given),
        limits=_limits(given),
        base_iri=_base_iri(given["base_iri"]) if "base_iri" in given else None,
    )


def _neo4j(given: Mapping[str, str]) -> Connection | None:
    if "neo4j_uri" not in given:
        return None
    asked: dict[str, Any] = {name: given[f"neo4j_{name}"] for name in ("uri", "database") if f"neo4j_{name}" in given}
    asked |= {name: text for name in _SECRETS if (text := _text_or_file(f"neo4j_{name}", given)) is not None}
    asked |= {name: _seconds(key, given[key]) for name in _TIMES if (key := f"neo4j_{name}") in given}
    if "neo4j_pool_size" in given:
        asked["pool_size"] = _whole("neo4j_pool_size", given["neo4j_pool_size"])
    if "neo4j_ca" in given:
        asked["ca"] = Path(given["neo4j_ca"])
    return Connection(**asked)


def _text_or_file(name: str, given: Mapping[str, str]) -> str | None:
    """Return a value from its variable or from the file that `…_FILE` names, such as a secret of Docker."""
    file = given.get(f"{name}_file")
    if file is None:
        return given.get(name)
    variable = f"{PREFIX}{name.upper()}"
    if name in given:
        raise SettingsError(f"{variable} and {variable}_FILE are both set: leave one of them out.")
    try:
        return Path(file).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise SettingsError(f"{variable}_FILE: {file} cannot be read: {reason}.") from error


def _limits(given: Mapping[str, str]) -> Limits:
    asked: dict[str, Any] = {limit: _whole(name, given[name]) for name, limit in _WHOLE.items() if name in given}
    if _TIMEOUT in given:
        asked[_TIMEOUT] = _seconds(_TIMEOUT, given[_TIMEOUT])
    return replace(LIMITS, **asked)


def _base_iri(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise SettingsError(
            f"{PREFIX}BASE_IRI is “{value}”, and must be the address of the service as others reach it, such as "
            "https://graph.example/."
        )
    return value


def _whole(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value) > 0):
        raise SettingsError(f"{PREFIX}{name.upper()} is “{value}”, and must be a whole number from 1 up.")
    return int(value)


def _seconds(name: str, value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0.001 <= seconds <= _DAY_S:
        raise SettingsError(f"{PREFIX}{name.upper()} is “{value}”, and must be seconds: 0.001 to {_DAY_S}.")
    return seconds


_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~/-]*)?")
_DAY_S: Final = 86_400
_SECRETS: Final = ("user", "password")  # each from its variable or from a file
_TIMES: Final = ("connection_timeout_s", "lifetime_s", "retry_s")
_OF_NEO4J: Final = (
    *("uri", "user", "user_file", "password", "password_file", "database", "ca", "pool_size"),
    *_TIMES,
)
_TIMEOUT: Final = "query_timeout_s"
_WHOLE: Final = {f"max_{each.name}": each.name for each in fields(Limits) if each.name != _TIMEOUT}
_NAMES: Final = ("engine", "data_dir", "base_iri", *(f"neo4j_{name}" for name in _OF_NEO4J), *_WHOLE, _TIMEOUT)


def _engine_kind(value: str) -> EngineKind:
    try:
        return EngineKind(value)
    except ValueError:
        kinds = " or ".join(EngineKind)
        raise SettingsError(f"{PREFIX}ENGINE is “{value}”, and must be {kinds}.") from None


def default_data_dir(environment: Mapping[str, str]) -> Path:
    """Return the folder in which the platform keeps a user's application data, with our name added."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "rectigraph"
    if os.name == "nt":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "rectigraph"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "rectigraph"
