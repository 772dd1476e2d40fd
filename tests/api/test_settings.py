from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import EngineKind, from_environment
from graph.connection import Connection
from graph.limits import Limits
from schema.errors import SettingsError


def test_the_embedded_engine_is_the_default():
    settings = from_environment({"XDG_DATA_HOME": "/data"})
    assert settings.engine is EngineKind.EMBEDDED
    assert settings.data_dir.name == "rectigraph"


def test_the_environment_sets_everything():
    settings = from_environment(
        {
            "RECTIGRAPH_ENGINE": "neo4j",
            "RECTIGRAPH_DATA_DIR": "/data",
            "RECTIGRAPH_NEO4J_URI": "bolt://127.0.0.1:7687",
            "RECTIGRAPH_NEO4J_USER": "ana",
            "RECTIGRAPH_NEO4J_PASSWORD": "secret",
            "RECTIGRAPH_NEO4J_DATABASE": "kg",
        }
    )
    assert (settings.engine, settings.data_dir) == (EngineKind.NEO4J, Path("/data"))
    assert settings.neo4j == Connection(uri="bolt://127.0.0.1:7687", user="ana", password="secret", database="kg")


def test_the_command_line_wins_over_the_environment():
    settings = from_environment({"RECTIGRAPH_DATA_DIR": "/data"}).with_options(EngineKind.NEO4J, Path("/other"))
    assert (settings.engine, settings.data_dir) == (EngineKind.NEO4J, Path("/other"))


def test_an_empty_variable_is_not_set():
    assert from_environment({"RECTIGRAPH_ENGINE": "", "RECTIGRAPH_NEO4J_URI": ""}).neo4j is None
    settings = from_environment({"RECTIGRAPH_NEO4J_URI": "bolt://db", "RECTIGRAPH_NEO4J_USER": ""})
    assert settings.neo4j == Connection(uri="bolt://db", user="neo4j")


def test_an_engine_that_does_not_exist_is_refused():
    with pytest.raises(SettingsError, match="must be embedded or neo4j"):
        from_environment({"RECTIGRAPH_ENGINE": "oracle"})


def test_a_misspelt_setting_is_refused():
    with pytest.raises(SettingsError, match="RECTIGRAPH_ENGIN is no setting"):
        from_environment({"RECTIGRAPH_ENGIN": "neo4j"})


def test_the_password_is_not_shown():
    settings = from_environment({"RECTIGRAPH_NEO4J_URI": "bolt://db", "RECTIGRAPH_NEO4J_PASSWORD": "secret"})
    assert settings.neo4j
    assert settings.neo4j.password == "secret"
    assert "secret" not in repr(settings)


def test_a_password_is_read_from_a_file(tmp_path: Path):
    file = tmp_path / "password"
    file.write_text("se cret\n")
    settings = from_environment({"RECTIGRAPH_NEO4J_URI": "bolt://db", "RECTIGRAPH_NEO4J_PASSWORD_FILE": str(file)})
    assert settings.neo4j
    assert settings.neo4j.password == "se cret"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"PASSWORD_FILE": "/no/such/file"}, "RECTIGRAPH_NEO4J_PASSWORD_FILE: /no/such/file cannot be read"),
        ({"PASSWORD_FILE": "/dev/null", "PASSWORD": "x"}, "both set"),
        ({"URI": "graph.example.org:7687"}, "is no address of Neo4j"),
        ({"URI": "http://graph.example.org"}, "is no address of Neo4j"),
        ({"URI": "bolt://"}, "is no address of Neo4j"),
        ({"URI": "bolt://db:port"}, "is no address of Neo4j"),
        ({"URI": "bolt://neo4j:secret@db"}, "is no address of Neo4j"),
        ({"URI": "bolt://db", "CA": "/dev/null"}, r"Write bolt\+s://"),
        ({"URI": "neo4j+ssc://db", "CA": "/dev/null"}, r"Write neo4j\+s://"),
        ({"URI": "neo4j+s://db", "CA": "/no/such/file"}, "/no/such/file, does not exist"),
        ({"POOL_SIZE": "0"}, "RECTIGRAPH_NEO4J_POOL_SIZE is “0”"),
        ({"RETRY_S": "soon"}, "RECTIGRAPH_NEO4J_RETRY_S is “soon”"),
    ],
)
def test_a_connection_that_cannot_be_is_refused(given: dict[str, str], message: str):
    environment = {f"RECTIGRAPH_NEO4J_{name}": value for name, value in ({"URI": "bolt://db"} | given).items()}
    with pytest.raises(SettingsError, match=message):
        from_environment(environment)


def test_every_setting_of_a_connection_has_a_variable_and_is_documented():
    documented = (Path(__file__).parents[2] / "docs" / "neo4j.md").read_text("utf-8")
    for each in fields(Connection):
        variable = f"RECTIGRAPH_NEO4J_{each.name.upper()}"
        row = next(line for line in documented.splitlines() if line.startswith("|") and f"`{variable}`" in line)
        if isinstance(each.default, int | float):
            assert f"| {each.default:,.0f} |" in row
            settings = from_environment({"RECTIGRAPH_NEO4J_URI": "bolt://db", variable: "7"})
            assert getattr(settings.neo4j, each.name) == 7


def test_every_limit_has_a_variable():
    settings = from_environment({f"RECTIGRAPH_MAX_{name}": "7" for name in ("DEPTH", "BODY_BYTES", "NESTED_PAGE")})
    assert settings.limits == Limits(depth=7, body_bytes=7, nested_page=7)
    assert from_environment({"RECTIGRAPH_QUERY_TIMEOUT_S": "2.5"}).limits == Limits(query_timeout_s=2.5)
    for each in fields(Limits):
        name = each.name if each.name == "query_timeout_s" else f"max_{each.name}"
        assert getattr(from_environment({f"RECTIGRAPH_{name.upper()}": "3"}).limits, each.name) == 3


def test_every_setting_is_documented():
    documented = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    for each in fields(Limits):
        name = each.name if each.name == "query_timeout_s" else f"max_{each.name}"
        row = next(line for line in documented.splitlines() if f"`RECTIGRAPH_{name.upper()}`" in line)
        assert f"| {each.default:,} |" in row or f"| {each.default:g} |" in row


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "１０", "inf"])
def test_a_limit_that_is_no_whole_number_is_refused(value: str):
    with pytest.raises(SettingsError, match=f"RECTIGRAPH_MAX_DEPTH is “{value}”"):
        from_environment({"RECTIGRAPH_MAX_DEPTH": value})


@pytest.mark.parametrize("value", ["0", "-1", "soon", "nan", "inf", "90000"])
def test_a_timeout_that_is_no_time_is_refused(value: str):
    with pytest.raises(SettingsError, match=f"RECTIGRAPH_QUERY_TIMEOUT_S is “{value}”"):
        from_environment({"RECTIGRAPH_QUERY_TIMEOUT_S": value})
